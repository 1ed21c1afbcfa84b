type Values = Readonly<Record<string, unknown>>;

/** Same content, whatever the order of members. Undefined and null are both "not known". */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || a === undefined || b === undefined) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((k) => sameValue(left[k], right[k]));
}

/** `mine`: I alone changed it; `theirs`: the other alone; `both`: each to another value. A field that both brought to the same value is no difference. */
export type Side = 'mine' | 'theirs' | 'both';
export interface Difference { field: string; original: unknown; mine: unknown; theirs: unknown; side: Side }

/**
 * The fields on which two changes of one original differ.
 * @param original what I read before I began
 * @param mine the fields I changed (others are as in `original`)
 * @param theirs what stands now
 * @param fields those compared; the order of the answer
 */
export function differences(original: Values, mine: Values, theirs: Values, fields: readonly string[]): Difference[] {
  const found: Difference[] = [];
  for (const field of fields) {
    const [o, m, t] = [original[field], field in mine ? mine[field] : original[field], theirs[field]];
    if (sameValue(m, t)) continue;
    const [changedMine, changedTheirs] = [!sameValue(o, m), !sameValue(o, t)];
    found.push({ field, original: o ?? null, mine: m ?? null, theirs: t ?? null, side: changedMine && changedTheirs ? 'both' : changedMine ? 'mine' : 'theirs' });
  }
  return found;
}

export type Pick = 'mine' | 'theirs' | 'original';
/** Where only one changed, that change; where both did, nobody has chosen yet. */
export const firstPicks = (found: readonly Difference[]): Record<string, Pick> =>
  Object.fromEntries(found.filter((d) => d.side !== 'both').map((d) => [d.field, d.side as Pick]));

/** What is still to be sent on top of theirs for the choices made; undefined while a field both changed is not chosen. */
export function resolved(found: readonly Difference[], picks: Readonly<Record<string, Pick | undefined>>): Record<string, unknown> | undefined {
  const send: Record<string, unknown> = {};
  for (const d of found) {
    const pick = picks[d.field];
    if (pick === undefined) return undefined;
    const value = d[pick];
    if (!sameValue(value, d.theirs)) send[d.field] = value;
  }
  return send;
}
