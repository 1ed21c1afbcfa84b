import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

/** Keeps a person's word on the zone of a place; a later word replaces it. Answers the zone's name; throws `not_found`. */
export async function confirmZone(tx: Tx, unit: string, zone: string, note: string, person: string): Promise<string> {
  const { rows: [found] } = await tx.raw(`select z.label, z.set_id as set from zone z, activity_unit u where z.commune_id = current_commune() and z.id = cast(:zone as bigint) and u.commune_id = current_commune() and u.id = cast(:unit as bigint)`, { zone, unit }) as { rows: { label: string; set: string }[] };
  if (found === undefined) throw new AppError('not_found', 'no such place or zone');
  await tx.raw(`insert into assessment_zone (commune_id, unit_id, set_id, zone_id, note, confirmed_by) values (current_commune(), :unit, :set, :zone, :note, :person)
    on conflict (commune_id, unit_id, set_id) do update set zone_id = excluded.zone_id, note = excluded.note, confirmed_by = excluded.confirmed_by, confirmed_at = now()`, { unit, set: found.set, zone, note, person });
  return found.label;
}
