/**
 * The areas that papers and drawings give of one property, in square metres; null is "not known". `contract` is what the register quotes of a contract,
 * `held` what the contracts in force say themselves, together, where they cover the whole of it.
 */
export interface Areas { title: number | null; contract: number | null; held?: number | null; register: number | null; drawn: number | null }
export const AREA_KINDS = ['title', 'contract', 'held', 'register', 'drawn'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];
/** What a commune lets pass: the greater of a share of the reference and a number of square metres. */
export interface AreaTolerance { percent: number; m2: number }
export interface AreaLine { kind: AreaKind; value: number | null; /** Against the reference; null for the reference and for what is not known. */ difference: number | null; percent: number | null; over: boolean }

/** Which area the others are held against: the register's, else the title's, the drawing's, the contracts'. */
const REFERENCE: readonly AreaKind[] = ['register', 'title', 'drawn', 'contract', 'held'];

/**
 * The areas side by side, each with its difference to the reference and whether that passes the tolerance (Cours régionales des comptes: 146 m² in
 * the contract, 126 m² in the register for the same plot). All three stay; none is corrected.
 */
export function compareAreas(areas: Areas, tolerance: AreaTolerance): { reference: AreaKind | null; lines: AreaLine[]; differ: boolean } {
  const reference = REFERENCE.find((kind) => (areas[kind] ?? null) !== null) ?? null;
  const base = reference === null ? null : areas[reference] ?? null;
  const allowed = base === null ? 0 : Math.max(tolerance.m2, (base * tolerance.percent) / 100);
  const lines = AREA_KINDS.map((kind): AreaLine => {
    const value = areas[kind] ?? null;
    if (value === null || base === null || kind === reference) return { kind, value, difference: null, percent: null, over: false };
    // Rounded to the millimetre squared, so that 2.0000000004 is not over 2.
    const difference = Math.round((value - base) * 1e6) / 1e6;
    return { kind, value, difference, percent: (difference / base) * 100, over: Math.abs(difference) > allowed };
  });
  return { reference, lines, differ: lines.some((l) => l.over) };
}
