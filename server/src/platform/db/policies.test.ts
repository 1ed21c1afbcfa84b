import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines, fixtureCommune, testDatabase, type Engine, type TestDatabase } from '../../../../tests/support/db.ts';
import { unmarked } from './leakproof.ts';
import { indexesOf, type PlanNode } from '../../../../tests/support/plan.ts';

const LISTINGS = 20_000;
const TILE = 'st_tileenvelope(16, 34541, 25610)';
const QUESTIONS: [string, string, string][] = [
  ['a tile', `select id, g3857 from listing where commune_id = current_commune() and g3857 && ${TILE}`, 'listing_g3857'],
  ['a zone', `select l.id from zone z join listing l on l.commune_id = z.commune_id and l.g3857 && z.g3857 and st_intersects(l.g3857, z.g3857)
    where z.commune_id = current_commune() and z.set_id = (select id from zone_set limit 1)`, 'listing_g3857'],
  ['a disc', `select id from listing where commune_id = current_commune() and g3857 && st_expand(st_transform(st_setsrid(st_point(9.74, 37.27), 4326), 3857), 150)`,
    'listing_g3857'],
  ['a search', `select id from asset where commune_id = current_commune() and search ilike '%marche 77%'`, 'asset_search'],
  ['a search near', `select id from asset where commune_id = current_commune() and search % 'marche 7777'`, 'asset_search'],
  ['a parcel', `select id from parcel where commune_id = current_commune() and reference ilike '%TF 77%'`, 'parcel_search'],
];

const found = await engines();
/** On a server also as managed PostgreSQL has it: the owner no superuser, nothing marked leakproof, views pinned before the tables. */
const CASES: { engine: Engine; ordinary: boolean }[] = [...found.map((engine) => ({ engine, ordinary: false })), ...(found.includes('server') ? [{ engine: 'server' as const, ordinary: true }] : [])];

describe.each(CASES)('row-level security, $engine, ordinary owner $ordinary', ({ engine, ordinary }) => {
  let db: TestDatabase;
  let here: { id: number };
  let there: { id: number };

  beforeAll(async () => {
    db = await testDatabase({ engine, ordinary });
    here = await fixtureCommune(db, 'HERE');
    there = await fixtureCommune(db, 'THERE');
    for (const { id } of [here, there]) await db.inCommune({ commune: id }, (tx) => tx.raw(FILL, { id, n: LISTINGS }));
    // What was just inserted waits in the pending list of a words' index, which makes it look dear until a vacuum.
    await db.asOwner((tx) => tx.raw(`select gin_clean_pending_list('asset_search'), gin_clean_pending_list('parcel_search')`));
    await db.asOwner((tx) => tx.raw('analyze listing, asset, parcel, zone, zone_set'));
  });
  afterAll(async () => { await db.drop(); });

  const plan = async (sql: string): Promise<PlanNode> => db.inCommune({ commune: here.id }, async (tx) => {
    const { rows: [row] } = await tx.raw<{ rows: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] }>(`explain (format json) ${sql}`);
    if (row === undefined) throw new Error('no plan');
    return row['QUERY PLAN'][0].Plan;
  });

  test('shows each commune its own rows, and nobody those of none', async () => {
    const counted = `select count(*)::integer as n, min(commune_id) as least, max(commune_id) as most from listing`;
    for (const { id } of [here, there]) {
      const { rows } = await db.inCommune({ commune: id }, (tx) => tx.raw<{ rows: unknown[] }>(counted));
      expect(rows).toEqual([{ n: LISTINGS, least: id, most: id }]);
    }
    const { rows } = await db.asPerson('1', (tx) => tx.raw<{ rows: unknown[] }>(counted));
    expect(rows).toEqual([{ n: 0, least: null, most: null }]);
  });

  test('takes no row for another commune, and lets none go there', async () => {
    const insert = `insert into data_version (commune_id, layer) values (?, 'x')`;
    await expect(db.inCommune({ commune: here.id }, (tx) => tx.raw(insert, [there.id]))).rejects.toMatchObject({ code: '42501' });
    await expect(db.asPerson(null, (tx) => tx.raw(insert, [here.id]))).rejects.toMatchObject({ code: '42501' });
    await expect(db.inCommune({ commune: here.id }, (tx) => tx.raw(`update listing set commune_id = ?, external_id = 'moved ' || id`, [there.id]))).rejects.toMatchObject({ code: ordinary ? '44000' : '42501' });
    const { rowCount } = await db.inCommune({ commune: here.id }, (tx) => tx.raw<{ rowCount: number }>('delete from listing where commune_id = ?', [there.id]));
    expect(rowCount).toBe(0);
  });

  test('forgets the commune with the transaction, and after an error too', async () => {
    await db.inCommune({ commune: here.id }, (tx) => tx.raw('select 1/0')).catch(() => undefined);
    await Promise.all(Array.from({ length: 20 }, async () => {
      const { rows } = await db.knex.raw<{ rows: { c: number | null }[] }>('select current_commune() as c');
      expect(rows).toEqual([{ c: null }]);
    }));
  });

  test('binds every table that carries a commune', async () => {
    const { rows } = await db.knex.raw<{ rows: unknown[] }>(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`);
    expect(rows).toEqual([]);
  });

  test.each(['audit_entry', 'audit_personal', 'audit_head', 'person', 'session'])('does not let the application delete from %s', async (table) => {
    await expect(db.inCommune({ commune: here.id }, (tx) => tx.raw('delete from ??', [table]))).rejects.toMatchObject({ code: '42501' });
  });

  test('does not let the application change the audit trail', async () => {
    await expect(db.inCommune({ commune: here.id }, (tx) => tx.raw(`update audit_entry set action = 'x'`))).rejects.toMatchObject({ code: '42501' });
  });

  test.each(QUESTIONS)('answers %s from its index', async (_, sql, index) => {
    expect(indexesOf(await plan(sql))).toContain(index);
  });

  test('takes on a page of the register as on a table: defaults, conflicts, what comes back, locks', async () => {
    const ran = await db.inCommune({ commune: here.id }, async (tx) => {
      const add = `insert into asset (commune_id, code, name) values (:id, 'A1', 'autre') on conflict (commune_id, code) do update set name = excluded.name returning id, name, search`;
      const { rows: [row] } = await tx.raw<{ rows: { id: string; name: string; search: string }[] }>(add, { id: here.id });
      const { rows: held } = await tx.raw<{ rows: unknown[] }>('select id from asset where commune_id = current_commune() and id = ? for update', [row?.id ?? 0]);
      await tx.raw('delete from asset where commune_id = current_commune() and id = ?', [row?.id ?? 0]);
      return { row, held: held.length };
    });
    expect(ran).toMatchObject({ row: { name: 'autre', search: expect.stringContaining('autre') as unknown }, held: 1 });
  });

  test('shows the owner every commune, past the policies', async () => {
    const { rows } = await db.asOwner((tx) => tx.raw<{ rows: unknown[] }>('select count(*)::integer as n from listing'));
    expect(rows).toEqual([{ n: 2 * LISTINGS }]);
  });

  test('would not without the marks', async () => {
    expect(db.warnings).toEqual([]);
    if (ordinary) return;
    const mark = (leakproof: string): Promise<unknown> => db.asOwner((tx) => tx.raw(`alter function geometry_overlaps(geometry, geometry) ${leakproof}`));
    await mark('not leakproof');
    try {
      expect(indexesOf(await plan(QUESTIONS[0]?.[1] ?? ''))).not.toContain('listing_g3857');
      expect(await unmarked(db.knex)).toEqual(['geometry_overlaps(geometry, geometry)']);
    } finally {
      await mark('leakproof');
    }
    expect(indexesOf(await plan(QUESTIONS[0]?.[1] ?? ''))).toContain('listing_g3857');
  });
});

/** One commune of listings, assets, parcels and a zone, spread over a tenth of a degree around Bizerte. */
const FILL = `
  with listing_rows as (insert into listing (commune_id, platform, external_id, seen_from, digest, geom)
    select :id, 'made', n::text, 1, 'x', st_setsrid(st_point(9.7 + (n % 141) / 1410.0, 37.2 + (n / 141) / 1410.0), 4326) from generate_series(1, :n::integer) n),
  asset_rows as (insert into asset (commune_id, code, name) select :id, 'A' || n, 'marche ' || md5(n::text) || ' ' || n from generate_series(1, :n::integer) n),
  parcel_rows as (insert into parcel (commune_id, reference, source_key) select :id, 'TF ' || md5(n::text) || n, n::text from generate_series(1, :n::integer) n),
  sets as (insert into zone_set (commune_id, name, label_field) values (:id, 'made', 'l') returning id)
  insert into zone (commune_id, set_id, label, geom, area_m2)
    select :id, id, 'one', st_multi(st_makeenvelope(9.74, 37.24, 9.741, 37.241, 4326)), 1 from sets`;
