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

  /** The columns' answer beside the database's own, for every facet of the whole register and a page in an order that is kept. */
  const sameAsDatabase = (): Promise<void> => db.inCommune({ commune }, async (tx) => {
    const facets = await readFacets(tx, {}), { rows: [sql] } = await tx.raw<{ rows: Record<string, unknown>[] }>(`select count(*)::integer as total, count(a.geom)::integer as located,
      (select jsonb_object_agg(coalesce(nature, '-'), n) from (select nature, count(*) as n from asset where commune_id = current_commune() and bin_id is null group by 1) q) as nature,
      (select jsonb_object_agg(coalesce(district, '-'), n) from (select district, count(*) as n from asset where commune_id = current_commune() and bin_id is null group by 1) q) as district,
      st_xmin(st_extent(a.geom)) as w from asset a where a.commune_id = current_commune() and a.bin_id is null`);
    const by = (list: { value: string | null; count: number }[]): Record<string, number> => Object.fromEntries(list.map(({ value, count }) => [value ?? '-', count]));
    expect({ total: facets.total, located: facets.located, nature: by(facets.nature), district: by(facets.district), w: facets.bounds?.[0] ?? null }).toEqual(sql);
    const w = assetWhere({ areas: 'differ' }), { rows: [differ] } = await tx.raw<{ rows: { n: number }[] }>(`select count(*)::integer as n from asset a where ${w.sql}`, w.bindings);
    expect(facets.areasDiffer).toBe(differ?.n);
    const many = (await page(tx, {}, { sort: 'district', size: N * 2 })).rows.map((r) => r.id);
    expect(many).toEqual((await tx.raw<{ rows: { id: string }[] }>('select id from asset where commune_id = current_commune() and bin_id is null order by district nulls last, id')).rows.map((r) => r.id));
  });
  const WRITES: readonly string[] = [
    `update asset set district = 'Quartier ' || :n where commune_id = current_commune() and id in (select id from asset where commune_id = current_commune() and bin_id is null order by id offset :n limit 3)`,
    `update asset set nature = case when nature = 'land' then null else 'land' end, geom = st_translate(geom, -0.001, 0) where commune_id = current_commune() and code = 'C' || lpad(cast(:n as text), 4, '0')`,
    `update asset set title_area_m2 = land_area_m2 + :n where commune_id = current_commune() and code = 'C' || lpad(cast(:n as text), 4, '0')`,
    `insert into asset (commune_id, code, name, nature) values (current_commune(), 'W' || :n || clock_timestamp(), 'made', 'cemetery')`,
    `delete from asset where commune_id = current_commune() and id in (select id from asset where commune_id = current_commune() and name = 'made' limit 1) and :n > 0`,
    `insert into register_setting (commune_id, code_pattern, child_pattern, area_tolerance_m2, area_tolerance_percent) values (current_commune(), 'X{n}', '{parent}-{n}', :n, 2) on conflict (commune_id) do update set area_tolerance_m2 = excluded.area_tolerance_m2`,
    `update occupation_unit set area_m2 = :n where commune_id = current_commune()`,
  ];
  test('whatever is written, in whatever order, the columns brought up to it answer what the database does', async () => {
    await db.inCommune({ commune }, (tx) => tx.raw(`with o as (insert into occupation (commune_id, reference, type, status, starts_on, currency, validated_at) values (current_commune(), 'R1', 'bail_commercial', 'active', '2024-01-01', 'TND', now()) returning id)
      insert into occupation_unit (commune_id, occupation_id, asset_id, share_num, share_den, area_m2) select current_commune(), o.id, (select id from asset where commune_id = current_commune() and code = 'C0007'), 1, 1, 900 from o`));
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ write: fc.nat(WRITES.length - 1), n: fc.integer({ min: 1, max: N - 1 }) }), { minLength: 1, maxLength: 4 }), async (steps) => {
      for (const { write, n } of steps) await db.inCommune({ commune }, async (tx) => { await tx.raw(WRITES[write] ?? '', { n }); await tx.raw(`insert into data_version (commune_id, layer) values (current_commune(), 'assets') on conflict (commune_id, layer) do update set version = data_version.version + 1`); });
      await sameAsDatabase();
    }), { numRuns: process.env['SOMMIER_LONG'] === '1' ? 400 : 30, seed: 20261123 });
  }, 120_000);

  test('what is taken back, and what is saved after somebody who began later, is not missed', async () => {
    const hold = db.parallel, change = (tx: Tx, code: string): Promise<unknown> => tx.raw(`update asset set district = 'late ' || clock_timestamp() where commune_id = current_commune() and code = ?`, [code]);
    for (let round = 0; round < 3; round += 1) {
      await sameAsDatabase();
      if (hold) {
        // The first to write is the last to save: its entry in the history has the lower number.
        let save = (): void => undefined;
        const wait = new Promise<void>((done) => { save = done; });
        let wrote = (): void => undefined;
        const written = new Promise<void>((done) => { wrote = done; });
        const slow = db.inCommune({ commune }, async (tx) => { await change(tx, `C000${String(round + 1)}`); wrote(); await wait; });
        await written;
        await db.inCommune({ commune }, (tx) => change(tx, `C001${String(round + 1)}`));
        await sameAsDatabase();
        await db.inCommune({ commune }, (tx) => change(tx, `C002${String(round + 1)}`));
        await sameAsDatabase();
        save();
        await slow;
        await sameAsDatabase();
      }
      await expect(db.inCommune({ commune }, async (tx) => { await change(tx, 'C0030'); await readFacets(tx, {}); throw new Error('taken back'); })).rejects.toThrow('taken back');
      await sameAsDatabase();
    }
  });

  test('an order kept for a large register moves with what it goes by, and stands otherwise', async () => {
    const large = (await fixtureCommune(db, 'LARGE')).id;
    await db.inCommune({ commune: large }, (tx) => tx.raw(FILL, [2100]));
    const first = (): Promise<string[]> => db.inCommune({ commune: large }, async (tx) => {
      const shown = (await page(tx, {}, { sort: 'district', size: 40 })).rows.map((r) => r.id);
      expect(shown).toEqual((await tx.raw<{ rows: { id: string }[] }>('select id from asset where commune_id = current_commune() order by district nulls last, id limit 40')).rows.map((r) => r.id));
      return shown;
    });
    const before = await first();
    await db.inCommune({ commune: large }, (tx) => tx.raw(`update asset set district = 'Aaa' where commune_id = current_commune() and code in ('C2000', 'C1500')`));
    const moved = await first();
    expect(moved).not.toEqual(before);
    await db.inCommune({ commune: large }, (tx) => tx.raw(`update asset set nature = 'road' where commune_id = current_commune() and code = 'C1500'`));
    expect(await first()).toEqual(moved);
  });
});
