import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ComparableRow, MarketPrice, NearComparable } from '@sommier/domain/comparables';
import { importFormats, runImport, undoImport, type ImportSummary } from '../../server/src/features/imports/index.ts';
import { marketRents } from '../../server/src/features/comparables/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-sales-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const HEAD = 'Référence;Nature;Usage;Date;Surface;Prix;Période;Quartier;Adresse;Code bien;Longitude;Latitude;Source\n';
const FILE = `${HEAD}V-1;Vente;Boutique;05/03/2026;100;120000,500;;Médina;1 rue A;;10.1;36.1;Notaires
V-2;vente;commerce;2026-02-01;50;70000;;Médina;;;10.1005;36.1;Notaires
V-3;sale;shop;2026-01-15;80;80000;;Médina;;;10.3;36.1;Notaires
V-4;Vente;Commerce;2019-01-15;80;999999;;Médina;;;10.1;36.1;Notaires
L-1;Loyer;Boutique;2026-01-01;20;600;trimestre;Médina;;;;;Agences
L-2;Bail;Boutique;2026-01-01;10;120;mois;Médina;;M-1;;;Agences
L-3;Bail;Boutique;2026-01-01;10;120;;Médina;;;;;Agences
V-5;Vente;Boutique;2026-12-31;10;120;;Médina;;;;;Agences
V-6;Vente;Boutique;2026-01-31;0;120;;Médina;;;;;Agences
V-7;Vente;piscine;2026-01-31;10;120,00001;;Médina;;NO-SUCH;;;Agences
V-8;Vente;Boutique;2026-01-31;10;120;;Médina;;NO-SUCH;;;Agences
`;
const TODAY = '2026-11-22';

describe.each(await engines())('sales and rents of the market (%s)', (engine) => {
  let server: TestServer, agent: Call, viewer: Call, commune: { id: number; code: string; currency: string; srid: number; timezone: string }, asset = '', batch = '';
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, viewer] = [await server.as('agent'), await server.as('viewer')];
    commune = { id: server.communes.HERE.id, code: 'HERE', currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' };
    await server.deps.db.inCommune({ commune: commune.id }, async (tx) => {
      const { rows: [row] } = await tx.raw(`insert into asset (commune_id, code, name, use_code, geom) values (current_commune(), 'M-1', 'Boutique', 'commerce', st_makeenvelope(10.1001, 36.1001, 10.1003, 36.1003, 4326)) returning id`) as { rows: { id: string }[] };
      asset = row?.id ?? '';
    });
  });
  afterAll(async () => { await server.close(); });
  const run = async (text: string): Promise<ImportSummary> => {
    const file = join(folder, 'sales.csv');
    writeFileSync(file, text);
    const format = (await importFormats()).get('sales');
    if (format === undefined) throw new Error('no format');
    return runImport(server.deps.db, { commune, format, file, options: { format: 'sales' } });
  };
  const get = async <T>(path: string): Promise<T> => { const a = await viewer('GET', `/api/communes/HERE/${path}`); expect(a.status).toBe(200); return a.json<T>(); };

  test('each row is taken or refused by row, column and value; the same file again brings nothing; what has no place is kept', async () => {
    const done = await run(FILE);
    batch = done.batch ?? '';
    expect(done).toMatchObject({ rows: 11, inserted: 6, refused: 5, unchanged: 0, notes: { unlocated: 1 } });
    expect(done.refusals.map((r) => [r.row, r.column, r.code])).toEqual([[8, 'period', 'sale_period_missing'], [9, 'traded_on', 'sale_in_future'], [10, 'area_m2', 'sale_area_missing'], [11, 'Usage', 'unknown_word'], [12, 'property', 'sale_property_unknown']]);
    expect(await run(FILE)).toMatchObject({ inserted: 0, updated: 0, unchanged: 6 });
    const { rows, total, unlocated } = await get<{ rows: ComparableRow[]; total: number; unlocated: number }>('comparables');
    expect([total, unlocated]).toEqual([6, 1]);
    expect(rows.find((r) => r.reference === 'V-1')).toMatchObject({ kind: 'sale', use: 'shop', price: '120000500', perM2: '1200005', period: null, locatedBy: 'import', source: 'Notaires' });
    // A quarter's rent is three months'; a rent of a property stands where the property does.
    expect(rows.find((r) => r.reference === 'L-1')).toMatchObject({ perM2: '10000', lon: null, locatedBy: null });
    expect(rows.find((r) => r.reference === 'L-2')).toMatchObject({ assetCode: 'M-1', locatedBy: 'asset' });
  });
  test.each([
    ['a notary’s, in French, by the words it uses', 'N° acte;Type d’opération;Date de la vente;Type de bien;Surface habitable (m²);Prix de vente (DT);Prix au m²;Quartier / zone;Lat;Long\nN-1;Vente;05/03/2026;Appartement;100,5;120 000,500;1 200;Zone A;36,2;10,2\n', { kind: 'sale', use: 'dwelling', price: '120000500', areaM2: 100.5, lat: 36.2, lon: 10.2 }],
    ['in Arabic, with Arabic figures', 'رقم العقد,نوع العملية,تاريخ العقد,نوع العقار,المساحة (م²),ثمن البيع (د),الحي\nع-1,بيع,٢٠٢٦-٠٣-٠٥,شقة,٩٠,٨٠٠٠٠,المدينة\n', { kind: 'sale', use: 'dwelling', price: '80000000', areaM2: 90, district: 'المدينة' }],
    ['rents alone, whose heading says the kind and the period', 'Réf\tNature du bien\tDate du bail\tSuperficie utile\tLoyer annuel\nB-1\tBureau\t2026-03-05\t10\t1200\n', { kind: 'rent', use: 'office', price: '1200000', period: 'year', perM2: '10000' }],
    ['land sold by the hectare, in English', 'Sale ID|Sale date|Property type|Land area (ha)|Sale price (TND)\nS-1|2026-03-05|Plot|1.5|15000\n', { kind: 'sale', use: 'land', areaM2: 15_000, perM2: '1000' }],
  ])('a file nobody prepared is read: %s', async (_what, content, wanted) => {
    const done = await run(content);
    expect([done.rows, done.refusals]).toEqual([1, []]);
    const { rows } = await get<{ rows: ComparableRow[] }>('comparables?size=100');
    expect(rows.find((r) => r.price === (wanted as { price?: string }).price || r.perM2 === (wanted as { perM2?: string }).perM2)).toMatchObject(wanted);
    const formats = await importFormats();
    await server.deps.db.inCommune({ commune: commune.id }, (tx) => undoImport(tx, commune, done.batch ?? '', (name) => formats.get(name), { person: null }));
  });
  test('found by distance, use and date; what is set aside is not', async () => {
    const near = async (query = ''): Promise<NearComparable[]> => (await get<{ rows: NearComparable[] }>(`assets/${asset}/comparables?day=2026-06-01${query}`)).rows;
    const [first, second, ...more] = await near();
    expect([first?.reference, second?.reference, more.length]).toEqual(['V-1', 'V-2', 0]);
    // The distance between (10.1, 36.1) and the middle of the property, on the ellipsoid.
    expect(first?.metres).toBeCloseTo(28.57, 0);
    expect((await near('&months=120')).map((r) => r.reference)).toContain('V-4');
    expect((await near('&metres=20000')).map((r) => r.reference)).toEqual(['V-1', 'V-2', 'V-3']);
    expect((await agent('POST', `/api/communes/HERE/comparables/${first?.id ?? ''}/aside`, { aside: true })).status).toBe(400);
    expect((await agent('POST', `/api/communes/HERE/comparables/${first?.id ?? ''}/aside`, { aside: true, reason: 'vente familiale' })).json<ComparableRow>()).toMatchObject({ aside: true });
    expect((await near()).map((r) => r.reference)).toEqual(['V-2']);
    await agent('POST', `/api/communes/HERE/comparables/${first?.id ?? ''}/aside`, { aside: false });
  });
  test('the market by use and zone at a day: count, median, spread; the whole commune beside', async () => {
    const { rows } = await get<{ rows: MarketPrice[] }>('comparables/market?day=2026-06-01&kind=sale');
    // 1,200.005, 1,400 and 1,000 dinars a square metre; the deal of 2019 is too old, on the day of the question.
    expect(rows).toEqual([expect.objectContaining({ zone: null, count: 3 }), expect.objectContaining({ use: 'shop', zone: 'Médina', count: 3, median: '1200005', low: '1000000', high: '1400000', mean: '1200002' })]);
    const rents = await server.deps.db.inCommune({ commune: commune.id }, (tx) => marketRents(tx, { day: TODAY }));
    expect(rents.find((r) => r.zone === 'Médina')).toMatchObject({ kind: 'rent', count: 2, median: '11000' });
    expect(await server.deps.db.inCommune({ commune: server.communes.THERE.id }, (tx) => marketRents(tx, { day: TODAY }))).toEqual([]);
  });
  test('a click gives a place; after it the batch is not taken back over it', async () => {
    const lost = (await get<{ rows: ComparableRow[] }>('comparables?located=no')).rows[0];
    expect((await viewer('POST', `/api/communes/HERE/comparables/${lost?.id ?? ''}/place`, { lon: 10.2, lat: 36.2 })).status).toBe(403);
    expect((await agent('POST', `/api/communes/HERE/comparables/${lost?.id ?? ''}/place`, { lon: 10.2, lat: 36.2 })).json<ComparableRow>()).toMatchObject({ lon: 10.2, locatedBy: 'click' });
    expect((await agent('POST', `/api/communes/HERE/comparables/${lost?.id ?? ''}/place`, { property: 'NO-SUCH' })).status).toBe(422);
    const undo = async (): Promise<unknown> => { const formats = await importFormats(); return server.deps.db.inCommune({ commune: commune.id }, (tx) => undoImport(tx, commune, batch, (name) => formats.get(name), { person: null })); };
    await expect(undo()).rejects.toThrow(/changed since/);
  });
});
