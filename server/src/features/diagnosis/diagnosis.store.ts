import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

interface Stated { source: string; asOf: string; rows: readonly { zone: string; inhabitants: number | null }[] }
/** Writes how many live in zones of a set. Throws `not_found` when one is not of the set: half a census is not written. */
export async function writeInhabitants(tx: Tx, set: string, { source, asOf, rows }: Stated): Promise<void> {
  const zones = [...new Set(rows.map((r) => r.zone))];
  const { rows: [found] } = await tx.raw('select count(*)::integer as n from zone where commune_id = current_commune() and set_id = :set and id = any(cast(:zones as bigint[]))', { set, zones: `{${zones.join(',')}}` }) as { rows: { n: number }[] };
  if (found?.n !== zones.length) throw new AppError('not_found', 'A zone is not of this set');
  for (const { zone, inhabitants } of rows) {
    if (inhabitants === null) await tx.raw('delete from zone_inhabitants where commune_id = current_commune() and zone_id = ?', [zone]);
    else await tx.raw(`insert into zone_inhabitants (commune_id, zone_id, inhabitants, source, as_of) values (current_commune(), :zone, :inhabitants, :source, :asOf)
      on conflict (commune_id, zone_id) do update set inhabitants = excluded.inhabitants, source = excluded.source, as_of = excluded.as_of`, { zone, inhabitants, source, asOf });
  }
}
