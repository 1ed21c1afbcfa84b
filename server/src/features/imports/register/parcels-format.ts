import { shiftAccuracy } from '@sommier/domain/imports';
import { bumpVersion, rebuildCells } from '../../tiles/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, ImportFormat, MergeCounts } from '../format.ts';
import { checkGeometry, remember, remembered, STAGING_COLUMNS } from './stage-checks.ts';
import { keptRow, undoRows } from './undo.ts';

const COLUMNS = ['reference', 'title_state', 'stated_area_m2', 'attributes', 'geom', 'area_m2', 'source_srid', 'accuracy_m', 'source_digest', 'batch_id'];

async function merge(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const said = typeof batch.meta['crs'] === 'number' ? batch.meta['crs'] : null;
  const bind = { batch: batch.id, srid: said, accuracy: shiftAccuracy(said) };
  const values = `r.reference, r.title_state, r.stated_area_m2, coalesce(r.attributes, '{}'), s.geom, case when st_dimension(s.geom) = 2 then st_area(s.geom::geography) end,
    case when s.geom is not null then :srid::integer end, case when s.geom is not null then :accuracy::float8 end, s.digest, :batch::bigint`;
  const fields = 'jsonb_to_record(s.content) as r(reference text, title_state text, stated_area_m2 numeric, attributes jsonb)';
  const known = `from ${stage} s join parcel p on p.commune_id = current_commune() and p.source_key = s.key`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as same ${known} where p.source_digest is not distinct from s.digest`) as { rows: { same: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before)
    select current_commune(), :batch, 'parcel', p.id, ${keptRow('p')} ${known} where p.source_digest is distinct from s.digest`, bind);
  const { rowCount: updated } = await tx.raw(`update parcel p set (${COLUMNS.join(', ')}) = (select ${values}), version = p.version + 1
    from ${stage} s, ${fields} where p.commune_id = current_commune() and p.source_key = s.key and p.source_digest is distinct from s.digest`, bind) as { rowCount: number };
  const { rows: [made] } = await tx.raw(`with made as (
      insert into parcel (commune_id, source_key, ${COLUMNS.join(', ')}) select current_commune(), s.key, ${values} from ${stage} s, ${fields}
      where not exists (select from parcel p where p.commune_id = current_commune() and p.source_key = s.key) order by s.row returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'parcel', id, null from made)
    select count(*)::integer as n from made`, bind) as { rows: { n: number }[] };
  await remember(tx, batch);
  await refresh(tx);
  return { inserted: made?.n ?? 0, returned: 0, updated, unchanged: n?.same ?? 0, removed: 0, held: 0 };
}

async function refresh(tx: Tx): Promise<void> {
  await tx.raw(`select refresh_statistics(array['parcel'])`);
  await rebuildCells(tx, 'parcels');
  await bumpVersion(tx, 'parcels');
}

/**
 * Parcels with their title state. A parcel is known again by the source's own id, or, where it has none, by all it says (geometry and
 * attributes) with a number for repeats: references repeat and are missing in real cadastres.
 */
export const parcelsFormat: ImportFormat = {
  name: 'parcels', permission: 'register.write', reader: new URL('./reader-parcels.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS,
  layer: () => 'parcels',
  readerOptions: (tx) => remembered(tx, 'parcels'),
  check: checkGeometry,
  merge,
  undo: async (tx, batch) => {
    await undoRows(tx, batch, { table: 'parcel', columns: COLUMNS, dated: false, versioned: true });
    await refresh(tx);
  },
};
