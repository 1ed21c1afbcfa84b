import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importFormats, undoImport } from '../../server/src/features/imports/index.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';
import { bench, haveSamples, sample, type Bench } from './kit.ts';

const MONTREAL = sample('property/montreal_batiments_municipaux.csv');
const GUELMIM = sample('property/guelmim_parcelles_TF_R_NI.geojson');

(haveSamples ? describe : describe.skip).each(await engines())('real registers on the %s database', (engine) => {
  let db: TestDatabase, b: Bench;
  beforeAll(async () => { db = await testDatabase({ engine }); b = await bench(db, 'REAL'); });
  afterAll(async () => { b.clean(); await db.drop(); });

  test('domain-property §4 case 1, Montréal: 2,075 properties, every row accounted for, no value invented, nothing new the second time, and back as one', async () => {
    const first = await b.run('assets', MONTREAL);
    expect(first).toMatchObject({ rows: 2075, inserted: 2075, updated: 0, unchanged: 0, refused: 0, notes: { unlocated: 2075 } });
    const [n] = await b.rows<Record<string, string>>(`select count(*) filter (where year_built is null) as no_year, min(year_built) as oldest, count(*) filter (where footprint_m2 is null) as no_footprint,
      count(*) filter (where built_area_m2 <= 0 or footprint_m2 <= 0 or year_built <= 0) as zeros, count(geom) as placed, count(level) as levels, count(domain_class) as classes, count(land_area_m2) as land,
      count(*) filter (where status = 'dormant') as vacant, count(*) filter (where status = 'surplus') as surplus, count(*) filter (where tenure = 'LOCATAIRE') as let from asset`);
    expect(n).toEqual({ no_year: '700', oldest: 1669, no_footprint: '814', zeros: '0', placed: '0', levels: '0', classes: '0', land: '0', vacant: '37', surplus: '53', let: '201' });
    const [kept] = await b.rows<{ n: string }>(`select count(*) as n from asset where attributes->>'buildingArea' = '0'`);
    expect(kept?.n).toBe('505');
    expect(await b.run('assets', MONTREAL)).toMatchObject({ rows: 2075, inserted: 0, updated: 0, unchanged: 2075, notes: { same_file_as: first.batch } });
    const formats = await importFormats();
    await db.inCommune({ commune: b.commune.id }, (tx) => undoImport(tx, b.commune, first.batch ?? '', (f) => formats.get(f), { person: null }));
    expect(await b.rows('select id from asset')).toHaveLength(0);
  });

  test('domain-property §4 case 3, Guelmim: 1,987 parcels with their title state, stated and geodesic area side by side', async () => {
    expect(await b.run('parcels', GUELMIM)).toMatchObject({ rows: 1987, inserted: 1987, refused: 0 });
    expect(await b.rows('select title_state, count(*)::integer as n from parcel group by 1 order by 1')).toEqual([
      { title_state: 'non_immatricule', n: 531 }, { title_state: 'requisition', n: 742 }, { title_state: 'titre_foncier', n: 714 }]);
    const [p] = await b.rows<{ stated_area_m2: string; area_m2: number }>(`select stated_area_m2, area_m2 from parcel where reference = 'R1660/31'`);
    expect(Number(p?.stated_area_m2)).toBeCloseTo(98342.92, 2);
    expect(p?.area_m2).toBeCloseTo(98416.83, 1);
    expect(await b.run('parcels', GUELMIM)).toMatchObject({ rows: 1987, inserted: 0, unchanged: 1987 });
  });

  test('a French cadastre keeps its own ids; a layer takes any vector file and is replaced by the next', async () => {
    expect(await b.run('parcels', sample('property/cadastre_fr_27412_parcelles.geojson'))).toMatchObject({ rows: 1990, inserted: 1990 });
    expect(await b.rows(`select reference from parcel where source_key = '274120000A1225'`)).toEqual([{ reference: '274120000A1225' }]);
    const file = sample('property/tunisie_delegations.geojson');
    expect(await b.run('layer', file, { layer: 'delegations' })).toMatchObject({ rows: 264, inserted: 264 });
    expect(await b.run('layer', file, { layer: 'delegations' })).toMatchObject({ inserted: 0, unchanged: 264, removed: 0 });
    expect(await b.run('layer', sample('property/cadastre_fr_27412_chemin_com.geojson'), { layer: 'delegations' })).toMatchObject({ inserted: 15, removed: 264 });
    expect(await b.rows('select geometry_type from layer')).toEqual([{ geometry_type: 'line' }]);
  });
});
