import type { TaxRule } from '../tax/rule.ts';
import type { TaxFact } from '../tax/facts.ts';

/** What the rules of a tax look at in a fact: two facts alike in all of it owe the same. A run groups facts by it and asks the oracle once a group. */
export interface Reads {
  kinds: TaxFact['kind'][]; price: boolean; zones: boolean; seasons: boolean;
  /** Zones that rules name, each with its class: zones of one class stand in the same rules, and nobody tells them apart. */
  zoneClasses: [zone: string, cls: string][];
  /** Days on which a rule may begin or end, in order. */
  days: string[];
  /** The greatest number of nights of a run that any rule counts; null when none limits it. */
  maxNights: number | null;
}
const KINDS: Record<TaxRule['basis'], TaxFact['kind']> = {
  person_night: 'stay', room_night: 'stay', stay: 'stay', percent_price: 'stay', price_band: 'stay', capacity_night: 'capacity', percent_turnover: 'turnover',
  vehicle_hour: 'vehicles', vehicle_day: 'vehicles', vehicle_month: 'vehicles', vehicle_year: 'vehicles', trip: 'trips', trip_km: 'trips', delivery: 'deliveries', flat: 'flat',
};

/** The rules in which a zone stands, as a short name for all zones that stand in the same. */
function zoneClasses(rules: readonly TaxRule[]): [string, string][] {
  const classes = new Map<string, string>();
  return [...new Set(rules.flatMap((r) => r.when.zones ?? []))].sort().map((zone) => {
    const seen = rules.map((r) => (r.when.zones === undefined ? '-' : r.when.zones.includes(zone) ? '1' : '0')).join('');
    if (!classes.has(seen)) classes.set(seen, String(classes.size + 1));
    return [zone, classes.get(seen) ?? ''];
  });
}
export const readsOf = (rules: readonly TaxRule[]): Reads => ({
  kinds: [...new Set(rules.map((r) => KINDS[r.basis]))].sort(),
  price: rules.some((r) => r.basis.startsWith('percent') || r.basis === 'price_band' || r.threshold !== undefined),
  zones: rules.some((r) => r.when.zones !== undefined), zoneClasses: zoneClasses(rules), seasons: rules.some((r) => r.seasons.length > 0),
  days: [...new Set(rules.flatMap((r) => [r.from, r.to]).filter((d): d is string => d !== null))].sort(),
  maxNights: rules.reduce<number | null>((n, r) => (r.maxNightsPerStay === undefined ? n : Math.max(n ?? 0, r.maxNightsPerStay)), null),
});

/** The day an issued tax is payable: the rule's day of the month after the period, the month's last where it has not that day; else thirty days after `issued`. */
export function dueOn(periodTo: string, dueDay: number | undefined, issued: string): string {
  const later = (a: string, b: string): string => (a > b ? a : b);
  const plus = (day: string, days: number): string => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)) + days)).toISOString().slice(0, 10);
  if (dueDay === undefined) return plus(issued, 30);
  const last = new Date(Date.UTC(Number(periodTo.slice(0, 4)), Number(periodTo.slice(5, 7)), 0)).getUTCDate();
  // What is assessed long after its day is payable from now on, not in the past.
  return later(`${periodTo.slice(0, 8)}${String(Math.min(dueDay, last)).padStart(2, '0')}`, issued);
}
