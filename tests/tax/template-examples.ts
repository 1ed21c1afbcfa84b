import { TaxFact } from '@sommier/domain/tax';

/**
 * Cases of the shipped templates beyond the table of worked examples, reckoned by hand from the same sources (the formula stands with each):
 * edge days, children's ages, nationality, most nights, caps, steps, a change of tariff within a stay, currencies of three decimals and of none.
 * `expected` is a total, or the code of the refusal where nothing may be taxed.
 */
export interface TemplateExample { id: string; pack: string; tax: string; expected: string; formula: string; facts: TaxFact[] }
type Loose = Record<string, unknown>;
const example = (id: string, pack: string, tax: string, expected: string, formula: string, ...facts: Loose[]): TemplateExample =>
  ({ id, pack, tax, expected, formula, facts: facts.map((f, i) => TaxFact.parse({ ref: `${id}#${String(i)}`, ...f })) });
const stay = (arrival: string, departure: string, klass: string | null, guests: Loose[], more: Loose = {}): Loose => ({ kind: 'stay', arrival, departure, ...(klass === null ? {} : { class: klass }), guests, ...more });
const adults = (count: number, more: Loose = {}): Loose => ({ count, adult: true, ...more });
const aged = (age: number, more: Loose = {}): Loose => ({ count: 1, age, ...more });
const from = (nationality: string): Loose => ({ nationality });
const in2024 = { contractOn: '2024-01-01' };
const tn = (id: string, expected: string, formula: string, ...facts: Loose[]): TemplateExample => example(id, 'tn-sejour', 'tn-sejour', expected, formula, ...facts);
const fr = (id: string, expected: string, formula: string, ...facts: Loose[]): TemplateExample => example(id, 'fr-sejour', 'fr-sejour', expected, formula, ...facts);
const commune = { zone: { code: 'commune', certainty: 'certain' } };
const paris = { zone: { code: 'paris', certainty: 'certain' } };
const vehicles = (day: string, vehicleType: string, n: number, more: Loose = {}): Loose => ({ kind: 'vehicles', day, vehicleType, vehicles: n, per: 'year', ...more });

export const TEMPLATE_EXAMPLES: TemplateExample[] = [
  tn('tn-twelve', '90.000', '3 × 10 × 3: at twelve a child owes, the eleventh night does not count', stay('2026-02-01', '2026-02-12', 'hotel-5', [adults(2, from('TN')), aged(12, from('TN'))])),
  tn('tn-eleven', '16.000', '2 × 4 × 2: at eleven nothing', stay('2026-02-01', '2026-02-05', 'hotel-3', [adults(2, from('LY')), aged(11, from('LY'))])),
  tn('tn-contract-2023', 'no_rule_in_force', 'the contract of 2023 keeps a tariff that nobody has entered', stay('2024-02-01', '2024-02-02', 'furnished', [adults(1, from('foreign'))], { contractOn: '2023-12-31' })),
  tn('tn-contract-2024', '4.000', '1 × 1 × 4', stay('2024-02-01', '2024-02-02', 'furnished', [adults(1, from('foreign'))], in2024)),
  tn('tn-two-bookings', '120.000', '6 + 6 nights of the same guests are one run: 10 × 12', ...(['2026-03-01', '2026-03-07'] as const).map((day, i) => stay(day, i === 0 ? '2026-03-07' : '2026-03-13', 'hotel-4', [adults(1, from('foreign'))], { unit: 'u', party: 'p' }))),
  tn('tn-mixed-couple', '45.000', '3 × 3 + 3 × 12', stay('2026-03-01', '2026-03-04', 'hotel-4', [adults(1, from('TN')), adults(1, from('FR'))])),
  tn('tn-nobody-said', 'missing_fact', 'the nationality is asked for', stay('2026-03-01', '2026-03-04', 'hotel-4', [adults(1)])),
  example('tn-hotel-tax', 'tn-sejour', 'tn-taxe-hoteliere', '246.914', '12345.678 × 2 % = 246.91356', { kind: 'turnover', day: '2026-01-31', amount: '12345.678' }),
  fr('fr-seventeen', '21.60', '2 × 3 × 3.60; at 17 nothing', stay('2026-07-01', '2026-07-04', 'furnished-5', [adults(2), aged(17)])),
  fr('fr-capped', '19.60', '500 / 2 × 5 % = 12.50, held to 4.90; × 2 × 2', stay('2026-07-01', '2026-07-03', 'unclassified', [adults(2)], { price: '1000', ...commune })),
  fr('fr-cent', '3.34', '100 / 3 × 5 % = 1.666… → 1.67; × 2', stay('2026-07-01', '2026-07-02', 'unclassified', [adults(2), { count: 1, adult: false }], { nightPrice: '100', ...commune })),
  fr('fr-zone-not-said', 'missing_fact', 'Paris has a tariff of its own: where it was is asked for', stay('2026-07-01', '2026-07-02', 'unclassified', [adults(1)], { nightPrice: '100' })),
  fr('fr-over-new-year', '6.40', 'cap of 2019, then of 2020: 2.30 + 4.10', stay('2019-12-31', '2020-01-02', 'unclassified', [adults(1)], { nightPrice: '120' })),
  fr('fr-last-nights', '3.20', '2 × 1.60, both nights in 2024', stay('2024-12-30', '2025-01-01', 'hotel-3', [adults(1)])),
  fr('fr-no-tariff', 'no_rule_in_force', 'no tariff of 2025 was entered', stay('2024-12-30', '2025-01-02', 'hotel-3', [adults(1)])),
  fr('fr-paris-worker', '5.53', '1.70 + 0.17 + 0.26 + 3.40; the worker owes nothing', stay('2026-03-01', '2026-03-02', 'hotel-3', [adults(1), adults(1, { exemption: 'seasonal_worker' })], paris)),
  fr('fr-paris-perhaps', 'zone_uncertain', 'Paris is only possible', stay('2026-03-01', '2026-03-02', 'hotel-3', [adults(1)], { zone: { code: 'paris', certainty: 'possible' } })),
  example('fr-leap-year', 'fr-sejour', 'fr-sejour-forfaitaire', '2305.80', '10 × 0.70 × 366 × 0.90', { kind: 'capacity', day: '2020-12-31', class: 'hotel-2', beds: 10, nights: 366 }),
  example('ma-late', 'ma-sejour', 'ma-sejour', '13.80', '2 × 2 × 3, + 15 %; a child of eleven owes nothing', stay('2025-08-01', '2025-08-03', 'residence', [adults(2), aged(11)], { lateMonths: 1 })),
  example('bj-two-rooms', 'bj-cotonou', 'bj-sejour', '1000', '40000 for 2 rooms is 20000 each, still in the first band: 2 × 500', stay('2025-06-01', '2025-06-02', null, [adults(2)], { rooms: 2, nightPrice: '40000' })),
  example('bj-second-band', 'bj-cotonou', 'bj-sejour', '6000', '100000 is in the second band: 4 × 1500', stay('2025-06-01', '2025-06-05', null, [adults(1)], { nightPrice: '100000' })),
  example('bj-late-2024', 'bj-cotonou', 'bj-taxi-moto', '14700', '7200 × 2 + 300', vehicles('2024-12-31', 'motorcycle-3', 1, { first: true, lateMonths: 0 })),
  example('bj-second-year', 'bj-cotonou', 'bj-taxi-moto', '4800', 'no registration in the second year', vehicles('2025-01-01', 'motorcycle-2', 1)),
  example('ci-two-rooms', 'ci-nuitee', 'ci-nuitee', '9000', '2 × 3 × 1500', stay('2026-02-01', '2026-02-04', 'hotel-2', [adults(3)], { rooms: 2 })),
  example('ci-small-town', 'ci-nuitee', 'ci-nuitee', '1500', '20000 inhabitants: 500 × 1, one more: 1000 × 1', ...[20_000, 20_001].map((population) => stay('2026-02-01', '2026-02-02', 'furnished', [adults(1)], { population }))),
  example('ci-too-early', 'ci-nuitee', 'ci-nuitee', 'no_rule_in_force', 'the tax begins on 2026-01-05', stay('2026-01-04', '2026-01-05', 'hotel-2', [adults(1)])),
  example('sn-family', 'sn-tpt', 'sn-tpt', '12000', '3 × 4 × 1000', stay('2025-06-01', '2025-06-05', null, [adults(3)])),
  example('fleet-999', 'mobility', 'free-floating', '21978.00', '999 × 20 × 1.10', vehicles('2019-12-31', 'bicycle', 999)),
  example('fleet-499', 'mobility', 'free-floating', '24950.00', '499 × 50', vehicles('2019-12-31', 'scooter_standing', 499)),
  example('fleet-of-3000', 'mobility', 'free-floating', '78000.00', '500 × 120 × 1.30: the fleet counts whole', vehicles('2019-12-31', 'moped', 500, { fleet: 3000 })),
  example('trips-after', 'mobility', 'trip-fee', 'no_rule_in_force', 'the policy ended on 2020-04-21', { kind: 'trips', day: '2020-04-22', trips: 10, zone: { code: 'downtown', certainty: 'certain' } }),
  example('parking-begun', 'mobility', 'parking-fee', '26.00', 'four hours begun: 2 + 4 + 10 + 10', vehicles('2020-01-01', 'car', 1, { per: 'hour', units: '3.01' })),
  example('chicago-2019', 'mobility', 'tnc-fee', '1.39', '0.67 on the last day of 2018, 0.72 on the next', ...['2018-12-31', '2019-01-01'].map((day) => ({ kind: 'trips', day, trips: 1 }))),
  example('colorado-days', 'deliveries', 'co-retail-delivery', '55.00', '100 × 0.27 on 2023-06-30, 100 × 0.28 on 2023-07-01', ...['2023-06-30', '2023-07-01'].map((day) => ({ kind: 'deliveries', day, deliveries: 100 }))),
  example('minnesota-three', 'deliveries', 'mn-retail-delivery', '1.50', '3 × 0.50 at 100.00 exactly', { kind: 'deliveries', day: '2024-07-01', deliveries: 3, orderAmount: '100.00' }),
  example('barcelona-edge', 'deliveries', 'barcelona-postal', '12500.01', 'nothing at a million; 1000001 × 1.25 % = 12500.0125 on the last day', ...['1000000', '1000001'].map((amount) => ({ kind: 'turnover', day: '2024-07-19', amount }))),
];
