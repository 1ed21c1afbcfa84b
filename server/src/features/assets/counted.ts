import type { Tx } from '../../platform/db/index.ts';

const KEPT = 400;
type Entry = { version: string; value: unknown };
const kept = new Map<string, Entry>();

/** What the counts of a commune's properties are as of: any write to properties, zones or settings moves it. */
async function versionOf(tx: Tx): Promise<{ commune: string; version: string }> {
  const { rows: [row] } = await tx.raw(`select current_commune()::text as commune, coalesce(string_agg(v.layer || v.version, ',' order by v.layer), '') as version
    from data_version v where v.commune_id = current_commune() and v.layer in ('assets', 'zones')`) as { rows: { commune: string; version: string }[] };
  return row ?? { commune: '', version: '' };
}

/**
 * Counts that many readers ask for between two writes: computed once for a version of the data, and never answered for another. A second instance
 * computes its own; nothing here is shared but the version in the database. Not for questions that hold words or shapes.
 */
export async function counted<T>(tx: Tx, question: string, count: () => Promise<T>): Promise<T> {
  const { commune, version } = await versionOf(tx);
  const key = `${commune} ${question}`;
  const found = kept.get(key);
  if (found?.version === version) {
    kept.delete(key);
    kept.set(key, found);
    return found.value as T;
  }
  const value = await count();
  kept.delete(key);
  kept.set(key, { version, value });
  for (const oldest of kept.keys()) { if (kept.size <= KEPT) break; kept.delete(oldest); }
  return value;
}
