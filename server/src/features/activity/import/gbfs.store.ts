import { insertParty } from '../../parties/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, MergeCounts } from '../../imports/index.ts';

/** The body that runs a system, by its whole name; made when there is none. */
export async function operatorOf(tx: Tx, batch: Batch, name: unknown): Promise<string | null> {
  if (typeof name !== 'string' || name.trim() === '') return null;
  const { rows: [known] } = await tx.raw(`select min(id)::text as id from party where commune_id = current_commune() and kind = 'legal' and merged_into is null and fold_text(name) = fold_text(:name)`, { name }) as { rows: { id: string | null }[] };
  return known?.id ?? insertParty(tx, { kind: 'legal', name: name.slice(0, 300), nameAr: null, legalForm: null, activity: null, note: null, identifiers: [] }, batch.person, batch.id);
}

/** Brings a snapshot in. Files of one instant complete each other: what stands in it already, place for place, is unchanged. */
export async function mergeSnapshot(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const { system, operator, takenAt, takenOn } = batch.meta as { system: string; operator: string | null; takenAt: string; takenOn: string };
  const counts: MergeCounts = { inserted: 0, returned: 0, updated: 0, unchanged: 0, removed: 0, held: 0 };
  const { rows: [any] } = await tx.raw(`select count(*)::integer as n from ${stage} where what in ('vehicle', 'station')`) as { rows: { n: number }[] };
  if ((any?.n ?? 0) === 0) return counts;
  const bind = { batch: batch.id, system, at: takenAt, day: takenOn, operator: await operatorOf(tx, batch, operator) };
  await tx.raw(`insert into mobility_snapshot (commune_id, system, taken_at, taken_on, operator_id, batch_id) values (current_commune(), :system, cast(:at as timestamptz), cast(:day as date), cast(:operator as bigint), :batch) on conflict (commune_id, system, taken_at) do nothing`, bind);
  const snapshot = `(select id from mobility_snapshot where commune_id = current_commune() and system = :system and taken_at = cast(:at as timestamptz))`;
  const { rowCount } = await tx.raw(`insert into mobility_point (commune_id, snapshot_id, batch_id, what, vehicle_type, form_factor, propulsion, reserved, disabled, station_key, name, capacity, vehicles, docks, digest, geom)
    select current_commune(), ${snapshot}, :batch, s.what, r.vehicle_type, r.form_factor, r.propulsion, r.reserved, r.disabled, r.station_key, r.name, r.capacity, r.vehicles, r.docks, s.digest, s.geom
    from (select *, row_number() over (partition by what, digest order by row) as nth from ${stage} where what in ('vehicle', 'station')) s cross join lateral jsonb_populate_record(null::mobility_point, s.content) r
    where s.nth > (select count(*) from mobility_point p where p.commune_id = current_commune() and p.snapshot_id = ${snapshot} and p.what = s.what and p.digest = s.digest) order by s.row`, bind) as { rowCount: number };
  await tx.raw(`update mobility_snapshot t set vehicles = n.v, stations = n.s from (select count(*) filter (where what = 'vehicle') as v, count(*) filter (where what = 'station') as s from mobility_point where commune_id = current_commune() and snapshot_id = ${snapshot}) n
    where t.commune_id = current_commune() and t.id = ${snapshot}`, bind);
  await tx.raw(`select refresh_statistics(array['mobility_point'])`);
  return { ...counts, inserted: rowCount, unchanged: (any?.n ?? 0) - rowCount };
}

/** Takes a file's points out of their snapshots; a snapshot left empty goes. */
export async function undoSnapshot(tx: Tx, batch: Batch): Promise<void> {
  await tx.raw('delete from mobility_point where commune_id = current_commune() and batch_id = :batch', { batch: batch.id });
  await tx.raw('delete from mobility_snapshot s where s.commune_id = current_commune() and not exists (select from mobility_point p where p.commune_id = s.commune_id and p.snapshot_id = s.id)');
  await tx.raw(`update mobility_snapshot t set vehicles = n.v, stations = n.s from (select snapshot_id, count(*) filter (where what = 'vehicle') as v, count(*) filter (where what = 'station') as s from mobility_point where commune_id = current_commune() group by 1) n
    where t.commune_id = current_commune() and t.id = n.snapshot_id and (t.vehicles, t.stations) is distinct from (n.v, n.s)`);
}
