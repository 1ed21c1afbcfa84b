import { stat } from 'node:fs/promises';
import { headOf } from '../../../platform/text/index.ts';
import { fileValues, plainValue, refusing, rootOf, SourceRefused, toEwkb } from '../../../platform/source/index.ts';
import type { Reader, ReaderOutput } from '../../imports/index.ts';
import { oneLanguage } from './feed-language.ts';
import { piecesOf, type Piece } from './folder.ts';
import { clock, instantOf, MobilityLines, placeOf } from './mobility-lines.ts';

type Json = Readonly<Record<string, unknown>>;
interface Feed { language: string | null; system: string | null; name: string | null; at: number; types: Map<string, Json>; info: Map<string, Json>; status: Map<string, Json>; vehicles: number; zones: number }

const object = (v: unknown): Json => (typeof v === 'object' && v !== null && !Array.isArray(v) ? v as Json : {});
/** A name in one language or several (GBFS 3.0): the reader's, else the first. */
function named(v: unknown, language: string | null): string | null {
  if (!Array.isArray(v)) return plainValue(v);
  const said = v.map(object), mine = said.find((s) => language !== null && plainValue(s['language'])?.toLowerCase().split('-')[0] === language.split('-')[0]);
  return plainValue((mine ?? said[0])?.['text']);
}
const count = (v: unknown): number | null => (typeof v === 'number' && Number.isInteger(v) && v >= 0 && v < 1e6 ? v : null);
const flag = (v: unknown): boolean | null => (typeof v === 'boolean' ? v : v === 1 || v === 0 ? v === 1 : null);
const HEAD = ['$.last_updated', '$.data.system_id', '$.data.name', '$.data.vehicle_types.*', '$.data.stations.*'];

/** A feed of vehicles or stations in which none stands. */
const nobody = async (pieces: readonly Piece[]): Promise<boolean> => { for (const p of pieces) if (/"(?:bikes|vehicles|stations|features)"\s*:\s*\[\s*\]/.test((await headOf(p.path, 65_536)).toString('utf8'))) return true; return false; };
/** First reading: the system, its types and stations, and whether there are vehicles; nothing is handed over. */
async function survey(pieces: readonly Piece[], language: string | null): Promise<Feed> {
  const feed: Feed = { language, system: null, name: null, at: 0, types: new Map(), info: new Map(), status: new Map(), vehicles: 0, zones: 0 };
  for (const piece of pieces) {
    if ((await stat(piece.path)).size === 0) throw new SourceRefused('empty_file', { params: { why: piece.name } });
    if (await rootOf(piece.path) !== 'object') throw new SourceRefused(pieces.length === 1 ? 'not_gbfs' : 'invalid_json', { params: { why: piece.name } });
    for await (const { path, value } of fileValues(piece.path, [...HEAD, '$.data.bikes.*', '$.data.vehicles.*', '$.data.geofencing_zones.features.*'])) {
      const [, second] = path, item = object(value);
      if (path[0] === 'last_updated') feed.at = Math.max(feed.at, instantOf(value) ?? 0);
      else if (second === 'system_id') feed.system = plainValue(value, 60);
      else if (second === 'name') feed.name ??= named(value, language);
      else if (second === 'vehicle_types') feed.types.set(String(item['vehicle_type_id']), item);
      else if (second === 'stations') { const id = plainValue(item['station_id'], 200) ?? `?${feed.info.size}`; (item['lat'] === undefined && item['lon'] === undefined && (item['num_bikes_available'] ?? item['num_vehicles_available']) !== undefined ? feed.status : feed.info).set(id, item); }
      else if (second === 'bikes' || second === 'vehicles') feed.vehicles += 1;
      else if (second === 'geofencing_zones') feed.zones += 1;
    }
  }
  return feed;
}

/**
 * Reads a snapshot of a mobility system, GBFS 2.x or 3.0: one feed, a folder of feeds, or an archive of them. Rows are vehicles and stations; zones go to a layer.
 * Ids of vehicles change after each trip and are not kept: vehicles are counted, never followed.
 */
export const read: Reader = (input, output) => refusing(output, async () => {
  const reader = typeof input.options['language'] === 'string' ? input.options['language'] : null;
  const { pieces, language, languages } = oneLanguage(await piecesOf(input.file, input.name, input.folder, ['.json']), reader);
  const feed = await survey(pieces, language ?? reader);
  if (feed.vehicles + feed.info.size + feed.status.size + feed.zones === 0) throw new SourceRefused(await nobody(pieces) ? 'empty_file' : 'not_gbfs');
  const asked = input.options['platform'], captured = input.options['captured'];
  const taken = typeof captured === 'string' ? Date.parse(`${captured}T00:00:00Z`) : feed.at || Date.parse(`${String(input.options['today'])}T00:00:00Z`);
  const lines = new MobilityLines(output);
  for (const piece of pieces) for await (const { path, value } of fileValues(piece.path, ['$.data.bikes.*', '$.data.vehicles.*'])) { if (path.length > 1) vehicle(object(value), feed, lines, output); await lines.flush(); }
  for (const [id, item] of feed.info) { station(id, item, feed.status.get(id), feed.language, lines, output); await lines.flush(); }
  for (const [id, item] of feed.status) if (!feed.info.has(id)) { station(id, {}, item, feed.language, lines, output); await lines.flush(); }
  const alone = lines.rows === 0;
  let zones = 0;
  for (const piece of pieces) {
    for await (const { value } of fileValues(piece.path, ['$.data.geofencing_zones.features.*'])) {
      zones += 1;
      if (alone) lines.rows = zones;
      const feature = object(value), properties = object(feature['properties']), name = named(properties['name'], feed.language);
      lines.zone(alone ? zones : lines.rows + zones, `${String(zones)} ${name ?? ''}`.trim(), feature['geometry'], { name, rules: JSON.stringify(properties['rules'] ?? []), start: plainValue(properties['start']), end: plainValue(properties['end']) });
      await lines.flush();
    }
  }
  output.meta({
    system: (feed.system ?? (typeof asked === 'string' ? asked : null) ?? feed.name ?? 'gbfs').slice(0, 60), operator: feed.name ?? (typeof asked === 'string' ? asked : null), takenAt: new Date(taken).toISOString(), takenOn: typeof captured === 'string' ? captured : clock(String(input.options['timezone'] ?? 'UTC'))(taken).day, zonesAlone: alone,
    notes: { vehicles: feed.vehicles, stations: new Set([...feed.info.keys(), ...feed.status.keys()]).size, geofencing_zones: zones, unlocated: lines.unlocated, ...(languages.length > 1 ? { language, languages: languages.join(', ') } : {}), taken_at: new Date(taken).toISOString(), taken_from: typeof captured === 'string' ? 'option' : feed.at > 0 ? 'file' : 'today' },
  });
  return lines.rows;
});

function vehicle(v: Json, feed: Feed, lines: MobilityLines, output: ReaderOutput): void {
  lines.rows += 1;
  const row = lines.rows, id = plainValue(v['vehicle_id'] ?? v['bike_id'], 300), type = plainValue(v['vehicle_type_id'], 100), known = type === null ? undefined : feed.types.get(type);
  if (id === null) { output.refuse({ row, column: v['bike_id'] === undefined ? 'vehicle_id' : 'bike_id', value: null, code: 'missing_id' }); return; }
  if (lines.ids.has(id)) { output.refuse({ row, column: 'vehicle_id', value: id, code: 'duplicate_id' }); return; }
  lines.ids.add(id);
  const at = typeof v['station_id'] === 'string' ? feed.info.get(v['station_id']) : undefined;
  const place = placeOf(v['lon'] ?? at?.['lon'], v['lat'] ?? at?.['lat']);
  if (place === undefined) { output.refuse({ row, column: 'lat', value: `${String(v['lat'])}, ${String(v['lon'])}`, code: 'bad_coordinate' }); return; }
  if (place === null) lines.unlocated += 1;
  const own = { vehicle_type: type, reserved: flag(v['is_reserved']), disabled: flag(v['is_disabled']) };
  lines.put(row, 'vehicle', '', { ...own, form_factor: plainValue(known?.['form_factor'], 60), propulsion: plainValue(known?.['propulsion_type'], 60) }, point(place), own);
}

function station(id: string, info: Json, status: Json | undefined, language: string | null, lines: MobilityLines, output: ReaderOutput): void {
  lines.rows += 1;
  const row = lines.rows;
  if (id.startsWith('?')) { output.refuse({ row, column: 'station_id', value: null, code: 'missing_id' }); return; }
  const place = placeOf(info['lon'], info['lat']);
  if (place === undefined) { output.refuse({ row, column: 'lat', value: `${String(info['lat'])}, ${String(info['lon'])}`, code: 'bad_coordinate' }); return; }
  if (place === null) lines.unlocated += 1;
  lines.put(row, 'station', id, { station_key: id, name: named(info['name'], language), capacity: count(info['capacity']), vehicles: count(status?.['num_vehicles_available'] ?? status?.['num_bikes_available']), docks: count(status?.['num_docks_available']) }, point(place));
}
const point = (place: { lon: number; lat: number } | null): string | null => (place === null ? null : toEwkb({ type: 'Point', coordinates: [place.lon, place.lat] }, 4326, true).ewkb);
