import type { ComponentType } from 'react';
import type { AssetFilter, AssetSheet } from '@sommier/domain/assets';

/** What a section of the property page is given. */
export interface SectionProps { asset: AssetSheet }
export type Section = ComponentType<SectionProps>;

/** The rows of the register somebody works on: those ticked, or (`all`) every row that meets the filter. */
export interface RegisterSelection {
  ids: readonly string[];
  all: boolean;
  filter: AssetFilter;
  /** How many rows that is. */
  count: number;
  clear: () => void;
}
export type SelectionAction = ComponentType<{ selection: RegisterSelection }>;
