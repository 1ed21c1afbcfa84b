import { Example, type TaxFact } from '@sommier/domain/tax';
import { get, put, type FieldShape, type RowsShape, type Typed } from './form-fields.ts';

const of = (kind: FieldShape['kind'], ...paths: string[]): FieldShape[] => paths.map((path) => ({ path, kind }));
const EVERY = [...of('text', 'zone.code'), ...of('whole', 'lateMonths')];
const choice = (path: string, choices: readonly string[]): FieldShape => ({ path, kind: 'choice', choices });

/** The fields of a fact of each kind, as its schema has them (domain/src/tax/facts.ts). */
const FIELDS: Record<TaxFact['kind'], { fields: readonly FieldShape[]; rows?: readonly RowsShape[] }> = {
  stay: { fields: [...of('day', 'arrival', 'departure', 'contractOn'), ...of('text', 'class'), ...of('whole', 'rooms', 'population'), ...of('decimal', 'nightPrice', 'price'), ...EVERY], rows: [{ path: 'guests', columns: [...of('whole', 'count', 'age'), ...of('text', 'nationality', 'exemption')] }] },
  capacity: { fields: [...of('day', 'day'), ...of('text', 'class'), ...of('whole', 'beds', 'nights'), ...EVERY] },
  turnover: { fields: [...of('day', 'day'), ...of('decimal', 'amount'), ...of('text', 'class', 'goods'), ...EVERY], rows: [{ path: 'parts', columns: [...of('text', 'code'), ...of('decimal', 'amount')] }] },
  vehicles: { fields: [...of('day', 'day'), ...of('text', 'vehicleType'), ...of('whole', 'vehicles'), choice('per', ['hour', 'day', 'month', 'year']), ...of('decimal', 'units'), ...of('whole', 'fleet'), choice('first', ['no', 'yes']), ...EVERY] },
  trips: { fields: [...of('day', 'day'), ...of('text', 'vehicleType'), ...of('whole', 'trips'), ...of('decimal', 'km'), ...EVERY] },
  deliveries: { fields: [...of('day', 'day'), ...of('text', 'goods'), ...of('whole', 'deliveries'), ...of('decimal', 'orderAmount', 'turnover'), ...EVERY] },
  flat: { fields: [...of('day', 'day'), ...of('text', 'class'), choice('first', ['no', 'yes']), ...EVERY] },
};
const KINDS: Record<string, TaxFact['kind']> = { capacity_night: 'capacity', percent_turnover: 'turnover', vehicle_hour: 'vehicles', vehicle_day: 'vehicles', vehicle_month: 'vehicles', vehicle_year: 'vehicles', trip: 'trips', trip_km: 'trips', delivery: 'deliveries', flat: 'flat' };

export const fieldsOf = (fact: Typed) => FIELDS[fact['kind'] as TaxFact['kind']] ?? FIELDS.stay;
/** An empty fact of the kind this basis reads. */
export function newFact(basis: string): Typed {
  const kind = KINDS[basis] ?? 'stay';
  return { kind, ...(kind === 'stay' ? { guests: [{ count: 1 }] } : {}), ...(kind === 'vehicles' ? { per: basis.replace('vehicle_', ''), first: 'no' } : {}), ...(kind === 'flat' ? { first: 'no' } : {}) };
}
/** What was typed, as a fact: a guest without an age is an adult, a zone that was given is certain. */
function factOf(typed: Typed, ref: string): Typed {
  const guests = typed['guests'] as Typed[] | undefined;
  const zoned = get(typed, 'zone.code') === undefined ? typed : put(typed, 'zone.certainty', 'certain');
  return { ref, ...zoned, ...(guests === undefined ? {} : { guests: guests.map((g) => (g['age'] === undefined ? { ...g, adult: true } : g)) }), ...(typed['first'] === undefined ? {} : { first: typed['first'] === 'yes' }) };
}
export interface TypedExample { id: string; total: string; source: string; facts: readonly Typed[] }

/** The example, or where it is wrong: fields of the fact, by its number (`0.arrival`). */
export function exampleOf(typed: TypedExample): { example: Example | null; wrong: ReadonlySet<string> } {
  const parsed = Example.safeParse({ id: typed.id.trim(), day: '2100-01-01', total: typed.total.trim().replace(',', '.'), source: typed.source.trim(), facts: typed.facts.map((f, i) => factOf(f, String(i + 1))) });
  return { example: parsed.success ? parsed.data : null, wrong: new Set(parsed.success ? [] : parsed.error.issues.flatMap((i) => (i.path[0] === 'facts' ? [i.path.slice(1).join('.')] : []))) };
}
