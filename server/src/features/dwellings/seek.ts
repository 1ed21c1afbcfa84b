import { keysOf, licenceKey, scorePair, WordCount, type Compared, type ScoredPair } from '@sommier/domain/dwellings';
import { metresOfDegree } from '@sommier/domain/zones';
import type { Database } from '../../platform/db/index.ts';
import { keepPairs, leavePairs } from './pairs.store.ts';
import { clearKeys, hasCalendars, readCandidates, readOverlaps, readTold, readToldOf, writeKeys, type Told } from './seek.queries.ts';

const READ = 10_000, COMPARE = 1000;
export interface Found extends ScoredPair { low: string; high: string; distanceM: number }
export interface SeekSteps { progress: (done: number, total: number | null, stage: string) => void; signal?: AbortSignal }
export interface PairsSought { listings: number; compared: number; proposed: number; fresh: number; gone: number }

const compared = ({ licenceText, ...l }: Told): Compared => ({ ...l, licence: licenceKey(licenceText) });

/**
 * Looks for pairs in every present listing with a place: words are counted, each listing is filed under its signs by cells of 300 m, and only those of one sign
 * in neighbouring cells are weighed. In slices, each a short transaction, so that nobody waits on the embedded database; two searches of a commune never run at
 * once (the job's lane).
 */
export async function seekPairs(db: Database, scope: { commune: number; person?: string }, { progress, signal }: SeekSteps): Promise<PairsSought> {
  const count = new WordCount();
  let listings = 0, south = 90, north = -90;
  await db.inCommune(scope, clearKeys);
  for (let after = '0'; ;) {
    const rows = await db.inCommune(scope, (tx) => readTold(tx, after, READ));
    if (rows.length === 0) break;
    for (const l of rows) { count.add(l.title, l.hostName, licenceKey(l.licenceText)); south = Math.min(south, l.lat); north = Math.max(north, l.lat); }
    listings += rows.length;
    after = rows.at(-1)?.id ?? after;
    signal?.throwIfAborted();
  }
  // One plane for the commune: over a town its metres are right to a thousandth.
  const metre = metresOfDegree(listings === 0 ? 0 : (south + north) / 2);
  const ids: string[] = [];
  for (let after = '0'; ;) {
    const last = await db.inCommune(scope, async (tx) => {
      const rows = await readTold(tx, after, READ);
      await writeKeys(tx, rows.flatMap((l) => keysOf(compared(l), count.rarity).map((key) => ({ key, id: l.id, x: l.lon * metre.x, y: l.lat * metre.y }))));
      ids.push(...rows.map((r) => r.id));
      return rows.at(-1)?.id;
    });
    if (last === undefined) break;
    after = last;
    progress(ids.length, listings, 'keys');
    signal?.throwIfAborted();
  }
  const calendars = await db.inCommune(scope, hasCalendars);
  const sums = { compared: 0, proposed: 0, fresh: 0 };
  const started = await db.inCommune(scope, async (tx) => (await tx.raw('select clock_timestamp() as at') as { rows: { at: Date }[] }).rows[0]?.at ?? new Date(0));
  for (let i = 0; i < ids.length; i += COMPARE) {
    await db.inCommune(scope, async (tx) => {
      const pairs = await readCandidates(tx, ids.slice(i, i + COMPARE));
      const told = await readToldOf(tx, [...new Set(pairs.flatMap((p) => [p.low, p.high]))]);
      const overlaps = calendars && pairs.length > 0 ? await readOverlaps(tx, pairs) : new Map<string, never>();
      const found = pairs.flatMap(({ low, high, metres }): Found[] => {
        const [x, y] = [told.get(low), told.get(high)];
        if (x === undefined || y === undefined) return [];
        const [a, b] = [compared(x), compared(y)];
        const scored = scorePair({ a, b, distanceM: metres, calendar: overlaps.get(`${low} ${high}`) ?? null, licenceUses: a.licence === b.licence ? count.uses(a.licence) : 0 }, count.rarity);
        return scored.class === 'different' ? [] : [{ ...scored, low, high, distanceM: metres }];
      });
      sums.compared += pairs.length;
      sums.proposed += found.length;
      sums.fresh += await keepPairs(tx, found);
    });
    progress(Math.min(i + COMPARE, ids.length), ids.length, 'compare');
    signal?.throwIfAborted();
  }
  const gone = await db.inCommune(scope, async (tx) => { await clearKeys(tx); return leavePairs(tx, started); });
  return { listings, ...sums, gone };
}
