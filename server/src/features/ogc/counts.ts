import type { Tx } from '../../platform/db/index.ts';
import { type Collection, type Extent, extentOf } from './collections.queries.ts';
import type { Sql } from './filter-sql.ts';
import { countItems } from './items.queries.ts';

const MOST = 500;

/** What was reckoned for a version of a layer; a newer version has another key, so nothing old is ever answered. */
class Kept<T> {
  readonly #found = new Map<string, Promise<T>>();
  async of(key: string, reckon: () => Promise<T>): Promise<T> {
    const before = this.#found.get(key);
    if (before !== undefined) return before;
    const asked = reckon();
    this.#found.set(key, asked);
    asked.catch(() => { this.#found.delete(key); });
    for (const oldest of this.#found.keys()) { if (this.#found.size <= MOST) break; this.#found.delete(oldest); }
    return asked;
  }
}
const counts = new Kept<number>(), extents = new Kept<Extent>();
/** The database, too, is part of the key: tests open several in one process, whose communes have the same numbers. */
const numbers = new WeakMap<object, number>();
let last = 0;
const of = (db: object, commune: number, { card }: Collection): string => {
  let n = numbers.get(db);
  if (n === undefined) numbers.set(db, n = last += 1);
  return `${String(n)} ${String(commune)} ${card.name} ${card.version}`;
};

/** How many features a selection has: counted once for a version of the layer, since every page would ask again. */
export const countOf = (db: object, tx: Tx, commune: number, collection: Collection, where: Sql): Promise<number> =>
  counts.of(`${of(db, commune, collection)} ${where.sql} ${JSON.stringify(where.bindings)}`, () => countItems(tx, collection, where));
export const extentKept = (db: object, tx: Tx, commune: number, collection: Collection): Promise<Extent> => extents.of(of(db, commune, collection), () => extentOf(tx, collection));
