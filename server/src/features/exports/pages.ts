import type { Database, Scope, Tx } from '../../platform/db/index.ts';
import type { LayerSource } from './source.ts';

export interface PageQuery {
  /** What follows `select f.id,`. */
  select: string;
  /** Further condition, or empty. */
  where?: string;
  bindings?: Record<string, unknown>;
  size: number;
}
export type Row = Record<string, unknown> & { id: string };

/**
 * Reads a layer in slices by its key, each in a short transaction of its own, so that memory stays flat and the embedded database is free in
 * between. What changes while it runs may be in a later slice and not in an earlier one.
 */
export async function* pages(db: Database, scope: Scope, source: LayerSource, query: PageQuery, signal?: AbortSignal): AsyncGenerator<Row[]> {
  let after = '0';
  for (;;) {
    signal?.throwIfAborted();
    const read = async (tx: Tx): Promise<Row[]> => (await tx.raw(
      `select f.id, ${query.select} from ${source.from} where ${source.where} and f.id > :after ${query.where ? `and ${query.where}` : ''} order by f.id limit ${query.size}`,
      { ...source.bindings, ...query.bindings, after })).rows as Row[];
    const rows = await db.inCommune(scope, read, { readOnly: true });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < query.size) return;
    after = last.id;
  }
}
