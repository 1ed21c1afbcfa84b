import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { record, verifyChain } from '../../server/src/platform/audit/index.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../support/db.ts';

const long = process.env['SOMMIER_LONG'] !== undefined;

describe.each(await engines())('the audit trail on the %s database', (engine) => {
  let db: TestDatabase;
  let codes = 0;
  beforeAll(async () => { db = await testDatabase({ engine }); });
  afterAll(async () => { await db.drop(); });

  /** A commune whose chain has `n` entries, each with a personal value. */
  const chain = async (n: number): Promise<number> => {
    codes += 1;
    const { id } = await fixtureCommune(db, `AUDIT${codes}`);
    await db.inCommune({ commune: id }, (tx) => record(tx, { commune: id, via: 'system' }, Array.from({ length: n }, (_, i) => ({
      action: 'thing.made' as const, subject: `thing:${i}`, detail: { n: i, ratio: i / 3, nested: { é: 'ق', list: [1, null, 'a"b'] } }, personal: { name: `Person ${i}` },
    }))));
    return id;
  };
  const verify = (commune: number) => db.inCommune({ commune }, (tx) => verifyChain(tx, commune));
  /** Changes the tables as somebody who owns the database would, triggers off. */
  const tamper = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => db.asOwner(async (tx) => {
    for (const table of ['audit_entry', 'audit_personal']) await tx.raw(`alter table ${table} disable trigger user`);
    await work(tx);
    for (const table of ['audit_entry', 'audit_personal']) await tx.raw(`alter table ${table} enable trigger user`);
  });

  test('an untouched chain is whole, an empty one too', async () => {
    expect(await verify(await chain(5))).toMatchObject({ ok: true, entries: 5, broken: null });
    expect(await verify(await chain(0))).toMatchObject({ ok: true, entries: 0 });
  });
  test.each<[string, (tx: Tx, c: number) => Promise<unknown>, string, string]>([
    ['an edited detail', (tx, c) => tx.raw(`update audit_entry set detail = '{"n":99}' where commune_id = ? and seq = 4`, [c]), '4', 'hash'],
    ['an edited time', (tx, c) => tx.raw(`update audit_entry set at = at + interval '1 microsecond' where commune_id = ? and seq = 7`, [c]), '7', 'hash'],
    ['an edited actor', (tx, c) => tx.raw(`update audit_entry set actor = 'somebody' where commune_id = ? and seq = 2`, [c]), '2', 'hash'],
    ['a deleted entry', async (tx, c) => { for (const t of ['audit_personal', 'audit_entry']) await tx.raw(`delete from ${t} where commune_id = ? and seq = 5`, [c]); }, '5', 'gap'],
    ['the last entries deleted', async (tx, c) => { for (const t of ['audit_personal', 'audit_entry']) await tx.raw(`delete from ${t} where commune_id = ? and seq > 8`, [c]); }, '9', 'head'],
    ['the first entry deleted', async (tx, c) => { for (const t of ['audit_personal', 'audit_entry']) await tx.raw(`delete from ${t} where commune_id = ? and seq = 1`, [c]); }, '1', 'gap'],
    ['an inserted entry', (tx, c) => tx.raw(
      `insert into audit_entry (commune_id, seq, at, actor, action, subject, prev_hash, hash) select commune_id, 11, at, actor, action, subject, hash, hash from audit_entry where commune_id = ? and seq = 10`, [c]), '11', 'hash'],
    ['two entries exchanged', async (tx, c) => {
      for (const column of ['subject', 'detail', 'hash', 'prev_hash']) {
        await tx.raw(`update audit_entry a set ${column} = b.${column} from audit_entry b where a.commune_id = b.commune_id and a.commune_id = ? and ((a.seq = 3 and b.seq = 6) or (a.seq = 6 and b.seq = 3))`, [c]);
      }
    }, '3', 'previous_hash'],
    ['a changed personal value', (tx, c) => tx.raw(`update audit_personal set value = 'Another' where commune_id = ? and seq = 6`, [c]), '6', 'personal'],
    ['a personal value taken away with its commitment', (tx, c) => tx.raw('delete from audit_personal where commune_id = ? and seq = 6', [c]), '6', 'hash'],
    ['a personal value added', (tx, c) => tx.raw(`insert into audit_personal values (?, 6, 'email', null, null, '\\x00')`, [c]), '6', 'hash'],
    ['a rewritten head', (tx, c) => tx.raw(`update audit_head set hash = '\\x00' where commune_id = ?`, [c]), '11', 'head'],
  ])('%s is named', async (_name, change, seq, reason) => {
    const commune = await chain(10);
    await tamper((tx) => change(tx, commune));
    expect(await verify(commune)).toMatchObject({ ok: false, broken: { seq, reason } });
  });
  test('forgetting a value with its salt leaves the chain whole, for the application’s own role', async () => {
    const commune = await chain(4);
    await db.inCommune({ commune }, (tx) => tx.raw('update audit_personal set salt = null, value = null where commune_id = ? and seq = 2', [commune]));
    expect(await verify(commune)).toMatchObject({ ok: true, entries: 4 });
    const left = await db.inCommune({ commune }, async (tx) => (await tx.raw('select count(value)::int as n from audit_personal where commune_id = ?', [commune])).rows[0] as { n: number });
    expect(left.n).toBe(3);
  });
  test.each([
    `update audit_entry set action = 'x.y'`, 'delete from audit_entry', 'truncate audit_entry cascade', 'delete from audit_personal',
    `update audit_personal set value = 'x'`, `update audit_personal set salt = null`, `update audit_personal set commitment = '\\x00'`,
  ])('the application may not %s', async (sql) => {
    const commune = await chain(1);
    await expect(db.inCommune({ commune }, (tx) => tx.raw(sql))).rejects.toThrow(/append-only|permission denied/);
  });
  test('another commune’s trail is out of sight', async () => {
    const [mine, other] = [await chain(2), await chain(3)];
    const seen = await db.inCommune({ commune: mine }, async (tx) => (await tx.raw('select count(*)::int as n from audit_entry where commune_id = ?', [other])).rows[0] as { n: number });
    expect(seen.n).toBe(0);
    await expect(db.inCommune({ commune: mine }, (tx) => record(tx, { commune: other }, [{ action: 'a.b', subject: 'c' }]))).rejects.toThrow();
  });
  test('fifty writers at once leave no gap, and one that fails leaves nothing', async () => {
    const commune = await chain(0);
    const rounds = long ? 20 : 4;
    const write = async (i: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        await db.inCommune({ commune }, async (tx) => {
          await record(tx, { commune, via: 'system' }, [{ action: 'thing.made', subject: `thing:${i}:${round}` }]);
          if ((i + round) % 5 === 0) throw new Error('taken back');
        }).catch((fault: unknown) => { if (!(fault instanceof Error && fault.message === 'taken back')) throw fault; });
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, i) => write(i)));
    expect(await verify(commune)).toMatchObject({ ok: true, entries: 50 * rounds * 0.8 });
  });
});
