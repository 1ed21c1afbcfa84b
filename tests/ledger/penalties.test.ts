import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountOf, addDue, callDues, cancelDue, openDues, readAccounts, recordPayment, reversePayment, verifyLedger } from '../../server/src/features/ledger/index.ts';
import { chargeCommune, chargePenalties, readRules, reckon } from '../../server/src/features/penalties/index.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { plant } from './leases.ts';

const TODAY = '2026-11-22';
const RULE = { name: 'Majoration 8 % et 0,50 % par mois', from: '2020-01-01', percentBp: 800, monthlyBp: 50, graceDays: 10, ceilingBp: 2500, law: 'Cahier des charges', article: '12' };

describe.each(await engines())('penalties of late payment (%s)', (engine) => {
  let server: TestServer, manager: Call, officer: Call, rule: { id: string; version: number }, account: string, due: string;
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, work);
  const path = '/api/communes/HERE/penalties';
  beforeAll(async () => {
    server = await testServer({ engine });
    manager = await server.as('manager');
    officer = await server.as('officer');
    await within(async (tx) => {
      const occupation = await plant(tx, 'BC-2026-0001', { startsOn: '2026-01-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [] });
      account = await accountOf(tx, occupation, TODAY);
      due = await addDue(tx, account, { occupationId: occupation, kind: 'rent', from: '2026-01-01', to: '2026-02-01', dueOn: '2026-01-05', amount: '1000000', note: 'janvier' }, null);
      const other = await plant(tx, 'BC-2026-0002', { startsOn: '2026-09-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [{ from: '2026-09-01', to: null, amount: 300_000n, charges: 0n, period: 'month', dueDay: 5, dueWhen: 'advance', prorata: 'actual', anchor: null }] });
      await callDues(tx, '2026-11-30', TODAY, [other], null);
    });
  });
  afterAll(async () => { await server.close(); });
  const of = async (day: string) => (await officer('get', `/api/communes/HERE/ledger/accounts/${account}/penalties?day=${day}`)).json<{ total: string; change: string; rows: { since: string; total: string; charged: string; change: string; lines: { kind: string; months: number; amount: string }[] }[] }>();
  const charge = (day: string) => within(async (tx) => chargePenalties(tx, await reckon(tx, await readRules(tx), [account], day), day, null));

  test('without a rule nothing is asked', async () => { expect(await of('2026-06-01')).toMatchObject({ total: '0', rows: [] }); });

  test('a rule is dated and sourced; a second for the same dues and days is refused, by the screen’s answer and by the database', async () => {
    const made = await manager('post', `${path}/rules`, RULE);
    expect(made.status).toBe(201);
    rule = made.json<{ id: string; version: number }>();
    const again = await manager('post', `${path}/rules`, { ...RULE, from: '2025-01-01', name: 'Une autre' });
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('Majoration 8 %')]);
    expect((await officer('post', `${path}/rules`, RULE)).status).toBe(403);
    expect((await manager('post', `${path}/rules`, { ...RULE, law: undefined })).status).toBe(400);
    await expect(within((tx) => tx.raw(`insert into penalty_rule (commune_id, name, due_kind, right_kind, from_on, monthly_bp, law) values (current_commune(), 'x', 'any', 'any', '2030-01-01', 1, 'x')`))).rejects.toMatchObject({ code: '23P01' });
  });

  test('the reckoning is explained line by line, and charged once', async () => {
    // Late from 15 January (ten days of grace): 8 % of 1 000.000, then months begun on the 15th from January to May.
    const told = await of('2026-06-01');
    expect(told.rows[0]).toMatchObject({ since: '2026-01-15', total: '105000', charged: '0', lines: [{ kind: 'percent', amount: '80000' }, { kind: 'interest', months: 5, amount: '25000' }] });
    expect(await charge('2026-06-01')).toMatchObject({ accounts: 1, dues: 1, raised: '105000', lowered: '0' });
    expect(await charge('2026-06-01')).toMatchObject({ dues: 0, raised: '0' });
    expect(await charge('2026-07-01')).toMatchObject({ raised: '5000' });
    const open = await within((tx) => openDues(tx, account));
    expect(open.map((d) => [d.kind, d.origin, d.amount, d.dueOn])).toEqual([['rent', 'hand', '1000000', '2026-01-05'], ['penalty', 'rule', '105000', '2026-06-01'], ['penalty', 'rule', '5000', '2026-07-01']]);
  });

  test('money that came earlier takes back what was charged since, by counter-entries', async () => {
    const payment = await within((tx) => recordPayment(tx, { accountId: account, amount: '1000000', paidOn: '2026-02-20', method: 'cash', reference: null }, TODAY, null));
    // Paid on 20 February: 8 % and two months begun are owed, 20.000 come back.
    expect(await charge('2026-07-01')).toMatchObject({ raised: '0', lowered: '20000' });
    expect((await of('2026-07-01')).rows[0]).toMatchObject({ total: '90000', charged: '90000', change: '0' });
    await within((tx) => reversePayment(tx, payment, 'cheque returned', TODAY, null));
    expect((await of(TODAY)).rows[0]?.lines.at(-1)).toMatchObject({ kind: 'interest' });
    expect(await charge(TODAY)).toMatchObject({ lowered: '0' });
  });

  test('a penalty a person waives is not asked for again', async () => {
    const penalty = (await within((tx) => openDues(tx, account))).find((d) => d.kind === 'penalty');
    await within((tx) => cancelDue(tx, penalty?.id ?? '', undefined, 'remise gracieuse', null));
    expect(await charge(TODAY)).toMatchObject({ dues: 0 });
    // The due itself taken back: what is left of its penalties goes with it.
    await within((tx) => cancelDue(tx, due, undefined, 'not owed', null));
    await charge(TODAY);
    const [row] = await within((tx) => readAccounts(tx, { id: account }, TODAY, true));
    expect(row?.balance).toBe('0');
  });

  test('a used rule keeps what it says and may end', async () => {
    const tag = { 'if-match': `"v${String(rule.version)}"` };
    expect((await manager('put', `${path}/rules/${rule.id}`, { ...RULE, percentBp: 900 }, tag)).status).toBe(422);
    expect((await manager('delete', `${path}/rules/${rule.id}`)).status).toBe(422);
    expect((await manager('put', `${path}/rules/${rule.id}`, { ...RULE, to: '2027-01-01' }, tag)).status).toBe(200);
    expect((await manager('put', `${path}/rules/${rule.id}`, { ...RULE, to: '2028-01-01' }, tag)).status).toBe(412);
    expect((await manager('post', `${path}/rules`, { ...RULE, name: 'Suivante', from: '2027-01-01' })).status).toBe(201);
  });

  test('the whole commune in one run: counted, then charged, then nothing left', async () => {
    const run = (dry: boolean) => chargeCommune(server.deps, server.communes.HERE.id, { day: TODAY, dry }, null, { signal: new AbortController().signal, progress: () => undefined });
    // Dues of 300.000 of September, October and (within its grace until the 15th) November: 8 % each; 3, 2 and 1 months begun.
    expect(await run(true)).toEqual({ dry: true, accounts: 1, dues: 3, raised: '81000', lowered: '0' });
    expect(await run(false)).toMatchObject({ dues: 3, raised: '81000' });
    expect(await run(true)).toMatchObject({ dues: 0, raised: '0' });
    expect((await officer('post', `${path}/runs`, { dry: false })).status).toBe(202);
    expect(await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).toMatchObject({ green: true, faults: [] });
  });
});
