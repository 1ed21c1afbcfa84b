import type { ComponentType } from 'react';
import type { AssetFilter, AssetSelection, AssetSheet } from '@sommier/domain/assets';

/** What a section of the property page is given. */
export interface SectionProps { asset: AssetSheet }
export type Section = ComponentType<SectionProps>;

/** The rows of the register somebody works on: those ticked, or (`all`) every row that meets the filter. */
export interface RegisterSelection {
  ids: readonly string[];
  all: boolean;
  filter: AssetFilter;
  /** The zone drawn by the reader that the rows must touch. */
  shape: unknown;
  /** How many rows that is. */
  count: number;
  clear: () => void;
}
/** What the server is told of them. */
export const chosenOf = ({ ids, all, filter, shape }: RegisterSelection): AssetSelection => (all ? { filter, ...(shape ? { shape: shape as never } : {}) } : { ids: [...ids] });
export type SelectionAction = ComponentType<{ selection: RegisterSelection }>;
