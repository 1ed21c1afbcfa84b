import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../../tests/support/db.ts';
import { runImport, undoImport, type ImportSummary } from '../../imports/index.ts';
import { importFormats } from '../index.ts';

const SAMPLES = process.env['SOMMIER_SAMPLES'] ?? '../shared/data';
const REVIEWS = join(SAMPLES, 'platform/airbnb/quebec/reviews.csv');
const [, calendar, reviews] = importFormats;

describe.each(await engines())('months of listings, %s', (engine) => {
  let db: TestDatabase;
  let folder: string;
  let made = 0;
  beforeAll(async () => { db = await testDatabase({ engine }); folder = mkdtempSync(join(tmpdir(), 'sommier-months-')); });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true }); });
  const commune = async () => ({ ...await fixtureCommune(db, `M${made += 1}`), currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' });
  type Commune = Awaited<ReturnType<typeof commune>>;
  const bring = (c: Commune, format: typeof calendar, lines: readonly string[], captured?: string): Promise<ImportSummary> => {
    const file = join(folder, `${made += 1}.csv`);
    writeFileSync(file, lines.join('\n'));
    return runImport(db, { commune: c, format: format!, file, options: captured === undefined ? {} : { captured } });
  };
  const rows = async (c: Commune, sql: string): Promise<unknown[]> => db.inCommune({ commune: c.id }, async (tx) => (await tx.raw(sql) as { rows: unknown[] }).rows);
  const undo = (c: Commune, batch: string | null): Promise<unknown> => db.inCommune({ commune: c.id }, (tx) => undoImport(tx, c, batch ?? '', (name) => importFormats.find((f) => f.name === name), { person: null }));
  const months = (c: Commune): Promise<unknown[]> => rows(c, `select external_id as id, month::text, reviews from listing_review_month order by external_id, month`);
  const nights = (c: Commune): Promise<unknown[]> => rows(c, `select external_id as id, captured_on as day, month, bit_count(days::bit(31))::int as days, bit_count(free::bit(31))::int as free, price_min_minor as least from listing_calendar_month order by 1, 2, 3`);

  const WHOLE = 'listing_id,id,date,reviewer_id,reviewer_name,comments';
  test('reviews are counted by listing and month, and no reviewer is kept', async () => {
    const c = await commune();
    const file = [WHOLE, '7,1,2024-01-03,55,Amel,"Très bien,\nmerci"', '7,2,2024-01-20,56,Béchir,ok', '7,2,2024-01-21,56,Béchir,twice', '7,3,2024-02-30,57,C,never', '900719925474099312345,4,2024-02-01,58,D,'];
    expect(await bring(c, reviews, file)).toMatchObject({ rows: 5, inserted: 3, refused: 2, refusals: [{ row: 4, column: 'id', code: 'duplicate_review' }, { row: 5, column: 'date', code: 'bad_date' }], notes: { captured: '2024-02-01', unknown_listings: 2 } });
    expect(await months(c)).toEqual([{ id: '7', month: '2024-01-01', reviews: 2 }, { id: '900719925474099312345', month: '2024-02-01', reviews: 1 }]);
    expect(await bring(c, reviews, file)).toMatchObject({ rows: 5, inserted: 0, unchanged: 3, removed: 0, refused: 2 });
    const columns = await rows(c, `select column_name from information_schema.columns where table_name = 'listing_review_month' and column_name ~ 'reviewer|name|comment'`);
    expect(columns).toEqual([]);
  });

  test('a later file adds and takes away, an older one changes nothing, each is undone exactly', async () => {
    const c = await commune();
    const first = await bring(c, reviews, ['listing_id,date', '1,2024-01-01', '1,2024-01-02', '1,2024-02-02', '2,2024-01-05']);
    const before = await months(c);
    const later = await bring(c, reviews, ['listing_id,date', '1,2024-01-01', '1,2024-03-02', '1,2024-03-03']);
    expect(later).toMatchObject({ rows: 3, inserted: 2, unchanged: 1, removed: 2 });
    expect(await months(c)).toEqual([{ id: '1', month: '2024-01-01', reviews: 1 }, { id: '1', month: '2024-03-01', reviews: 2 }, { id: '2', month: '2024-01-01', reviews: 1 }]);
    expect(await bring(c, reviews, ['listing_id,date', '1,2023-05-05'])).toMatchObject({ rows: 1, inserted: 0, unchanged: 1, removed: 0 });
    await expect(undo(c, first.batch)).rejects.toMatchObject({ code: 'conflict' });
    await undo(c, later.batch);
    expect(await months(c)).toEqual(before);
    await undo(c, first.batch);
    expect(await months(c)).toEqual([]);
  });

  const HEAD = 'listing_id,date,available,price,adjusted_price,minimum_nights,maximum_nights';
  test('a calendar is nights by month of its capture, prices of the nights offered', async () => {
    const c = await commune();
    const file = [HEAD, '9,2024-01-30,t,"$1,200.500",,2,30', '9,2024-01-31,f,"$90.000",,2,30', '9,2024-02-01,t,,"$80.000",2,30', '9,2024-02-01,t,,,2,30', '9,2024-02-02,perhaps,,,2,30', '10,2024-01-31,f,,,1,1'];
    expect(await bring(c, calendar, file)).toMatchObject({ rows: 6, inserted: 4, refused: 2, refusals: [{ row: 5, code: 'duplicate_night' }, { row: 6, code: 'bad_available', value: 'perhaps' }], notes: { captured: '2024-01-30' } });
    expect(await nights(c)).toEqual([
      { id: '10', day: '2024-01-30', month: '2024-01-01', days: 1, free: 0, least: null }, { id: '9', day: '2024-01-30', month: '2024-01-01', days: 2, free: 1, least: '1200500' },
      { id: '9', day: '2024-01-30', month: '2024-02-01', days: 1, free: 1, least: '80000' }]);
    const state = await nights(c);
    expect(await bring(c, calendar, file)).toMatchObject({ inserted: 0, updated: 0, unchanged: 4, removed: 0, refused: 2 });
    const again = await bring(c, calendar, [HEAD, '9,2024-01-30,f,,,2,30', '9,2024-01-31,f,,,2,30', '9,2024-01-29,t,,,2,30'], '2024-01-30');
    expect(again).toMatchObject({ rows: 3, inserted: 1, updated: 1, unchanged: 1, removed: 1 });
    await undo(c, again.batch);
    expect(await nights(c)).toEqual(state);
    expect(await bring(c, calendar, [HEAD, '9,2024-02-20,t,,,2,30'])).toMatchObject({ rows: 1, inserted: 1, removed: 0 });
  });

  test.each([
    ['a listing that comes back', ['listing_id,date', '1,2024-01-01', '2,2024-01-01', '1,2024-01-02'], 'not_grouped'],
    ['ids in scientific notation', ['listing_id,date', '9.7E+17,2024-01-01'], 'ids_destroyed'], ['another heading', ['id,date', '1,2024-01-01'], 'unknown_header'],
    ['a row of another width', ['listing_id,date', '1,2024-01-01', '1'], 'column_count'], ['days and months alike', ['listing_id,date', '1,02/03/2024'], 'ambiguous_dates'], ['nothing', ['listing_id,date'], 'empty_file'],
  ])('a file with %s is refused whole', async (_what, lines, code) => {
    const c = await commune();
    await expect(bring(c, reviews, lines)).rejects.toMatchObject({ refusal: { code } });
    expect(await rows(c, 'select id from import_batch')).toEqual([]);
  });

  (existsSync(REVIEWS) ? test : test.skip)('the real reviews of Québec are all counted, once', async () => {
    const c = await commune();
    const lines = readFileSync(REVIEWS, 'utf8').trim().split('\n').length - 1;
    const run = () => runImport(db, { commune: c, format: reviews!, file: REVIEWS, options: {} });
    expect(await run()).toMatchObject({ rows: lines, inserted: lines, refused: 0 });
    expect(await rows(c, 'select sum(reviews)::int as n, count(distinct external_id)::int as listings from listing_review_month')).toEqual([{ n: lines, listings: 1908 }]);
    expect(await run()).toMatchObject({ rows: lines, inserted: 0, unchanged: lines });
  });
});
