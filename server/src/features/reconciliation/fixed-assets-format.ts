import { currencyExponent } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { todayOf } from '../assets/index.ts';
import { remember, remembered, STAGING_COLUMNS, undoRows, type Batch, type ImportFormat, type MergeCounts, type ReaderRefusal } from '../imports/index.ts';

const COLUMNS = ['account', 'designation', 'acquired_on', 'gross_minor', 'prior_minor', 'year_minor', 'life_years', 'entry_mode', 'exit_on', 'exit_mode', 'note', 'attributes', 'source_digest', 'batch_id'];
const FIELDS = 'jsonb_to_record(s.content) as r(account text, designation text, acquired_on date, gross_value bigint, prior_depreciation bigint, year_depreciation bigint, life_years integer, entry_mode text, exit_on date, exit_mode text, note text, attributes jsonb)';
const VALUES = `r.account, r.designation, r.acquired_on, r.gross_value, r.prior_depreciation, r.year_depreciation, r.life_years, r.entry_mode, r.exit_on, r.exit_mode, r.note, coalesce(r.attributes, '{}'), s.digest, cast(:batch as bigint)`;

async function check(tx: Tx, stage: string): Promise<ReaderRefusal[]> {
  const { rows } = await tx.raw(`delete from ${stage} s where (s.content->>'acquired_on')::date > cast(:day as date) returning s.row, s.content->>'acquired_on' as value`, { day: await todayOf(tx) }) as { rows: { row: number; value: string }[] };
  return rows.map((r) => ({ ...r, column: 'acquired_on', code: 'fixed_in_future', params: {} }));
}

/** The file is the accountant's whole statement: what it no longer names is taken away, and counted. */
async function merge(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const bind = { batch: batch.id };
  const known = `from ${stage} s join fixed_asset f on f.commune_id = current_commune() and f.inventory_number = s.key`;
  const gone = `f.commune_id = current_commune() and not exists (select from ${stage} s where s.key = f.inventory_number)`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as same ${known} where f.source_digest is not distinct from s.digest`) as { rows: { same: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), cast(:batch as bigint), 'fixed_asset', f.id, to_jsonb(f) - 'net_minor' ${known} where f.source_digest is distinct from s.digest
    union all select current_commune(), cast(:batch as bigint), 'fixed_asset', f.id, to_jsonb(f) - 'net_minor' from fixed_asset f where ${gone}`, bind);
  const { rowCount: removed } = await tx.raw(`delete from fixed_asset f where ${gone}`) as { rowCount: number };
  const { rowCount: updated } = await tx.raw(`update fixed_asset f set (${COLUMNS.join(', ')}) = (select ${VALUES} from ${FIELDS}) from ${stage} s where f.commune_id = current_commune() and f.inventory_number = s.key and f.source_digest is distinct from s.digest`, bind) as { rowCount: number };
  const { rows: [made] } = await tx.raw(`with made as (insert into fixed_asset (commune_id, inventory_number, ${COLUMNS.join(', ')}) select current_commune(), s.key, ${VALUES} from ${stage} s cross join ${FIELDS}
      where not exists (select from fixed_asset f where f.commune_id = current_commune() and f.inventory_number = s.key) order by s.row returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'fixed_asset', id, null from made) select count(*)::integer as n from made`, bind) as { rows: { n: number }[] };
  await remember(tx, batch);
  await tx.raw(`select refresh_statistics(array['fixed_asset'])`);
  return { inserted: made?.n ?? 0, returned: 0, updated, unchanged: n?.same ?? 0, removed, held: 0 };
}

/** The accountant's état de l'actif, known again by inventory number. */
export const fixedAssetsFormat: ImportFormat = {
  name: 'fixed-assets', permission: 'register.write', reader: new URL('../imports/register/reader-fixed-assets.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS, layer: () => 'fixed_assets',
  readerOptions: async (tx, commune) => ({ ...await remembered(tx, 'fixed-assets'), exponent: currencyExponent(commune.currency), currency: commune.currency }), check: (tx, stage) => check(tx, stage), merge,
  undo: (tx, batch) => undoRows(tx, batch, { table: 'fixed_asset', columns: COLUMNS, dated: false, versioned: false }),
};
