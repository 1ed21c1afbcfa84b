import { addDays, addMonths, type Day } from '../shared/day.ts';
import { divRound } from '../shared/money.ts';

/** What a rule costs. Basis points are hundredths of a percent; `fixed` is in minor units. */
export interface PenaltyTerms { graceDays: number; fixed: bigint; percentBp: number; monthlyBp: number; months: 'begun' | 'whole'; ceilingBp: number | null }
/** A due and what of it was open from a day on, in the order of days; before the first all of it. */
export interface LateDue { dueOn: Day; amount: bigint; open: readonly { from: Day; open: bigint }[] }
/** A line of the reckoning: `base` at `bp` over [from, to), `months` times; a fixed sum has no rate. */
export interface PenaltyLine { kind: 'fixed' | 'percent' | 'interest'; base: bigint; bp: number | null; from: Day; to: Day; months: number; amount: bigint }
/** `since` is the day it became late (null: it is not); `ceiling` what all of it may come to. */
export interface Penalty { total: bigint; since: Day | null; lines: PenaltyLine[]; ceiling: bigint | null }

const NONE: Penalty = { total: 0n, since: null, lines: [], ceiling: null };
const openOn = (due: LateDue, day: Day): bigint => due.open.findLast((s) => s.from <= day)?.open ?? due.amount;
const part = (base: bigint, bp: number): bigint => divRound(base * BigInt(bp), 10_000n);

/** The first day at or after the grace on which something is open; null where there is none before `day`. */
function lateSince(due: LateDue, grace: Day, day: Day): Day | null {
  if (openOn(due, grace) > 0n) return grace < day ? grace : null;
  return due.open.find((s) => s.from > grace && s.from < day && s.open > 0n)?.from ?? null;
}

/**
 * What a due costs its payer by a day for being late. Money that came by a day counts from that day, whenever it was written: a past-dated payment
 * lowers what had been reckoned. Interest runs on what is open when each month begins (or, for whole months, on what is still open the day it ends),
 * months counted from the day it became late. The whole of the interest is rounded once, a line showing what it adds: rounded line by line, a part payment
 * could cost a minor unit more than none. Nothing is charged on a penalty.
 */
export function penaltyOf(rule: PenaltyTerms, due: LateDue, day: Day): Penalty {
  if (due.amount <= 0n) return NONE;
  const since = lateSince(due, addDays(due.dueOn, rule.graceDays), day);
  if (since === null) return NONE;
  const first = openOn(due, since);
  const lines: PenaltyLine[] = [];
  if (rule.fixed > 0n) lines.push({ kind: 'fixed', base: first, bp: null, from: since, to: day, months: 0, amount: rule.fixed });
  if (rule.percentBp > 0) lines.push({ kind: 'percent', base: first, bp: rule.percentBp, from: since, to: day, months: 0, amount: part(first, rule.percentBp) });
  if (rule.monthlyBp > 0) lines.push(...interest(rule, due, since, day));
  const ceiling = rule.ceilingBp === null ? null : part(due.amount, rule.ceilingBp);
  const all = lines.reduce((sum, l) => sum + l.amount, 0n);
  return { total: ceiling !== null && all > ceiling ? ceiling : all, since, lines, ceiling };
}

function interest(rule: PenaltyTerms, due: LateDue, since: Day, day: Day): PenaltyLine[] {
  const lines: PenaltyLine[] = [];
  for (let n = 0; ; n += 1) {
    const from = addMonths(since, n), to = addMonths(since, n + 1);
    if (rule.months === 'begun' ? from >= day : to > day) return roundedOnce(lines);
    const base = openOn(due, rule.months === 'begun' ? from : addDays(to, -1));
    if (base <= 0n) continue;
    const last = lines.at(-1);
    if (last?.to === from && last.base === base) { last.to = to; last.months += 1; }
    else lines.push({ kind: 'interest', base, bp: rule.monthlyBp, from, to, months: 1, amount: 0n });
  }
}

/** Each line bears what it adds to the rounded sum of those up to it. */
function roundedOnce(lines: PenaltyLine[]): PenaltyLine[] {
  let exact = 0n, charged = 0n;
  for (const line of lines) {
    exact += line.base * BigInt(line.bp ?? 0) * BigInt(line.months);
    const sum = divRound(exact, 10_000n);
    line.amount = sum - charged;
    charged = sum;
  }
  return lines;
}
