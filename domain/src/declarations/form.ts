import { readsOf } from '../assessments/reads.ts';
import type { TaxFact } from '../tax/facts.ts';
import type { TaxRule } from '../tax/rule.ts';
import type { LineKind, TaxForm } from './model.ts';

const LINES: Partial<Record<TaxFact['kind'], readonly LineKind[]>> = { stay: ['nights', 'stay'], turnover: ['turnover'], vehicles: ['vehicles'], trips: ['trips'], deliveries: ['deliveries'] };
const all = (rules: readonly TaxRule[], of: (r: TaxRule) => readonly string[] | undefined): string[] => [...new Set(rules.flatMap((r) => of(r) ?? []))].sort();

/** The rules of a tax that touch the days [from, to). */
export const touching = (rules: readonly TaxRule[], { from, to }: { from: string; to: string }): TaxRule[] => rules.filter((r) => (r.from === null || r.from < to) && (r.to === null || r.to > from));

/** What a return of a tax may say, from the rules that touch its period; null when none of them asks for a return (a flat tax, beds). */
export function formOf(rules: readonly TaxRule[]): TaxForm | null {
  const [first] = rules;
  if (first === undefined) return null;
  const reads = readsOf(rules), kinds = [...new Set(reads.kinds.flatMap((k) => LINES[k] ?? []))];
  if (kinds.length === 0) return null;
  const with_ = rules.find((r) => r.returnPeriod !== 'none') ?? first;
  return {
    tax: first.tax, label: first.label ?? null, currency: first.currency, returnPeriod: with_.returnPeriod, dueDay: with_.dueDay ?? null, kinds,
    classes: all(rules, (r) => r.when.classes), nationalities: all(rules, (r) => r.when.nationalities), vehicleTypes: all(rules, (r) => r.when.vehicleTypes), goods: all(rules, (r) => r.when.goods),
    exemptions: all(rules, (r) => r.exemptions.map((e) => e.code)), zones: all(rules, (r) => r.when.zones),
    pers: [...new Set(rules.flatMap((r) => (r.basis.startsWith('vehicle_') ? [r.basis.slice(8) as 'hour' | 'day' | 'month' | 'year'] : [])))],
    ageMin: rules.reduce<number | null>((n, r) => (r.ageMin === undefined ? n : Math.max(n ?? 0, r.ageMin)), null), price: reads.price, rooms: rules.some((r) => r.basis === 'room_night' || (r.basis === 'price_band' && r.bandPer === 'room_night')),
  };
}
