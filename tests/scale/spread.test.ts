import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { ownerPool } from '../../server/src/platform/db/pg/open.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';

const here = (await engines()).includes('server');
const onServer = here ? describe : describe.skip;

/** Tables of one commune's rows: relid, name and the place of `commune_id`. */
const SCOPED = `select c.oid, c.relname, a.attnum as k from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
/** What Citus asks of a table it distributes (its manual, "create_distributed_table" and "Foreign keys"), said by functions of the same names. */
const STAND_INS = `
  create table spread_done (relid oid primary key, name text, by_commune boolean);
  create function create_reference_table(t regclass) returns void language sql as $$ insert into spread_done values (t, t::text, false) $$;
  create function create_distributed_table(t regclass, key text, colocate_with text) returns void language plpgsql as $$
  declare bad text; k smallint := (select attnum from pg_attribute where attrelid = t and attname = key and attnotnull); begin
    if k is null then raise exception '%: % may be null or is not there', t, key; end if;
    if colocate_with <> 'none' and not exists (select from spread_done where name = colocate_with and by_commune) then raise exception '%: nothing yet to lie beside', t; end if;
    select indexrelid::regclass into bad from pg_index where indrelid = t and indisunique and not k = any (indkey) limit 1;
    if bad is not null then raise exception '%: unique key % lacks %', t, bad, key; end if;
    select conname into bad from pg_constraint where conrelid = t and contype = 'x' and not (k = conkey[1] and pg_get_constraintdef(oid) like '%(' || key || ' WITH =%') limit 1;
    if bad is not null then raise exception '%: exclusion % lacks %', t, bad, key; end if;
    select f.conname into bad from pg_constraint f left join spread_done d on d.relid = f.confrelid
      where f.conrelid = t and f.contype = 'f' and f.confrelid <> t and (d.relid is null or d.by_commune and not k = any (f.conkey)) limit 1;
    if bad is not null then raise exception '%: foreign key % leaves the commune', t, bad; end if;
    select f.conname into bad from pg_constraint f join lateral unnest(f.conkey, f.confkey) as p(mine, theirs) on p.mine = k
      join pg_attribute a on a.attrelid = f.confrelid and a.attnum = p.theirs join spread_done d on d.relid = f.confrelid and d.by_commune
      where f.conrelid = t and f.contype = 'f' and a.attname <> key limit 1;
    if bad is not null then raise exception '%: foreign key % joins % to something else', t, bad, key; end if;
    insert into spread_done values (t, t::text, true);
  end $$;`;

onServer('spreading communes over several servers', () => {
  let db: TestDatabase, owner: Knex;
  beforeAll(async () => {
    db = await testDatabase({ engine: 'server' });
    owner = ownerPool(db.env.databaseUrl ?? '');
  });
  afterAll(async () => { await owner.destroy(); await db.drop(); });
  const rows = async <T>(sql: string): Promise<T[]> => (await owner.raw<{ rows: T[] }>(sql.replaceAll('?', '\\?'))).rows;
  const spread = readFileSync('docs/deploy/citus.sql', 'utf8');
  /** In a transaction that is taken back. */
  const tried = async <T>(work: (raw: (sql: string) => Promise<T[]>) => Promise<void>): Promise<void> => {
    const tx = await owner.transaction();
    try { await work(async (sql) => (await tx.raw<{ rows: T[] }>(sql.replaceAll('?', '\\?'))).rows); } finally { await tx.rollback(); }
  };

  test('every table of a commune goes to its server, after those it refers to; only the queue of jobs stays', async () => {
    await tried<{ name: string; by_commune: boolean }>(async (raw) => {
      await raw(STAND_INS);
      await raw(spread);
      const done = await raw('select name, by_commune from spread_done order by name');
      expect(done.filter((d) => !d.by_commune).map((d) => d.name).sort()).toEqual(['commune', 'person', 'reference_default']);
      const scoped = (await rows<{ relname: string }>(SCOPED)).map((t) => t.relname).filter((name) => name !== 'job').sort();
      expect(scoped.length).toBeGreaterThan(140);
      expect(done.filter((d) => d.by_commune).map((d) => d.name.replaceAll('"', '')).sort()).toEqual(scoped);
    });
    expect(await rows(`select from pg_constraint where contype = 'f' and confrelid = 'job'::regclass`)).toEqual([]);
  });

  test.each([
    ['a key without the commune', 'create table odd (commune_id integer not null references commune (id), code text unique)', /odd: unique key odd_code_key lacks commune_id/],
    ['a reference to a table that stays', 'create table loose (key text primary key); create table odd (commune_id integer not null, key text references loose (key))', /the table odd refers to one that was not spread/],
    ['a commune that may be missing', 'create table odd (commune_id integer)', /odd: commune_id may be null/],
  ])('%s is found', async (_what, ddl, message) => {
    await tried(async (raw) => {
      await raw(STAND_INS);
      await raw(ddl);
      await expect(raw(spread)).rejects.toThrow(message);
    });
  });

  test('PostgreSQL itself takes each of them apart by commune, its unique keys whole', async () => {
    const tables = await rows<{ relname: string; excludes: boolean }>(`select t.relname, exists (select from pg_constraint x where x.conrelid = t.oid and x.contype = 'x') as excludes from (${SCOPED}) t order by 1`);
    await tried<{ n: number }>(async (raw) => {
      await raw('create schema spread');
      // Exclusions on a table in parts came with PostgreSQL 17: their keys are looked at above.
      await raw(tables.map((t) => `create table spread."${t.relname}" (like public."${t.relname}" including defaults including generated ${t.excludes ? '' : 'including indexes'}) partition by hash (commune_id);`).join('\n'));
      expect((await raw(`select count(*)::integer as n from pg_partitioned_table p join pg_class c on c.oid = p.partrelid where c.relnamespace = 'spread'::regnamespace`))[0]?.n).toBe(tables.length);
    });
  });
});
