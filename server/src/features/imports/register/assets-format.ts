import { ASSET_FIELDS, type AssetField, type FieldType } from '@sommier/domain/assets';
import { ASSET_AMOUNTS, Mapping, shiftAccuracy } from '@sommier/domain/imports';
import { currencyExponent } from '@sommier/domain/shared';
import { todayOf } from '../../assets/index.ts';
import { readCodes, readExtraFields } from '../../references/index.ts';
import { bumpVersion, rebuildCells } from '../../tiles/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, ImportFormat, MergeCounts } from '../format.ts';
import type { ReaderRefusal } from '../reader/protocol.ts';
import { checkGeometry, remember, remembered, STAGING_COLUMNS } from './stage-checks.ts';
import { keptRow, undoRows } from './undo.ts';

const TYPE: Record<FieldType, string> = { text: 'text', word: 'text', code: 'text', count: 'integer', year: 'integer', area: 'numeric', metres: 'numeric', date: 'date', money: 'bigint', charges: 'jsonb', parent: 'text' };
/** The columns a file may write, but the code (the key) and the parent (an id). */
const COLUMNS = ASSET_FIELDS.filter((f) => f.importable && f.key !== 'code' && f.type !== 'parent');
const RECORD = [...COLUMNS.map((f) => `${f.column} ${TYPE[f.type]}`), 'attributes jsonb', 'extra jsonb', 'provenance jsonb'].join(', ');
const RESTORED = [...COLUMNS.map((f) => f.column), 'attributes', 'extra', 'provenance'];
const GEOMETRY = ['geom', 'drawn_area_m2', 'source_srid', 'accuracy_m', 'located_by'];

/** A column as it is stored from the row `r` of the stage. */
const value = (f: AssetField): string => (f.type === 'charges' ? `coalesce(r.${f.column}, '[]'::jsonb)` : `r.${f.column}`);
/** What a file says of how sure its values are, as marks of the day it came. */
const MARKS = `coalesce((select jsonb_object_agg(k.key, jsonb_build_object('kind', k.value, 'on', cast(:today as text), 'batch', cast(:batch as text))) from jsonb_each_text(r.provenance) k(key, value)), '{}'::jsonb)`;
/** A value that the file changed is an imported one, which needs no mark: the former mark goes, and with it what somebody verified. */
const unmark = (fields: readonly AssetField[]): string => {
  const kept = fields.filter((f) => f.provenance);
  return kept.length === 0 ? 'a.provenance' : `(a.provenance - array_remove(array[${kept.map((f) => `case when r.${f.column} is distinct from a.${f.column} then '${f.key}' end`).join(', ')}], null))`;
};

/** The fields that the batch's mapping feeds: a column the file lacks says nothing, and what stands there stays. */
function mappedFields(batch: Batch): AssetField[] {
  const mapping = Mapping.safeParse(batch.meta['mapping']).data ?? { columns: {}, values: {}, constants: {} };
  const names = new Set([...Object.values(mapping.columns).flat(), ...Object.keys(mapping.constants)]);
  return COLUMNS.filter((f) => names.has(f.column) || (f.column === 'origin_note' && names.has('origin')) || ASSET_AMOUNTS.some((a) => names.has(a) && f.column === `${a}_minor`));
}

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

/** Refuses what the register's marks and levels stand against: an inventory number given twice or to another, a code that is spent, a level not below its parent's. */
async function checkMarks(tx: Tx, stage: string): Promise<ReaderRefusal[]> {
  const take = async (code: string, column: string, sql: string): Promise<ReaderRefusal[]> =>
    ((await tx.raw(sql)).rows as { row: number; value: string | null }[]).map((r) => ({ row: r.row, column, value: r.value, code, params: {} }));
  const number = `upper(s.content ->> 'inventory_number')`;
  const rank = (level: string, nature: string): string => `case ${level} when 'site' then 0 when 'building' then 1 when 'unit' then 2 when 'room' then 3 else case ${nature} when 'building' then 1 when 'unit' then 2 else 0 end end`;
  return [
    ...await take('duplicate_inventory', 'inventory_number', `delete from ${stage} s where ${number} is not null and exists (select from ${stage} o where upper(o.content ->> 'inventory_number') = ${number} and o.row < s.row) returning s.row, s.content ->> 'inventory_number' as value`),
    ...await take('inventory_spent', 'inventory_number', `delete from ${stage} s using asset_spent k where k.commune_id = current_commune() and k.kind = 'inventory' and k.key = ${number}
      and not exists (select from asset a where a.commune_id = current_commune() and a.id = k.asset_id and a.code = s.key) returning s.row, s.content ->> 'inventory_number' as value`),
    ...await take('code_spent', 'code', `delete from ${stage} s using asset_spent k where k.commune_id = current_commune() and k.kind = 'code' and k.key = upper(s.key)
      and not exists (select from asset a where a.commune_id = current_commune() and a.code = s.key) returning s.row, s.key as value`),
    // A spreadsheet reads 00042 as a number and keeps 42: taken as it comes it would be a second property of the same ground.
    ...((await tx.raw(`delete from ${stage} s using asset a where a.commune_id = current_commune() and a.code like '0%' and ltrim(a.code, '0') = s.key and s.key ~ '^[1-9][0-9]*$'
      and not exists (select from asset k where k.commune_id = current_commune() and k.code = s.key) returning s.row, s.key as value, a.code`)).rows as { row: number; value: string; code: string }[])
      .map(({ row, value, code }) => ({ row, column: 'code', value, code: 'code_lost_zeros', params: { known: code } })),
    ...await take('bad_parent_level', 'parent', `delete from ${stage} s using (select c.row, c.content ->> 'parent' as parent, coalesce(p.content ->> 'level', a.level) as level, coalesce(p.content ->> 'nature', a.nature) as nature
        from ${stage} c left join ${stage} p on p.key = c.content ->> 'parent' left join asset a on a.commune_id = current_commune() and a.code = c.content ->> 'parent' where c.content ->> 'parent' is not null) f
      where f.row = s.row and ((s.content ->> 'level') = 'site' or ((s.content ->> 'level') is not null and f.level is not null and ${rank(`(s.content ->> 'level')`, `(s.content ->> 'nature')`)} <= ${rank('f.level', 'f.nature')})) returning s.row, f.parent as value`),
  ];
}

/**
 * Takes from the stage the rows that say what the register says already, field by field, whatever file they come from: they would change nothing but the
 * version. Shapes are the same within two units of the eighth decimal of a degree, which is how extracts write them. Answers how many.
 */
async function dropSame(tx: Tx, stage: string, fields: readonly AssetField[]): Promise<number> {
  const same = [
    ...fields.map((f) => `${value(f)} is not distinct from a.${f.column}`), `coalesce(r.attributes, '{}'::jsonb) = coalesce(a.attributes, '{}'::jsonb)`, `jsonb_strip_nulls(a.extra || coalesce(r.extra, '{}'::jsonb)) = a.extra`,
    `not exists (select from jsonb_each_text(coalesce(r.provenance, '{}'::jsonb)) k(key, value) where a.provenance -> k.key ->> 'kind' is distinct from k.value)`,
    `(s.content ->> 'parent' is null or exists (select from asset p where p.commune_id = a.commune_id and p.id = a.parent_id and p.code = s.content ->> 'parent'))`,
    `(s.geom is null or (a.geom is not null and st_dimension(s.geom) = st_dimension(a.geom) and st_npoints(s.geom) = st_npoints(a.geom) and st_hausdorffdistance(s.geom, a.geom) <= 2e-8))`,
  ].join(' and ');
  const { rowCount } = await tx.raw(`delete from ${stage} s using (select s.row from ${stage} s join asset a on a.commune_id = current_commune() and a.code = s.key, jsonb_to_record(s.content) as r(${RECORD})
    where a.source_digest is distinct from s.digest and ${same}) known where known.row = s.row`) as { rowCount: number };
  return rowCount;
}

async function merge(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const said = typeof batch.meta['crs'] === 'number' ? batch.meta['crs'] : null;
  const bind = { batch: batch.id, srid: said, accuracy: shiftAccuracy(said), today: await todayOf(tx) };
  const fields = mappedFields(batch);
  const equal = await dropSame(tx, stage, fields);
  const known = `from ${stage} s join asset a on a.commune_id = current_commune() and a.code = s.key`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as same ${known} where a.source_digest is not distinct from s.digest`) as { rows: { same: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before)
    select current_commune(), :batch, 'asset', a.id, ${keptRow('a')} ${known} where a.source_digest is distinct from s.digest`, bind);
  // A place given by a person stays where the file has none.
  const geometry = `geom = coalesce(s.geom, a.geom), drawn_area_m2 = case when s.geom is null then a.drawn_area_m2 when st_dimension(s.geom) = 2 then st_area(s.geom::geography) end,
    source_srid = case when s.geom is null then a.source_srid else :srid::integer end, accuracy_m = case when s.geom is null then a.accuracy_m else :accuracy::float8 end,
    located_by = case when s.geom is null then a.located_by else 'import' end`;
  const { rowCount: updated } = await tx.raw(`update asset a set ${[...fields.map((f) => `${f.column} = ${value(f)}`), 'attributes = r.attributes', `extra = jsonb_strip_nulls(a.extra || coalesce(r.extra, '{}'::jsonb))`, `provenance = ${unmark(fields)} || ${MARKS}`].join(', ')}, ${geometry}, source_digest = s.digest, batch_id = :batch, version = a.version + 1, updated_at = now()
    from ${stage} s, jsonb_to_record(s.content) as r(${RECORD})
    where a.commune_id = current_commune() and a.code = s.key and a.source_digest is distinct from s.digest`, bind) as { rowCount: number };
  const { rows: [made] } = await tx.raw(`with made as (
      insert into asset (commune_id, code, ${COLUMNS.map((f) => f.column).join(', ')}, attributes, extra, provenance, geom, drawn_area_m2, source_srid, accuracy_m, located_by, source_digest, batch_id)
      select current_commune(), s.key, ${COLUMNS.map(value).join(', ')}, r.attributes, jsonb_strip_nulls(coalesce(r.extra, '{}'::jsonb)), ${MARKS}, s.geom, case when st_dimension(s.geom) = 2 then st_area(s.geom::geography) end,
        case when s.geom is not null then :srid::integer end, case when s.geom is not null then :accuracy::float8 end, case when s.geom is not null then 'import' end, s.digest, :batch
      from ${stage} s, jsonb_to_record(s.content) as r(${RECORD})
      where not exists (select from asset a where a.commune_id = current_commune() and a.code = s.key) order by s.row returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'asset', id, null from made)
    select count(*)::integer as n from made`, bind) as { rows: { n: number }[] };
  await tx.raw(`update asset a set parent_id = p.id from ${stage} s join asset p on p.commune_id = current_commune() and p.code = s.content->>'parent'
    where a.commune_id = current_commune() and a.code = s.key and a.batch_id = :batch and a.parent_id is distinct from p.id`, bind);
  await remember(tx, batch);
  await refresh(tx);
  return { inserted: made?.n ?? 0, returned: 0, updated, unchanged: (n?.same ?? 0) + equal, removed: 0, held: 0 };
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
  readerOptions: async (tx, commune) => ({ ...await remembered(tx, 'assets'), codes: await readCodes(tx), extraFields: await readExtraFields(tx), exponent: currencyExponent(commune.currency) }),
  check: async (tx, stage, batch) => [...await checkGeometry(tx, stage, batch), ...await checkMarks(tx, stage), ...await checkParents(tx, stage)],
  merge,
  undo: async (tx, batch) => {
    await undoRows(tx, batch, { table: 'asset', columns: [...RESTORED, ...GEOMETRY, 'parent_id', 'source_digest', 'batch_id', 'updated_at'], dated: true, versioned: true });
    await refresh(tx);
  },
};
