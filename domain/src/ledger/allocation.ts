import { daysBetween, type Day } from '../shared/day.ts';

/** A due with what of it is still open, and money with what of it is still free. Ids are the ledger's. */
export interface OpenDue { id: string; dueOn: Day; open: bigint }
export interface FreeMoney { id: string; paidOn: Day; free: bigint }
/** So much of a payment set against a due; negative takes it back. */
export interface Allocation { payment: string; due: string; amount: bigint }

const order = (a: string, b: string): number => (a.length - b.length || (a < b ? -1 : a > b ? 1 : 0));
const byDay = <T extends { id: string }>(day: (x: T) => Day) => (a: T, b: T): number => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : order(a.id, b.id));

/** Oldest money against oldest dues (payment day, then number), until one of them is used up. What is left stays free: an advance. */
export function allocateOldest(dues: readonly OpenDue[], money: readonly FreeMoney[]): Allocation[] {
  const open = dues.filter((d) => d.open > 0n).sort(byDay((d) => d.dueOn)).map((d) => ({ ...d }));
  const free = money.filter((m) => m.free > 0n).sort(byDay((m) => m.paidOn)).map((m) => ({ ...m }));
  const out: Allocation[] = [];
  for (let d = 0, m = 0; d < open.length && m < free.length;) {
    const due = open[d], pay = free[m];
    if (due === undefined || pay === undefined) break;
    const amount = due.open < pay.free ? due.open : pay.free;
    out.push({ payment: pay.id, due: due.id, amount });
    due.open -= amount;
    pay.free -= amount;
    if (due.open === 0n) d += 1;
    if (pay.free === 0n) m += 1;
  }
  return out;
}

export type ToldFault = { kind: 'unknown_due'; due: string } | { kind: 'more_than_open'; due: string; open: bigint } | { kind: 'more_than_paid'; free: bigint };
/** Holds what the payer told to what is open and what was paid: nothing is trimmed in silence. */
export function checkTold(told: readonly { due: string; amount: bigint }[], dues: readonly OpenDue[], free: bigint): ToldFault | null {
  const sums = new Map<string, bigint>();
  for (const { due, amount } of told) sums.set(due, (sums.get(due) ?? 0n) + amount);
  for (const [due, amount] of sums) {
    const open = dues.find((d) => d.id === due)?.open;
    if (open === undefined) return { kind: 'unknown_due', due };
    if (amount > open) return { kind: 'more_than_open', due, open };
  }
  return [...sums.values()].reduce((a, b) => a + b, 0n) > free ? { kind: 'more_than_paid', free } : null;
}

/** Age of what is past due, by days since its due day. The day itself is day 0. */
export const AGE_BUCKETS = ['d0_30', 'd31_90', 'd91_365', 'over365'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];
export const bucketOf = (days: number): AgeBucket => (days <= 30 ? 'd0_30' : days <= 90 ? 'd31_90' : days <= 365 ? 'd91_365' : 'over365');
export type Ageing = Record<AgeBucket, bigint>;

/** What is past due on a day, by age. A due of a later day is not past due. */
export function ageing(dues: readonly OpenDue[], day: Day): Ageing {
  const out: Ageing = { d0_30: 0n, d31_90: 0n, d91_365: 0n, over365: 0n };
  for (const d of dues) {
    const age = daysBetween(d.dueOn, day);
    if (age >= 0 && d.open > 0n) out[bucketOf(age)] += d.open;
  }
  return out;
}
