import type { CONFLICT_KINDS } from '@sommier/domain/titles';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** Ground shared below this is the width of a pen stroke, not a conflict. */
export const LEAST_M2 = 1;
const LETTER = (alias: string): string => `case ${alias}.title_state when 'titre_foncier' then 'T' when 'requisition' then 'R' when 'non_immatricule' then 'N' end`;

/** Starts a computation; answers its number and the version of the parcels it is made of. */
export async function startRun(tx: Tx): Promise<{ run: string; version: string; parcels: number }> {
  const { rows: [made] } = await tx.raw(`insert into title_conflict_run (commune_id, run) values (current_commune(), 1) on conflict (commune_id) do update set run = title_conflict_run.run + 1 returning run`) as Rows<{ run: string }>;
  const { rows: [of] } = await tx.raw(`select coalesce((select version from data_version where commune_id = current_commune() and layer = 'parcels'), 0) as version, (select count(*)::integer from parcel where commune_id = current_commune()) as parcels`) as Rows<{ version: string; parcels: number }>;
  return { run: made!.run, version: of!.version, parcels: of!.parcels };
}

/** Ids of the next parcels that have a ground and a state to be in conflict about. */
export async function nextParcels(tx: Tx, after: string, size: number): Promise<string[]> {
  const { rows } = await tx.raw(`select id from parcel where commune_id = current_commune() and id > :after and geom is not null and title_state in ('titre_foncier','requisition','non_immatricule') and st_dimension(geom) = 2 order by id limit :size`, { after, size }) as Rows<{ id: string }>;
  return rows.map((r) => r.id);
}

/**
 * Writes the pairs that one slice of parcels makes with those after it. The other parcel is looked for by a lateral query that is kept whole
 * (`offset 0`): its box is then a value for the index, not a join, for which the embedded PostGIS knows no selectivity. Two parcels that nobody
 * registered nor applied for are neighbours' business and left out. Areas are geodesic.
 */
export async function writePairs(tx: Tx, run: string, slice: readonly string[]): Promise<void> {
  await tx.raw(`insert into title_conflict (commune_id, kind, pair, a_id, b_id, a_reference, b_reference, area_m2, share, geom, run)
    select current_commune(), least(o.a_letter, o.b_letter) || '-' || greatest(o.a_letter, o.b_letter), o.a_key || chr(31) || o.b_key, o.a_id, o.b_id, o.a_reference, o.b_reference, o.area, o.area / nullif(least(o.a_area, o.b_area), 0), o.shape, :run
    from (select x.*, st_area(x.shape::geography) as area from (
      select case when p.source_key < q.source_key then p.id else q.id end as a_id, case when p.source_key < q.source_key then q.id else p.id end as b_id, least(p.source_key, q.source_key) as a_key, greatest(p.source_key, q.source_key) as b_key,
        case when p.source_key < q.source_key then p.reference else q.reference end as a_reference, case when p.source_key < q.source_key then q.reference else p.reference end as b_reference,
        p.area_m2 as a_area, q.area_m2 as b_area, ${LETTER('p')} as a_letter, ${LETTER('q')} as b_letter, st_collectionextract(st_intersection(p.geom, q.geom), 3) as shape
      from parcel p cross join lateral (select r.id, r.source_key, r.reference, r.title_state, r.area_m2, r.geom from parcel r
          where r.commune_id = current_commune() and r.id > p.id and r.geom && p.geom and r.title_state in ('titre_foncier','requisition','non_immatricule') and st_dimension(r.geom) = 2 offset 0) q
      where p.commune_id = current_commune() and p.id = any(cast(:slice as bigint[])) and (p.title_state <> 'non_immatricule' or q.title_state <> 'non_immatricule') and st_intersects(p.geom, q.geom) offset 0) x) o
    where o.area > :least
    on conflict (commune_id, pair) do update set kind = excluded.kind, a_id = excluded.a_id, b_id = excluded.b_id, a_reference = excluded.a_reference, b_reference = excluded.b_reference,
      area_m2 = excluded.area_m2, share = excluded.share, geom = excluded.geom, run = excluded.run, present = true`, { run, slice: `{${slice.join(',')}}`, least: LEAST_M2 });
}

/**
 * Ends a computation in one short transaction: references borne by several parcels, decisions carried over to pairs whose source gave them another
 * key but the same two references, and what was not found again marked as gone. Answers the counts by kind.
 */
export async function finishRun(tx: Tx, run: string, version: string): Promise<Record<(typeof CONFLICT_KINDS)[number], number>> {
  await tx.raw(`insert into title_conflict (commune_id, kind, pair, a_id, a_reference, side_count, run)
    select current_commune(), 'repeat', 'ref' || chr(31) || p.reference, min(p.id), p.reference, count(*)::integer, :run from parcel p where p.commune_id = current_commune() and p.reference is not null group by p.reference having count(*) > 1
    on conflict (commune_id, pair) do update set a_id = excluded.a_id, side_count = excluded.side_count, run = excluded.run, present = true`, { run });
  const ends = (alias: string): string => `least(${alias}.a_reference, ${alias}.b_reference), greatest(${alias}.a_reference, ${alias}.b_reference)`;
  await tx.raw(`update title_conflict n set state = o.state, note = o.note, decided_by = o.decided_by, decided_at = o.decided_at, version = n.version + 1
    from title_conflict o where n.commune_id = current_commune() and n.run = :run and n.state = 'open' and n.decided_at is null and n.kind <> 'repeat' and n.a_reference is not null and n.b_reference is not null
      and o.commune_id = n.commune_id and o.run < :run and o.state <> 'open' and o.kind <> 'repeat' and (${ends('o')}) = (${ends('n')})
      and (select count(*) from title_conflict x where x.commune_id = n.commune_id and x.run = :run and x.kind <> 'repeat' and (${ends('x')}) = (${ends('n')})) = 1
      and (select count(*) from title_conflict x where x.commune_id = n.commune_id and x.run < :run and x.state <> 'open' and x.kind <> 'repeat' and (${ends('x')}) = (${ends('n')})) = 1`, { run });
  await tx.raw('update title_conflict set present = false where commune_id = current_commune() and run < :run and present', { run });
  // What nobody decided and is no longer there leaves nothing to keep.
  await tx.raw(`delete from title_conflict where commune_id = current_commune() and not present and decided_at is null`);
  await tx.raw('update title_conflict_run set parcels_version = :version, finished_at = now() where commune_id = current_commune()', { version });
  const { rows } = await tx.raw('select kind, count(*)::integer as count from title_conflict where commune_id = current_commune() and present group by kind') as Rows<{ kind: (typeof CONFLICT_KINDS)[number]; count: number }>;
  return { 'T-T': 0, 'R-T': 0, 'R-R': 0, 'N-T': 0, 'N-R': 0, repeat: 0, ...Object.fromEntries(rows.map((r) => [r.kind, r.count])) };
}

/** Writes a decision; taken back (`open`) it is as if nobody had decided. */
export async function decide(tx: Tx, id: string, state: string, note: string | null, person: string): Promise<void> {
  await tx.raw(`update title_conflict set state = :state, note = :note, decided_by = case when :state = 'open' then null else cast(:person as bigint) end, decided_at = case when :state = 'open' then null else now() end, version = version + 1
    where commune_id = current_commune() and id = :id`, { id, state, note, person });
}
