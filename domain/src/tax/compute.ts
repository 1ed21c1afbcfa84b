import { currencyExponent, fromMinor } from '../shared/money.ts';
import { addDays, daysBetween } from '../shared/day.ts';
import { choose, rank } from './choose.ts';
import { dayOf, type StayFact, type TaxFact } from './facts.ts';
import { fees, late, settle, taxed, type Exact, type Measure } from './lines.ts';
import { compare, fromDecimal, minus, ratio, show, sum, times, type Ratio } from '../shared/ratio.ts';
import { Refusal, type Outcome } from './result.ts';
import type { TaxRule } from './rule.ts';
import { inSeason } from './season.ts';
import { stayLines } from './stay.ts';
import { tiered, type Stepped } from './tiers.ts';

/** Days between a formal notice and an assessment by office (France, L. 2333-38; other countries: to confirm). */
export const NOTICE_DAYS = 30;

/** Nights already spent in the same place by the same guests, without a break, before each stay: booking twice is one run. */
function runs(facts: readonly TaxFact[]): Map<string, number> {
  const before = new Map<string, number>();
  const ends = new Map<string, { until: string; nights: number }>();
  const stays = facts.filter((f): f is StayFact => f.kind === 'stay').sort((a, b) => (a.arrival < b.arrival ? -1 : a.arrival > b.arrival ? 1 : a.ref < b.ref ? -1 : 1));
  for (const stay of stays) {
    const key = stay.party === undefined || stay.unit === undefined ? null : `${stay.unit}\u0000${stay.party}`;
    const had = key === null ? undefined : ends.get(key);
    const nights = had?.until === stay.arrival ? had.nights : 0;
    before.set(stay.ref, nights);
    if (key !== null) ends.set(key, { until: stay.departure, nights: nights + daysBetween(stay.arrival, stay.departure) });
  }
  return before;
}

/** What is known too soon, too little, or from an estimate alone. */
function unripe(fact: TaxFact, day: string): Refusal | null {
  if (fact.kind === 'stay' ? fact.departure > day : fact.day > day) return new Refusal('not_ended', fact.kind === 'stay' ? 'departure' : 'day');
  if (fact.source === 'estimated') return new Refusal('estimate_alone', 'source');
  if (fact.source !== 'office') return null;
  if (fact.formalNoticeOn === undefined) return new Refusal('no_formal_notice', 'formalNoticeOn');
  return addDays(fact.formalNoticeOn, NOTICE_DAYS) > day ? new Refusal('notice_running', 'formalNoticeOn') : null;
}

const under = (rule: TaxRule, of: 'order' | 'turnover', value: Ratio): boolean => {
  if (rule.threshold?.of !== of) return false;
  const c = compare(value, fromDecimal(rule.threshold.min));
  return rule.threshold.exclusive ? c <= 0 : c < 0;
};

const stepped = (step: Stepped, by: Ratio, unit: string): Measure => ({
  quantity: times(step.quantity, by), unit, unitAmount: step.unitAmount, formula: by.n === by.d ? step.formula : `${show(by)} × (${step.formula})`, notes: [],
});

/** Lines of a fact that is not a stay. */
function plainLines(given: TaxRule, fact: Exclude<TaxFact, { kind: 'stay' }>): Exact[] | Refusal {
  const { rule, seasoned } = inSeason(given, fact.day);
  const bears = (m: Measure, units: Ratio, first = false): Exact[] => [...taxed(rule, seasoned(m)), ...fees(rule, units, first)];
  const nothing = (formula: string, unit: string): Exact[] => taxed(rule, { quantity: ratio(1), unit, unitAmount: ratio(0), formula, notes: ['under_threshold'] });
  switch (fact.kind) {
    case 'capacity': {
      const beds = times(ratio(fact.beds), minus(ratio(1), fromDecimal(rule.abatement ?? '0')));
      const each = fromDecimal(rule.amount ?? '0');
      return bears({ quantity: times(beds, ratio(fact.nights)), unit: 'bed_night', unitAmount: each, formula: `${fact.beds}${rule.abatement === undefined ? '' : ` × (1 − ${rule.abatement})`} × ${fact.nights} × ${show(each)}`, notes: [] }, ratio(fact.beds));
    }
    case 'turnover': {
      const gross = fromDecimal(fact.amount);
      if (under(rule, 'turnover', gross)) return nothing(`${show(gross)} ${rule.threshold?.exclusive === true ? '≤' : '<'} ${rule.threshold?.min ?? ''}`, 'turnover');
      const out = fact.parts.filter((p) => rule.excluded?.includes(p.code));
      const taxable = minus(gross, sum(out.map((p) => fromDecimal(p.amount))));
      if (taxable.n < 0n) return new Refusal('missing_fact', 'parts', [rule.key]);
      if (rule.tiers !== undefined) { const step = tiered(rule, taxable, taxable); return bears({ quantity: ratio(1), unit: 'turnover', unitAmount: times(step.quantity, step.unitAmount), formula: step.formula, notes: [] }, ratio(1)); }
      return bears({ quantity: ratio(1), unit: 'turnover', unitAmount: times(taxable, fromDecimal(rule.rate ?? '0')), formula: `${out.length === 0 ? show(gross) : `(${[gross, ...out.map((p) => fromDecimal(p.amount))].map(show).join(' − ')})`} × ${rule.rate ?? ''}`, notes: [] }, ratio(1));
    }
    case 'vehicles': {
      const vehicles = ratio(fact.vehicles);
      const units = fromDecimal(fact.units);
      // Hours are stepped for one vehicle, whose number multiplies; every other step counts vehicles, and the units of time multiply.
      const hourly = rule.tiers?.by === 'hours';
      const step = tiered(rule, hourly ? units : vehicles, ratio(fact.fleet ?? fact.vehicles));
      return bears(stepped(step, hourly ? vehicles : units, rule.basis), vehicles, fact.first);
    }
    case 'trips': {
      if (rule.basis === 'trip_km' && fact.km === undefined) return new Refusal('missing_fact', 'km', [rule.key]);
      const quantity = rule.basis === 'trip_km' ? fromDecimal(fact.km ?? '0') : ratio(fact.trips);
      return bears(stepped(tiered(rule, quantity, quantity), ratio(1), rule.basis), ratio(fact.trips));
    }
    case 'deliveries': {
      const { threshold } = rule;
      if (threshold !== undefined) {
        const of = threshold.of === 'order' ? 'order' : 'turnover', field = of === 'order' ? 'orderAmount' : 'turnover', said = fact[field];
        if (said === undefined) return new Refusal('missing_fact', field, [rule.key]);
        if (under(rule, of, fromDecimal(said))) return nothing(`${said} ${threshold.exclusive ? '≤' : '<'} ${threshold.min}`, 'delivery');
      }
      const quantity = ratio(fact.deliveries);
      return bears(stepped(tiered(rule, quantity, quantity), ratio(1), 'delivery'), quantity);
    }
    case 'flat': return bears({ quantity: ratio(1), unit: 'flat', unitAmount: fromDecimal(rule.amount ?? '0'), formula: rule.amount ?? '0', notes: [] }, ratio(1), fact.first);
  }
}

function one(tax: string, rules: readonly TaxRule[], fact: TaxFact, before: number): Outcome {
  const no = (r: Refusal): Outcome => ({ kind: 'refused', ref: fact.ref, tax, code: r.code, field: r.field, rules: r.rules });
  let parts: { rule: TaxRule; lines: Exact[] }[];
  if (fact.kind === 'stay') {
    const found = stayLines(rules, fact, before);
    if (found instanceof Refusal) return no(found);
    parts = found;
  } else {
    const rule = choose(rules, fact, undefined, () => dayOf(fact));
    if (rule instanceof Refusal) return no(rule);
    const lines = plainLines(rule, fact);
    if (lines instanceof Refusal) return no(lines);
    parts = [{ rule, lines }];
  }
  const currency = parts[0]?.rule.currency ?? '';
  if (parts.some((p) => p.rule.currency !== currency)) return no(new Refusal('mixed_currencies'));
  const lines = parts.flatMap(({ rule, lines: own }) => [
    ...settle(rule, own), ...late(rule, fact, own.filter((e) => e.line.kind === 'tax' || e.line.kind === 'additional')).map((e) => e.line)]);
  const total = lines.reduce((n, l) => n + BigInt(l.amount), 0n);
  const exponent = currencyExponent(currency);
  return { kind: 'assessed', ref: fact.ref, tax, currency, exponent, total: String(total), totalText: fromMinor(total, exponent), lines };
}

/** Assesses facts one by one under rules put in order once. `before`: nights of the run already spent (see `runs`). */
export type Assess = (fact: TaxFact, before: number) => Outcome[];

const refused = (fact: TaxFact, r: Refusal): Outcome[] => [{ kind: 'refused', ref: fact.ref, tax: null, code: r.code, field: r.field, rules: r.rules }];

/**
 * The oracle for one fact at a time: one outcome for each tax that reads such a fact. A run over a commune calls it once for each distinct case.
 * @param day the day of computing: what has not ended, or whose formal notice still runs, waits
 */
export function assessor(rules: readonly TaxRule[], day: string): Assess {
  const ranked = rank(rules);
  return (fact, before) => {
    const wait = unripe(fact, day);
    if (wait !== null) return refused(fact, wait);
    const due = ranked(fact);
    if (due.length === 0) return refused(fact, new Refusal('no_rule_for_kind', 'kind'));
    return due.map(({ tax, rules: own }) => one(tax, own, fact, before));
  };
}

/**
 * What each fact owes on a day: one outcome for each fact and each tax that reads such a fact, with lines that explain themselves, or a refusal
 * with its reason. Pure: the day and the rules are arguments; the order of the facts changes nothing but the order of the outcomes.
 * @param facts each with its own `ref`; amounts in the currency's unit as decimals
 * @param rules every version of every rule; the one in force on the fact's day is chosen, never the nearest
 * @param day the day of computing: what has not ended, or whose formal notice still runs, waits
 */
export function compute(facts: readonly TaxFact[], rules: readonly TaxRule[], day: string): Outcome[] {
  const assess = assessor(rules, day);
  const before = runs(facts);
  const seen = new Set<string>();
  return facts.flatMap((fact): Outcome[] => {
    if (seen.has(fact.ref)) return refused(fact, new Refusal('duplicate_ref', 'ref'));
    seen.add(fact.ref);
    return assess(fact, before.get(fact.ref) ?? 0);
  });
}
