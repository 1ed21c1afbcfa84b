import { addMonths, type Day } from '../shared/day.ts';
import { divRound } from '../shared/money.ts';
import type { RevisionRule } from './rules.ts';

/** What a revision is judged on. `amount` is the rent of a period in minor units; `months` the period's length. `lastSetOn`: the last time the rent was set, else null. */
export interface RentFacts { contractOn: Day; lastSetOn: Day | null; amount: bigint; months: number; currency: string }
/** Values of an index, by the day from which each is the last published. Whole thousandths (145.17 is 145170). */
export interface IndexValue { from: Day; value: bigint }

export type Refusal =
  | { kind: 'too_early'; earliest: Day; basis: 'contract' | 'revision' }
  | { kind: 'above_ceiling'; ceiling: bigint; court: bigint | null }
  | { kind: 'no_rise' }
  | { kind: 'missing_index'; index: string; day: Day }
  | { kind: 'not_in_force'; from: Day; to: Day | null };
/** `ceiling` null: the rule names no figure, the commune and the occupant agree. `court`: what a court might grant beyond it. */
export type Allowed = { kind: 'allowed'; ceiling: bigint | null; court: bigint | null };

/** Basis points added to an amount, to the nearest minor unit. */
export const raise = (amount: bigint, basisPoints: number): bigint => amount + divRound(amount * BigInt(basisPoints), 10_000n);

/** The first day a revision may take effect. */
export function earliestRevision(rule: RevisionRule, facts: RentFacts): { day: Day; basis: 'contract' | 'revision' } {
  const contract = addMonths(facts.contractOn, rule.monthsFromContract);
  const last = facts.lastSetOn === null ? null : addMonths(facts.lastSetOn, rule.monthsBetween);
  return last !== null && last > contract ? { day: last, basis: 'revision' } : { day: contract, basis: 'contract' };
}

const valueOn = (values: readonly IndexValue[], day: Day): bigint | undefined =>
  values.filter((v) => v.from <= day).reduce<IndexValue | undefined>((best, v) => (best === undefined || v.from > best.from ? v : best), undefined)?.value;

/** The rent moved by an index from its value when the rent was last set to its value on the day. */
export function indexed(facts: RentFacts, values: readonly IndexValue[], index: string, day: Day): bigint | Extract<Refusal, { kind: 'missing_index' }> {
  const since = facts.lastSetOn ?? facts.contractOn;
  const before = valueOn(values, since), now = valueOn(values, day);
  if (before === undefined) return { kind: 'missing_index', index, day: since };
  if (now === undefined) return { kind: 'missing_index', index, day };
  return divRound(facts.amount * now, before);
}

/** The most the rule allows with effect on a day, or why it does not allow any. */
export function ceilingOn(rule: RevisionRule, facts: RentFacts, day: Day, values: readonly IndexValue[] = []): Allowed | Refusal {
  if (day < rule.from || (rule.to !== null && day >= rule.to)) return { kind: 'not_in_force', from: rule.from, to: rule.to };
  const earliest = earliestRevision(rule, facts);
  if (day < earliest.day) return { kind: 'too_early', earliest: earliest.day, basis: earliest.basis };
  const monthly = divRound(facts.amount, BigInt(facts.months));
  const court = rule.court !== null && rule.court.currency === facts.currency && monthly <= BigInt(rule.court.atMostMonthly) ? raise(facts.amount, rule.court.ceilingBp) : null;
  if (rule.kind === 'agreement') return { kind: 'allowed', ceiling: null, court };
  if (rule.kind === 'ceiling') return { kind: 'allowed', ceiling: raise(facts.amount, rule.ceilingBp ?? 0), court };
  const moved = indexed(facts, values, rule.index ?? '', day);
  if (typeof moved !== 'bigint') return moved;
  const most = rule.ceilingBp === null ? moved : [moved, raise(facts.amount, rule.ceilingBp)].reduce((a, b) => (a < b ? a : b));
  return { kind: 'allowed', ceiling: most, court };
}

/** Holds a proposed rent to the rule. A court's decision lifts the ceiling to the court's. */
export function judge(rule: RevisionRule, facts: RentFacts, proposed: bigint, day: Day, options: { court?: boolean; values?: readonly IndexValue[] } = {}): Allowed | Refusal {
  const allowed = ceilingOn(rule, facts, day, options.values ?? []);
  if (allowed.kind !== 'allowed') return allowed;
  if (proposed <= facts.amount) return { kind: 'no_rise' };
  const limit = options.court === true && allowed.court !== null ? allowed.court : allowed.ceiling;
  return limit !== null && proposed > limit ? { kind: 'above_ceiling', ceiling: limit, court: allowed.court } : allowed;
}

/** What the rent would be on a day had every revision the rule allowed been made in its time, and how many there were. */
export function hadItBeenRevised(rule: RevisionRule, facts: RentFacts, day: Day, values: readonly IndexValue[] = []): { amount: bigint; revisions: number } {
  let now: RentFacts = facts, revisions = 0;
  for (;;) {
    const at = [earliestRevision(rule, now).day, rule.from].reduce((a, b) => (a > b ? a : b));
    if (at > day || rule.monthsBetween === 0) return { amount: now.amount, revisions };
    const allowed = ceilingOn(rule, now, at, values);
    if (allowed.kind !== 'allowed' || allowed.ceiling === null) return { amount: now.amount, revisions };
    revisions += 1;
    now = { ...now, amount: allowed.ceiling > now.amount ? allowed.ceiling : now.amount, lastSetOn: at };
  }
}
