import fc from 'fast-check';
import { currencyExponent, toMinor } from '@sommier/domain/shared';
import { TaxFact, type TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../server/src/platform/db/index.ts';

const plusDays = (day: string, n: number): string => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);
const KIND: Record<TaxRule['basis'], TaxFact['kind']> = { person_night: 'stay', room_night: 'stay', stay: 'stay', percent_price: 'stay', price_band: 'stay', capacity_night: 'capacity', percent_turnover: 'turnover', vehicle_hour: 'vehicles', vehicle_day: 'vehicles', vehicle_month: 'vehicles', vehicle_year: 'vehicles', trip: 'trips', trip_km: 'trips', delivery: 'deliveries', flat: 'flat' };

/** A fact of a tax as the rows of `activity_fact` say it, with what the columns have no place for in `detail.tax`. */
export function rowOf(f: TaxFact, currency: string): Record<string, unknown> {
  const minor = (amount: string): string => { const m = toMinor(amount, currencyExponent(currency)); if (m === null) throw new Error(`${amount} has too many decimals`); return m; };
  const { ref, source, zone, kind, ...rest } = f;
  const row: Record<string, unknown> = { fact_key: ref, source: source === 'declared' || source === 'reported' ? source : 'observed', zone_label: zone?.code ?? null, detail: {}, currency, unit: null, guest_groups: [] };
  const tax: Record<string, unknown> = source === 'office' || source === 'control' ? { source } : {};
  const more = (o: Record<string, unknown>, keys: readonly string[]): void => { for (const k of keys) if (o[k] !== undefined) tax[k] = o[k]; };
  const common = ['population', 'platformKind', 'lateMonths', 'formalNoticeOn'];
  const o = rest as Record<string, unknown>;
  more(o, common);
  if (f.kind === 'stay') {
    more(o, ['nightPrice', 'party']);
    Object.assign(row, { kind: 'stay', period_from: f.arrival, period_to: f.departure, contract_on: f.contractOn ?? null, lodging_class: f.class ?? null, guest_groups: f.guests, rooms: f.rooms, price_minor: f.price === undefined ? null : minor(f.price), unit: f.unit ?? null });
  } else {
    const days = f.kind === 'vehicles' && f.per === 'day' ? Number(f.units) : 1;
    Object.assign(row, { kind: f.kind === 'capacity' || f.kind === 'flat' ? 'turnover' : f.kind, period_from: f.day, period_to: plusDays(f.day, Number.isInteger(days) && days > 0 ? days : 1), lodging_class: 'class' in f ? f.class ?? null : null });
    if (f.kind === 'turnover') { row['price_minor'] = minor(f.amount); row['goods'] = f.goods ?? null; if (f.parts.length > 0) tax['parts'] = f.parts; }
    if (f.kind === 'vehicles') { Object.assign(row, { vehicle_type: f.vehicleType, vehicles: f.vehicles, per: f.per, fleet: f.fleet ?? null }); more(o, ['units', 'first']); }
    if (f.kind === 'trips') Object.assign(row, { trips: f.trips, km: f.km ?? null, vehicle_type: f.vehicleType ?? null });
    if (f.kind === 'deliveries') { Object.assign(row, { deliveries: f.deliveries, goods: f.goods ?? null }); more(o, ['orderAmount']); }
    if (f.kind === 'capacity' || f.kind === 'flat') { tax['kind'] = f.kind; more(o, ['beds', 'nights', 'first']); }
  }
  if (Object.keys(tax).length > 0) row['detail'] = { tax };
  return row;
}

const SHAPE = 'fact_key text, kind text, source text, zone_label text, detail jsonb, currency text, guest_groups jsonb, period_from date, period_to date, contract_on date, lodging_class text, rooms integer, price_minor bigint, goods text, vehicle_type text, vehicles integer, per text, fleet integer, trips bigint, km numeric, deliveries bigint, unit text';
/** Writes facts of a taxpayer in one go; places are made by their name. */
export async function plantFacts(tx: Tx, facts: readonly TaxFact[], currency: string, party: string, origin = 'test'): Promise<void> {
  const rows = JSON.stringify(facts.map((f) => rowOf(f, currency)));
  await tx.raw(`insert into activity_unit (commune_id, unit_key) select distinct current_commune(), 'test:' || x.unit from jsonb_to_recordset(cast(:rows as jsonb)) as x(unit text) where x.unit is not null on conflict do nothing`, { rows });
  await tx.raw(`insert into activity_fact (commune_id, origin, fact_key, kind, source, zone_label, detail, currency, guest_groups, period_from, period_to, contract_on, lodging_class, rooms, price_minor, goods, vehicle_type, vehicles, per, fleet, trips, km, deliveries, unit_id, taxpayer_id)
    select current_commune(), :origin, x.fact_key, x.kind, x.source, x.zone_label, x.detail, x.currency, x.guest_groups, x.period_from, x.period_to, x.contract_on, x.lodging_class, x.rooms, x.price_minor, x.goods, x.vehicle_type, x.vehicles, x.per, x.fleet, x.trips, x.km, x.deliveries, u.id, cast(:party as bigint)
    from jsonb_to_recordset(cast(:rows as jsonb)) as x(${SHAPE}) left join activity_unit u on u.commune_id = current_commune() and u.unit_key = 'test:' || x.unit`, { rows, origin, party });
}
/** Puts rules in force as they are, past the desk where people read them. */
export async function plantRules(tx: Tx, rules: readonly TaxRule[]): Promise<void> {
  await tx.raw(`insert into tax_rule (commune_id, rule_key, tax, version, state, rule, valid_from, valid_to, author_name, verified_name, verified_on, published_name, published_at)
    select current_commune(), x.rule->>'key', x.rule->>'tax', x.n, 'published', x.rule, coalesce(cast(x.rule->>'from' as date), date '1900-01-01'), cast(x.rule->>'to' as date), 'test', 'test', current_date, 'test', now() from (select r.rule, (row_number() over (partition by r.rule->>'key' order by r.rule->>'from'))::integer as n from jsonb_array_elements(cast(? as jsonb)) as r(rule)) x`, [JSON.stringify(rules)]);
}

const sample = <T,>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** Facts that a pack's rules speak of: mostly within their conditions, some beside; days around every change; a guest's stays in a row now and then. */
export function factsFor(rules: readonly TaxRule[], currency: string): fc.Arbitrary<TaxFact> {
  const places = currencyExponent(currency);
  const price = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: max * 10 ** places }).map((n) => (n / 10 ** places).toFixed(places));
  const edges = [...new Set(rules.flatMap((r) => [r.from, r.to]).filter((d): d is string => d !== null && d > '2000-01-01'))];
  // Days some rule was in force: its first ten months, or all of it where it is shorter.
  const inForce = rules.flatMap((r) => (r.from !== null && r.from > '2000-01-01' ? [[r.from, r.to === null ? 300 : Math.min(300, (Date.parse(r.to) - Date.parse(r.from)) / 86_400_000)] as const] : []));
  const day = fc.oneof(fc.integer({ min: 0, max: 700 }).map((n) => plusDays('2024-06-01', n)),
    ...(edges.length === 0 ? [] : [fc.tuple(sample(edges), fc.integer({ min: -6, max: 3 })).map(([d, n]) => plusDays(d, n))]),
    ...(inForce.length === 0 ? [] : [sample(inForce).chain(([d, days]) => fc.integer({ min: 0, max: Math.max(0, days - 1) }).map((n) => plusDays(d, n)))]));
  const of = (get: (r: TaxRule) => readonly string[] | undefined, other: string, beside = 1): fc.Arbitrary<string | undefined> => { const all = [...new Set(rules.flatMap((r) => get(r) ?? []))]; return all.length === 0 ? fc.constant(undefined) : fc.oneof({ weight: 12, arbitrary: sample<string | undefined>(all) }, { weight: beside, arbitrary: sample<string | undefined>([other, undefined]) }); };
  const kinds = [...new Set(rules.map((r) => KIND[r.basis]))], pers = [...new Set(rules.filter((r) => r.basis.startsWith('vehicle')).map((r) => r.basis.slice(8) as 'hour'))];
  const exemptions = [...new Set(rules.flatMap((r) => r.exemptions.map((e) => e.code)))], parts = [...new Set(rules.flatMap((r) => r.excluded ?? []))];
  const guest = fc.record({ count: fc.integer({ min: 1, max: 5 }), age: fc.oneof({ weight: 6, arbitrary: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }) }, { weight: 1, arbitrary: sample([11, 12, 17, 18]) }), adult: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(undefined) }), nationality: of((r) => r.when.nationalities, 'XX'), exemption: exemptions.length === 0 ? fc.constant(undefined) : fc.option(sample([...exemptions, 'friend']), { nil: undefined, freq: 6 }) });
  const common = { source: fc.oneof({ weight: 14, arbitrary: fc.constant<TaxFact['source']>('declared') }, { weight: 1, arbitrary: sample<TaxFact['source']>(['estimated', 'office', 'control']) }), zone: of((r) => r.when.zones, 'elsewhere', 6).map((code) => (code === undefined ? undefined : { code, certainty: 'certain' as const })), population: rules.some((r) => r.when.populationOver !== undefined || r.when.populationUpTo !== undefined) ? sample<number | undefined>([500, 20_000, 20_001, 3_000_000, undefined]) : fc.constant(undefined), lateMonths: rules.some((r) => r.penalties.length > 0) ? fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }) : fc.constant(undefined), formalNoticeOn: fc.option(sample(['2026-01-01', '2029-12-15']), { nil: undefined, freq: 4 }) };
  const klass = of((r) => r.when.classes, 'boat'), vehicle = of((r) => r.when.vehicleTypes, 'barge').map((v) => v ?? 'barge');
  const arb: Record<TaxFact['kind'], fc.Arbitrary<object>> = {
    stay: fc.record({ ...common, kind: fc.constant('stay'), arrival: day, nights: fc.integer({ min: 1, max: 25 }), before: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }), class: klass, guests: fc.array(guest, { minLength: 1, maxLength: 3 }), rooms: fc.integer({ min: 1, max: 3 }), price: fc.option(price(900), { nil: undefined, freq: 6 }), nightPrice: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: price(400) }), row: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 3 }) })
      .map(({ nights, before, row, ...s }) => ({ ...s, departure: plusDays(s.arrival, nights), ...(before === undefined ? {} : { contractOn: plusDays(s.arrival, -before) }), ...(row === undefined ? {} : { unit: `u${String(row)}`, party: 'p' }) })),
    capacity: fc.record({ ...common, kind: fc.constant('capacity'), day, class: klass, beds: fc.integer({ min: 1, max: 200 }), nights: fc.integer({ min: 0, max: 366 }) }),
    turnover: fc.record({ ...common, kind: fc.constant('turnover'), day, amount: fc.oneof(price(3_000_000), sample(['1000000', '0'])), class: klass, parts: parts.length === 0 ? fc.constant([]) : fc.array(fc.record({ code: sample([...parts, 'other']), amount: price(1000) }), { maxLength: 2 }) }),
    vehicles: fc.record({ ...common, kind: fc.constant('vehicles'), day, vehicleType: vehicle, vehicles: fc.oneof(fc.integer({ min: 1, max: 5000 }), sample([499, 500, 999, 1000, 2999, 3000])), per: pers.length === 0 ? sample(['day', 'year']) : sample(pers), units: fc.integer({ min: 1, max: 30 }), fleet: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: undefined }), first: fc.boolean() }).map((v) => ({ ...v, units: v.per === 'hour' ? `${String(v.units)}.5` : String(v.units), fleet: v.fleet === undefined ? undefined : Math.max(v.fleet, v.vehicles) })),
    trips: fc.record({ ...common, kind: fc.constant('trips'), day, trips: fc.integer({ min: 0, max: 100_000 }), km: fc.option(fc.integer({ min: 0, max: 99_999 }).map((n) => (n / 10).toFixed(1)), { nil: undefined }) }),
    deliveries: fc.record({ ...common, kind: fc.constant('deliveries'), day, deliveries: fc.integer({ min: 0, max: 10_000 }), orderAmount: fc.option(sample(['99.99', '100', '250.5']), { nil: undefined, freq: 5 }) }),
    flat: fc.record({ ...common, kind: fc.constant('flat'), day, class: klass, first: fc.boolean() }),
  };
  return fc.oneof(...kinds.map((k) => arb[k])).map((f) => TaxFact.parse({ ref: 'x', ...JSON.parse(JSON.stringify(f)) as object }));
}
