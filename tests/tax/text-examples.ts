import { TaxFact, TaxRule } from '@sommier/domain/tax';

/** A tariff as a law or a report tells it, a case of it, and what it comes to, worked out by hand in the comment or the name. */
export interface TextExample { id: string; rules: TaxRule[]; facts: TaxFact[]; total: number }
const DAY = '2025-06-30';
type Loose = Record<string, unknown>;

function example(id: string, total: number, currency: string, rules: Loose | Loose[], facts: Loose | Loose[]): TextExample {
  const tax = `x-${id}`;
  return {
    id, total,
    rules: [rules].flat().map((r, i) => TaxRule.parse({ key: `${tax}.${String(i)}`, tax, from: '2000-01-01', currency, legal: { ref: id, status: 'council' }, ...r, when: { platformKinds: [tax], ...(r['when'] as Loose | undefined) } })),
    facts: [facts].flat().map((f, i) => TaxFact.parse({ ref: `${id}#${String(i)}`, platformKind: tax, ...(f['kind'] === 'stay' ? {} : { day: DAY }), ...f })),
  };
}
const nights = (n: number, more: Loose = {}): Loose => ({ kind: 'stay', arrival: '2025-06-01', departure: new Date(Date.UTC(2025, 5, 1 + n)).toISOString().slice(0, 10), guests: [{ count: 1, adult: true }], ...more });
const people = (count: number, more: Loose = {}): Loose[] => [{ count, adult: true, ...more }];
const PARIS = [{ code: 'a', rate: '0.10', beneficiary: 'A' }, { code: 'b', rate: '0.15', beneficiary: 'B' }, { code: 'c', rate: '2.00', beneficiary: 'C' }];
const tiers = (mode: string) => ({ by: 'fleet', mode, rows: [{ from: '500', factor: '1.10' }, { from: '1000', factor: '1.20' }, { from: '3000', factor: '1.30' }] });
const vehicles = (n: number, per: string, units = '1', more: Loose = {}): Loose => ({ kind: 'vehicles', vehicleType: 'v', vehicles: n, per, units, ...more });
const bands = [{ upTo: '20000', amount: '500' }, { upTo: '100000', amount: '1500' }, { upTo: null, amount: '2500' }];

export const TEXT_EXAMPLES: TextExample[] = [
  // 4.90 + 0.49 + 0.735 → 0.74 + 9.80: the published cap of Paris.
  example('palace', 15.93, 'EUR', { basis: 'person_night', amount: '4.90', additional: PARIS, rounding: { per: 'unit' } }, nights(1)),
  // The same rounded in total: 3 × 4.90 × 3.25 = 47.775; each line alone: 14.70 + 1.47 + 2.205 → 2.21 + 29.40.
  example('palace-total', 47.78, 'EUR', { basis: 'person_night', amount: '4.90', additional: PARIS, rounding: { per: 'total' } }, nights(3)),
  example('palace-lines', 47.78, 'EUR', { basis: 'person_night', amount: '4.90', additional: PARIS, rounding: { per: 'component' } }, nights(3)),
  example('palace-down', 47.77, 'EUR', { basis: 'person_night', amount: '4.90', additional: PARIS, rounding: { per: 'total', mode: 'down' } }, nights(3)),
  // 34 %: 0.80 + 0.272 → 0.27, for 3 adults of 5 guests over 4 nights.
  example('34-percent', 12.84, 'EUR', { basis: 'person_night', amount: '0.80', ageMin: 18, additional: [{ code: 'd', rate: '0.34', beneficiary: 'D' }], rounding: { per: 'unit' } }, nights(4, { guests: [...people(3), { count: 2, age: 17 }] })),
  // 90 / 3 guests × 5 % = 1.50, of which two adults owe over 2 nights; over the cap of 1.20.
  example('unclassified', 4.8, 'EUR', { basis: 'percent_price', rate: '0.05', capPerUnit: '1.20', ageMin: 18 }, nights(2, { nightPrice: '90', guests: [...people(2), { count: 1, adult: false }] })),
  example('rent-under-threshold', 0, 'EUR', { basis: 'person_night', amount: '1', threshold: { of: 'night_price', min: '15' } }, nights(3, { nightPrice: '14.99' })),
  example('seasonal-worker', 3, 'EUR', { basis: 'person_night', amount: '1', exemptions: [{ code: 'seasonal_worker' }] }, nights(3, { guests: [...people(1), ...people(4, { exemption: 'seasonal_worker' })] })),
  // 100 × 0.20 % × 5 months; and 0.75 % held to its ceiling of 10 %.
  example('interest', 101, 'EUR', { basis: 'flat', amount: '100', penalties: [{ code: 'i', kind: 'monthly_interest', value: '0.002' }] }, { kind: 'flat', lateMonths: 5 }),
  example('interest-held', 110, 'EUR', { basis: 'flat', amount: '100', penalties: [{ code: 'i', kind: 'monthly_interest', value: '0.0075', ceiling: '0.10' }] }, { kind: 'flat', lateMonths: 20 }),
  // Three Tunisians of 2 and a foreigner of 8 in a 3-star hotel, twelve nights of which ten count.
  example('tunisia-3-stars', 140, 'TND', [{ basis: 'person_night', amount: '2', maxNightsPerStay: 10, ageMin: 12, when: { nationalities: ['TN', 'DZ', 'LY', 'MA', 'MR'] } }, { basis: 'person_night', amount: '8', maxNightsPerStay: 10, ageMin: 12, when: { nationalities: ['foreign'] } }], nights(12, { guests: [...people(2, { nationality: 'TN' }), ...people(1, { nationality: 'MA' }), { count: 1, age: 40, nationality: 'IT' }, { count: 1, age: 11, nationality: 'IT' }] })),
  example('tcl', 100.001, 'TND', { basis: 'percent_turnover', rate: '0.002' }, { kind: 'turnover', amount: '50000.300' }),
  // 2 × 3 × 25 late: + 15 %. And the promotion tax: 7 raised by 3.5.
  example('morocco-late', 172.5, 'MAD', { basis: 'person_night', amount: '25', penalties: [{ code: 'm', kind: 'percent', value: '0.15' }] }, nights(3, { guests: people(2), lateMonths: 0 })),
  example('morocco-promotion', 21, 'MAD', { basis: 'person_night', amount: '10.5' }, nights(2)),
  example('rabat-taxi', 3000, 'MAD', { basis: 'vehicle_year', amount: '1000' }, vehicles(3, 'year')),
  ...([['20000', 500], ['20000.5', 1500], ['100000', 1500], ['100001', 2500]] as const).map(([price, total]) => example(`benin-${price}`, total, 'XOF', { basis: 'price_band', bands }, nights(1, { nightPrice: price }))),
  // Two rooms for 30,000: each 15,000; by person, three share it.
  example('benin-rooms', 2000, 'XOF', { basis: 'price_band', bands }, nights(2, { rooms: 2, nightPrice: '30000', guests: people(3) })),
  example('benin-persons', 1500, 'XOF', { basis: 'price_band', bands, bandPer: 'person_night' }, nights(1, { nightPrice: '30000', guests: people(3) })),
  example('taxi-moto-2024', 9900, 'XOF', { basis: 'vehicle_year', amount: '4800', fees: [{ code: 'f', amount: '300', when: 'first' }], penalties: [{ code: 'p', kind: 'percent', value: '1' }] }, vehicles(1, 'year', '1', { first: true, lateMonths: 1 })),
  example('taxi-moto-fleet', 51_000, 'XOF', { basis: 'vehicle_year', amount: '4800', fees: [{ code: 'f', amount: '300', when: 'first' }] }, vehicles(10, 'year', '1', { first: true })),
  // 2.5 % of 12,345 = 308.625 in a currency without decimals.
  example('ivory-tourism', 309, 'XOF', { basis: 'percent_turnover', rate: '0.025' }, { kind: 'turnover', amount: '12345' }),
  example('ivory-hotel', 18_000, 'XOF', { basis: 'room_night', amount: '1500' }, nights(4, { rooms: 3, guests: people(6) })),
  example('senegal', 9000, 'XOF', { basis: 'person_night', amount: '1000' }, nights(3, { guests: people(3) })),
  example('cape-verde', 4400, 'CVE', { basis: 'person_night', amount: '220', maxNightsPerStay: 10, ageMin: 17 }, nights(12, { guests: [...people(2), { count: 3, age: 16 }] })),
  example('scooters-3000', 195_000, 'EUR', { basis: 'vehicle_year', amount: '50', tiers: tiers('whole') }, vehicles(3000, 'year')),
  // 499 + ... marginal: 500 × 50 + 500 × 55 + 500 × 60 of 1,500.
  example('scooters-marginal', 82_500, 'EUR', { basis: 'vehicle_year', amount: '50', tiers: tiers('marginal') }, vehicles(1500, 'year')),
  // 200 bicycles of a fleet of 1,000 scooters and bicycles: 20 × 1.20 each.
  example('fleet-of-two-kinds', 4800, 'EUR', { basis: 'vehicle_year', amount: '20', tiers: tiers('whole') }, vehicles(200, 'year', '1', { fleet: 1000 })),
  // 20,000 once, 130 a device, and a dollar a day for 500 devices over 30 days.
  example('santa-monica', 100_000, 'USD', { basis: 'vehicle_day', amount: '1', fees: [{ code: 'operator', amount: '20000', when: 'first', per: 'fact' }, { code: 'device', amount: '130', when: 'first' }] }, vehicles(500, 'day', '30', { first: true })),
  example('san-diego', 37_500, 'USD', { basis: 'vehicle_year', amount: '150' }, vehicles(250, 'year')),
  example('vehicle-months', 540, 'EUR', { basis: 'vehicle_month', amount: '15' }, vehicles(12, 'month', '3')),
  example('portland', 3086.25, 'USD', { basis: 'trip', amount: '0.25' }, { kind: 'trips', trips: 12_345 }),
  // 100 rides of 2.75 and 40 pooled of 0.75, and 8.875 % of 3,000 of fares.
  example('new-york', 571.25, 'USD', [{ basis: 'trip', amount: '2.75', when: { vehicleTypes: ['solo'] } }, { basis: 'trip', amount: '0.75', when: { vehicleTypes: ['pooled'] } }, { basis: 'percent_turnover', rate: '0.08875' }], [{ kind: 'trips', trips: 100, vehicleType: 'solo' }, { kind: 'trips', trips: 40, vehicleType: 'pooled' }, { kind: 'turnover', amount: '3000' }]),
  example('zone-day', 16.5, 'USD', [{ basis: 'vehicle_day', amount: '0.25', when: { zones: ['centre'] } }, { basis: 'vehicle_day', amount: '0.05' }], [vehicles(6, 'day', '10', { zone: { code: 'centre', certainty: 'certain' } }), vehicles(3, 'day', '10', { zone: { code: 'east', certainty: 'confirmed' } })]),
  example('subsidy', -12, 'USD', { basis: 'vehicle_day', amount: '-0.40' }, vehicles(30, 'day')),
  // Two vehicles, 90 minutes: two hours begun, 2 + 4 each.
  example('parking', 12, 'USD', { basis: 'vehicle_hour', amount: '0', tiers: { by: 'hours', mode: 'marginal', rows: [{ from: '0', amount: '2' }, { from: '1', amount: '4' }, { from: '2', amount: '10' }] } }, vehicles(2, 'hour', '1.5')),
  // 100 km at 0.125, 150 at 0.10.
  example('trip-km', 27.5, 'TND', { basis: 'trip_km', amount: '0.125', tiers: { by: 'quantity', mode: 'marginal', rows: [{ from: '100', amount: '0.1' }] } }, { kind: 'trips', trips: 9, km: '250' }),
  example('colorado-small', 0, 'USD', { basis: 'delivery', amount: '0.28', threshold: { of: 'turnover', min: '500000', exclusive: true } }, { kind: 'deliveries', deliveries: 1000, turnover: '500000' }),
  example('colorado', 280, 'USD', { basis: 'delivery', amount: '0.28', threshold: { of: 'turnover', min: '500000', exclusive: true } }, { kind: 'deliveries', deliveries: 1000, turnover: '500000.01' }),
  example('minnesota', 1, 'USD', { basis: 'delivery', amount: '0.50', threshold: { of: 'order', min: '100' } }, [{ kind: 'deliveries', deliveries: 2, orderAmount: '100' }, { kind: 'deliveries', deliveries: 5, orderAmount: '99.99' }]),
  // At 1,000,000 exactly nothing; the fee of Barcelona above, pick-up points out.
  example('barcelona', 12_500.01, 'EUR', { basis: 'percent_turnover', rate: '0.0125', threshold: { of: 'turnover', min: '1000000', exclusive: true }, excluded: ['pick_up'] }, [{ kind: 'turnover', amount: '1000000' }, { kind: 'turnover', amount: '1100000.80', parts: [{ code: 'pick_up', amount: '100000' }] }]),
  // 1 % of the first million and 2 % of the half million above; or 2 % of all.
  example('turnover-marginal', 20_000, 'MAD', { basis: 'percent_turnover', rate: '0.01', tiers: { by: 'quantity', mode: 'marginal', rows: [{ from: '1000000', amount: '0.02' }] } }, { kind: 'turnover', amount: '1500000' }),
  example('turnover-whole', 30_000, 'MAD', { basis: 'percent_turnover', rate: '0.01', tiers: { by: 'quantity', mode: 'whole', rows: [{ from: '1000000', amount: '0.02' }] } }, { kind: 'turnover', amount: '1500000' }),
  // Summer doubles a day of a vehicle; winter has its own amount, over the new year.
  example('season-summer', 60, 'TND', { basis: 'vehicle_day', amount: '1', seasons: [{ from: '06-15', to: '09-15', factor: '2' }] }, vehicles(3, 'day', '10')),
  example('season-over-new-year', 17, 'EUR', { basis: 'person_night', amount: '1', seasons: [{ from: '12-20', to: '01-05', amount: '3' }] }, nights(0, { arrival: '2024-12-18', departure: '2024-12-25' })),
  // 40 beds of which a fifth is not counted, 120 nights.
  example('forfait', 3456, 'EUR', { basis: 'capacity_night', amount: '0.90', abatement: '0.20' }, { kind: 'capacity', beds: 40, nights: 120 }),
  example('stay', 50, 'MAD', { basis: 'stay', amount: '50', maxNightsPerStay: 3 }, nights(9, { rooms: 2, guests: people(4) })),
  example('minimum', 5, 'EUR', { basis: 'percent_turnover', rate: '0.01', minPerUnit: '5' }, { kind: 'turnover', amount: '10' }),
  example('stay-with-fee', 21, 'EUR', { basis: 'person_night', amount: '2', fees: [{ code: 'file', amount: '5', when: 'always', per: 'fact' }] }, nights(4, { guests: [...people(2)] })),
];
