import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AssetFilter, ASSET_SORTS, CONDITIONS, DOMAIN_GROUPS, LEVELS, NATURES, STATUSES, TITLE_STATES } from '../../domain/src/assets/index.ts';
import { assetWhere } from '../../server/src/features/assets/asset-where.ts';
import { readAssets, readFacets, selectedIds } from '../../server/src/features/assets/assets.queries.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../support/db.ts';

const N = 400;
const some = (words: readonly string[]) => fc.uniqueArray(fc.constantFrom(...words, 'none'), { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
const filter: fc.Arbitrary<AssetFilter> = fc.record({
  domain: some([...DOMAIN_GROUPS, 'prive_patrimonial']), title: some(TITLE_STATES), nature: some(NATURES), status: some(STATUSES), level: some(LEVELS), condition: some(CONDITIONS), use: some(['commerce', 'housing']),
  district: fc.constantFrom('Médina', 'El Bhar', 'nowhere'), located: fc.constantFrom('yes' as const, 'no' as const), areas: fc.constantFrom('differ' as const, 'agree' as const), q: fc.constantFrom('marche', 'ecole 1', 'xyz'),
  missing: fc.constantFrom('origin', 'titleNumber'), bbox: fc.constant('10.1,36.7,10.15,36.75'),
}, { requiredKeys: [] });

/** A register whose every coded column has its gaps. */
const FILL = `insert into asset (commune_id, code, name, level, nature, domain_class, title_state, status, district, condition_class, use_code, land_area_m2, title_area_m2, geom)
  select current_commune(), 'C' || lpad(n::text, 4, '0'), (array['Marché','École','Terrain'])[1 + n % 3] || ' ' || n, (array['site','building','unit'])[1 + n % 3], (array['land','market','road'])[1 + n * 7 % 3],
    (array['public_artificiel','prive_patrimonial','indetermine',null])[1 + n * 5 % 4], (array['titre_foncier','requisition',null])[1 + n * 11 % 3], (array['active','dormant',null])[1 + n * 3 % 3], (array['Médina','El Bhar',null])[1 + n * 13 % 3],
    (array['good','bad',null])[1 + n * 17 % 3], (array['commerce','housing',null])[1 + n * 19 % 3], case when n % 4 > 0 then 100 + n end, case when n % 5 = 0 then 50 + n end,
    case when n % 6 > 0 then st_setsrid(st_makepoint(10 + n % 20 / 100.0, 36.7 + n / 20 / 200.0), 4326) end from generate_series(1, ?::integer) n`;

describe.each(await engines())('lists and facets on the %s database', (engine) => {
  let db: TestDatabase, commune: number;
  beforeAll(async () => {
    db = await testDatabase({ engine });
    commune = (await fixtureCommune(db, 'COLUMNS')).id;
    await db.inCommune({ commune }, (tx) => tx.raw(FILL, [N]));
  });
  afterAll(async () => { await db.drop(); });
  const page = (tx: Tx, f: AssetFilter, more: Partial<Parameters<typeof readAssets>[1]> = {}): ReturnType<typeof readAssets> => readAssets(tx, { ...f, page: 1, size: N, sort: 'code', dir: 'asc', ...more });

  test('what the columns answer is what the database answers, for random filters', async () => {
    await fc.assert(fc.asyncProperty(filter, async (raw) => {
      const f = AssetFilter.parse(raw);
      await db.inCommune({ commune }, async (tx) => {
        const wanted = await selectedIds(tx, { filter: f }, N + 1), { total, rows } = await page(tx, f), facets = await readFacets(tx, f);
        expect([total, rows.map(({ id }) => id)]).toEqual([wanted.length, wanted]);
        const w = assetWhere(f), { rows: [sql] } = await tx.raw<{ rows: Record<string, unknown>[] }>(`select count(*)::integer as total, count(a.geom)::integer as located, count(*) filter (where a.nature = 'market')::integer as market,
          count(*) filter (where a.domain_class is null and a.title_state is null)::integer as neither, st_xmin(st_extent(a.geom)) as w, st_ymax(st_extent(a.geom)) as n from asset a where ${w.sql}`, w.bindings);
        expect({ total: facets.total, located: facets.located, market: facets.nature.find(({ value }) => value === 'market')?.count ?? 0, w: facets.bounds?.[0] ?? null, n: facets.bounds?.[3] ?? null,
          neither: facets.legal.find((l) => l.domainClass === null && l.titleState === null)?.count ?? 0 }).toEqual(sql);
        expect([facets.located + facets.unlocated, facets.legal.reduce((n, l) => n + l.count, 0), facets.level.reduce((n, l) => n + l.count, 0)]).toEqual([total, total, total]);
      });
    }), { numRuns: process.env['SOMMIER_LONG'] === '1' ? 500 : 40, seed: 20261122 });
  });

  test.each(ASSET_SORTS.flatMap((sort) => [[sort, 'asc'], [sort, 'desc']] as const))('sorted by %s %s: pages follow one another without a gap, unknown values last', async (sort, dir) => {
    await db.inCommune({ commune }, async (tx) => {
      const whole = (await page(tx, {}, { sort, dir })).rows, parts: string[] = [];
      for (let n = 1; n <= 4; n += 1) parts.push(...(await page(tx, {}, { sort, dir, page: n, size: 110 })).rows.map(({ id }) => id));
      expect(parts).toEqual(whole.map(({ id }) => id));
      const values = whole.map((row) => (row as unknown as Record<string, unknown>)[sort] ?? null), known = values.filter((v) => v !== null);
      expect(values.slice(0, known.length)).toEqual(known);
      if (typeof known[0] === 'number') expect(known).toEqual([...known].sort((a, b) => (dir === 'asc' ? 1 : -1) * (Number(a) - Number(b))));
    });
  });

  test('a change is seen at once, though nobody told: made, altered, gone', async () => {
    const of = (code: string): Promise<number> => db.inCommune({ commune }, async (tx) => (await page(tx, { nature: 'cemetery', q: code })).total);
    expect(await of('new')).toBe(0);
    await db.inCommune({ commune }, (tx) => tx.raw(`insert into asset (commune_id, code, name, nature) values (current_commune(), 'NEW-1', 'new', 'cemetery')`));
    expect(await of('new')).toBe(1);
    await db.inCommune({ commune }, (tx) => tx.raw(`update asset set nature = 'land' where commune_id = current_commune() and code = 'NEW-1'`));
    expect(await of('new')).toBe(0);
    await db.inCommune({ commune }, (tx) => tx.raw(`update asset set nature = 'cemetery' where commune_id = current_commune() and code = 'NEW-1'`));
    expect(await of('new')).toBe(1);
    await db.inCommune({ commune }, (tx) => tx.raw(`delete from asset where commune_id = current_commune() and code = 'NEW-1'`));
    expect(await of('new')).toBe(0);
  });
});
