import { earliest, latest, type Day } from '../shared/day.ts';
import { schedule } from './schedule.ts';
import type { Due, PeriodName, Prorata, Terms } from './terms.ts';

/** Whether dues go on after the right's end, while the occupant stays; by the rule they stop. */
export interface Billing { afterEnd: boolean }
export const USUAL_BILLING: Billing = { afterEnd: false };

/**
 * One dated term of a right as the occupations keep it: what a period costs from a day to a day (null: on). Terms do not overlap.
 * `anchor` null: periods of the calendar (months from the first, quarters from January).
 */
export interface ContractTerm { from: Day; to: Day | null; amount: bigint; charges: bigint; period: PeriodName; dueDay: number | null; dueWhen: 'advance' | 'arrears'; prorata: Prorata; anchor: Day | null }
export interface Contract { startsOn: Day; heldUntil: Day | null; endedOn: Day | null; billing: Billing; terms: readonly ContractTerm[] }

/** Periods of the calendar are laid from here: months, quarters, semesters and years all begin on it. */
const CALENDAR: Day = '2000-01-01';

/** A contract as schedules: one for each way of paying (period, anchor, due day, in advance or arrears, prorata); where another way is in force nothing is owed by it. */
export function termsOf(c: Contract): Terms[] {
  const end = c.billing.afterEnd ? c.endedOn : c.heldUntil;
  const ways = new Map<string, { way: ContractTerm; rows: { from: Day; to: Day | null; term: ContractTerm }[] }>();
  for (const term of [...c.terms].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const from = latest(term.from, c.startsOn);
    const to = term.to === null ? end : end === null ? term.to : earliest(term.to, end);
    if (to !== null && from >= to) continue;
    const key = `${term.period} ${term.dueWhen} ${String(term.dueDay)} ${term.prorata} ${term.anchor ?? CALENDAR}`;
    const way = ways.get(key) ?? { way: term, rows: [] };
    ways.set(key, way);
    way.rows.push({ from, to, term });
  }
  return [...ways.values()].map(({ way, rows }): Terms => ({
    start: rows[0]?.from ?? c.startsOn, end: rows.at(-1)?.to ?? null, period: way.period, anchor: way.anchor ?? CALENDAR, inAdvance: way.dueWhen === 'advance',
    dueDay: way.dueDay, prorata: way.prorata, free: [],
    steps: rows.flatMap(({ from, to, term }, i) => {
      const next = rows[i + 1];
      return [{ from, rent: term.amount, charges: term.charges }, ...(to !== null && next !== undefined && next.from > to ? [{ from: to, rent: 0n, charges: 0n }] : [])];
    }),
  }));
}

/** Every due of a contract payable on a day of [from, to), oldest first. */
export const duesOf = (c: Contract, from: Day, to: Day): Due[] =>
  termsOf(c).flatMap((t) => schedule(t, from, to)).sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
