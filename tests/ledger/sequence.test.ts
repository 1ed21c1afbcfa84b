import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duesOf, withIndexation, type Contract } from '@sommier/domain/ledger';
import { addDays, AppError } from '@sommier/domain/shared';
import { accountOf, addDue, callDues, cancelDue, openDues, readAccounts, readDeposit, recordPayment, retainDeposit, returnDeposit, reversePayment, verifyLedger } from '../../server/src/features/ledger/index.ts';
import { chargePenalties, readRules, reckon } from '../../server/src/features/penalties/index.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { reportPart } from '../faults/report.ts';
import { LONG } from '../faults/scale.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';
import { anyClause, anyContract, plant, withClause } from './leases.ts';

const TODAY = '2026-11-22';
const RUNS = LONG ? 400 : 12;

const minor = fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }));
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pay' as const), amount: minor, ago: fc.integer({ min: 0, max: 3000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('told' as const), amount: minor, which: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(30), part: fc.bigInt({ min: 1n, max: 10n ** 6n }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fee' as const), amount: minor }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('penalise' as const), ago: fc.integer({ min: 0, max: 900 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deposit' as const), amount: minor }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('return' as const, 'retain' as const), part: fc.integer({ min: 1, max: 100 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('call' as const), months: fc.integer({ min: 0, max: 11 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Twelve years of small rents and charges, with a penalty on each: more dues open at once than a screen shows, and money told for one of the newest. */
const LONG_OWED: [Contract, null, Step[]] = [
  { startsOn: '2014-01-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [{ from: '2014-01-01', to: null, amount: 1_000n, charges: 100n, period: 'month', dueDay: null, dueWhen: 'advance', prorata: 'actual', anchor: null }] }, null,
  [{ do: 'penalise', ago: 0 }, { do: 'told', amount: 1_000n, which: 430 }, { do: 'pay', amount: 777n, ago: 100 }, { do: 'reverse', which: 1 }],
];

/** True where a rule refuses; what was done is then undone. */
async function refused(tx: Tx, work: () => Promise<unknown>): Promise<boolean> {
  await tx.raw('savepoint step');
  try { await work(); return false; } catch (error) {
    if (!(error instanceof AppError) || error.detail['reason'] !== 'ledger.deposit_gone') throw error;
    await tx.raw('rollback to savepoint step');
    return true;
  }
}

/** Plays steps on one account; answers what was paid and owed beside the schedule, as plain sums. */
async function play(tx: Tx, occupation: string, steps: readonly Step[]): Promise<{ account: string; paid: bigint; added: bigint }> {
  const account = await accountOf(tx, occupation, TODAY);
  const live: { id: string; amount: bigint }[] = [];
  let paid = 0n, added = 0n;
  for (const s of steps) {
    const open = await openDues(tx, account);
    if (s.do === 'pay' || s.do === 'told') {
      const due = s.do === 'told' ? open[s.which % Math.max(1, open.length)] : undefined;
      const against = due === undefined || BigInt(due.open) < 1n ? {} : { against: [{ dueId: due.id, amount: String(BigInt(due.open) < s.amount ? BigInt(due.open) : s.amount) }] };
      live.push({ id: await recordPayment(tx, { accountId: account, amount: String(s.amount), paidOn: s.do === 'pay' ? addDays(TODAY, -s.ago) : TODAY, method: 'cash', reference: null, ...against }, TODAY, null), amount: s.amount });
      paid += s.amount;
    } else if (s.do === 'reverse') {
      const one = live.splice(s.which % Math.max(1, live.length), 1)[0];
      if (one === undefined) continue;
      // A payment that brought a deposit already gone stays.
      const gone = await refused(tx, () => reversePayment(tx, one.id, 'entered twice', TODAY, null));
      if (gone) live.push(one); else paid -= one.amount;
    } else if (s.do === 'cancel') {
      const due = open[s.which % Math.max(1, open.length)];
      if (due === undefined || BigInt(due.amount) < 1n) continue;
      const amount = s.part < BigInt(due.amount) ? s.part : BigInt(due.amount);
      if (!await refused(tx, () => cancelDue(tx, due.id, amount, 'wrong', null))) added -= amount;
    } else if (s.do === 'fee') {
      await addDue(tx, account, { occupationId: occupation, kind: 'fee', from: TODAY, to: addDays(TODAY, 1), dueOn: TODAY, amount: String(s.amount), note: 'fee' }, null);
      added += s.amount;
    } else if (s.do === 'penalise') {
      const day = addDays(TODAY, -s.ago);
      const run = await chargePenalties(tx, await reckon(tx, await readRules(tx), [account], day), day, null);
      added += BigInt(run.raised) - BigInt(run.lowered);
    } else if (s.do === 'deposit') {
      await addDue(tx, account, { occupationId: occupation, kind: 'deposit', from: TODAY, to: addDays(TODAY, 1), dueOn: TODAY, amount: String(s.amount), note: 'deposit' }, null);
      added += s.amount;
    } else if (s.do !== 'call') {
      const held = BigInt((await readDeposit(tx, account))?.held ?? '0');
      const owed = open.filter((d) => d.kind !== 'deposit').reduce((sum, d) => sum + (BigInt(d.open) > 0n ? BigInt(d.open) : 0n), 0n);
      const most = s.do === 'retain' && owed < held ? owed : held, amount = most * BigInt(s.part) / 100n;
      if (amount === 0n) continue;
      if (s.do === 'return') await returnDeposit(tx, account, { amount: String(amount), day: TODAY, method: 'cash', reference: null, reason: 'end' }, TODAY, null);
      else { await retainDeposit(tx, account, { amount: String(amount), day: TODAY, reason: 'unpaid' }, TODAY, null); paid += amount; }
      const after = BigInt((await readDeposit(tx, account))?.held ?? '0');
      expect(held - after).toBe(amount);
    } else await callDues(tx, addDays(TODAY, s.months * 30), TODAY, [occupation], null);
  }
  return { account, paid, added };
}

describe.each(await engines())('any lease, any sequence of payments (%s)', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => { db = await testDatabase({ engine }); });
  afterAll(async () => { await db.drop(); });

  test.each(['TND', 'MAD', 'XOF'])('balance = due - paid, debits = credits, no minor unit lost (%s)', async (currency) => {
    const commune = await db.asOwner(async (tx) => (await tx.raw(`insert into commune (code, name, currency, languages, timezone) values (?, ?, ?, '{fr}', 'UTC') returning id`, [`SEQ${currency}`, currency, currency]) as { rows: { id: number }[] }).rows[0]?.id ?? 0);
    await db.inCommune({ commune }, (tx) => tx.raw(`insert into penalty_rule (commune_id, name, due_kind, right_kind, from_on, grace_days, fixed_minor, percent_bp, monthly_bp, ceiling_bp, law) values (current_commune(), 'all', 'any', 'any', '2000-01-01', 5, 3, 333, 77, 9000, 'x')`));
    let n = 0;
    await fc.assert(fc.asyncProperty(anyContract, anyClause, fc.array(step, { maxLength: 14 }), async (contract, clause, steps) => {
      n += 1;
      await db.inCommune({ commune }, async (tx) => {
        const occupation = await plant(tx, `S-${String(n)}`, contract, currency, clause);
        await callDues(tx, '2025-05-31', TODAY, [occupation], null);
        const { account, paid, added } = await play(tx, occupation, steps);
        await callDues(tx, '2027-12-31', TODAY, [occupation], null);
        const far = { percent: '2030-01-01', index: '2030-01-01' };
        const scheduled = duesOf({ ...contract, terms: withIndexation(withClause(contract, clause), far, new Map()) }, '1990-01-01', '2028-01-01').reduce((sum, d) => sum + d.amount, 0n);
        const [row] = await readAccounts(tx, { id: account }, '9999-12-31', true);
        expect(BigInt(row?.balance ?? 'x')).toBe(scheduled + added - paid);
        const { rows: [sums] } = await tx.raw(`select coalesce(sum(case when p.debit_id = :account then p.amount else -p.amount end), 0)::text as balance from ledger_posting p where p.commune_id = current_commune() and :account in (p.debit_id, p.credit_id)`, { account }) as { rows: { balance: string }[] };
        expect(sums?.balance).toBe(row?.balance);
        // What is open less what is free is the balance: money is either on a due or an advance.
        const open = (await openDues(tx, account)).reduce((sum, d) => sum + BigInt(d.open), 0n);
        const { rows: [f] } = await tx.raw(`select coalesce(sum(p.amount - coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = p.commune_id and l.payment_id = p.id), 0)), 0)::text as free from ledger_payment p
          where p.commune_id = current_commune() and p.account_id = ? and p.reverses is null and not exists (select from ledger_payment v where v.commune_id = p.commune_id and v.reverses = p.id)`, [account]) as { rows: { free: string }[] };
        expect(open - BigInt(f?.free ?? '0')).toBe(scheduled + added - paid);
      });
    }), { numRuns: RUNS, seed: 41, examples: [LONG_OWED] });
    const check = await verifyLedger(db, { commune });
    expect({ ...check, faults: check.faults.slice(0, 5) }).toMatchObject({ green: true, faults: [] });
    expect(check.debits).toBe(check.credits);
    reportPart(`7-ledger-${currency}-${engine}`, `Any lease, any sequence of payments, ${currency}, ${engine} database`, [`${RUNS} random leases, each with up to 14 random steps (payments, told or not, reversals, cancellations, fees, penalties, deposits, further calls): balance = due - paid to the minor unit, debits = credits (${check.debits}), the journal replayed equals the balances shown.`]);
  });

  test('receipts have no gap when a payment fails between two, and ten at once take ten numbers', async () => {
    const commune = await db.asOwner(async (tx) => (await tx.raw(`insert into commune (code, name, currency, languages, timezone) values ('GAP', 'GAP', 'TND', '{fr}', 'UTC') returning id`) as { rows: { id: number }[] }).rows[0]?.id ?? 0);
    const account = await db.inCommune({ commune }, async (tx) => accountOf(tx, await plant(tx, 'G-1', { startsOn: '2026-01-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [] }), TODAY));
    const pay = (amount: string, paidOn = TODAY): Promise<string> => db.inCommune({ commune }, (tx) => recordPayment(tx, { accountId: account, amount, paidOn, method: 'cash', reference: null }, TODAY, null));
    await pay('1000');
    await expect(db.inCommune({ commune }, async (tx) => { await recordPayment(tx, { accountId: account, amount: '5', paidOn: TODAY, method: 'cash', reference: null }, TODAY, null); throw new Error('the line was cut'); })).rejects.toThrow('cut');
    await expect(pay('5', '2026-11-23')).rejects.toThrow(AppError);
    await Promise.all(Array.from({ length: 10 }, (_, i) => pay(String(i + 1))));
    const { rows } = await db.inCommune({ commune }, (tx) => tx.raw(`select p.receipt_no as no from ledger_payment p where p.commune_id = current_commune() order by p.receipt_no`)) as { rows: { no: number }[] };
    expect(rows.map((r) => r.no)).toEqual(Array.from({ length: 11 }, (_, i) => i + 1));
    expect((await verifyLedger(db, { commune })).green).toBe(true);
  });

  test('what is written cannot be changed or taken away by the application', async () => {
    const commune = await db.asOwner(async (tx) => (await tx.raw(`select id from commune where code = 'GAP'`) as { rows: { id: number }[] }).rows[0]?.id ?? 0);
    for (const statement of ['update ledger_payment set amount = amount + 1', 'delete from ledger_posting', 'update ledger_due set amount = 1', 'delete from ledger_allocation', 'update ledger_entry set note = null']) {
      await expect(db.inCommune({ commune }, (tx) => tx.raw(statement))).rejects.toThrow(/permission denied|append-only/);
      await expect(db.asOwner((tx) => tx.raw(statement))).rejects.toThrow(/append-only/);
    }
  });

  test('a posting tampered with by the owner of the database is found', async () => {
    const commune = await db.asOwner(async (tx) => (await tx.raw(`select id from commune where code = 'GAP'`) as { rows: { id: number }[] }).rows[0]?.id ?? 0);
    await db.asOwner(async (tx) => {
      await tx.raw('alter table ledger_posting disable trigger user');
      await tx.raw('update ledger_posting set amount = amount + 1 where id = (select max(id) from ledger_posting where commune_id = ?)', [commune]);
      await tx.raw('alter table ledger_posting enable trigger user');
    });
    const check = await verifyLedger(db, { commune });
    expect(check.green).toBe(false);
    expect(check.faults.map((f) => f.check)).toEqual(expect.arrayContaining(['balance', 'payment_posted']));
  });
});
