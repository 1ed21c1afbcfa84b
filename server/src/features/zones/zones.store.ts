import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Batch, MergeCounts, Progress } from '../imports/index.ts';
import { bumpVersion } from '../tiles/index.ts';
import { refreshShares } from './shares.store.ts';

/** Opens the set by name, made by its first file. */
async function openSet(tx: Tx, batch: Batch): Promise<string> {
  const bind = {
    name: String(batch.options['set']).trim(), label: String(batch.options['label']), from: (batch.options['validFrom'] as string | undefined) ?? null,
    batch: batch.id, repaired: Number(batch.notes['repaired'] ?? 0),
  };
  const { rows: [found] } = await tx.raw(`select id, label_field, valid_from, repaired, batch_id from zone_set where commune_id = current_commune() and name = :name for update`, bind) as { rows: Record<string, unknown>[] };
  if (found !== undefined) {
    batch.notes['set_before'] = found;
    await tx.raw('update zone_set set label_field = :label, valid_from = coalesce(:from, valid_from), repaired = :repaired, batch_id = :batch where commune_id = current_commune() and name = :name', bind);
    return String(found['id']);
  }
  const { rows: [made] } = await tx.raw(`insert into zone_set (commune_id, name, label_field, valid_from, batch_id, repaired)
    values (current_commune(), :name, :label, :from, :batch, :repaired) returning id`, bind) as { rows: { id: string }[] };
  return made?.id ?? '';
}

const KEPT = `jsonb_build_object('set_id', z.set_id, 'label', z.label, 'label_ar', z.label_ar, 'geom', z.geom::text, 'area_m2', z.area_m2)`;
const first = (result: unknown): number => (result as { rows: { n: number }[] }).rows[0]?.n ?? 0;

/**
 * A set is what its latest file says. Features of one label are one zone of several parts; a zone keeps its id while its label stands, and
 * only the discs near what was redrawn are shared out again.
 */
export async function mergeZones(tx: Tx, stage: string, batch: Batch, progress: Progress): Promise<MergeCounts> {
  const set = await openSet(tx, batch);
  const bind = { set, batch: batch.id };
  await tx.raw(`create temporary table drawn on commit drop as
    select label, max(label_ar) as label_ar, min(row) as row, count(*)::integer as features, st_multi(st_collectionextract(st_makevalid(st_union(geom)), 3)) as geom from ${stage} group by label`);
  await tx.raw(`create temporary table redrawn (geom geometry) on commit drop`);
  await tx.raw(`insert into redrawn select z.geom from zone z left join drawn d on d.label = z.label
    where z.commune_id = current_commune() and z.set_id = :set and (d.label is null or d.geom::bytea <> z.geom::bytea)
    union all select d.geom from drawn d left join zone z on z.commune_id = current_commune() and z.set_id = :set and z.label = d.label where z.id is null or d.geom::bytea <> z.geom::bytea`, bind);
  const changed = 'd.geom::bytea <> z.geom::bytea or d.label_ar is distinct from z.label_ar';
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'zone', z.id, ${KEPT}
    from zone z left join drawn d on d.label = z.label where z.commune_id = current_commune() and z.set_id = :set and (d.label is null or ${changed})`, bind);
  await tx.raw(`delete from listing_zone s using zone z where s.commune_id = current_commune() and z.commune_id = current_commune() and s.zone_id = z.id and z.set_id = :set
    and not exists (select from drawn d where d.label = z.label)`, bind);
  const { rowCount: removed } = await tx.raw(`delete from zone z where z.commune_id = current_commune() and z.set_id = :set and not exists (select from drawn d where d.label = z.label)`, bind) as { rowCount: number };
  // Counts are of the file's rows: each feature stands with its zone.
  const updated = first(await tx.raw(`with new as (update zone z set geom = d.geom, label_ar = d.label_ar, area_m2 = st_area(d.geom::geography) from drawn d
    where z.commune_id = current_commune() and z.set_id = :set and z.label = d.label and (${changed}) returning d.features) select coalesce(sum(features), 0)::integer as n from new`, bind));
  const inserted = first(await tx.raw(`with new as (insert into zone (commune_id, set_id, label, label_ar, geom, area_m2)
      select current_commune(), :set, d.label, d.label_ar, d.geom, st_area(d.geom::geography) from drawn d
      where not exists (select from zone z where z.commune_id = current_commune() and z.set_id = :set and z.label = d.label) order by d.row returning id, label),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'zone', id, null from new)
    select coalesce(sum(d.features), 0)::integer as n from new join drawn d using (label)`, bind));
  const { rows: [all] } = await tx.raw('select coalesce(sum(features), 0)::integer as features, count(*)::integer as zones from drawn') as { rows: { features: number; zones: number }[] };
  Object.assign(batch.notes, { set: String(batch.options['set']).trim(), set_id: set, zones: all?.zones ?? 0 });
  await follow(tx, set, progress);
  return { inserted, returned: 0, updated, unchanged: (all?.features ?? 0) - inserted - updated, removed, held: 0 };
}

async function follow(tx: Tx, set: string, progress: Progress): Promise<void> {
  await tx.raw(`select refresh_statistics('{zone}'::text[])`);
  await refreshShares(tx, { set }, (done, total) => { progress('shares', done, total); });
  await tx.raw(`select refresh_statistics('{listing_zone}'::text[])`);
  await bumpVersion(tx, 'zones');
}

/** Gives a set back the zones it had before the batch, under their old ids; a set the batch made goes. Throws conflict when a later file redrew it. */
export async function undoZones(tx: Tx, batch: Batch): Promise<void> {
  const set = String(batch.notes['set_id']);
  const bind = { set, batch: batch.id };
  const { rows: [now] } = await tx.raw('select batch_id from zone_set where commune_id = current_commune() and id = :set', bind) as { rows: { batch_id: string | null }[] };
  if (now?.batch_id !== batch.id) throw new AppError('conflict', `set ${set} was drawn again since batch ${batch.id}`, { reason: 'changed_since' });
  await tx.raw('create temporary table redrawn (geom geometry) on commit drop');
  const mine = `from import_before b where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = 'zone'`;
  await tx.raw(`insert into redrawn select z.geom from zone z where z.commune_id = current_commune() and z.id in (select b.entity_id ${mine})
    union all select (b.before ->> 'geom')::geometry ${mine} and b.before is not null`, bind);
  await tx.raw(`delete from listing_zone s where s.commune_id = current_commune() and s.set_id = :set and s.zone_id in (select b.entity_id ${mine} and b.before is null)`, bind);
  await tx.raw(`delete from zone z where z.commune_id = current_commune() and z.id in (select b.entity_id ${mine})`, bind);
  await tx.raw(`insert into zone (commune_id, id, set_id, label, label_ar, geom, area_m2) overriding system value
    select current_commune(), b.entity_id, (b.before ->> 'set_id')::bigint, b.before ->> 'label', b.before ->> 'label_ar', (b.before ->> 'geom')::geometry, (b.before ->> 'area_m2')::float8 ${mine} and b.before is not null`, bind);
  await follow(tx, set, () => undefined);
  const before = batch.notes['set_before'] as { label_field: string; valid_from: string | null; repaired: number; batch_id: string | null } | undefined;
  if (before === undefined) {
    await tx.raw('delete from listing_zone where commune_id = current_commune() and set_id = :set', bind);
    await tx.raw('delete from zone_set where commune_id = current_commune() and id = :set', bind);
  } else {
    await tx.raw('update zone_set set label_field = :label_field, valid_from = :valid_from, repaired = :repaired, batch_id = :batch_id where commune_id = current_commune() and id = :set', { ...before, set });
  }
}
