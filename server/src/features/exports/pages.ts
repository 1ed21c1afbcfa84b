import type { Read, Tx } from '../../platform/db/index.ts';
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

/** Reads a layer in slices by its key, so that memory stays flat and the embedded database is free in between; `read` says what the slices have in common. */
export async function* pages(read: Read, source: LayerSource, query: PageQuery, signal?: AbortSignal): AsyncGenerator<Row[]> {
  let after = '0';
  for (;;) {
    signal?.throwIfAborted();
    const slice = async (tx: Tx): Promise<Row[]> => (await tx.raw(
      `select f.id, ${query.select} from ${source.from} where ${source.where} and f.id > :after ${query.where ? `and ${query.where}` : ''} order by f.id limit ${query.size}`,
      { ...source.bindings, ...query.bindings, after })).rows as Row[];
    const rows = await read(slice);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < query.size) return;
    after = last.id;
  }
}
