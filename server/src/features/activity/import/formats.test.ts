import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import type { Language } from '@sommier/domain/shared';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../../tests/support/db.ts';
import { FileRefused, runImport, undoImport, type ImportSummary } from '../../imports/index.ts';
import { previewFile } from '../../imports/preview.ts';
import { decide, heldDocuments } from '../held.store.ts';
import { importFormats } from '../index.ts';

/** One seller of an annual report; amounts in whole units, the first quarter alone has any. */
const seller = (doc: string, amount: number, type = 'OECD1', corrects?: string): string => {
  const money = (name: string, n: number): string => [1, 2, 3, 4].map((q) => `<${name}${q} currCode="TND">${q === 1 ? n : 0}</${name}${q}>`).join('');
  return `<ReportableSeller><Identity><IndividualSeller><Standard><IndSellerID><ResCountryCode>TN</ResCountryCode><TIN issuedBy="TN">T-${doc.split('-')[0]}</TIN><Name><FirstName>Amel</FirstName><LastName>Fictive</LastName></Name><Address><CountryCode>TN</CountryCode><AddressFree>1 rue</AddressFree></Address></IndSellerID></Standard></IndividualSeller></Identity>
    <RelevantActivities><SaleOfGoods><Consideration>${money('ConsQ', amount)}</Consideration><NumberOfActivities>${[1, 2, 3, 4].map((q) => `<NumbQ${q}>${q === 1 ? 2 : 0}</NumbQ${q}>`).join('')}</NumberOfActivities><Fees>${money('FeesQ', 1)}</Fees><Taxes>${money('TaxQ', 0)}</Taxes></SaleOfGoods></RelevantActivities>
    <DocSpec><DocTypeIndic>${type}</DocTypeIndic><DocRefId>${doc}</DocRefId>${corrects === undefined ? '' : `<CorrDocRefId>${corrects}</CorrDocRefId>`}</DocSpec></ReportableSeller>`;
};
const message = (ref: string, sellers: string): string => `<?xml version="1.0"?><DPI_OECD xmlns="urn:oecd:ties:dpi:v1"><MessageSpec><TransmittingCountry>TN</TransmittingCountry><ReceivingCountry>TN</ReceivingCountry><MessageType>DPI</MessageType><MessageRefId>${ref}</MessageRefId><MessageTypeIndic>DPI401</MessageTypeIndic><ReportingPeriod>2025-12-31</ReportingPeriod><Timestamp>2026-01-15T09:00:00</Timestamp></MessageSpec>
  <DPIBody><PlatformOperator><TIN issuedBy="TN">OP1</TIN><Name>Place SA</Name></PlatformOperator>${sellers}</DPIBody></DPI_OECD>`;

describe.each(await engines())('formats of activity, %s', (engine) => {
  let db: TestDatabase;
  let folder: string;
  let made = 0;
  let c: Awaited<ReturnType<typeof fixtureCommune>> & { currency: string; srid: number; timezone: string };
  beforeAll(async () => { db = await testDatabase({ engine }); folder = mkdtempSync(join(tmpdir(), 'sommier-activity-')); c = { ...await fixtureCommune(db, 'FMT'), currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' }; });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true }); });
  const bring = (as: string, text: string, name = 'f.csv'): Promise<ImportSummary> => {
    const file = join(folder, `${made += 1}-${name}`);
    writeFileSync(file, text);
    return runImport(db, { commune: c, format: importFormats.find((f) => f.name === as)!, file, name, options: { provenance: 'remis par l’opérateur', licence: 'CC-BY', legalBasis: 'CGCT' } });
  };
  const sql = async <T>(text: string): Promise<T[]> => db.inCommune({ commune: c.id }, async (tx) => (await tx.raw(text) as { rows: T[] }).rows);
  const undo = (batch: string | null): Promise<unknown> => db.inCommune({ commune: c.id }, (tx) => undoImport(tx, c, batch ?? '', (name) => importFormats.find((f) => f.name === name), { person: null }));

  test('corrections and deletions by document; orphans and a message that came otherwise wait for a person', async () => {
    const total = async (): Promise<number> => Number((await sql<{ n: string }>(`select coalesce(sum(price_minor), 0)::text as n from activity_fact where origin = 'dpi-xml' and state = 'counted'`))[0]?.n) / 1000;
    expect(await bring('dpi-xml', message('M1', seller('A-1', 100) + seller('B-1', 200)), 'm.xml')).toMatchObject({ rows: 2, inserted: 2, held: 0 });
    expect(await total()).toBe(300);
    const second = await bring('dpi-xml', message('M2', seller('A-2', 150, 'OECD2', 'A-1') + seller('B-2', 200, 'OECD3', 'B-1') + seller('C-2', 70, 'OECD2', 'C-1')), 'm.xml');
    expect(second).toMatchObject({ rows: 3, updated: 2, inserted: 1, removed: 1, held: 1 });
    expect(await total()).toBe(150);
    expect(await bring('dpi-xml', message('M2', seller('A-2', 150, 'OECD2', 'A-1') + seller('B-2', 200, 'OECD3', 'B-1') + seller('C-2', 70, 'OECD2', 'C-1')), 'm.xml')).toMatchObject({ unchanged: 3, held: 0, removed: 0 });
    expect(await bring('dpi-xml', message('M1', seller('A-1', 999)), 'm.xml')).toMatchObject({ rows: 1, inserted: 1, held: 1, notes: { message_came_before: true } });
    expect(await total()).toBe(150);
    const waiting = await db.inCommune({ commune: c.id }, heldDocuments);
    expect(waiting.map((h) => [h.document, h.reason])).toEqual([['C-2', 'orphan'], ['A-1', 'came_before']]);
    expect(await db.inCommune({ commune: c.id }, (tx) => decide(tx, { batchId: waiting[0]!.batchId, document: 'C-2', accept: true }))).toBe(1);
    expect(await total()).toBe(220);
    // A trial of the sender's way is no report.
    expect(await bring('dpi-xml', message('M3', seller('D-1', 5) + seller('E-1', 7, 'OECD11') + seller('A-9', 7, 'OECD12', 'A-2')), 'm.xml')).toMatchObject({ rows: 3, inserted: 1, refused: 2, refusals: [{ row: 2, column: 'DocTypeIndic', value: 'OECD11', code: 'test_record' }, { row: 3, code: 'test_record' }] });
    expect(await total()).toBe(225);
  });

  test('a batch of corrections is taken back exactly', async () => {
    const before = await sql(`select fact_key, state, price_minor from activity_fact order by 1`);
    const s = await bring('dpi-xml', message('M9', seller('A-3', 1, 'OECD3', 'A-2')), 'm.xml');
    expect(s).toMatchObject({ updated: 1, removed: 1 });
    await undo(s.batch);
    expect(await sql(`select fact_key, state, price_minor from activity_fact order by 1`)).toEqual(before);
  });

  test('stays: rows of one stay are one fact; what disagrees, reverses or names nothing is refused by row', async () => {
    const head = 'séjour;logement;numéro enregistrement;hôte;identifiant hôte;arrivée;départ;personnes;âge;nationalité;prix';
    const s = await bring('lodging-stays', [head, 'S1;Dar;REG1;Béchir Fictif;CIN1;2026-03-01;2026-03-05;2;40;Tunisie;400,500', 'S1;Dar;REG1;Béchir Fictif;CIN1;2026-03-01;2026-03-05;1;8;TUN;', 'S1;Dar;REG1;Béchir Fictif;CIN1;2026-03-01;2026-03-06;1;8;TN;',
      'S2;Dar;REG1;Béchir Fictif;CIN1;2026-04-05;2026-04-01;1;;FR;', 'S3;;;Béchir Fictif;CIN1;2026-04-01;2026-04-02;1;;FR;', 'S4;=cmd|calc;;\u202Egnp;;2026-04-01;2026-04-02;1;;Narnia;', 'S5;=HYPERLINK(1);;X;;2026-04-01;2026-04-03;1;;فرنسا;90'].join('\n'));
    expect([s.rows, s.inserted, s.refused]).toEqual([7, 3, 4]);
    expect(s.refusals.map((r) => [r.row, r.code]).sort()).toEqual([[4, 'stay_disagrees'], [5, 'period_reversed'], [6, 'unit_missing'], [7, 'bad_country']]);
    expect(await sql(`select f.nights, f.guests, f.guest_groups as groups, f.price_minor::text as price, u.registration, p.name from activity_fact f join activity_unit u on u.id = f.unit_id join party p on p.id = f.taxpayer_id where f.origin = 'lodging-stays' order by f.period_from`)).toEqual([
      { nights: 4, guests: 3, groups: [{ age: 40, count: 2, nationality: 'TN' }, { age: 8, count: 1, nationality: 'TN' }], price: '400500', registration: 'REG1', name: 'Béchir Fictif' }, { nights: 2, guests: 1, groups: [{ count: 1, nationality: 'FR' }], price: '90000', registration: null, name: 'X' }]);
    expect(await sql(`select provenance, licence, legal_basis as basis, length(source_hash) as hash from import_batch where id = ${s.batch ?? '0'}`)).toEqual([{ provenance: 'remis par l’opérateur', licence: 'CC-BY', basis: 'CGCT', hash: 64 }]);
    await undo(s.batch);
    expect(await sql(`select id from activity_unit where registration = 'REG1'`)).toEqual([]);
  });

  const json = (as: string, files: Record<string, unknown>, language?: Language): Promise<ImportSummary> => {
    const at = join(folder, `${made += 1}-feed`);
    for (const [name, value] of Object.entries(files)) { mkdirSync(dirname(join(at, name)), { recursive: true }); writeFileSync(join(at, name), typeof value === 'string' ? value : JSON.stringify(value)); }
    return runImport(db, { commune: c, format: importFormats.find((f) => f.name === as)!, file: at, name: 'feed', options: {}, ...(language === undefined ? {} : { language }) });
  };
  const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'taken', (e: unknown) => (e instanceof FileRefused ? e.refusal.code : e));

  test('a feed told once for each language is read once, in the reader’s; several systems, an empty feed, a cut one and a bare manifest are refused for what they are', async () => {
    const feed = (bikes: unknown, more: object = {}) => ({ last_updated: 1_700_000_000, ttl: 0, version: '2.3', data: { bikes, ...more } });
    const system = (language: string, name: string) => ({ last_updated: 1, ttl: 0, version: '2.3', data: { system_id: `langues-${name}`, language, name, timezone: 'Africa/Tunis' } });
    const bikes = feed([{ bike_id: 'a', lat: 36.8, lon: 10.1 }, { bike_id: 'b', lat: '36.81', lon: '10.1' }]), stations = (name: string) => feed([], { stations: [{ station_id: 's', name, lat: 36.8, lon: 10.1, capacity: 4 }] });
    const both = (name: string) => ({ 'gbfs.json': { last_updated: 1, ttl: 0, version: '2.3', data: { en: { feeds: [] }, fr: { feeds: [] } } }, ...Object.fromEntries([['en', 'Station Square'], ['fr', 'Place de la Gare']].flatMap(([l = '', place = '']) => [[`${l}/free_bike_status.json`, bikes], [`${l}/system_information.json`, system(l, name)], [`${l}/station_information.json`, stations(place)]])) });
    const said = async (name: string) => (await sql<{ vehicles: number; name: string }>(`select s.vehicles, p.name from mobility_snapshot s join mobility_point p on p.snapshot_id = s.id and p.what = 'station' where s.system = 'langues-${name}'`))[0];
    expect(await json('gbfs', both('folder'), 'fr')).toMatchObject({ rows: 3, inserted: 3, refused: 0, notes: { language: 'fr', languages: 'en, fr' } });
    expect(await said('folder')).toEqual({ vehicles: 2, name: 'Place de la Gare' });
    expect(await json('gbfs', both('first'), 'ar')).toMatchObject({ inserted: 3, notes: { language: 'en' } });
    const file = join(folder, 'feed.zip');
    writeFileSync(file, zipSync(Object.fromEntries(Object.entries(both('zip')).map(([n, v]) => [n, Buffer.from(JSON.stringify(v))]))));
    expect(await runImport(db, { commune: c, format: importFormats.find((f) => f.name === 'gbfs')!, file, name: 'feed.zip', options: {}, language: 'fr' })).toMatchObject({ rows: 3, inserted: 3, notes: { language: 'fr' } });
    expect(await said('zip')).toEqual({ vehicles: 2, name: 'Place de la Gare' });
    const three = { last_updated: '2026-03-01T10:00:00Z', ttl: 0, version: '3.0', data: { stations: [{ station_id: 's', name: [{ text: 'Square', language: 'en' }, { text: 'ساحة', language: 'ar' }], lat: 36.8, lon: 10.1 }] } };
    await json('gbfs', { 'station_information.json': three, 'system_information.json': { ...three, data: { system_id: 'langues-three', name: [{ text: 'Roule', language: 'fr' }] } } }, 'ar');
    expect(await said('three')).toEqual({ vehicles: 0, name: 'ساحة' });
    expect(await Promise.all([json('gbfs', { 'tunis/free_bike_status.json': bikes, 'sousse/free_bike_status.json': bikes }), json('gbfs', { 'free_bike_status.json': feed([]) }), json('gbfs', { 'free_bike_status.json': JSON.stringify(bikes).slice(0, 120) }), json('gbfs', { 'gbfs.json': { last_updated: 1, ttl: 0, version: '2.3', data: { fr: { feeds: [] } } } })].map(code))).toEqual(['gbfs_several', 'empty_file', 'truncated', 'not_gbfs']);
  });

  test('vehicles of MDS, either generation, are a snapshot; what is off the ground is no vehicle of the city, and no journal is read', async () => {
    const event = (device: string, state: string) => ({ device_id: device, provider_id: 'p-1', vehicle_state: state, timestamp: 1_700_000_000_000, location: { lat: 36.8, lng: 10.18 } });
    const status = { version: '2.0.0', last_updated: 1_700_000_100_000, vehicles_status: [
      { device_id: 'd1', provider_id: 'p-1', last_event: event('d1', 'available'), last_telemetry: { timestamp: 1_700_000_000_000, location: { lat: 36.81, lng: 10.19 } } },
      { device_id: 'd2', provider_id: 'p-1', last_event: event('d2', 'elsewhere') }, { device_id: 'd3', provider_id: 'p-1', last_event: { ...event('d3', 'non_operational'), location: { lat: 96, lng: 10 } } }, { device_id: 'd1', provider_id: 'p-1', last_event: event('d1', 'available') }] };
    const two = await json('mds', { 'vehicles.json': { version: '2.0.0', vehicles: [{ device_id: 'd1', provider_id: 'p-1', vehicle_type: 'moped' }] }, 'vehicle_status.json': status });
    expect([two.rows, two.inserted, two.refusals.map((r) => [r.row, r.column, r.code])]).toEqual([4, 1, [[2, 'vehicle_state', 'vehicle_away'], [3, 'location', 'bad_coordinate'], [4, 'device_id', 'duplicate_id']]]);
    expect(await sql(`select s.system, s.vehicles, extract(epoch from s.taken_at)::integer as at, p.vehicle_type as type, round(st_x(p.geom)::numeric, 2)::float8 as lon from mobility_snapshot s join mobility_point p on p.snapshot_id = s.id where s.system = 'p-1'`)).toEqual([{ system: 'p-1', vehicles: 1, at: 1_700_000_100, type: 'moped', lon: 10.19 }]);
    const one = await json('mds', { 'vehicles.json': { version: '1.2.0', last_updated: 1_700_000_000_000, data: { vehicles: [{ device_id: 'e1', provider_id: 'p-2', provider_name: 'Roule', vehicle_type: 'scooter', last_vehicle_state: 'available', current_location: { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [10.2, 36.8] } } }] } } });
    expect(one).toMatchObject({ rows: 1, inserted: 1, refused: 0 });
    await undo(one.batch);
    expect(await sql(`select 1 from mobility_snapshot where system = 'p-2'`)).toEqual([]);
    expect(await code(json('mds', { 'status_changes.json': { version: '1.2.0', data: { status_changes: [{ device_id: 'd1' }] } } }))).toBe('mds_journal');
  });

  test('activity of the EU: who sends may be said after what is sent; a row without its days says so', async () => {
    const stay = { URL: 'https://y/2', address: { street: 'Rue 2', city: 'Tunis', postalCode: '1000' }, registrationNumber: 'EU-2', numberOfGuests: 3, countryOfGuests: ['ITA'], temporal: { startDateTime: '2026-02-01T15:00:00+01:00', endDateTime: '2026-02-03T10:00:00+01:00' } };
    expect(await bring('eu-str', JSON.stringify({ data: [stay, { ...stay, temporal: {} }], metadata: { platform: 'Booking.com' } }), 'a.json')).toMatchObject({ rows: 2, inserted: 1, refusals: [{ row: 2, column: 'temporal.startDatetime', code: 'required_value' }] });
    expect(await sql(`select platform from activity_fact where origin = 'eu-str'`)).toEqual([{ platform: 'booking.com' }]);
    expect(await code(bring('eu-str', '[]', 'a.json'))).toBe('empty_file');
    // One by itself, and a list under another name, are the same activities.
    expect(await bring('eu-str', JSON.stringify({ ...stay, registrationNumber: 'EU-7' }), 'a.json')).toMatchObject({ rows: 1, inserted: 1 });
    expect(await bring('eu-str', JSON.stringify({ total: 1, items: [{ ...stay, registrationNumber: 'EU-7' }] }), 'a.json')).toMatchObject({ rows: 1, unchanged: 1 });
  });

  test('a file packed with gzip is read as what it holds; one that stops early is refused as that', async () => {
    const packed = gzipSync(message('GZ', seller('G-1', 5)));
    const file = join(folder, 'gz.xml.gz'), run = () => runImport(db, { commune: c, format: importFormats.find((f) => f.name === 'dpi-xml')!, file, name: 'gz.xml.gz', options: {} });
    writeFileSync(file, packed);
    expect((await previewFile(db, { commune: c, file, name: 'gz.xml.gz', options: {}, language: 'fr', person: null, dryRun: false })).guess?.formats).toEqual(['dpi-xml']);
    expect(await run()).toMatchObject({ rows: 1, inserted: 1 });
    writeFileSync(file, packed.subarray(0, packed.length - 40));
    expect(await code(run())).toBe('broken_gzip');
    writeFileSync(file, gzipSync(Buffer.alloc(120_000_000)));
    expect(await code(run())).toBe('unsafe_archive');
  });

  test('a report is known by its first bytes and shown before anything is written', async () => {
    const file = join(folder, 'report.xml');
    writeFileSync(file, message('P1', seller('P-1', 5)));
    const seen = await previewFile(db, { commune: c, file, name: 'report.xml', options: {}, language: 'fr', person: null, dryRun: true });
    expect([seen.refused, seen.guess?.formats, seen.guess?.driver, seen.guess?.rows, seen.counts?.inserted]).toEqual([null, ['dpi-xml'], 'xml', 1, 1]);
    expect(seen.rows[0]?.fields['fact']).toMatchObject({ price_minor: '5000', period_from: '2025-01-01' });
    writeFileSync(file, '<!DOCTYPE a []><DPI_OECD/>');
    expect((await previewFile(db, { commune: c, file, name: 'report.xml', options: {}, language: 'fr', person: null, dryRun: false })).refused?.code).toBe('external_entity');
    expect(await sql(`select id from activity_fact where document_ref = 'P-1'`)).toEqual([]);
  });

  test('fleets, deliveries and addresses', async () => {
    expect(await bring('fleet', ['opérateur,période,zone,type,véhicules,par,flotte', 'Roule,2026-03,centre,scooter,40,,120', 'Roule,2026-T1,centre,bike,10,,', 'Roule,2026-T1,nord,bike,10,mois,'].join('\n'))).toMatchObject({ rows: 3, inserted: 2, refused: 1, refusals: [{ row: 3, code: 'per_needed' }] });
    expect(await bring('deliveries', ['operator,period,hour,zone,goods,deliveries,turnover', 'Livre,2026-03-01,12,centre,meals,40,812.500', 'Livre,2026-03-01,25,centre,meals,4,', 'Livre,mars,1,,meals,4,'].join('\n'))).toMatchObject({ rows: 3, inserted: 1, refused: 2 });
    expect(await sql(`select kind, period_from::text as "from", period_to::text as "to", per, vehicles, deliveries::integer as deliveries, hour, price_minor::text as price from activity_fact where origin in ('fleet', 'deliveries') order by kind, period_from`)).toEqual([
      { kind: 'deliveries', from: '2026-03-01', to: '2026-03-02', per: null, vehicles: null, deliveries: 40, hour: 12, price: '812500' }, { kind: 'vehicles', from: '2026-01-01', to: '2026-04-01', per: 'month', vehicles: 10, deliveries: null, hour: null, price: null }, { kind: 'vehicles', from: '2026-03-01', to: '2026-04-01', per: 'month', vehicles: 40, deliveries: null, hour: null, price: null }]);
    await bring('lodging-stays', ['sejour,adresse,arrivee,depart,personnes', 'Z1,12 rue du Port,2026-05-01,2026-05-02,1'].join('\n'));
    expect(await bring('addresses', ['id,numero,nom_voie,lon,lat', 'a,12,Rue du Port,10.1,36.8', 'b,14,Rue du Port,,'].join('\n'))).toMatchObject({ rows: 2, inserted: 1, refused: 1, refusals: [{ row: 3, code: 'address_without_place' }] });
    expect(await sql(`select place_from as "from", st_x(geom) as lon from activity_unit where address like '12 rue du Port%'`)).toEqual([{ from: 'address', lon: 10.1 }]);
  });

  test('a month that a spreadsheet writes as a date is the month, where the heading says so; a day within it is none', async () => {
    const operator = 'Mensuel', day = (d: string) => ({ value: new Date(`${d}T00:00:00Z`), type: Date, format: 'mmm yyyy' });
    const head = ['Opérateur', 'Mois', 'Nombre de livraisons'].map((value) => ({ value }));
    const file = join(folder, 'mois.xlsx');
    writeFileSync(file, await writeExcel([head, [{ value: operator }, day('2026-04-01'), { value: 12 }], [{ value: operator }, day('2026-05-17'), { value: 13 }]] as SheetData).toBuffer());
    expect(await runImport(db, { commune: c, format: importFormats.find((f) => f.name === 'deliveries')!, file, name: 'mois.xlsx', options: {} })).toMatchObject({ rows: 2, inserted: 1, refused: 1, refusals: [{ row: 3, column: 'period', code: 'bad_period' }] });
    expect(await bring('deliveries', ['operator,period,deliveries', 'Mensuel,2026-04-01,7'].join('\n'))).toMatchObject({ inserted: 1 });
    expect(await sql(`select period_from::text as "from", period_to::text as "to" from activity_fact where origin = 'deliveries' and deliveries in (7, 12) order by deliveries`)).toEqual([{ from: '2026-04-01', to: '2026-04-02' }, { from: '2026-04-01', to: '2026-05-01' }]);
  });

  test('published tariffs: days of a year, percentages, members of a council', async () => {
    const xml = (tariffs: string): string => `<deliberations><deliberation><saisie><collectiviteDeliberante siren="200000001"/></saisie><collectivites><collectivite siren="210000002"/></collectivites><taxeAdditionnelleDepartementale>true</taxeAdditionnelleDepartementale><loyerMaximumNuit>5.0</loyerMaximumNuit><periodes><periode><dateDebut>1 janvier</dateDebut><dateFin>31 décembre</dateFin><tarifs>${tariffs}</tarifs></periode></periodes></deliberation></deliberations>`;
    expect(await bring('ocsitan', xml('<tarif categorieId="1">4.20</tarif><tarif categorieId="19">5</tarif><tarif categorieId="2">x</tarif>'), 'taxe_sejour_20190527.xml')).toMatchObject({ rows: 3, inserted: 2, refused: 1, notes: { year: 2019, year_from: 'name' } });
    expect(await sql(`select siren, category, unit, value::text as value, period_from::text as "from", period_to::text as "to", additional_percent::text as add from published_tariff order by siren, category`)).toEqual(['200000001', '210000002'].flatMap((siren) => [
      { siren, category: '1', unit: 'amount', value: '4.20', from: '2019-01-01', to: '2020-01-01', add: '10' }, { siren, category: '19', unit: 'percent', value: '5', from: '2019-01-01', to: '2020-01-01', add: '10' }]));
    await expect(bring('ocsitan', '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><deliberations>&a;</deliberations>', 't.xml')).rejects.toThrow(FileRefused);
  });
});
