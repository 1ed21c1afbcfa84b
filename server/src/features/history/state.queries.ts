import { GUARDED_COLUMNS } from '@sommier/domain/history';
import type { Review } from '@sommier/domain/assets';
import type { Tx } from '../../platform/db/index.ts';

/** Columns of a property by name, as its history holds them: a shape is EWKB in hexadecimal. */
export type Values = Record<string, unknown>;
export interface State { id: string; code: string; name: string; version: number; review: Review; values: Values }

/** The columns a history keeps, as the database lists them: nothing here names them one by one. */
export async function keptColumns(tx: Tx): Promise<{ name: string; shape: boolean }[]> {
  const { rows } = await tx.raw('select k.name, k.is_shape as shape from asset_kept_columns() k') as { rows: { name: string; shape: boolean }[] };
  return rows;
}
/** Those that a person's restore, undo or proposal may write. */
export const writableColumns = async (tx: Tx): Promise<Set<string>> => new Set((await keptColumns(tx)).map((k) => k.name).filter((name) => !GUARDED_COLUMNS.includes(name)));

/** SQL of the kept columns of `alias` as one jsonb. Names come from the catalogue and are quoted. */
export const stateSql = (columns: readonly { name: string; shape: boolean }[], alias: string): string =>
  `(select jsonb_object_agg(v.k, v.v) from (values ${columns.map((c) => `('${c.name.replaceAll("'", "''")}', to_jsonb(${alias}."${c.name}"${c.shape ? '::text' : ''}))`).join(', ')}) v(k, v))`;

/** The present state of properties, their rows locked against others in the order of their ids unless only looked at. Those in the bin, or gone, are left out. */
export async function lockStates(tx: Tx, ids: readonly string[], hold = true): Promise<Map<string, State>> {
  const { rows } = await tx.raw(`select a.id, a.code, a.name, a.version, a.review, ${stateSql(await keptColumns(tx), 'a')} as "values" from asset a
    where a.commune_id = current_commune() and a.id = any(cast(:ids as bigint[])) order by a.id${hold ? ' for update' : ''}`, { ids: `{${ids.join(',')}}` }) as { rows: State[] };
  return new Map(rows.map((row) => [row.id, row]));
}
