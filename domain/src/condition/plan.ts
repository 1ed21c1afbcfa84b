/** Works to place: `cost` in minor units, null not estimated; `wanted` the year by which; `pin` a year chosen by hand, or 'off'; `fciBp` of its property. */
export interface PlannedWork { id: string; cost: bigint | null; priority: number; wanted: number | null; pin: number | 'off' | null; fciBp: number | null }
export interface PlanYear { year: number; budget: bigint; spent: bigint; works: string[] }
export type PutOff = { id: string; reason: 'budget' | 'no_cost' | 'by_hand' | 'pin_over' | 'pin_outside' };
export interface Plan { years: PlanYear[]; putOff: PutOff[]; /** Works placed later than the year they are wanted by. */ late: string[] }

/** Most pressing first; then what is wanted soonest, what stands on the worst property, what costs least, the oldest. */
const before = (a: PlannedWork, b: PlannedWork): number => a.priority - b.priority || (a.wanted ?? 9999) - (b.wanted ?? 9999) || (b.fciBp ?? -1) - (a.fciBp ?? -1)
  || ((a.cost ?? 0n) < (b.cost ?? 0n) ? -1 : (a.cost ?? 0n) > (b.cost ?? 0n) ? 1 : 0) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1);

/**
 * A multi-year plan: each of the works in the first year whose budget still holds it, in the order of need; what a person pinned first. No budget is ever
 * exceeded, and each of the works stands once: in a year, or put off with why.
 */
export function planWorks(works: readonly PlannedWork[], budgets: readonly { year: number; budget: bigint }[]): Plan {
  const years: PlanYear[] = budgets.map((b) => ({ ...b, spent: 0n, works: [] }));
  const putOff: PutOff[] = [], late: string[] = [];
  const take = (w: PlannedWork, cost: bigint, year: PlanYear | undefined): boolean => {
    if (year === undefined || year.spent + cost > year.budget) return false;
    year.spent += cost;
    year.works.push(w.id);
    if (w.wanted !== null && year.year > w.wanted) late.push(w.id);
    return true;
  };
  const ordered = [...works].sort(before);
  for (const w of ordered.filter((x) => typeof x.pin === 'number' && x.cost !== null)) {
    const year = years.find((y) => y.year === w.pin);
    if (!take(w, w.cost ?? 0n, year)) putOff.push({ id: w.id, reason: year === undefined ? 'pin_outside' : 'pin_over' });
  }
  for (const w of ordered.filter((x) => typeof x.pin !== 'number' || x.cost === null)) {
    const cost = w.cost;
    if (w.pin === 'off') putOff.push({ id: w.id, reason: 'by_hand' });
    else if (cost === null) putOff.push({ id: w.id, reason: 'no_cost' });
    else if (!years.some((y) => take(w, cost, y))) putOff.push({ id: w.id, reason: 'budget' });
  }
  return { years, putOff, late };
}
