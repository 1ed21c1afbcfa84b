import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { computeAll } from '../../server/src/features/titles/index.ts';
import { bench, haveSamples, sample, type Bench } from '../register/kit.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';

const GUELMIM = sample('property/guelmim_parcelles_TF_R_NI.geojson');

(haveSamples ? describe : describe.skip).each(await engines())('§4 case 3: Guelmim on the %s database', (engine) => {
  let db: TestDatabase, b: Bench;
  beforeAll(async () => { db = await testDatabase({ engine }); b = await bench(db, 'GLM'); await b.run('parcels', GUELMIM); });
  afterAll(async () => { b.clean(); await db.drop(); });
  const decided = (): Promise<unknown[]> => b.rows(`select kind, state, note, present from title_conflict where state <> 'open' order by kind`);

  test('80 overlaps of a title and an application over 1 m2, 311 references used more than once, each with its geodesic area', async () => {
    expect(await computeAll(db, { commune: b.commune.id })).toEqual({ 'T-T': 303, 'R-T': 80, 'R-R': 669, 'N-T': 315, 'N-R': 276, repeat: 311 });
    const [x] = await b.rows<{ least: number; empty: string; wrong: string }>(`select min(area_m2) as least, count(*) filter (where st_isempty(geom)) as empty, count(*) filter (where abs(area_m2 - st_area(geom::geography)) > 0.001 or share > 1.001) as wrong from title_conflict where kind <> 'repeat'`);
    expect(x).toMatchObject({ empty: '0', wrong: '0' });
    expect(x?.least).toBeGreaterThan(1);
  });

  test('a decision outlives a new computation, a new import and a source that lost its keys; what is gone stays with its reason', async () => {
    await b.rows(`update title_conflict set state = 'real', note = 'à porter devant le conservateur', decided_at = now() where id = (select id from title_conflict where kind = 'R-T' order by area_m2 desc limit 1)`);
    await b.rows(`update title_conflict set state = 'drawing', note = 'référence saisie deux fois', decided_at = now() where id = (select id from title_conflict where kind = 'repeat' order by side_count desc limit 1)`);
    const before = await decided();
    expect(await computeAll(db, { commune: b.commune.id })).toMatchObject({ 'R-T': 80, repeat: 311 });
    expect(await decided()).toEqual(before);
    await b.run('parcels', GUELMIM);
    await computeAll(db, { commune: b.commune.id });
    expect(await decided()).toEqual(before);
    const [pair] = await b.rows<{ a_reference: string; b_reference: string; a_id: string; twins: string }>(`select x.a_reference, x.b_reference, x.a_id,
      (select count(*) from title_conflict y where y.kind <> 'repeat' and least(y.a_reference, y.b_reference) = least(x.a_reference, x.b_reference) and greatest(y.a_reference, y.b_reference) = greatest(x.a_reference, x.b_reference)) as twins from title_conflict x where x.state = 'real'`);
    await b.rows(`update parcel set source_key = 'other:' || source_key`);
    await computeAll(db, { commune: b.commune.id });
    const [carried] = await b.rows(`select state, note, present from title_conflict where kind = 'R-T' and present and state = 'real'`);
    expect(pair?.twins === '1' ? carried : { state: 'real', note: 'à porter devant le conservateur', present: true }).toEqual({ state: 'real', note: 'à porter devant le conservateur', present: true });
    await b.rows('update parcel set geom = null where id = ?', [pair?.a_id ?? '']);
    const counts = await computeAll(db, { commune: b.commune.id });
    expect(counts['R-T']).toBeLessThan(80);
    expect(await b.rows(`select state, present from title_conflict where state = 'real' and not present`)).not.toHaveLength(0);
  });

  test('the file says what the figures say', () => {
    const { features } = JSON.parse(readFileSync(GUELMIM, 'utf8')) as { features: { properties: { Reference: string | null } }[] };
    const uses = new Map<string, number>();
    for (const { properties: { Reference: r } } of features) if (r !== null) uses.set(r, (uses.get(r) ?? 0) + 1);
    expect([...uses.values()].filter((n) => n > 1)).toHaveLength(311);
  });
});
