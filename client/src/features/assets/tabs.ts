import { lazy, type ComponentType } from 'react';
import { withWords, type MessageKey } from '../../platform/i18n/index.ts';
import type { Section, SelectionAction } from './parts.ts';

export interface AssetTab { key: string; label: MessageKey; sections: readonly Section[] }

/** The tabs of a property's page, in order. A feature adds its section here, lazily, from its own index; a tab without sections is not shown. */
export const ASSET_TABS: readonly AssetTab[] = [
  { key: 'sheet', label: 'assets.tab.sheet', sections: [lazy(async () => ({ default: (await import('./sheet-section.tsx')).SheetSection }))] },
  { key: 'legal', label: 'assets.tab.legal', sections: [lazy(withWords('legal', async () => ({ default: (await import('../titles/index.ts')).TitleSection }))), lazy(withWords('legal', async () => ({ default: (await import('../acts/index.ts')).ActsSection })))] },
  { key: 'ground', label: 'assets.tab.ground', sections: [lazy(withWords('legal', async () => ({ default: (await import('../drawing/index.ts')).GeometrySection })))] },
  { key: 'occupation', label: 'assets.tab.occupation', sections: [lazy(withWords('money', async () => ({ default: (await import('../occupations/index.ts')).OccupationSection }))), lazy(withWords('identify', async () => ({ default: (await import('../leads/index.ts')).AssetLeads })))] },
  { key: 'value', label: 'valuations.title', sections: [lazy(withWords('value', async () => ({ default: (await import('../valuations/index.ts')).ValuationsSection })))] },
  { key: 'condition', label: 'condition.title', sections: [lazy(withWords('value', async () => ({ default: (await import('../condition/index.ts')).ConditionSection })))] },
  { key: 'documents', label: 'assets.tab.documents', sections: [lazy(withWords('legal', async () => ({ default: (await import('../documents/index.ts')).AssetDocuments })))] },
  { key: 'history', label: 'assets.tab.history', sections: [lazy(async () => ({ default: (await import('../history/index.ts')).HistorySection }))] },
];

/** Buttons at the head of a property's page: each shows itself only where it may be used. */
export const ASSET_ACTIONS: readonly Section[] = [
  lazy(async () => ({ default: (await import('../reviews/index.ts')).ReviewActions })), lazy(async () => ({ default: (await import('../recycling/index.ts')).RecycleAction })),
  lazy(async () => ({ default: (await import('../history/index.ts')).UndoKeys })), lazy(async () => ({ default: (await import('../papers/index.ts')).SheetAction })),
];
/** The sheets of some properties in one file. */
export const SheetsOf: SelectionAction = lazy(async () => ({ default: (await import('../papers/index.ts')).SheetsAction }));
/** What can be done with the rows ticked in the register. */
export const SELECTION_ACTIONS: readonly SelectionAction[] = [
  lazy(async () => ({ default: (await import('../bulk/index.ts')).BulkAction })), lazy(async () => ({ default: (await import('../reviews/index.ts')).SubmitSelection })),
  SheetsOf,
];
/** Links and buttons at the head of the register. */
export const REGISTER_ACTIONS: readonly ComponentType[] = [lazy(async () => ({ default: (await import('../history/index.ts')).UndoKeys }))];
