import { shiftAccuracy } from '@sommier/domain/imports';
import { bumpVersion, rebuildCells } from '../../tiles/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, ImportFormat, MergeCounts } from '../format.ts';
import type { ReaderRefusal } from '../reader/protocol.ts';
import { checkGeometry, remember, remembered, STAGING_COLUMNS } from './stage-checks.ts';
import { keptRow, undoRows } from './undo.ts';

const TEXT = ['name', 'name_ar', 'inventory_number', 'level', 'nature', 'domain_class', 'title_state', 'title_number', 'status', 'tenure', 'address', 'district', 'use_label', 'origin', 'search'];
const TYPED: Record<string, string> = { year_built: 'integer', floors: 'integer', land_area_m2: 'numeric', footprint_m2: 'numeric', built_area_m2: 'numeric', acquired_on: 'date', attributes: 'jsonb' };
const FIELDS = [...TEXT, ...Object.keys(TYPED)];
const RECORD = FIELDS.map((f) => `${f} ${TYPED[f] ?? 'text'}`).join(', ');
const GEOMETRY = ['geom', 'drawn_area_m2', 'source_srid', 'accuracy_m', 'located_by'];

/** Refuses rows under a parent that is neither in the register nor in the file; children of a refused row follow it. */
async function checkParents(tx: Tx, stage: string): Promise<ReaderRefusal[]> {
  const refused: ReaderRefusal[] = [];
  for (let round = 0; round < 20; round++) {
    const { rows } = await tx.raw(`delete from ${stage} s where s.content->>'parent' is not null and (s.content->>'parent' = s.key or not exists (select from ${stage} p where p.key = s.content->>'parent')
      and not exists (select from asset a where a.commune_id = current_commune() and a.code = s.content->>'parent')) returning row, content->>'parent' as value`) as { rows: { row: number; value: string }[] };
    if (rows.length === 0) break;
    refused.push(...rows.map(({ row, value }) => ({ row, column: 'parent', value, code: 'unknown_parent', params: {} })));
  }
  return refused;
}

async function merge(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const said = typeof batch.meta['crs'] === 'number' ? batch.meta['crs'] : null;
  const bind = { batch: batch.id, srid: said, accuracy: shiftAccuracy(said) };
  const known = `from ${stage} s join asset a on a.commune_id = current_commune() and a.code = s.key`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as same ${known} where a.source_digest is not distinct from s.digest`) as { rows: { same: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before)
    select current_commune(), :batch, 'asset', a.id, ${keptRow('a')} ${known} where a.source_digest is distinct from s.digest`, bind);
  // A place given by a person stays where the file has none.
  const geometry = `geom = coalesce(s.geom, a.geom), drawn_area_m2 = case when s.geom is null then a.drawn_area_m2 when st_dimension(s.geom) = 2 then st_area(s.geom::geography) end,
    source_srid = case when s.geom is null then a.source_srid else :srid::integer end, accuracy_m = case when s.geom is null then a.accuracy_m else :accuracy::float8 end,
    located_by = case when s.geom is null then a.located_by else 'import' end`;
  const { rowCount: updated } = await tx.raw(`update asset a set ${FIELDS.map((f) => `${f} = r.${f}`).join(', ')}, ${geometry}, source_digest = s.digest, batch_id = :batch, version = a.version + 1, updated_at = now()
    from ${stage} s, jsonb_to_record(s.content) as r(${RECORD})
    where a.commune_id = current_commune() and a.code = s.key and a.source_digest is distinct from s.digest`, bind) as { rowCount: number };
  const { rows: [made] } = await tx.raw(`with made as (
      insert into asset (commune_id, code, ${FIELDS.join(', ')}, geom, drawn_area_m2, source_srid, accuracy_m, located_by, source_digest, batch_id)
      select current_commune(), s.key, ${FIELDS.map((f) => `r.${f}`).join(', ')}, s.geom, case when st_dimension(s.geom) = 2 then st_area(s.geom::geography) end,
        case when s.geom is not null then :srid::integer end, case when s.geom is not null then :accuracy::float8 end, case when s.geom is not null then 'import' end, s.digest, :batch
      from ${stage} s, jsonb_to_record(s.content) as r(${RECORD})
      where not exists (select from asset a where a.commune_id = current_commune() and a.code = s.key) order by s.row returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'asset', id, null from made)
    select count(*)::integer as n from made`, bind) as { rows: { n: number }[] };
  await tx.raw(`update asset a set parent_id = p.id from ${stage} s join asset p on p.commune_id = current_commune() and p.code = s.content->>'parent'
    where a.commune_id = current_commune() and a.code = s.key and a.batch_id = :batch and a.parent_id is distinct from p.id`, bind);
  await remember(tx, batch);
  await refresh(tx);
  return { inserted: made?.n ?? 0, returned: 0, updated, unchanged: n?.same ?? 0, removed: 0, held: 0 };
}

async function refresh(tx: Tx): Promise<void> {
  await tx.raw(`select refresh_statistics(array['asset'])`);
  await rebuildCells(tx, 'assets');
  await bumpVersion(tx, 'assets');
}

/** The commune's property, from any table or map; a property is known again by its code. */
export const assetsFormat: ImportFormat = {
  name: 'assets', permission: 'register.write', reader: new URL('./reader-assets.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS,
  layer: () => 'assets',
  readerOptions: (tx) => remembered(tx, 'assets'),
  check: async (tx, stage, batch) => [...await checkGeometry(tx, stage, batch), ...await checkParents(tx, stage)],
  merge,
  undo: async (tx, batch) => {
    await undoRows(tx, batch, { table: 'asset', columns: [...FIELDS, ...GEOMETRY, 'parent_id', 'source_digest', 'batch_id', 'updated_at'], dated: true, versioned: true });
    await refresh(tx);
  },
};
