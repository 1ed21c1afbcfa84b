import type { Tx } from '../../../platform/db/index.ts';
import { layerFormat, remember, type Batch, type MergeCounts, type ReaderRefusal } from '../../imports/index.ts';
import { linkUnits } from './merge-units.store.ts';
import { keptRow } from './undo.store.ts';

const COLUMNS = ['number', 'repeat', 'street', 'post_code', 'city', 'label', 'search', 'geom', 'source_digest'] as const;

/** Points in EPSG:4326; an address without one is refused, since it could place nothing. */
export async function checkAddresses(tx: Tx, stage: string, batch: Batch): Promise<ReaderRefusal[]> {
  const refused = await layerFormat.check(tx, stage, batch);
  const { rows } = await tx.raw(`delete from ${stage} where geom is null or st_isempty(geom) returning row`) as { rows: { row: number }[] };
  await tx.raw(`update ${stage} set geom = st_pointonsurface(geom) where st_geometrytype(geom) <> 'ST_Point'`);
  return [...refused, ...rows.map(({ row }) => ({ row, column: 'lon', value: null, code: 'address_without_place', params: {} }))];
}

/** Brings addresses in by their own key; then units that have an address and no place are placed. */
export async function mergeAddresses(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const bind = { batch: batch.id };
  const label = `concat_ws(' ', concat(s.content->>'number', s.content->>'repeat'), s.content->>'street')`;
  await tx.raw(`create temporary table address_said on commit drop as select s.key as source_key, s.content->>'number' as number, s.content->>'repeat' as repeat, s.content->>'street' as street, s.content->>'post_code' as post_code, s.content->>'city' as city,
    left(${label}, 300) as label, fold_text(left(${label}, 300)) as search, s.geom, s.digest as source_digest, s.row from ${stage} s`);
  const known = 'address_point a on a.commune_id = current_commune() and a.source_key = s.source_key';
  const { rows: [n] } = await tx.raw(`select count(*) filter (where a.source_digest = s.source_digest)::integer as same from address_said s join ${known}`) as { rows: { same: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'address_point', a.id, ${keptRow('address_point', 'a')} from address_said s join ${known} where a.source_digest <> s.source_digest`, bind);
  const { rowCount: updated } = await tx.raw(`update address_point a set ${COLUMNS.map((c) => `${c} = s.${c}`).join(', ')}, batch_id = :batch from address_said s where a.commune_id = current_commune() and a.source_key = s.source_key and a.source_digest <> s.source_digest`, bind) as { rowCount: number };
  const { rows: [made] } = await tx.raw(`with new as (insert into address_point (commune_id, batch_id, source_key, ${COLUMNS.join(', ')}) select current_commune(), :batch, s.source_key, ${COLUMNS.map((c) => `s.${c}`).join(', ')} from address_said s
      where not exists (select from address_point a where a.commune_id = current_commune() and a.source_key = s.source_key) order by s.row returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'address_point', id, null from new) select count(*)::integer as n from new`, bind) as { rows: { n: number }[] };
  await linkUnits(tx, 'u.geom is null and u.address is not null', {});
  await remember(tx, batch);
  return { inserted: made?.n ?? 0, updated, unchanged: n?.same ?? 0, returned: 0, removed: 0, held: 0 };
}
