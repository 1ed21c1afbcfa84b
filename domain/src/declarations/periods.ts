import { addDays, addMonths, daysInMonth, type Day } from '../shared/day.ts';

export type ReturnPeriod = 'month' | 'quarter' | 'semester' | 'year' | 'none';
const MONTHS = { month: 1, quarter: 3, semester: 6, year: 12 } as const;
export interface Period { from: Day; to: Day }

/** The calendar period of a return that holds a day, half-open; null where the rules ask for none. */
export function periodOf(kind: ReturnPeriod, day: Day): Period | null {
  if (kind === 'none') return null;
  const n = MONTHS[kind], month = Number(day.slice(5, 7)) - 1;
  const from = `${day.slice(0, 4)}-${String(month - (month % n) + 1).padStart(2, '0')}-01`;
  return { from, to: addMonths(from, n) };
}

/** Periods that ended by `today` and began on or after `since`, oldest first; with `open`, the one running too. */
export function periodsSince(kind: ReturnPeriod, since: Day, today: Day, { open = false } = {}): Period[] {
  const all: Period[] = [];
  for (let p = periodOf(kind, since); p !== null && (p.to <= today || (open && p.from <= today)); p = periodOf(kind, p.to)) if (p.from >= since) all.push(p);
  return all;
}

/** The last day to declare: the rule's day of the month that follows the period, that month's last where it has no such day. Null where the rules say no day. */
export function returnDue(to: Day, dueDay: number | null): Day | null {
  if (dueDay === null) return null;
  const [year, month] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  return `${to.slice(0, 8)}${String(Math.min(dueDay, daysInMonth(year, month))).padStart(2, '0')}`;
}
/** The first day on which an expected return counts as missing: the day after its due day, or the first after the period where no day is said. */
export const missingFrom = (to: Day, dueDay: number | null): Day => { const due = returnDue(to, dueDay); return due === null ? to : addDays(due, 1); };
