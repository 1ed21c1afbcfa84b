import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../../tests/support/db.ts';
import { runImport, undoImport, type ImportFormat, type ImportSummary } from '../../imports/index.ts';
import { rebuildCells } from '../../tiles/index.ts';
import { zoneReport, zonesFormat } from '../../zones/index.ts';
import { compareCaptures } from '../captures.queries.ts';
import { insideAirbnb } from '../index.ts';

const HEADER = 'id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,price,minimum_nights,number_of_reviews,last_review,reviews_per_month,calculated_host_listings_count,availability_365';
const DAYS = ['2024-01-10', '2024-02-10', '2024-03-10', '2024-04-10'];

/** What a capture says: listing number to its price; a listing at price 3 stands elsewhere, at 4 nowhere. */
type Says = ReadonlyMap<number, number>;
const line = (id: number, price: number): string =>
  `${id},Dar ${id},7,Amel,,Z,${price === 4 ? ',' : `${36.8 + (price === 3 ? 0.05 : 0) + id / 1000},10.18`},Private room,${price},2,12,2023-12-01,1.00,1,200`;

describe.each(await engines())('captures in time, %s', (engine) => {
  let db: TestDatabase;
  let folder: string;
  let made = 0;
  beforeAll(async () => {
    db = await testDatabase({ engine });
    folder = mkdtempSync(join(tmpdir(), 'sommier-captures-'));
  });
  afterAll(async () => {
    await db.drop();
    rmSync(folder, { recursive: true });
  });

  const commune = async (): Promise<{ id: number; code: string; currency: string; srid: number; timezone: string }> =>
    ({ ...await fixtureCommune(db, `C${made += 1}`), currency: 'EUR', srid: 4326, timezone: 'Africa/Tunis' });
  type Commune = Awaited<ReturnType<typeof commune>>;
  const bring = (c: Commune, day: string, says: Says, dryRun = false): Promise<ImportSummary> => {
    const file = join(folder, `${made += 1}.csv`);
    writeFileSync(file, [HEADER, ...[...says].map(([id, price]) => line(id, price))].join('\n'));
    return runImport(db, { commune: c, format: insideAirbnb, file, options: { platform: 'airbnb', captured: day }, dryRun });
  };
  const undo = (c: Commune, batch: string | null): Promise<unknown> => db.inCommune({ commune: c.id }, (tx) =>
    undoImport(tx, c, batch ?? '', (name) => [insideAirbnb, zonesFormat].find((f) => f.name === name), { person: null }));
  /** Everything the captures made, without the numbers the database gave. */
  const state = (c: Commune): Promise<unknown> => db.inCommune({ commune: c.id }, async (tx) => (await tx.raw(`select
    (select json_agg(x order by x.external_id) from (select external_id, seen_from, seen_to, gone, price_minor, digest, st_astext(geom) as g, placed from listing where commune_id = current_commune()) x) as now,
    (select json_agg(x order by x.external_id, x.seen_from) from (select l.external_id, p.seen_from, p.seen_to, p.price_minor, p.digest, st_astext(p.geom) as g from listing_past p join listing l on l.commune_id = p.commune_id and l.id = p.listing_id where p.commune_id = current_commune()) x) as past,
    (select json_agg(x order by x.moment) from (select platform, moment, listings from capture where commune_id = current_commune()) x) as captures,
    (select json_agg(x order by x.external_id, x.label) from (select l.external_id, z.label, round(s.share::numeric, 4) as share from listing_zone s join listing l on l.commune_id = s.commune_id and l.id = s.listing_id
      join zone z on z.commune_id = s.commune_id and z.id = s.zone_id where s.commune_id = current_commune()) x) as shares,
    (select sum(n) from tile_cell where commune_id = current_commune() and z = 6) as cells`) as { rows: unknown[] }).rows[0]);

  const cells = (c: Commune): Promise<unknown[]> => db.inCommune({ commune: c.id }, async (tx) =>
    (await tx.raw(`select z, x, y, cell, n, px, py from tile_cell where commune_id = current_commune() and layer = 'listings' order by z, x, y, cell`) as { rows: unknown[] }).rows);
  test('a first capture’s cells, counted beside it where there is another connection, are those counted from its rows; a doubled id counts once', async () => {
    for (const doubles of [0, 2]) {
      const c = await commune(), file = join(folder, `beside-${String(doubles)}.csv`);
      writeFileSync(file, [HEADER, ...Array.from({ length: 30 }, (_, i) => line(i + 1, i % 5)), ...Array.from({ length: doubles }, (_, i) => line(i + 1, 1))].join('\n'));
      let beside = 0;
      const watched: ImportFormat = { ...insideAirbnb, merge: (tx, stage, batch, progress) => {
        const { beside: run } = batch;
        return insideAirbnb.merge(tx, stage, run === undefined ? batch : { ...batch, beside: (work) => run(async (other) => { const done = await work(other); beside += done === undefined ? 0 : 1; return done; }) }, progress);
      } };
      expect(await runImport(db, { commune: c, format: watched, file, options: { platform: 'airbnb', captured: DAYS[0] } })).toMatchObject({ rows: 30 + doubles, inserted: 30, refused: doubles });
      expect(beside).toBe(db.parallel ? 1 : 0);
      expect(await db.inCommune({ commune: c.id }, async (tx) => (await tx.raw('select listings from capture where commune_id = current_commune()') as { rows: unknown[] }).rows)).toEqual([{ listings: 30 }]);
      const counted = await cells(c);
      expect(counted.length).toBeGreaterThan(30);
      await db.inCommune({ commune: c.id }, async (tx) => { await tx.raw('delete from tile_cell where commune_id = current_commune()'); await rebuildCells(tx, 'listings'); });
      expect(await cells(c)).toEqual(counted);
      expect(await db.asOwner(async (tx) => (await tx.raw(String.raw`select relname from pg_class where relname like 'i\_%\_cells'`) as { rows: unknown[] }).rows)).toEqual([]);
    }
  });

  test('count what is new, back, changed and gone, and keep what each day said', async () => {
    const c = await commune();
    expect(await bring(c, DAYS[0]!, new Map([[1, 1], [2, 1], [3, 1]]))).toMatchObject({ rows: 3, inserted: 3, removed: 0 });
    expect(await bring(c, DAYS[1]!, new Map([[1, 1], [2, 2], [4, 1]]))).toMatchObject({ rows: 3, inserted: 1, updated: 1, unchanged: 1, removed: 1 });
    expect(await bring(c, DAYS[2]!, new Map([[1, 1], [3, 1], [4, 1]]))).toMatchObject({ rows: 3, inserted: 0, returned: 1, unchanged: 2, removed: 1 });
    const pair = await db.inCommune({ commune: c.id }, (tx) => compareCaptures(tx, { platform: 'airbnb', from: DAYS[0]!, to: DAYS[2]!, show: 'new', page: 1, size: 10 }));
    expect(pair).toMatchObject({ new: 1, gone: 1, kept: 2, changed: 0, rows: [{ externalId: '4' }] });
    // The capture between them comes late, with a listing that was never seen again.
    expect(await bring(c, '2024-01-20', new Map([[1, 2], [2, 1], [9, 1]]))).toMatchObject({ rows: 3, inserted: 1, updated: 1, unchanged: 1, removed: 1 });
  });

  test('a dry run counts the same and keeps nothing', async () => {
    const c = await commune();
    await bring(c, DAYS[0]!, new Map([[1, 1]]));
    const before = await state(c);
    expect(await bring(c, DAYS[1]!, new Map([[1, 2], [5, 1]]), true)).toMatchObject({ batch: null, inserted: 1, updated: 1 });
    expect(await state(c)).toEqual(before);
  });

  test('a second reading of a day replaces the first; the same file again is no capture', async () => {
    const c = await commune();
    await bring(c, DAYS[0]!, new Map([[1, 1], [2, 1]]));
    const before = await state(c);
    const again = await bring(c, DAYS[0]!, new Map([[1, 1], [2, 1]]));
    expect(again).toMatchObject({ inserted: 0, unchanged: 2 });
    expect(again.notes['same_file_as']).toBeDefined();
    expect(await state(c)).toEqual(before);
    const other = await bring(c, DAYS[0]!, new Map([[1, 2]]));
    expect(other).toMatchObject({ updated: 1, removed: 1 });
    await undo(c, other.batch);
    expect(await state(c)).toEqual(before);
  });

  test('the order of arrival changes nothing, and an undo restores exactly what stood', async () => {
    const town = { type: 'FeatureCollection', features: [10.0, 10.18].map((west, i) => ({ type: 'Feature', properties: { name: `z${i}` },
      geometry: { type: 'Polygon', coordinates: [[[west, 36.7], [west + 0.18, 36.7], [west + 0.18, 36.95], [west, 36.95], [west, 36.7]]] } })) };
    writeFileSync(join(folder, 'town.geojson'), JSON.stringify(town));
    const says = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 6 }), price: fc.integer({ min: 1, max: 4 }) }), { selector: (r) => r.id, minLength: 1, maxLength: 6 })
      .map((rows): Says => new Map(rows.map(({ id, price }) => [id, price])));
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 });
    await fc.assert(fc.asyncProperty(fc.tuple(says, says, says, says), order, async (days, shuffled) => {
      const [straight, mixed] = [await commune(), await commune()];
      for (const c of [straight, mixed]) await runImport(db, { commune: c, format: zonesFormat, file: join(folder, 'town.geojson'), options: { set: 'town', label: 'name' } });
      for (const i of [0, 1, 2, 3]) await bring(straight, DAYS[i]!, days[i]!);
      const before: unknown[] = [];
      const batches: (string | null)[] = [];
      for (const i of shuffled) {
        before.push(await state(mixed));
        const s = await bring(mixed, DAYS[i]!, days[i]!);
        expect(s.rows).toBe(s.inserted + s.returned + s.updated + s.unchanged + s.refused);
        batches.push(s.batch);
      }
      expect(await state(mixed)).toEqual(await state(straight));
      for (const [k, batch] of [...batches.entries()].reverse()) {
        await undo(mixed, batch);
        expect(await state(mixed)).toEqual(before[k]);
      }
      // Out of the middle, too: what remains is what would have stood without it.
      await undo(straight, await batchOf(straight, DAYS[1]!));
      const without = await commune();
      await runImport(db, { commune: without, format: zonesFormat, file: join(folder, 'town.geojson'), options: { set: 'town', label: 'name' } });
      for (const i of [0, 2, 3]) await bring(without, DAYS[i]!, days[i]!);
      expect(await state(straight)).toEqual(await state(without));
      const report = await db.inCommune({ commune: without.id }, (tx) => zoneReport(tx, 'town', DAYS[2]));
      expect(report.zones.reduce((sum, z) => sum + z.expected, report.outside + report.unlocated)).toBeCloseTo(days[2].size, 2);
    }), { numRuns: engine === 'server' ? 3 : 1, seed: 20261122, endOnFailure: true });
  }, 300_000);

  const batchOf = (c: Commune, day: string): Promise<string> => db.inCommune({ commune: c.id }, async (tx) =>
    ((await tx.raw('select batch_id from capture where commune_id = current_commune() and captured_on = ?', [day]) as { rows: { batch_id: string }[] }).rows[0]?.batch_id ?? ''));
});
