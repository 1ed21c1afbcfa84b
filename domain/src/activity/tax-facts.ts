import { currencyExponent, fromMinor } from '../shared/money.ts';
import { daysBetween } from '../shared/day.ts';
import type { TaxFact } from '../tax/facts.ts';
import type { ActivityFact } from './model.ts';

/** A fact for the tax engine, or why it is none: `held`, `withheld` (redacted), `part_of_public`, `no_quantity`, `no_guests` (nights summed over a period: no one knows who slept). */
export type TaxReading = { kind: 'facts'; facts: TaxFact[] } | { kind: 'none'; why: 'held' | 'withheld' | 'part_of_public' | 'no_quantity' | 'no_guests' };

const none = (why: Extract<TaxReading, { kind: 'none' }>['why']): TaxReading => ({ kind: 'none', why });
const given = <T extends object>(of: T): { [K in keyof T]: NonNullable<T[K]> } => Object.fromEntries(Object.entries(of).filter(([, v]) => v !== null && v !== undefined)) as { [K in keyof T]: NonNullable<T[K]> };

/**
 * What the tax engine is told of a fact. `zoneCode` names a zone as the rules do; a possible zone stays possible, so that no zone tariff applies to it.
 * An observed count is an estimate and so is never taxed by itself. Money without the rules' currency is the caller's to refuse.
 */
export function taxFactsOf(fact: ActivityFact, zoneCode: (zone: NonNullable<ActivityFact['zone']>) => string): TaxReading {
  if (fact.state !== 'counted') return none('held');
  if (fact.redacted) return none('withheld');
  if (fact.population !== 'all') return none('part_of_public');
  const money = (minor: string): string => fromMinor(BigInt(minor), currencyExponent(fact.currency ?? ''));
  const source: TaxFact['source'] = fact.source === 'observed' ? 'estimated' : fact.source;
  const common = { ref: `fact:${fact.id}`, source, ...(fact.zone === null ? {} : { zone: { code: zoneCode(fact.zone), certainty: fact.zone.certainty } }), ...given({ platformKind: fact.kind === 'stay' || fact.kind === 'lodging' ? 'lodging' : null }) };
  const turnover = (amount: string): TaxFact => ({ ...common, kind: 'turnover', day: fact.from, amount: money(amount), parts: [], ...given({ class: fact.lodgingClass, goods: fact.goods }) } as TaxFact);
  switch (fact.kind) {
    case 'stay': {
      if (fact.guestGroups.length === 0) return none('no_guests');
      return { kind: 'facts', facts: [{
        ...common, kind: 'stay', arrival: fact.from, departure: fact.to, guests: fact.guestGroups, rooms: fact.rooms ?? 1,
        ...given({ contractOn: fact.contractOn, class: fact.lodgingClass, unit: fact.unitId, party: fact.taxpayerId, price: fact.priceMinor === null ? null : money(fact.priceMinor) }),
      } as TaxFact] };
    }
    case 'vehicles': {
      if (fact.vehicles === null) return none('no_quantity');
      if (fact.vehicles === 0) return { kind: 'facts', facts: [] };
      const per = fact.per ?? 'day';
      return { kind: 'facts', facts: [{ ...common, kind: 'vehicles', day: fact.from, vehicleType: fact.vehicleType ?? 'unknown', vehicles: fact.vehicles, per, units: per === 'day' ? String(daysBetween(fact.from, fact.to)) : '1', first: false, ...given({ fleet: fact.fleet }) } as TaxFact] };
    }
    case 'trips': return fact.trips === null ? none('no_quantity') : { kind: 'facts', facts: [{ ...common, kind: 'trips', day: fact.from, trips: fact.trips, ...given({ vehicleType: fact.vehicleType, km: fact.km }) } as TaxFact] };
    case 'deliveries': {
      const facts: TaxFact[] = [];
      if (fact.deliveries !== null) facts.push({ ...common, kind: 'deliveries', day: fact.from, deliveries: fact.deliveries, ...given({ goods: fact.goods }) } as TaxFact);
      if (fact.priceMinor !== null && !fact.priceMinor.startsWith('-')) facts.push(turnover(fact.priceMinor));
      return facts.length === 0 ? none('no_quantity') : { kind: 'facts', facts };
    }
    case 'lodging':
    case 'turnover': return fact.priceMinor === null || fact.priceMinor.startsWith('-') ? none('no_quantity') : { kind: 'facts', facts: [turnover(fact.priceMinor)] };
  }
}
