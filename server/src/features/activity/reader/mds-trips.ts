import { createHash } from 'node:crypto';
import { cellToLatLng, latLngToCell } from 'h3-js';
import { plainValue } from '../../../platform/source/index.ts';
import type { ReaderOutput } from '../../imports/index.ts';
import { instantOf, placeOf, type MobilityLines } from './mobility-lines.ts';

export type Json = Readonly<Record<string, unknown>>;
export const object = (v: unknown): Json => (typeof v === 'object' && v !== null && !Array.isArray(v) ? v as Json : {});
/** Cells of about 0.1 km² (edge 200 m): what is kept of where a trip began and ended. */
export const TRIP_RESOLUTION = 9;
const KM_OF_MILE = 1.609344;

/** 63 bits of a digest: enough to know a trip again, nothing that leads to it. */
const hashOf = (...parts: string[]): string => String(BigInt.asIntN(64, createHash('sha256').update(parts.join('\u0000')).digest().readBigInt64BE()));
interface Trip { operator: string; id: string; type: string; start: { day: string; hour: number }; end: { day: string; hour: number }; from: { lon: number; lat: number } | null; to: { lon: number; lat: number } | null; km: number | null }

/** Hands a trip over as two cells and hours; the journey between is not kept. */
function put(t: Trip, row: number, lines: MobilityLines): void {
  const end = (place: Trip['from'], at: Trip['start']): object | null => {
    if (place === null) return null;
    const cell = latLngToCell(place.lat, place.lon, TRIP_RESOLUTION), [lat, lon] = cellToLatLng(cell);
    return { ...at, cell, lon, lat };
  };
  if (t.from === null && t.to === null) lines.unlocated += 1;
  lines.put(row, 'trip', hashOf(t.operator, t.id), { operator: t.operator, vehicle_type: t.type, ...t.start, km: t.km, from: end(t.from, t.start), to: end(t.to, t.end) });
}

const points = (route: unknown): Json[] => { const f = object(route)['features']; return Array.isArray(f) ? f.map((x) => { const c = (object(object(x)['geometry'])['coordinates'] ?? []) as unknown[]; return { lng: c[0], lat: c[1] }; }) : []; };
const locate = (l: Json | undefined): ReturnType<typeof placeOf> => (l === undefined ? null : placeOf(l['lng'] ?? l['lon'], l['lat']));

/** An MDS trip, 1.x or 2.0, from JSON or a row of CSV. */
export function mdsTrip(t: Json, row: number, lines: MobilityLines, output: ReaderOutput, at: (time: number) => Trip['start']): void {
  const refuse = (column: string, value: unknown, code: string, params: Record<string, unknown> = {}): void => { output.refuse({ row, column, value: plainValue(value, 200), code, params }); };
  const id = plainValue(t['trip_id'], 200), operator = plainValue(t['provider_id'] ?? t['provider_name'], 200);
  if (id === null || operator === null) { refuse(id === null ? 'trip_id' : 'provider_id', null, 'required_value', { field: id === null ? 'trip_id' : 'provider_id' }); return; }
  if (lines.ids.has(`${operator} ${id}`)) { refuse('trip_id', id, 'duplicate_id'); return; }
  lines.ids.add(`${operator} ${id}`);
  const start = instantOf(t['start_time']), end = instantOf(t['end_time']);
  if (start === null || end === null) { refuse(start === null ? 'start_time' : 'end_time', t[start === null ? 'start_time' : 'end_time'], 'bad_date'); return; }
  if (end < start) { refuse('end_time', t['end_time'], 'period_reversed'); return; }
  const route = points(t['route']);
  const from = locate(t['start_location'] === undefined ? route[0] : object(t['start_location'])), to = locate(t['end_location'] === undefined ? route.at(-1) : object(t['end_location']));
  if (from === undefined || to === undefined) { refuse(from === undefined ? 'start_location' : 'end_location', JSON.stringify(t[from === undefined ? 'start_location' : 'end_location'] ?? null), 'bad_coordinate'); return; }
  const metres = t['distance'] ?? t['trip_distance'];
  if (metres !== undefined && metres !== null && metres !== '' && !(Number(metres) >= 0)) { refuse('distance', metres, 'bad_number'); return; }
  put({ operator, id, type: plainValue(t['vehicle_type'] ?? object(t['trip_attributes'])['vehicle_type'] ?? t['mode_id'], 60) ?? '', start: at(start), end: at(end), from, to, km: metres === undefined || metres === null || metres === '' ? null : Number(metres) / 1000 }, row, lines);
}

/** A trip as cities publish them after Louisville's method: already rounded in time and place. Distances are in miles, "24:00" is midnight. */
export function openTrip(t: Json, row: number, lines: MobilityLines, output: ReaderOutput, operator: string): void {
  const refuse = (column: string, code: string): void => { output.refuse({ row, column, value: plainValue(t[column], 200), code }); };
  const id = plainValue(t['TripID'], 200);
  if (id === null) { refuse('TripID', 'missing_id'); return; }
  if (lines.ids.has(id)) { refuse('TripID', 'duplicate_id'); return; }
  lines.ids.add(id);
  const when = (day: unknown, time: unknown): Trip['start'] | null => {
    const d = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(day).trim()), h = /^(\d{1,2}):(\d{2})(:\d{2})?$/.exec(String(time).trim());
    if (d === null || h === null || Number(h[1]) > 24 || Number.isNaN(Date.parse(String(day).trim()))) return null;
    return Number(h[1]) < 24 ? { day: d[0], hour: Number(h[1]) } : { day: new Date(Date.parse(`${d[0]}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), hour: 0 };
  };
  const start = when(t['StartDate'], t['StartTime']), end = when(t['EndDate'], t['EndTime']);
  if (start === null || end === null) { refuse(start === null ? 'StartTime' : 'EndTime', 'bad_date'); return; }
  const from = placeOf(t['StartLongitude'], t['StartLatitude']), to = placeOf(t['EndLongitude'], t['EndLatitude']);
  if (from === undefined || to === undefined) { refuse(from === undefined ? 'StartLatitude' : 'EndLatitude', 'bad_coordinate'); return; }
  const miles = plainValue(t['TripDistance'], 40);
  if (miles !== null && !(Number(miles) >= 0)) { refuse('TripDistance', 'bad_number'); return; }
  put({ operator, id, type: plainValue(t['VehicleType'], 60) ?? '', start, end, from, to, km: miles === null ? null : Number(miles) * KM_OF_MILE }, row, lines);
}
