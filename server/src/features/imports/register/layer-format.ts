import { BUILT_IN_LAYERS, LayerName } from '@sommier/domain/layers';
import { bumpVersion, rebuildCells } from '../../tiles/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, ImportFormat, MergeCounts } from '../format.ts';
import { checkGeometry, remember, remembered, STAGING_COLUMNS } from './stage-checks.ts';
import { keptRow, undoRows } from './undo.ts';

const COLUMNS = ['attributes', 'geom', 'source_digest', 'batch_id'];
const nameOf = (options: Record<string, unknown>): string => typeof options['layer'] === 'string' ? options['layer'] : '';

/** The layer's row, made by its first file; its fields are those of the latest. */
async function openLayer(tx: Tx, batch: Batch): Promise<string> {
  const title = typeof batch.options['title'] === 'string' ? batch.options['title'] : batch.sourceName.replace(/\.[^.]+$/, '');
  const bind = { name: batch.layer, title, fields: JSON.stringify(batch.meta['fields'] ?? []), batch: batch.id, source: batch.sourceName };
  const { rows: [found] } = await tx.raw(`update layer set fields = :fields, source = :source, batch_id = :batch where commune_id = current_commune() and name = :name returning id`, bind) as { rows: { id: string }[] };
  if (found !== undefined) return found.id;
  batch.notes['layer_created'] = true;
  const { rows: [made] } = await tx.raw(`insert into layer (commune_id, name, title, fields, source, batch_id) values (current_commune(), :name, :title, :fields, :source, :batch) returning id`, bind) as { rows: { id: string }[] };
  return made?.id ?? '';
}

async function merge(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const layer = await openLayer(tx, batch);
  const bind = { batch: batch.id, layer };
  const known = `from ${stage} s join layer_feature f on f.commune_id = current_commune() and f.layer_id = :layer and f.source_key = s.key`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as same ${known} where f.source_digest is not distinct from s.digest`, bind) as { rows: { same: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before)
    select current_commune(), :batch, 'layer_feature', f.id, ${keptRow('f')} ${known} where f.source_digest is distinct from s.digest`, bind);
  const { rowCount: updated } = await tx.raw(`update layer_feature f set attributes = coalesce(s.content->'attributes', '{}'), geom = s.geom, source_digest = s.digest, batch_id = :batch
    from ${stage} s where f.commune_id = current_commune() and f.layer_id = :layer and f.source_key = s.key and f.source_digest is distinct from s.digest`, bind) as { rowCount: number };
  // A layer is what its latest file says: what that file no longer holds leaves, and returns with an undo.
  const { rows: [gone] } = await tx.raw(`with gone as (
      delete from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer and not exists (select from ${stage} s where s.key = f.source_key) returning f.*),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'layer_feature', g.id, ${keptRow('g')} from gone g)
    select count(*)::integer as n from gone`, bind) as { rows: { n: number }[] };
  const { rows: [made] } = await tx.raw(`with made as (
      insert into layer_feature (commune_id, layer_id, source_key, attributes, geom, source_digest, batch_id)
      select current_commune(), :layer, s.key, coalesce(s.content->'attributes', '{}'), s.geom, s.digest, :batch from ${stage} s
      where not exists (select from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer and f.source_key = s.key) order by s.row returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'layer_feature', id, null from made)
    select count(*)::integer as n from made`, bind) as { rows: { n: number }[] };
  await remember(tx, batch);
  await refresh(tx, batch.layer);
  return { inserted: made?.n ?? 0, returned: 0, updated, unchanged: n?.same ?? 0, removed: gone?.n ?? 0, held: 0 };
}

async function refresh(tx: Tx, name: string): Promise<void> {
  await tx.raw(`update layer l set geometry_type = k.kind from (select l.id, case when count(distinct st_dimension(f.geom)) > 1 then 'mixed' else (array['point', 'line', 'polygon'])[min(st_dimension(f.geom)) + 1] end as kind
      from layer l join layer_feature f on f.commune_id = l.commune_id and f.layer_id = l.id and f.geom is not null where l.commune_id = current_commune() and l.name = :name group by l.id) k
    where l.commune_id = current_commune() and l.id = k.id`, { name });
  await tx.raw(`select refresh_statistics(array['layer_feature'])`);
  await rebuildCells(tx, name);
  await bumpVersion(tx, name);
}

/** Any vector file as a layer of the commune's own, under the name it will have everywhere. */
export const layerFormat: ImportFormat = {
  name: 'layer', permission: 'layers.write', reader: new URL('./reader-layer.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS,
  layer: nameOf,
  readerOptions: (tx) => remembered(tx, 'layer'),
  settle: async (tx, _stage, batch) => {
    if (batch.layer === '') return { code: 'layer_name_needed' };
    const { rows: pictures } = await tx.raw('select 1 from raster where commune_id = current_commune() and name = ?', [batch.layer]) as { rows: unknown[] };
    return (BUILT_IN_LAYERS as readonly string[]).includes(batch.layer) || pictures.length > 0 || !LayerName.safeParse(batch.layer).success ? { code: 'bad_layer_name', params: { name: batch.layer } } : undefined;
  },
  check: checkGeometry,
  merge,
  undo: async (tx, batch) => {
    await undoRows(tx, batch, { table: 'layer_feature', columns: COLUMNS, dated: false, versioned: false });
    await refresh(tx, batch.layer);
    if (batch.notes['layer_created'] === true) {
      await tx.raw(`delete from layer l where l.commune_id = current_commune() and l.name = ? and not exists (select from layer_feature f where f.commune_id = l.commune_id and f.layer_id = l.id)`, [batch.layer]);
      // A layer that never was has no card: what was said and allowed of it must not wait for the next of that name.
      await tx.raw('delete from layer_card k where k.commune_id = current_commune() and k.name = :name and not exists (select from layer l where l.commune_id = k.commune_id and l.name = k.name)', { name: batch.layer });
    }
  },
};
