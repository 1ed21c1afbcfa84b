import { plainValue } from '../../../platform/source/index.ts';
import type { ReaderOutput } from '../../imports/index.ts';
import { instantOf, type MobilityLines } from './mobility-lines.ts';
import { object, type Json } from './mds-trips.ts';

const day = (value: unknown): string | null => { const t = instantOf(value); return t === null ? null : new Date(t).toISOString().slice(0, 10); };
const later = (date: string, span: string): string | null => {
  const p = /^P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:\d+H)?(?:\d+M)?)?$/.exec(span);
  if (p === null || span === 'P') return null;
  const [y = 0, m = 0, w = 0, d = 0] = p.slice(1).map((n) => Number(n ?? 0));
  const from = new Date(`${date}T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear() + y, from.getUTCMonth() + m, from.getUTCDate() + w * 7 + d));
  return to > from ? to.toISOString().slice(0, 10) : new Date(from.getTime() + 86_400_000).toISOString().slice(0, 10);
};
interface Count { value: number | null; withheld: boolean }
/** A count of a report: -1 is "fewer than the limit, withheld", never a number. Undefined when it is none. */
const counted = (value: unknown): Count | undefined => { const n = Number(value); return value === '' || value === undefined || value === null ? { value: null, withheld: false } : n === -1 ? { value: null, withheld: true } : Number.isInteger(n) && n >= 0 ? { value: n, withheld: false } : undefined; };

/** A row of MDS Provider Reports. */
export function reportRow(r: Json, row: number, lines: MobilityLines, output: ReaderOutput): void {
  const refuse = (column: string, code: string, params: Record<string, unknown> = {}): void => { output.refuse({ row, column, value: plainValue(r[column], 200), code, params }); };
  const operator = plainValue(r['provider_id'], 200), from = day(r['start_date']), to = from === null ? null : later(from, String(r['duration']).trim());
  if (operator === null) { refuse('provider_id', 'required_value', { field: 'provider_id' }); return; }
  if (from === null) { refuse('start_date', 'bad_date'); return; }
  if (to === null) { refuse('duration', 'bad_duration'); return; }
  const trips = counted(r['trip_count']), riders = counted(r['rider_count']);
  if (trips === undefined || riders === undefined) { refuse(trips === undefined ? 'trip_count' : 'rider_count', 'bad_number'); return; }
  const group = plainValue(r['special_group_type'], 60) ?? 'all_riders', geography = plainValue(r['geography_id'], 200), type = plainValue(r['vehicle_type'], 60);
  const key = [operator, from, to, group, geography, type].join('/');
  if (lines.ids.has(key)) { refuse('provider_id', 'duplicate_row'); return; }
  lines.ids.add(key);
  lines.put(row, 'fact', key, { operator: { kind: 'legal', name: operator, numbers: [{ kind: 'other', value: operator }] }, fact: {
    kind: 'trips', source: 'reported', period_from: from, period_to: to, geography, vehicle_type: type, population: group === 'all_riders' ? 'all' : group,
    trips: trips.value, riders: riders.value, redacted: trips.withheld, detail: riders.withheld ? { riders_withheld: true } : {} } });
}

/** A row of an MDS Metrics answer, by its columns. */
export function metricRow(columns: readonly Json[], cells: unknown, row: number, lines: MobilityLines, output: ReaderOutput): void {
  const r = Object.fromEntries(columns.map((c, i) => [String(c['name']), Array.isArray(cells) ? cells[i] as unknown : undefined]));
  const from = day(r['interval_start']);
  if (from === null) { output.refuse({ row, column: 'interval_start', value: plainValue(r['interval_start'], 100), code: 'bad_date' }); return; }
  const trips = counted(r['trips.end_loc.count'] ?? r['trips.start_loc.count'] ?? r['trips.count']), vehicles = Number(r['dockless.deployed.avg'] ?? r['vehicles.deployed.avg'] ?? NaN);
  if (trips === undefined) { output.refuse({ row, column: 'trips', value: plainValue(r['trips.end_loc.count'], 60), code: 'bad_number' }); return; }
  const geography = plainValue(r['geography_id'], 200), type = plainValue(r['vehicle_type'], 60), key = ['metrics', from, geography, type].join('/');
  if (lines.ids.has(key)) { output.refuse({ row, column: 'interval_start', value: key, code: 'duplicate_row' }); return; }
  lines.ids.add(key);
  lines.put(row, 'fact', key, { fact: {
    kind: 'trips', source: 'reported', period_from: from, period_to: later(from, 'P1D'), geography, vehicle_type: type, trips: trips.value, redacted: trips.withheld,
    detail: Number.isFinite(vehicles) && vehicles >= 0 ? { vehicles_average: vehicles } : {} } });
}

/** An MDS policy, kept whole; its rules must be named. */
export function policyRow(p: Json, row: number, lines: MobilityLines, output: ReaderOutput): void {
  const id = plainValue(p['policy_id'], 100), rules = p['rules'], name = plainValue(p['name'], 300);
  const missing = id === null ? 'policy_id' : name === null ? 'name' : Array.isArray(rules) && rules.length > 0 && rules.every((r) => plainValue(object(r)['rule_id'], 100) !== null) ? null : 'rules';
  if (missing !== null) { output.refuse({ row, column: missing, value: null, code: 'required_value', params: { field: missing } }); return; }
  if (lines.ids.has(id ?? '')) { output.refuse({ row, column: 'policy_id', value: id, code: 'duplicate_id' }); return; }
  lines.ids.add(id ?? '');
  // Files before MDS 2.0 say `statuses` and `publish_date`.
  const said = (rules as unknown[]).map((r) => { const { statuses, states, ...rest } = object(r); return { ...rest, states: states ?? statuses ?? null }; });
  lines.put(row, 'policy', id ?? '', { name, description: plainValue(p['description'], 4000), starts_on: day(p['start_date']), ends_on: day(p['end_date']), published_on: day(p['published_date'] ?? p['publish_date']),
    currency: plainValue(p['currency'], 3), providers: p['provider_ids'] ?? [], replaces: p['prev_policies'] ?? [], rules: said });
}

/** An MDS geography: the shapes of its collection as one, under its own id. */
export function geographyRow(g: Json, row: number, lines: MobilityLines, output: ReaderOutput): void {
  const one = object(g['geography'] ?? g), id = plainValue(one['geography_id'], 100), json = object(one['geography_json'] ?? one['geometry_json']);
  if (id === null) { output.refuse({ row, column: 'geography_id', value: null, code: 'required_value', params: { field: 'geography_id' } }); return; }
  if (lines.ids.has(id)) { output.refuse({ row, column: 'geography_id', value: id, code: 'duplicate_id' }); return; }
  lines.ids.add(id);
  const shapes = Array.isArray(json['features']) ? json['features'].map((f) => object(f)['geometry']) : [json['geometry'] ?? json];
  const polygons = shapes.flatMap((s): unknown[] => { const { type, coordinates } = object(s); return type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' && Array.isArray(coordinates) ? coordinates as unknown[] : []; });
  const geometry = polygons.length > 0 ? { type: 'MultiPolygon', coordinates: polygons } : shapes.length === 1 ? shapes[0] : { type: 'GeometryCollection', geometries: shapes };
  lines.zone(row, id, geometry, { name: plainValue(one['name'], 300), geography_type: plainValue(one['geography_type'], 100), description: plainValue(one['description'], 1000), effective_on: day(one['effective_date']), retired_on: day(one['retire_date']) });
}
