import { extname } from 'node:path';
import { csvRecords, csvShape } from '../../../platform/text/index.ts';
import { fileValues, plainValue, refusing, rootOf, SourceRefused } from '../../../platform/source/index.ts';
import type { Reader, ReaderOutput } from '../../imports/index.ts';
import { piecesOf, type Piece } from './folder.ts';
import { geographyRow, metricRow, policyRow, reportRow } from './mds-other.ts';
import { mdsTrip, object, openTrip, type Json } from './mds-trips.ts';
import { Fleet, vehicleRow } from './mds-vehicles.ts';
import { clock, instantOf, MobilityLines } from './mobility-lines.ts';

const LISTS = { trips: ['$.data.trips.*', '$.trips.*'], policies: ['$.data.policies.*', '$.policies.*'], geographies: ['$.data.geographies.*', '$.geographies.*', '$.data.geography'], features: ['$.features.*'],
  vehicles: ['$.data.vehicles.*', '$.vehicles.*'], vehicles_status: ['$.data.vehicles_status.*', '$.vehicles_status.*'], vehicle_status: ['$.data.vehicle_status.*', '$.vehicle_status.*'] } as const;
/** Journals follow each vehicle from place to place; nothing of them is counted. */
const JOURNALS = ['$.data.status_changes.*', '$.status_changes.*', '$.data.events.*', '$.events.*', '$.data.telemetry.*', '$.telemetry.*'];
const ROOT = ['policy_id', 'name', 'description', 'start_date', 'end_date', 'published_date', 'publish_date', 'currency', 'provider_ids', 'prev_policies', 'rules', 'geography_id', 'geography_type', 'geography_json', 'columns', 'effective_date', 'last_updated'] as const;

/** What the CSV is, by its headings. */
function kindOf(heads: readonly string[]): 'reports' | 'open' | 'providers' | 'trips' | null {
  const has = (...names: string[]): boolean => names.every((n) => heads.includes(n));
  if (has('provider_id', 'start_date', 'duration', 'trip_count')) return 'reports';
  if (has('TripID', 'StartDate', 'StartTime', 'EndDate', 'EndTime')) return 'open';
  if (has('provider_id', 'trip_id', 'start_time', 'end_time')) return 'trips';
  return has('provider_name', 'provider_id') ? 'providers' : null;
}

/** Reads Mobility Data Specification files: trips, reports, metrics, policies, geographies, providers, vehicles as they stand; and trips as cities publish them. One file, a folder or an archive. */
export const read: Reader = (input, output) => refusing(output, async () => {
  const pieces = await piecesOf(input.file, input.name, input.folder, ['.json', '.geojson', '.csv']);
  const lines = new MobilityLines(output), at = clock(String(input.options['timezone'] ?? 'UTC'));
  const operator = typeof input.options['platform'] === 'string' ? input.options['platform'] : 'open-data';
  const fleet = await surveyFleet(pieces);
  for (const piece of pieces) {
    const before = lines.rows;
    if (extname(piece.name).toLowerCase() === '.csv') await table(piece, lines, output, at, operator); else await json(piece, lines, output, at, fleet);
    if (lines.rows === before && pieces.length === 1) throw new SourceRefused(await journal(piece) ? 'mds_journal' : 'not_mds');
  }
  if (fleet.rows > 0) output.meta(snapshotOf(fleet, input.options));
  output.meta({ layer: slug(pieces.length === 1 ? pieces[0]?.name ?? '' : 'geographies'), notes: { unlocated: lines.unlocated } });
  return lines.rows;
});
/** Types of vehicles by their device, from the lists that have no positions. */
async function surveyFleet(pieces: readonly Piece[]): Promise<Fleet> {
  const fleet = new Fleet();
  for (const piece of pieces) {
    if (extname(piece.name).toLowerCase() === '.csv' || await rootOf(piece.path) !== 'object') continue;
    for await (const { value, path } of fileValues(piece.path, [...LISTS.vehicles, ...LISTS.vehicles_status, ...LISTS.vehicle_status])) {
      const v = object(value), type = plainValue(v['vehicle_type'], 60);
      if (type !== null) fleet.types.set(plainValue(v['device_id'], 200) ?? '', type);
      if (path.includes('vehicles_status') || path.includes('vehicle_status')) fleet.asked += 1;
    }
  }
  return fleet;
}
const journal = async (piece: Piece): Promise<boolean> => { if (extname(piece.name).toLowerCase() !== '.csv') for await (const _ of fileValues(piece.path, JOURNALS)) return true; return false; };
/** The instant a list of vehicles is of, and whose they are: the day asked for, else the file's own, else its latest event. */
function snapshotOf(fleet: Fleet, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const captured = options['captured'], [[id, name] = ['mds', 'mds']] = fleet.providers, several = fleet.providers.size > 1, asked = options['platform'];
  const taken = typeof captured === 'string' ? Date.parse(`${captured}T00:00:00Z`) : fleet.latest || Date.parse(`${String(options['today'])}T00:00:00Z`);
  return { system: (typeof asked === 'string' ? asked : several ? 'mds' : id).slice(0, 60), operator: several ? null : name, takenAt: new Date(taken).toISOString(), takenOn: typeof captured === 'string' ? captured : clock(String(options['timezone'] ?? 'UTC'))(taken).day };
}
const slug = (name: string): string => `mds-${name.replace(/\.[^.]*$/, '').normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 50) || 'geographies'}`;

async function table(piece: Piece, lines: MobilityLines, output: ReaderOutput, at: ReturnType<typeof clock>, operator: string): Promise<void> {
  const shape = await csvShape(piece.path);
  if (shape === null) throw new SourceRefused('not_text');
  let heads: string[] = [], kind: ReturnType<typeof kindOf> = null, first = 0;
  for await (const { row, cells } of csvRecords(piece.path, shape)) {
    if (heads.length === 0) {
      heads = cells.map((c) => c.trim());
      kind = kindOf(heads);
      if (kind === null) throw new SourceRefused('not_mds');
      first = lines.rows - row;
      continue;
    }
    lines.rows += 1;
    const n = first + row + 1;
    if (cells.length !== heads.length) { output.refuse({ row: n, column: null, value: null, code: 'column_count', params: { expected: heads.length, found: cells.length } }); continue; }
    const r: Json = Object.fromEntries(heads.map((h, i) => [h, cells[i] ?? '']));
    if (kind === 'reports') reportRow(r, n, lines, output);
    else if (kind === 'open') openTrip(r, n, lines, output, operator);
    else if (kind === 'trips') mdsTrip({ ...r, start_location: { lat: r['start_lat'], lng: r['start_lng'] }, end_location: { lat: r['end_lat'], lng: r['end_lng'] } }, n, lines, output, at);
    else provider(r, n, lines, output);
    await lines.flush();
  }
}

function provider(r: Json, row: number, lines: MobilityLines, output: ReaderOutput): void {
  const id = plainValue(r['provider_id'], 100), name = plainValue(r['provider_name'], 200);
  if (id === null || name === null) { output.refuse({ row, column: id === null ? 'provider_id' : 'provider_name', value: null, code: 'required_value', params: { field: id === null ? 'provider_id' : 'provider_name' } }); return; }
  if (lines.ids.has(id)) { output.refuse({ row, column: 'provider_id', value: id, code: 'duplicate_id' }); return; }
  lines.ids.add(id);
  lines.put(row, 'provider', id, { name, mode: plainValue(r['mode_id'], 60) });
}

async function json(piece: Piece, lines: MobilityLines, output: ReaderOutput, at: ReturnType<typeof clock>, fleet: Fleet): Promise<void> {
  const root = await rootOf(piece.path), own: Record<string, unknown> = {};
  if (root === null) throw new SourceRefused('invalid_json', { params: { why: 'JSON' } });
  const paths = root === 'array' ? ['$.*'] : [...Object.values(LISTS).flat(), ...ROOT.map((k) => `$.${k}`), '$.rows.*'];
  const one = (kind: string, v: Json): void => {
    // Where their states are told too, a list of vehicles says their types alone.
    if (kind === 'vehicles' && fleet.asked > 0) return;
    lines.rows += 1;
    if (kind === 'trips') mdsTrip(v, lines.rows, lines, output, at);
    else if (kind.startsWith('vehicle')) vehicleRow(v, lines.rows, fleet, lines, output);
    else if (kind === 'policies') policyRow(v, lines.rows, lines, output);
    else if (kind === 'features') { const p = object(v['properties']); const said = plainValue(p['geography_id'] ?? p['id'] ?? v['id'], 100) ?? String(lines.rows), key = lines.ids.has(said) ? `${said}#${lines.rows}` : said; lines.ids.add(key); lines.zone(lines.rows, key, v['geometry'], p); } else geographyRow(v, lines.rows, lines, output);
  };
  for await (const { path, value, key } of fileValues(piece.path, paths)) {
    const v = object(value), list = path.find((p) => typeof p === 'string' && p in LISTS);
    if (root === 'array') { const kind = v['trip_id'] !== undefined ? 'trips' : v['policy_id'] !== undefined ? 'policies' : v['geography_id'] !== undefined ? 'geographies' : null; if (kind !== null) one(kind, v); } else if (path[0] === 'rows') { lines.rows += 1; metricRow((own['columns'] ?? []) as Json[], value, lines.rows, lines, output); } else if (list !== undefined && path.length > 1) one(String(list), v); else if (key === 'geography') one('geographies', v); else own[String(key)] = value;
    await lines.flush();
  }
  if (fleet.rows > 0) fleet.latest = instantOf(own['last_updated']) ?? fleet.latest;
  if (own['policy_id'] !== undefined || own['rules'] !== undefined) one('policies', own);
  else if (own['geography_json'] !== undefined) one('geographies', own);
  await lines.flush();
}
