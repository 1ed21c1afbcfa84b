import { currencyExponent, divRound } from '../shared/money.ts';
import type { TaxFact } from './facts.ts';
import { fromDecimal, greatest, least, over, plus, ratio, show, sum, times, type Ratio } from '../shared/ratio.ts';
import type { TaxRule } from './rule.ts';
import type { TaxLine } from './result.ts';

/** So much of something at so much each, before rounding. `unitAmount` is in the currency's unit. */
export interface Measure { quantity: Ratio; unit: string; unitAmount: Ratio; formula: string; notes: string[] }
/** A line with its exact value beside the rounded one: the total may have to be rounded alone. */
export interface Exact { line: TaxLine; exact: Ratio }

const scale = (rule: TaxRule): Ratio => ratio(10n ** BigInt(currencyExponent(rule.currency)));
/** Whole minor units of an exact amount, by the rule's mode. */
export function toMinor(value: Ratio, rule: TaxRule): bigint {
  const v = times(value, scale(rule));
  if (rule.rounding.mode === 'half_up') return divRound(v.n, v.d);
  // Division of whole numbers drops the remainder towards zero.
  if (rule.rounding.mode === 'down') return v.n >= 0n ? v.n / v.d : (v.n - v.d + 1n) / v.d;
  return v.n >= 0n ? (v.n + v.d - 1n) / v.d : v.n / v.d;
}
const roundUnit = (value: Ratio, rule: TaxRule): Ratio => over(ratio(toMinor(value, rule)), scale(rule));
const line = (kind: TaxLine['kind'], code: string, rule: TaxRule, m: Measure, exact: Ratio): Exact => ({
  exact,
  line: { kind, code, rule: rule.key, ...(rule.version === undefined ? {} : { version: rule.version }), legalRef: rule.legal.ref, quantity: show(m.quantity), unit: m.unit, unitAmount: show(m.unitAmount), amount: String(toMinor(exact, rule)), formula: m.formula, notes: m.notes },
});

/** The tax of a measure within the rule's bounds, and its additional taxes: a share of the base each, rounded as the rule says. */
export function taxed(rule: TaxRule, measure: Measure): Exact[] {
  const notes = [...measure.notes];
  let unitAmount = measure.unitAmount;
  const bound = (limit: string | undefined, pick: (a: Ratio, b: Ratio) => Ratio, note: string): void => {
    if (limit === undefined) return;
    const held = pick(unitAmount, fromDecimal(limit));
    if (held.n !== unitAmount.n || held.d !== unitAmount.d) notes.push(note);
    unitAmount = held;
  };
  bound(rule.minPerUnit, greatest, 'raised_to_minimum');
  bound(rule.capPerUnit, least, 'held_to_cap');
  const perUnit = rule.rounding.per === 'unit';
  const base = perUnit ? roundUnit(unitAmount, rule) : unitAmount;
  const of = (kind: TaxLine['kind'], code: string, each: Ratio, formula: string, said: string[]): Exact =>
    line(kind, code, rule, { ...measure, unitAmount: each, formula, notes: said }, times(each, measure.quantity));
  const capped = notes.length > measure.notes.length;
  return [
    of('tax', rule.tax, base, capped || perUnit && show(base) !== show(measure.unitAmount) ? `${show(measure.quantity)} × ${show(base)} (${measure.formula})` : measure.formula, notes),
    ...rule.additional.map((a) => {
      const each = times(base, fromDecimal(a.rate));
      const held = perUnit ? roundUnit(each, rule) : each;
      return of('additional', a.code, held, `${show(measure.quantity)} × ${show(base)} × ${a.rate}${perUnit ? ` → ${show(held)}` : ''}`, []);
    }),
  ];
}

/** What bears nothing, and why: the reader sees that it was counted. */
export const exempt = (rule: TaxRule, quantity: Ratio, unit: string, reason: string): Exact =>
  line('exempt', reason, rule, { quantity, unit, unitAmount: ratio(0), formula: `${show(quantity)} × 0`, notes: [] }, ratio(0));

/** Fees of a fact: outside the base of penalties. `units` is what a fee `per: unit` multiplies. */
export const fees = (rule: TaxRule, units: Ratio, first: boolean): Exact[] => rule.fees.filter((f) => f.when === 'always' || first).map((f) => {
  const quantity = f.per === 'unit' ? units : ratio(1);
  const each = fromDecimal(f.amount);
  return line('fee', f.code, rule, { quantity, unit: f.per === 'unit' ? 'unit' : 'fact', unitAmount: each, formula: `${show(quantity)} × ${show(each)}`, notes: [] }, times(quantity, each));
});

/** Penalties and interest of a late fact, on the tax with its additional ones as rounded; interest stops at its ceiling. */
export function late(rule: TaxRule, fact: TaxFact, taxes: readonly Exact[]): Exact[] {
  if (fact.lateMonths === undefined) return [];
  const base = over(sum(taxes.map((t) => ratio(BigInt(t.line.amount)))), scale(rule));
  const months = ratio(fact.lateMonths);
  if (base.n === 0n) return [];
  return rule.penalties.flatMap((p) => {
    const value = fromDecimal(p.value);
    if (p.kind === 'fixed') return [line('penalty', p.code, rule, { quantity: ratio(1), unit: 'fact', unitAmount: value, formula: show(value), notes: [] }, value)];
    if (p.kind === 'percent') return [line('penalty', p.code, rule, { quantity: base, unit: 'amount', unitAmount: value, formula: `${show(base)} × ${show(value)}`, notes: [] }, times(base, value))];
    if (fact.lateMonths === 0) return [];
    const share = times(value, months);
    const held = p.ceiling === undefined ? share : least(share, fromDecimal(p.ceiling));
    return [line('interest', p.code, rule, { quantity: months, unit: 'month', unitAmount: times(base, value), formula: `${show(base)} × ${show(held)}`, notes: held === share ? [] : ['held_to_ceiling'] }, times(base, held))];
  });
}

/** Where only the total is rounded, the last line that bears something takes what the others' rounding left. */
export function settle(rule: TaxRule, all: readonly Exact[]): TaxLine[] {
  const lines = all.map((e) => ({ ...e.line }));
  if (rule.rounding.per !== 'total') return lines;
  const whole = toMinor(all.map((e) => e.exact).reduce(plus, ratio(0)), rule);
  const rest = whole - lines.reduce((n, l) => n + BigInt(l.amount), 0n);
  const last = [...lines].reverse().find((l) => l.amount !== '0');
  if (rest !== 0n && last !== undefined) { last.amount = String(BigInt(last.amount) + rest); last.notes = [...last.notes, 'takes_the_rounding']; }
  return lines;
}
