import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../../tests/support/db.ts';
import { readEnv } from '../../../platform/env.ts';
import { FileRefused, runImport, undoImport, type ImportSummary } from '../../imports/index.ts';
import { layerFormat } from '../../imports/register/index.ts';
import { importFormats } from '../index.ts';

const SAMPLES = join(readEnv().samplesDir, 'platform');
const there = existsSync(SAMPLES);
if (!there) console.warn(`Skipped: no real files of platforms in ${SAMPLES} (SOMMIER_SAMPLES).`);
const DPI = 'dpi_xml/samples';

(there ? describe.each(await engines()) : describe.skip.each(['server']))('real files of platforms, %s', (engine) => {
  let db: TestDatabase;
  let made = 0;
  beforeAll(async () => { db = await testDatabase({ engine: engine as 'server' }); });
  afterAll(async () => { await db.drop(); });
  const commune = async () => ({ ...await fixtureCommune(db, `S${made += 1}`), currency: 'EUR', srid: 4326, timezone: 'Europe/Paris' });
  type Commune = Awaited<ReturnType<typeof commune>>;
  const format = (name: string) => importFormats.find((f) => f.name === name)!;
  const bring = (c: Commune, as: string, file: string, options: Record<string, unknown> = {}): Promise<ImportSummary> => runImport(db, { commune: c, format: format(as), file: join(SAMPLES, file), options });
  const sql = async <T>(c: Commune, text: string): Promise<T[]> => db.inCommune({ commune: c.id }, async (tx) => (await tx.raw(text) as { rows: T[] }).rows);
  const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then((s) => s, (e: unknown) => (e instanceof FileRefused ? e.refusal.code : e));
  const undo = (c: Commune, batch: string | null): Promise<unknown> => db.inCommune({ commune: c.id }, (tx) => undoImport(tx, c, batch ?? '', (name) => importFormats.find((f) => f.name === name), { person: null }));
  /** An independent count over the file: xmllint, by local names. */
  const xpath = (file: string, expression: string): number => Number(execFileSync('xmllint', ['--nonet', '--xpath', expression, join(SAMPLES, file)], { encoding: 'utf8' }));
  const named = (name: string): string => `sum(//*[local-name()='${name}'])`;
  const either = (q: number): string => `${named(`TaxQ${q}`)} + ${named(`TaxesQ${q}`)}`;

  const good = there ? readdirSync(join(SAMPLES, DPI)).filter((f) => f.endsWith('.xml') && !f.includes('invalid')) : [];
  test.each(good)('%s gives the sums of an independent XPath', async (name) => {
    const c = await commune(), file = join(DPI, name);
    const s = await bring(c, 'dpi-xml', file);
    const sellers = xpath(file, "count(//*[local-name()='ReportableSeller'])");
    expect([s.rows, s.inserted, s.refused, s.held]).toEqual([sellers, sellers, 0, 0]);
    const quarters = await sql<{ q: number; price: string; fees: string; tax: string; n: number }>(c, `select extract(quarter from period_from)::integer as q, sum(price_minor) / 100 as price, sum(fees_minor) / 100 as fees, sum(tax_minor) / 100 as tax, sum(activities)::integer as n
      from activity_fact where state = 'counted' and price_minor is not null group by 1 order by 1`);
    expect(quarters.map((r) => [r.q, Number(r.price), Number(r.fees), Number(r.tax), r.n])).toEqual([1, 2, 3, 4].map((q) => [q, xpath(file, named(`ConsQ${q}`)), xpath(file, named(`FeesQ${q}`)), xpath(file, either(q)), xpath(file, named(`NumbQ${q}`))]));
    const [days] = await sql<{ n: number }>(c, `select coalesce(sum(nights), 0)::integer as n from activity_fact where state = 'counted'`);
    expect(days?.n).toBe(xpath(file, named('RentedDays')));
    expect(await bring(c, 'dpi-xml', file)).toMatchObject({ unchanged: sellers, inserted: 0, held: 0 });
    // What nothing here needs is not kept.
    expect(await sql(c, `select 1 from party_identifier where kind = 'bank_account' or value ~ '^(FR76|AR345)'`)).toEqual([]);
    await undo(c, s.batch);
    expect(await sql(c, `select count(*)::integer as facts, (select count(*)::integer from activity_unit) as units, (select count(*)::integer from party) as parties from activity_fact`)).toEqual([{ facts: 0, units: 0, parties: 0 }]);
  });

  test.each([['doctype-xxe', 'external_entity'], ['invalid-country', 'invalid_xml'], ['invalid-date', 'invalid_xml'], ['missing-currCode', 'invalid_xml'], ['not-well-formed', 'invalid_xml']])('%s is refused as a whole', async (name, code) => {
    const c = await commune();
    expect(await codeOf(bring(c, 'dpi-xml', `${DPI}/dac7validator_invalid_${name}.xml`))).toBe(code);
    expect(await sql(c, 'select id from import_batch')).toEqual([]);
  });

  test('Tier’s 840 scooters, both generations of the standard, and zones to a layer', async () => {
    const c = await commune();
    const tier = await bring(c, 'gbfs', 'gbfs/real_v2.x/tier_wolfsburg');
    expect(tier).toMatchObject({ rows: 840, inserted: 840, refused: 0, notes: { vehicles: 840, stations: 0, unlocated: 0, taken_from: 'file' } });
    expect(await bring(c, 'gbfs', 'gbfs/real_v2.x/tier_wolfsburg/free_bike_status.json', { platform: 'TIER_Wolsburg' })).toMatchObject({ rows: 840, inserted: 0, unchanged: 840 });
    expect(await sql(c, `select system, vehicles, stations, taken_on::text as day from mobility_snapshot`)).toEqual([{ system: 'TIER_Wolsburg', vehicles: 840, stations: 0, day: '2023-08-11' }]);
    expect(await sql(c, `select vehicle_type, form_factor, count(*)::integer as n from mobility_point group by 1, 2`)).toEqual([{ vehicle_type: 'okai_escooter', form_factor: 'scooter_standing', n: 840 }]);
    expect(await bring(c, 'gbfs', 'gbfs/v2.3')).toMatchObject({ rows: 3, inserted: 3, notes: { vehicles: 1, stations: 2 } });
    const v3 = await bring(c, 'gbfs', 'gbfs/v3.0');
    expect(v3.rows).toBe(Number(v3.notes['vehicles']) + Number(v3.notes['stations']));
    expect(v3).toMatchObject({ refused: 0, inserted: v3.rows });
    const [zones] = await sql<{ n: number; valid: boolean }>(c, `select count(*)::integer as n, bool_and(st_isvalid(geom)) as valid from layer_feature f join layer l on l.id = f.layer_id and l.name = '${String(v3.notes['layer'])}'`);
    expect(zones).toEqual({ n: v3.notes['geofencing_zones'], valid: true });
    expect(await codeOf(bring(c, 'gbfs', 'gbfs/v2.3/gbfs_versions.json'))).toBe('not_gbfs');
    expect(await codeOf(bring(c, 'gbfs', 'gbfs/systems_catalogue.csv'))).toBe('not_gbfs');
    await undo(c, tier.batch);
    expect(await sql(c, `select count(*)::integer as n from mobility_point where batch_id = ${tier.batch ?? '0'}`)).toEqual([{ n: 0 }]);
  });

  test('mobility reports keep what was withheld unknown; trips are counted by cell and hour, never kept', async () => {
    const c = await commune();
    expect(await bring(c, 'mds', 'mds/providers.csv')).toMatchObject({ refused: 0 });
    const september = await bring(c, 'mds', 'mds/reports/2019-09.csv');
    expect(september).toMatchObject({ rows: 12, inserted: 12, refused: 0 });
    expect(await sql(c, `select population, sum(trips)::integer as trips, sum(riders)::integer as riders, count(*) filter (where jsonb_exists(detail, 'riders_withheld'))::integer as withheld, count(*) filter (where trips is null)::integer as unknown from activity_fact where kind = 'trips' and state = 'counted' group by 1 order by 1`))
      .toEqual([{ population: 'all', trips: 3079, riders: 1916, withheld: 0, unknown: 0 }, { population: 'low_income', trips: 465, riders: 212, withheld: 1, unknown: 0 }]);
    const trips = await bring(c, 'mds', 'mobility_trips_open/louisville_2019-08_sample_1000_trips.csv', { platform: 'louisville' });
    expect(trips).toMatchObject({ rows: 1000, inserted: 1000, refused: 0 });
    expect(await sql(c, `select sum(starts)::integer as starts, sum(ends)::integer as ends from trip_cell`)).toEqual([{ starts: 1000, ends: 1000 }]);
    expect(await sql(c, `select sum(trips)::integer as n from activity_fact where fact_key like 'trips/%'`)).toEqual([{ n: 1000 }]);
    expect(await bring(c, 'mds', 'mobility_trips_open/louisville_2019-08_sample_1000_trips.csv', { platform: 'louisville' })).toMatchObject({ inserted: 0, unchanged: 1000 });
    await undo(c, trips.batch);
    expect(await sql(c, `select (select count(*)::integer from trip_cell) as cells, (select count(*)::integer from trip_counted) as counted`)).toEqual([{ cells: 0, counted: 0 }]);
  });

  test('policies and geographies of MDS; the broken policy is refused', async () => {
    const c = await commune();
    expect(await bring(c, 'mds', 'mds/policy_1.2')).toMatchObject({ rows: 11, inserted: 8, refused: 3, refusals: [{ code: 'duplicate_id' }, { code: 'duplicate_id' }, { code: 'duplicate_id' }] });
    expect(await bring(c, 'mds', 'mds/policy_fees_from_readme/08-per-trip-fees.json')).toMatchObject({ rows: 1, refused: 0 });
    expect(await codeOf(bring(c, 'mds', 'mds/policy_fees_from_readme/03-parking.json'))).toBe('invalid_json');
    // As published, two geographies bear one id.
    expect(await bring(c, 'mds', 'mds/geography/geographies.json')).toMatchObject({ rows: 6, inserted: 5, refused: 1, refusals: [{ row: 4, code: 'duplicate_id' }] });
    for (const file of ['no-ride-zone', 'stop']) expect(await bring(c, 'mds', `mds/geography/${file}.geojson`)).toMatchObject({ refused: 0 });
    expect(await codeOf(bring(c, 'mds', 'mds/geography/jurisdictions.json'))).toBe('not_mds');
    expect(await codeOf(bring(c, 'mds', 'mds/metrics/activities.json'))).toBe('not_mds');
    expect(await bring(c, 'mds', 'mds/metrics/activities_response.json')).toMatchObject({ refused: 0 });
  });

  test('activities of the EU data space: the one well written is taken, the others refused by row; linked data is none', async () => {
    const c = await commune();
    const s = await bring(c, 'eu-str', 'eu_str/sdep_nl/activity_request_examples.json', { platform: 'sdep' });
    expect([s.rows, s.inserted, s.refused, s.refusals.map((r) => [r.row, r.code])]).toEqual([6, 1, 5, [[2, 'bad_date'], [3, 'required_value'], [4, 'bad_date'], [5, 'bad_date'], [6, 'bad_date']]]);
    expect(await sql(c, `select period_from::text as "from", nights, guests, guest_groups as groups, detail->'countries' as countries from activity_fact`)).toEqual([{ from: '2026-01-10', nights: 3, guests: 4, groups: [{ count: 4 }], countries: ['NL', 'DE', 'BE'] }]);
    expect(await codeOf(bring(c, 'eu-str', 'eu_str/str_ap/example-natural_person_unit.jsonld'))).toBe('not_eu_str');
    expect(['invalid_json', 'not_eu_str']).toContain(await codeOf(bring(c, 'eu-str', 'eu_str/str_ap/example-registration_procedure.jsonld')));
  });

  test('every other file of the folder loads whole, or is refused for what it is', async () => {
    const c = await commune();
    const list = (folder: string, keep: (name: string) => boolean = () => true): string[] => readdirSync(join(SAMPLES, folder)).filter(keep).map((name) => `${folder}/${name}`);
    const loads: [as: string, file: string][] = [
      ...['2019-10', '2019-11'].map((m): [string, string] => ['mds', `mds/reports/${m}.csv`]),
      ...list('mds/geography', (n) => n.endsWith('.geojson') && n !== 'no-ride-zone.geojson' && n !== 'stop.geojson').map((f): [string, string] => ['mds', f]),
      ...list('mds/policy_fees_from_readme', (n) => !/^(03|08)-/.test(n)).map((f): [string, string] => ['mds', f]),
      ['gbfs', 'gbfs/v3.0/vehicle_status.json'], ['gbfs', 'gbfs/v3.0/station_information.json'], ['gbfs', 'gbfs/v2.3/free_bike_status.json'], ['gbfs', 'gbfs/v2.3/station_information.json'],
    ];
    for (const [as, file] of loads) {
      const s = await bring(c, as, file, as === 'gbfs' ? { platform: 'sample', captured: '2026-01-01' } : {});
      expect([file, s.rows > 0, s.rows - s.inserted - s.unchanged - s.updated, s.refused]).toEqual([file, true, 0, 0]);
    }
    // Schemas are no feeds; one of each generation every day, all of them in the long run.
    const schemas = [...list('gbfs/schema_v2.3'), ...list('gbfs/schema_v3.0')].filter((f) => process.env['SOMMIER_LONG'] !== undefined || /free_bike_status|vehicle_status/.test(f));
    const refused: [as: string, file: string, code: string][] = [
      ...schemas.map((f): [string, string, string] => ['gbfs', f, 'not_gbfs']), ['gbfs', 'gbfs/v2.3/system_information.json', 'not_gbfs'], ['gbfs', 'gbfs/v3.0/manifest.json', 'not_gbfs'], ...list(DPI, (n) => n.endsWith('.json')).map((f): [string, string, string] => ['dpi-xml', f, 'invalid_xml']),
      ['dpi-xml', 'dpi_xml/oecd_v1.0/DPIXML_v1.0.xsd', 'invalid_xml'], ['eu-str', 'eu_str/str_ap/str.jsonld', 'not_eu_str'], ['ocsitan', `${DPI}/dac7validator_golden_minimal.xml`, 'not_ocsitan'], ['eu-str', 'mds/metrics/activities_response.json', 'not_eu_str'],
    ];
    for (const [as, file, code] of refused) expect([file, await codeOf(bring(c, as, file))]).toEqual([file, code]);
    // Areas that a Member State hands out come as shapefiles in its own system: a layer.
    for (const name of ['Utrecht', 'Zandvoort']) {
      expect(await runImport(db, { commune: c, format: layerFormat, file: join(SAMPLES, `eu_str/sdep_nl/area_${name}.zip`), name: `area_${name}.zip`, options: { layer: `area-${name.toLowerCase()}`, title: name } })).toMatchObject({ rows: 1, inserted: 1, refused: 0, notes: { crs: 28992 } });
    }
    const [areas] = await sql<{ n: number; near: boolean }>(c, `select count(*)::integer as n, bool_and(st_x(st_centroid(f.geom)) between 4 and 6 and st_y(st_centroid(f.geom)) between 52 and 53) as near from layer_feature f join layer l on l.id = f.layer_id and l.name like 'area-%'`);
    expect(areas).toEqual({ n: 2, near: true });
  });
});
