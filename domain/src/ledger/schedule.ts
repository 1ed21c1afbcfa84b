import { addDays, addMonths, daysBetween, daysInMonth, earliest, latest, wholeMonths, type Day } from '../shared/day.ts';
import { divRound } from '../shared/money.ts';
import { PERIODS, type Due, type ScheduleKind, type Terms } from './terms.ts';

/** A period of the contract, half-open, counted from the anchor (0 begins on it). */
export interface Period { from: Day; to: Day }
const periodAt = (t: Terms, n: number): Period => {
  const months = PERIODS[t.period];
  return { from: addMonths(t.anchor, n * months), to: addMonths(t.anchor, (n + 1) * months) };
};

/** The periods that meet [from, to). */
export function periodsOf(t: Terms, from: Day, to: Day): Period[] {
  const found: Period[] = [];
  for (let n = Math.floor(wholeMonths(t.anchor, from) / PERIODS[t.period]) - 1; ; n += 1) {
    const p = periodAt(t, n);
    if (p.from >= to) return found;
    if (p.to > from) found.push(p);
  }
}

/** The first day at or after `base` whose number in its month is `dueDay`, or the last of a month that has it not. */
export function dueDate(base: Day, dueDay: number | null): Day {
  if (dueDay === null) return base;
  const inMonthOf = (day: Day): Day => {
    const year = Number(day.slice(0, 4)), month = Number(day.slice(5, 7));
    return `${day.slice(0, 8)}${String(Math.min(dueDay, daysInMonth(year, month))).padStart(2, '0')}`;
  };
  const here = inMonthOf(base);
  return here >= base ? here : inMonthOf(addMonths(`${base.slice(0, 8)}01`, 1));
}

/** How far `day` lies inside a period, as a fraction: 0 at its beginning, the denominator at its end, never less on a later day. */
export function position(t: Terms, p: Period, day: Day): [numerator: number, denominator: number] {
  if (t.prorata !== 'thirtieth') return [daysBetween(p.from, day), daysBetween(p.from, p.to)];
  const months = PERIODS[t.period];
  if (day >= p.to) return [30 * months, 30 * months];
  // Months of the period itself: its own beginnings keep the anchor's day.
  const first = Math.round((Number(p.from.slice(0, 4)) - Number(t.anchor.slice(0, 4))) * 12 + Number(p.from.slice(5, 7)) - Number(t.anchor.slice(5, 7)));
  let month = 0;
  while (month + 1 < months && addMonths(t.anchor, first + month + 1) <= day) month += 1;
  return [30 * month + Math.min(30, daysBetween(addMonths(t.anchor, first + month), day)), 30 * months];
}

/**
 * The part of a period's amount that falls on [from, to): what has grown by `to` less what had grown by `from`, each rounded once. So the
 * parts of a period, however it is cut, add up to the whole to the last minor unit.
 */
export function partOf(t: Terms, p: Period, amount: bigint, from: Day, to: Day): bigint {
  const grown = (day: Day): bigint => {
    const [n, d] = position(t, p, day);
    return divRound(amount * BigInt(n), BigInt(d));
  };
  return grown(to) - grown(from);
}

interface Stretch { from: Day; to: Day; amount: bigint }
/** The stretches of a period over which one amount is owed, free days taken out. */
function stretches(t: Terms, p: Period, kind: ScheduleKind): Stretch[] {
  const from = latest(p.from, t.start), to = t.end === null ? p.to : earliest(p.to, t.end);
  if (from >= to) return [];
  const free = t.free.filter((f) => (kind === 'rent' || f.charges) && f.from < to && f.to > from);
  const cuts = [...new Set([from, to, ...t.steps.map((s) => s.from), ...free.flatMap((f) => [f.from, f.to])])].filter((d) => d >= from && d <= to).sort();
  return cuts.slice(0, -1).flatMap((a, i): Stretch[] => {
    const b = cuts[i + 1] ?? to;
    if (free.some((f) => f.from <= a && f.to >= b)) return [];
    const step = t.steps.findLast((s) => s.from <= a);
    return step === undefined ? [] : [{ from: a, to: b, amount: kind === 'rent' ? step.rent : step.charges }];
  });
}

/**
 * Every due payable on a day of [from, to), oldest first. Nothing depends on the range but which dues are named: a schedule asked for in
 * slices is the schedule asked for at once.
 */
export function schedule(t: Terms, from: Day, to: Day): Due[] {
  // A due may be payable up to a month and a period after its period began.
  const until = t.end === null ? to : earliest(to, t.end);
  const reach = addMonths(from, -(PERIODS[t.period] + 2));
  return periodsOf(t, latest(reach, t.start), until).flatMap((p): Due[] => {
    const owedFrom = latest(p.from, t.start), owedTo = t.end === null ? p.to : earliest(p.to, t.end);
    const dueOn = t.inAdvance ? latest(dueDate(p.from, t.dueDay), owedFrom) : dueDate(owedTo, t.dueDay);
    if (owedFrom >= owedTo || dueOn < from || dueOn >= to) return [];
    return (['rent', 'charges'] as const).flatMap((kind): Due[] => {
      const parts = stretches(t, p, kind);
      const amount = t.prorata === 'full' ? parts.reduce((most, s) => (s.amount > most ? s.amount : most), 0n)
        : parts.reduce((sum, s) => sum + partOf(t, p, s.amount, s.from, s.to), 0n);
      return amount === 0n ? [] : [{ kind, from: p.from, to: p.to, dueOn, amount, days: parts.reduce((n, s) => n + daysBetween(s.from, s.to), 0) }];
    });
  }).sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The last day of a period, as people name it: "from 1 to 31 January". */
export const lastDay = (p: Period): Day => addDays(p.to, -1);
