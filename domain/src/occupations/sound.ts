import { DERIVED_TYPES, type OccupationType } from './types.ts';

/** What is looked at in a right before it is written. Days are half-open. */
export interface WrittenRight {
  type: OccupationType; startsOn: string | null; endsOn: string | null; endedOn: string | null; parentId: string | null; validated: boolean; id: string | null;
  units: readonly { assetId: string }[]; terms: readonly { kind: string; from: string; to: string | null; amountMinor: string }[];
}
/** The field that cannot stand as written, with the text that says the mend. */
export interface Unsound { path: string; reason: string; params?: Record<string, string> }

const twice = (list: readonly string[]): string | undefined => list.find((x, i) => list.indexOf(x) !== i);
/** The first thing in a right that no register can hold, whoever wrote it; null where there is none. */
export function unsound(r: WrittenRight): Unsound | null {
  if (r.startsOn !== null && r.endsOn !== null && r.endsOn <= r.startsOn) return { path: 'endsOn', reason: 'end_before_start', params: { start: r.startsOn } };
  if (r.startsOn !== null && r.endedOn !== null && r.endedOn < r.startsOn) return { path: 'startsOn', reason: 'end_before_start', params: { start: r.startsOn } };
  if (r.validated && r.startsOn === null && r.type !== 'sans_titre') return { path: 'startsOn', reason: 'start_missing' };
  if (r.validated && r.units.length === 0) return { path: 'units', reason: 'unit_missing' };
  const derived = (DERIVED_TYPES as readonly string[]).includes(r.type);
  if (r.parentId !== null && (!derived || r.parentId === r.id)) return { path: 'parentId', reason: 'parent_misplaced' };
  if (derived && r.validated && r.parentId === null) return { path: 'parentId', reason: 'parent_missing' };
  if (twice(r.units.map((u) => u.assetId)) !== undefined) return { path: 'units', reason: 'unit_twice' };
  const day = twice(r.terms.map((t) => t.from)), backward = r.terms.find((t) => t.to !== null && t.to <= t.from), paid = r.terms.find((t) => t.kind === 'free' && /[1-9]/.test(t.amountMinor));
  if (day !== undefined) return { path: 'terms', reason: 'term_twice', params: { day } };
  if (backward !== undefined) return { path: 'terms', reason: 'term_backward', params: { day: backward.from } };
  return paid === undefined ? null : { path: 'terms', reason: 'free_with_rent', params: { day: paid.from } };
}
