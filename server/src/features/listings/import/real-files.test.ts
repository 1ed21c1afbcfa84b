import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../../tests/support/db.ts';
import { readEnv } from '../../../platform/env.ts';
import { runImport, type ImportSummary } from '../../imports/index.ts';
import { zoneReport, zonesFormat } from '../../zones/index.ts';
import { insideAirbnb } from '../index.ts';

const SAMPLES = join(readEnv().samplesDir, 'platform', 'airbnb');
const there = existsSync(SAMPLES);
if (!there) console.warn(`Skipped: no real listings in ${SAMPLES} (SOMMIER_SAMPLES).`);

/** Figures of the data's own README. */
const CITIES = [
  ['quebec', { listings: 2316, active: 1908, estimated_nights: 234_712, at_cap: 430 }, 615, 35, 0],
  ['barcelona', { listings: 16_055, active: 6986, estimated_nights: 515_773, at_cap: 351 }, 8313, 73, 2],
  ['columbus_detailed', { listings: 2668, active: 2162, estimated_nights: 271_931, at_cap: 387 }, 202, 27, 7],
] as const;

(there ? describe.each(await engines()) : describe.skip.each(['server']))('real files, %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => { db = await testDatabase({ engine: engine as 'server' }); });
  afterAll(async () => { await db.drop(); });

  const bring = async (code: string, file: string, format = insideAirbnb, options: Record<string, unknown> = {}): Promise<ImportSummary> => {
    const commune = { ...await fixtureCommune(db, code), currency: 'EUR', srid: 4326, timezone: 'Europe/Paris' };
    return runImport(db, { commune, format, file: join(SAMPLES, file), options });
  };

  test.each(CITIES)('%s gives the published figures', async (city, totals, ambiguous, zones, repaired) => {
    const code = `C_${city.toUpperCase()}`;
    const commune = { ...await fixtureCommune(db, code), currency: 'EUR', srid: 4326, timezone: 'Europe/Paris' };
    const into = (file: string, format: typeof insideAirbnb, options: Record<string, unknown>): Promise<ImportSummary> =>
      runImport(db, { commune, format, file: join(SAMPLES, city, file), options });
    const summary = await into('listings.csv', insideAirbnb, { platform: 'airbnb', captured: '2023-01-15' });
    expect(summary).toMatchObject({ rows: totals.listings, inserted: totals.listings, refused: 0, removed: 0 });
    const drawn = await into('neighbourhoods.geojson', zonesFormat, { set: 'quartiers', label: 'neighbourhood' });
    expect(drawn.notes).toMatchObject({ zones, repaired });
    const report = await db.inCommune({ commune: commune.id }, (tx) => zoneReport(tx, 'quartiers'));
    expect(report.totals).toMatchObject(totals);
    expect(Math.abs(report.totals.ambiguous / ambiguous - 1)).toBeLessThan(0.01);
    const expected = report.zones.reduce((sum, z) => sum + z.expected, 0);
    expect(expected + report.outside).toBeCloseTo(totals.listings, 0);
    const again = await into('listings.csv', insideAirbnb, { platform: 'airbnb', captured: '2023-01-15' });
    expect(again).toMatchObject({ rows: totals.listings, inserted: 0, updated: 0, unchanged: totals.listings, notes: { same_file_as: summary.batch } });
  });

  test.each([
    ['melbourne_spreadsheet_damaged_200rows.csv', { code: 'ids_destroyed', row: 62, column: 'id' }],
    ['morocco_7rows_shifted_columns.csv', { code: 'column_count', row: 2 }],
  ])('%s is refused whole, with the true reason', async (file, refusal) => {
    await expect(bring(file.slice(0, 6).toUpperCase(), join('edge_cases', file))).rejects.toMatchObject({ refusal });
    const kept = await db.asOwner((tx) => tx.raw(`select (select count(*) from capture c join commune m on m.id = c.commune_id where m.code = ?) + (select count(*) from import_batch b join commune m on m.id = b.commune_id where m.code = ?)
      + (select count(*) from pg_tables where schemaname = 'staging') as n`, [file.slice(0, 6).toUpperCase(), file.slice(0, 6).toUpperCase()])) as { rows: { n: string }[] };
    expect(kept.rows[0]?.n).toBe('0');
  });
});
