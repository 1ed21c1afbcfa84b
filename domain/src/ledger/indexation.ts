import { addMonths, type Day } from '../shared/day.ts';
import { divRound } from '../shared/money.ts';

/**
 * A contract's own clause: every `every` months from `from`, the rent goes up by `bp` hundredths of a percent, or moves with an index
 * (exactly one of the two). Steps are counted from `from`, so that 29 February comes back in a leap year.
 */
export interface Escalation { every: number; bp: number | null; index: string | null; from: Day }
/** Values of indexes by name: whole thousandths, each from the day it is the last published. */
export type IndexValues = ReadonlyMap<string, readonly { from: Day; value: bigint }[]>;
interface Stretch { from: Day; to: Day | null; amount: bigint; escalation: Escalation | null }
/** A value nobody has entered: the clause stops there and says so. */
export interface MissingIndex { index: string; day: Day }

/** No rent reaches it: 10^15 minor units, the bound of every amount a person gives. */
const MOST = 10n ** 15n;
const valueOn = (values: IndexValues, index: string, day: Day): bigint | undefined =>
  (values.get(index) ?? []).filter((v) => v.from <= day).reduce<{ from: Day; value: bigint } | undefined>((best, v) => (best === undefined || v.from > best.from ? v : best), undefined)?.value;

/** The rent after one step, from what it was; each step is rounded to the minor unit, as it is asked. */
function step(amount: bigint, e: Escalation, before: Day, at: Day, values: IndexValues): bigint | MissingIndex {
  if (e.bp !== null) return amount + divRound(amount * BigInt(e.bp), 10_000n);
  const index = e.index ?? '';
  const then = valueOn(values, index, before), now = valueOn(values, index, at);
  if (then === undefined) return { index, day: before };
  if (now === undefined) return { index, day: at };
  return divRound(amount * now, then);
}

/** The steps of a term with effect by `until`, that day included; the term's own days bound them. */
export function escalate(term: Stretch, until: Day, values: IndexValues): { steps: { from: Day; amount: bigint }[]; missing: MissingIndex | null } {
  const e = term.escalation;
  const steps: { from: Day; amount: bigint }[] = [];
  if (e === null || term.amount === 0n) return { steps, missing: null };
  let amount = term.amount;
  for (let n = 1; ; n += 1) {
    const at = addMonths(e.from, n * e.every);
    if (at > until || (term.to !== null && at >= term.to)) return { steps, missing: null };
    if (at <= term.from) continue;
    const next = step(amount, e, addMonths(e.from, (n - 1) * e.every), at, values);
    if (typeof next !== 'bigint') return { steps, missing: next };
    // A clause that runs away (1,000 % a month) stops here and is named, instead of stopping everybody's call.
    if (next >= MOST) return { steps, missing: { index: e.index ?? `${String((e.bp ?? 0) / 100)} %`, day: at } };
    amount = next;
    steps.push({ from: at, amount });
  }
}

/** How far clauses are worked out: a percent is known for any day, an index for no day to come. */
export interface Reach { percent: Day; index: Day }
export const reachOf = (e: Escalation | null, reach: Reach): Day => (e?.index ? reach.index : reach.percent);

/** Terms with their clauses worked out, as further terms: what the schedule reads. */
export const withIndexation = <T extends Stretch>(terms: readonly T[], reach: Reach, values: IndexValues): T[] => terms.flatMap((term): T[] => {
  const cuts = [{ from: term.from, amount: term.amount }, ...escalate(term, reachOf(term.escalation, reach), values).steps];
  return cuts.map((c, i) => ({ ...term, from: c.from, to: cuts[i + 1]?.from ?? term.to, amount: c.amount }));
});
