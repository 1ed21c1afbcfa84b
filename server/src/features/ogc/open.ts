import { CRS84 } from '@sommier/domain/ogc';
import type { Read } from '../../platform/db/index.ts';
import type { Collection } from './collections.queries.ts';
import { readItems } from './items.queries.ts';
import { featureText } from './write.ts';

const SLICE = 1000;

/** A whole public layer in slices, in order of its ids: each feature as text, and its values for a table. */
export async function* itemsOfOpen(read: Read, collection: Collection): AsyncGenerator<{ text: string; values: Record<string, unknown>; geometry: string | null }[]> {
  const where = { sql: collection.source.where, bindings: collection.source.bindings };
  let after = '0';
  for (;;) {
    const rows = await read((tx) => readItems(tx, collection, where, CRS84, { after, limit: SLICE }));
    if (rows.length > 0) yield rows.map((row) => ({ text: featureText(row), values: { id: row.id, ...JSON.parse(row.properties) as Record<string, unknown> }, geometry: row.geometry }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < SLICE) return;
    after = last.id;
  }
}
