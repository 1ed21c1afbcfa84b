import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../tests/support/db.ts';

type Rows<R> = { rows: R[] };

describe.each(await engines())('the database, %s', (engine) => {
  let db: TestDatabase;
  let commune: { id: number; code: string };

  beforeAll(async () => {
    db = await testDatabase({ engine });
    commune = await fixtureCommune(db, 'TUN');
    await db.asOwner(async (tx) => {
      await tx.raw('create table staging.account (id integer primary key, amount bigint not null check (amount >= 0))');
      await tx.raw('insert into staging.account select n, 100000 from generate_series(1, 10) n');
      await tx.raw('create unlogged table staging.text (row bigint, name text, note text)');
      await tx.raw('grant all on all tables in schema staging to sommier_app');
    });
  });
  afterAll(async () => { await db.drop(); });

  const total = async (): Promise<string> => {
    const { rows: [row] } = await db.knex.raw<Rows<{ sum: string }>>('select sum(amount)::bigint as sum from staging.account');
    return row?.sum ?? '';
  };

  test('reads the same values as every engine does', async () => {
    const { rows: [row] } = await db.inCommune({ commune: commune.id, person: '7' }, (tx) => tx.raw<Rows<Record<string, unknown>>>(
      `select current_user as role, current_commune() as commune, current_person() as person, 9007199254740993::bigint as big, 1.50::numeric as money,
        date '2026-03-29' as day, array[date '2026-03-29'] as days, '{"a":[1,null]}'::jsonb as json, '\\x00ff'::bytea as bytes,
        timestamptz '2026-03-29 02:30+01' as at, array['a,b','c"d',null] as words, 1.25::float8 as real, true as yes, null::text as none,
        :said::text as said, :sent::bytea as sent, :day::date as sent_day, :list::text[] as list, :object::jsonb as object, 'a\\?b' as mark`,
      { said: `l'été\n"où"`, sent: Buffer.from([0, 255]), day: '2026-10-25', list: ['x', 'y,z'], object: { ok: true } }));
    expect(row).toEqual({
      role: 'sommier_app', commune: commune.id, person: '7', big: '9007199254740993', money: '1.50', day: '2026-03-29', days: ['2026-03-29'],
      json: { a: [1, null] }, bytes: Buffer.from([0, 255]), at: new Date('2026-03-29T01:30:00Z'), words: ['a,b', 'c"d', null], real: 1.25,
      yes: true, none: null, said: `l'été\n"où"`, sent: Buffer.from([0, 255]), sent_day: '2026-10-25', list: ['x', 'y,z'], object: { ok: true }, mark: 'a?b',
    });
  });

  test('keeps a committed transaction and takes back a failed one whole', async () => {
    await db.asPerson(null, (tx) => tx.raw('update staging.account set amount = amount - 5 where id = 1'));
    await db.asPerson(null, (tx) => tx.raw('update staging.account set amount = amount + 5 where id = 1'));
    await expect(db.asPerson(null, async (tx) => {
      await tx.raw('update staging.account set amount = 0');
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await total()).toBe('1000000');
  });

  test('gives an SQL error its code and constraint, and goes on', async () => {
    const failing = db.asPerson(null, (tx) => tx.raw('update staging.account set amount = -1 where id = ?', [2]));
    await expect(failing).rejects.toMatchObject({ code: '23514', constraint: 'account_amount_check', table: 'account' });
    await expect(db.asPerson(null, (tx) => tx.raw('select nothing from nowhere'))).rejects.toMatchObject({ code: '42P01' });
    expect(await total()).toBe('1000000');
  });

  test('keeps what a savepoint does apart', async () => {
    await db.asPerson(null, async (tx) => {
      await expect(tx.transaction((inner) => inner.raw('update staging.account set amount = -1'))).rejects.toMatchObject({ code: '23514' });
      await tx.raw('update staging.account set amount = amount');
    });
    expect(await total()).toBe('1000000');
  });

  test('does 200 mixed jobs at once without losing a millime', async () => {
    const job = (n: number): Promise<unknown> => {
      if (n % 5 === 0) return expect(db.asPerson(null, (tx) => tx.raw('select 1/0'))).rejects.toMatchObject({ code: '22012' });
      if (n % 5 === 1) return db.knex.raw('select pg_sleep(0.002)');
      return db.asPerson(null, async (tx) => {
        await tx.raw('select from staging.account order by id for update');
        await tx.raw('update staging.account set amount = amount - ? where id = ?', [n, 1 + (n % 10)]);
        await tx.raw('update staging.account set amount = amount + ? where id = ?', [n, 1 + ((n + 3) % 10)]);
        if (n % 5 === 2) await tx.rollback(new Error('no'));
      }).catch((error: unknown) => { if (n % 5 !== 2) throw error; });
    };
    await Promise.all(Array.from({ length: 200 }, (_, n) => job(n)));
    expect(await total()).toBe('1000000');
  });

  test('a transaction asked for inside another and not waited for gets its turn', async () => {
    let inner: Promise<unknown> | undefined;
    await db.asPerson(null, async (tx) => {
      inner = db.asPerson(null, (own) => own.raw('select 1'));
      await tx.raw('select 1');
    });
    await inner;
  });

  test('refuses to write in a read-only scope', async () => {
    await expect(db.inCommune({ commune: commune.id }, (tx) => tx.raw('update staging.account set amount = 1'), { readOnly: true }))
      .rejects.toMatchObject({ code: '25006' });
  });

  test('copies CSV with quotes, newlines, three scripts and nulls', async () => {
    const csv = '1,"a ""b"",c","line\r\nline"\n2,البلدية 🏛,\n3,"","x\n\n"\n4,NULL,\\N\n';
    const loaded = await db.inCommune({ commune: commune.id }, (tx) =>
      db.copyCsv(tx, 'staging.text', ['row', 'name', 'note'], Readable.from([Buffer.from(csv.slice(0, 17)), Buffer.from(csv.slice(17))])));
    expect(loaded).toBe(4);
    const { rows } = await db.knex.raw<Rows<unknown>>('select row, name, note from staging.text order by row');
    expect(rows).toEqual([
      { row: '1', name: 'a "b",c', note: 'line\r\nline' }, { row: '2', name: 'البلدية 🏛', note: null },
      { row: '3', name: '', note: 'x\n\n' }, { row: '4', name: 'NULL', note: '\\N' },
    ]);
  });

  test('copies more than a slice, and nothing of a file that breaks', async () => {
    const lines = function* (bad: boolean): Generator<string> {
      for (let n = 0; n < 100_000; n++) yield `${String(n)},"name\n${'é'.repeat(40)}",note\n`;
      if (bad) yield 'not a number,a,b\n';
    };
    const copy = (bad: boolean): Promise<number> => db.asPerson(null, async (tx) => {
      await tx.raw('delete from staging.text');
      return db.copyCsv(tx, 'staging.text', ['row', 'name', 'note'], Readable.from(lines(bad)));
    });
    expect(await copy(false)).toBe(100_000);
    await expect(copy(true)).rejects.toMatchObject({ code: '22P02' });
    const { rows: [row] } = await db.knex.raw<Rows<{ n: string }>>('select count(*) as n from staging.text');
    expect(row?.n).toBe('100000');
    const after = await db.asPerson(null, (tx) => tx.raw<Rows<{ role: string }>>('select current_user as role'));
    expect(after.rows[0]?.role).toBe('sommier_app');
  });

  test('does not copy past a policy', async () => {
    await expect(db.inCommune({ commune: commune.id }, (tx) =>
      db.copyCsv(tx, 'data_version', ['commune_id', 'layer'], Readable.from(['1,x\n'])))).rejects.toThrow('row-level security');
  });

  test('tells listeners once the change is committed, and only then', async () => {
    const heard: string[] = [];
    const stop = db.onNotify('jobs', (payload) => heard.push(payload));
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await db.asPerson(null, (tx) => db.notify(tx, 'jobs', 'first'));
    await expect(db.asPerson(null, async (tx) => { await db.notify(tx, 'jobs', 'never'); throw new Error('no'); })).rejects.toThrow();
    await db.asPerson(null, (tx) => db.notify(tx, 'jobs', 'second'));
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    stop();
    expect(heard).toEqual(['first', 'second']);
  });
});
