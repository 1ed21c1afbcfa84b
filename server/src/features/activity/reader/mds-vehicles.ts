import { plainValue, toEwkb } from '../../../platform/source/index.ts';
import type { ReaderOutput } from '../../imports/index.ts';
import { object, type Json } from './mds-trips.ts';
import { instantOf, placeOf, type MobilityLines } from './mobility-lines.ts';

/** States of a vehicle that is not on the city's ground (MDS 2.0, "vehicle states"). */
const AWAY = new Set(['elsewhere', 'removed', 'missing', 'unknown', 'inactive']);

/** What the lists of vehicles of one delivery say together: whose they are, of what types, and when they were looked at. */
export class Fleet {
  readonly types = new Map<string, string>();
  readonly providers = new Map<string, string>();
  rows = 0;
  latest = 0;
  asked = 0;
}

/** A position of MDS 2.0 (`{lat, lng}`) or a GeoJSON feature of 1.x. */
function locate(...said: unknown[]): ReturnType<typeof placeOf> {
  for (const one of said) {
    const l = object(one), at = object(l['geometry'] ?? l)['coordinates'];
    const place = Array.isArray(at) ? placeOf(at[0], at[1]) : placeOf(l['lng'] ?? l['lon'], l['lat']);
    if (place !== null) return place;
  }
  return null;
}

/** A vehicle as it last stood: a line of a snapshot, counted and never followed. What is off the city's ground is told apart by its row. */
export function vehicleRow(v: Json, row: number, fleet: Fleet, lines: MobilityLines, output: ReaderOutput): void {
  const refuse = (column: string, value: unknown, code: string, params: Record<string, unknown> = {}): void => { output.refuse({ row, column, value: plainValue(value, 200), code, params }); };
  const id = plainValue(v['device_id'], 200), provider = plainValue(v['provider_id'] ?? v['provider_name'], 200);
  if (id === null || provider === null) { refuse(id === null ? 'device_id' : 'provider_id', null, 'required_value', { field: id === null ? 'device_id' : 'provider_id' }); return; }
  if (lines.ids.has(`vehicle ${provider} ${id}`)) { refuse('device_id', id, 'duplicate_id'); return; }
  lines.ids.add(`vehicle ${provider} ${id}`);
  fleet.providers.set(provider, plainValue(v['provider_name'], 200) ?? provider);
  const event = object(v['last_event']), telemetry = object(v['last_telemetry']);
  const state = plainValue(v['vehicle_state'] ?? event['vehicle_state'] ?? v['last_vehicle_state'], 60)?.toLowerCase() ?? null;
  if (state !== null && AWAY.has(state)) { refuse('vehicle_state', state, 'vehicle_away'); return; }
  const place = locate(v['current_location'], telemetry['location'], v['last_event_location'], event['location']);
  if (place === undefined) { refuse('location', JSON.stringify(v['current_location'] ?? telemetry['location'] ?? event['location'] ?? null), 'bad_coordinate'); return; }
  if (place === null) lines.unlocated += 1;
  fleet.rows += 1;
  fleet.latest = Math.max(fleet.latest, instantOf(telemetry['timestamp']) ?? 0, instantOf(event['timestamp'] ?? v['last_event_time']) ?? 0);
  const own = { vehicle_type: plainValue(v['vehicle_type'], 60) ?? fleet.types.get(id) ?? plainValue(event['vehicle_type'], 60), reserved: state === 'reserved', disabled: state === 'non_operational' };
  const propulsion = v['propulsion_types'] ?? v['propulsion_type'];
  lines.put(row, 'vehicle', '', { ...own, propulsion: plainValue(Array.isArray(propulsion) ? propulsion[0] : propulsion, 60) }, place === null ? null : toEwkb({ type: 'Point', coordinates: [place.lon, place.lat] }, 4326, true).ewkb, own);
}
