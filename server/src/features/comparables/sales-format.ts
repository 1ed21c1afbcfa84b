import { shiftAccuracy } from '@sommier/domain/imports';
import { currencyExponent } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { todayOf } from '../assets/index.ts';
import { checkGeometry, keptRow, remember, remembered, STAGING_COLUMNS, undoRows, type Batch, type ImportFormat, type MergeCounts, type ReaderRefusal } from '../imports/index.ts';

const COLUMNS = ['kind', 'use_kind', 'traded_on', 'area_m2', 'price_minor', 'period', 'address', 'district', 'asset_id', 'source', 'note', 'attributes', 'geom', 'located_by', 'source_srid', 'accuracy_m', 'source_digest', 'batch_id'];
const FIELDS = 'jsonb_to_record(s.content) as r(sale_kind text, market_use text, traded_on date, area_m2 numeric, price bigint, period text, address text, district text, property text, source text, note text, attributes jsonb)';

async function check(tx: Tx, stage: string, batch: Batch): Promise<ReaderRefusal[]> {
  const take = async (column: string, code: string, when: string, bind: Record<string, unknown> = {}): Promise<ReaderRefusal[]> =>
    ((await tx.raw(`delete from ${stage} s where ${when} returning s.row, s.content->>'${column}' as value`, bind)).rows as { row: number; value: string | null }[]).map((r) => ({ ...r, column, code, params: {} }));
  return [
    ...await checkGeometry(tx, stage, batch), ...await take('traded_on', 'sale_in_future', `(s.content->>'traded_on')::date > cast(:day as date)`, { day: await todayOf(tx) }),
    ...await take('property', 'sale_property_unknown', `s.content->>'property' is not null and not exists (select from asset a where a.commune_id = current_commune() and a.code = s.content->>'property')`),
  ];
}

/** A row's place: what the file says, else the drawing of the property it names, else what a person gave before. Never a point that is not said. */
const PLACED = `case when s.geom is not null then st_pointonsurface(s.geom) when a.geom is not null then st_pointonsurface(a.geom)`;
const BY = `case when s.geom is not null then 'import' when a.geom is not null then 'asset'`;

async function merge(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const said = typeof batch.meta['crs'] === 'number' ? batch.meta['crs'] : null;
  const bind = { batch: batch.id, srid: said, accuracy: shiftAccuracy(said), file: batch.sourceName.slice(0, 300) };
  const values = (old: string | null): string => `r.sale_kind, r.market_use, r.traded_on, r.area_m2, r.price, r.period, r.address, r.district, a.id, coalesce(r.source, cast(:file as text)), r.note, coalesce(r.attributes, '{}'),
    ${PLACED} else ${old === null ? 'null' : `${old}.geom`} end, ${BY} else ${old === null ? 'null' : `${old}.located_by`} end,
    case when s.geom is not null then cast(:srid as integer) when a.geom is not null then a.source_srid else ${old === null ? 'null' : `${old}.source_srid`} end,
    case when s.geom is not null then cast(:accuracy as float8) when a.geom is not null then a.accuracy_m else ${old === null ? 'null' : `${old}.accuracy_m`} end, s.digest, cast(:batch as bigint)`;
  const own = `left join asset a on a.commune_id = current_commune() and a.code = s.content->>'property'`;
  const known = `from ${stage} s join comparable c on c.commune_id = current_commune() and c.source_key = s.key`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as same ${known} where c.source_digest is not distinct from s.digest`) as { rows: { same: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'comparable', c.id, ${keptRow('c')} - 'per_m2_minor' ${known} where c.source_digest is distinct from s.digest`, bind);
  const { rowCount: updated } = await tx.raw(`update comparable c set (${COLUMNS.join(', ')}) = (select ${values('c')} from ${FIELDS} ${own}), version = c.version + 1, updated_at = now()
    from ${stage} s where c.commune_id = current_commune() and c.source_key = s.key and c.source_digest is distinct from s.digest`, bind) as { rowCount: number };
  const { rows: [made] } = await tx.raw(`with made as (insert into comparable (commune_id, source_key, ${COLUMNS.join(', ')}) select current_commune(), s.key, ${values(null)} from ${stage} s cross join ${FIELDS} ${own}
      where not exists (select from comparable c where c.commune_id = current_commune() and c.source_key = s.key) order by s.row returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'comparable', id, null from made) select count(*)::integer as n from made`, bind) as { rows: { n: number }[] };
  await remember(tx, batch);
  await tx.raw(`select refresh_statistics(array['comparable'])`);
  const { rows: [lost] } = await tx.raw('select count(*)::integer as n from comparable c where c.commune_id = current_commune() and c.batch_id = :batch and c.geom is null', bind) as { rows: { n: number }[] };
  batch.notes['unlocated'] = lost?.n ?? 0;
  return { inserted: made?.n ?? 0, returned: 0, updated, unchanged: n?.same ?? 0, removed: 0, held: 0 };
}

/** The commune's own file of sales and rents. A row is known again by its reference, or by all it says. */
export const salesFormat: ImportFormat = {
  name: 'sales', permission: 'register.write', reader: new URL('../imports/register/reader-sales.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS, layer: () => 'comparables',
  readerOptions: async (tx, commune) => ({ ...await remembered(tx, 'sales'), exponent: currencyExponent(commune.currency), currency: commune.currency }), check, merge,
  undo: (tx, batch) => undoRows(tx, batch, { table: 'comparable', columns: [...COLUMNS, 'updated_at'], dated: true, versioned: true }),
};
