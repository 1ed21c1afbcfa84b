import { receiptNumber, type DepositReturn, type RefundRow } from '@sommier/domain/ledger';
import type { Tx } from '../../platform/db/index.ts';
import { beyond, counters, newEntry } from './accounts.store.ts';
import { dayPast, writeRefund } from './deposits.store.ts';
import { insertDue } from './dues.store.ts';
import { ARRIVES, lockAccount } from './payments.store.ts';
import { MONEY, settleAccounts } from './settle.store.ts';

/** What of an account's money is set against nothing. */
export async function freeMoney(tx: Tx, account: string): Promise<bigint> {
  const { rows: [n] } = await tx.raw(`select coalesce(sum(f.free), 0)::text as free from (${MONEY('cast(:account as bigint)')}) f`, { account }) as { rows: { free: string }[] };
  return BigInt(n?.free ?? '0');
}

/**
 * Gives back what a payer has too much: an order (a due of kind refund, which the free money settles) and the money that leaves. Throws `rule_refused`
 * beyond what is free. Answers the refund's id.
 */
export async function refundAdvance(tx: Tx, account: string, d: DepositReturn, today: string, person: string | null): Promise<string> {
  dayPast(d.day, today);
  await lockAccount(tx, account);
  // What is owed comes first: money is free only beyond it.
  await settleAccounts(tx, { account }, person);
  const free = await freeMoney(tx, account);
  if (BigInt(d.amount) > free) throw await beyond(tx, 'ledger.more_than_free', { free });
  const entry = await newEntry(tx, 'due', person, d.reason);
  const day = new Date(Date.parse(`${d.day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const due = await insertDue(tx, { entry, account, occupation: null, kind: 'refund', from: d.day, to: day, dueOn: d.day, amount: BigInt(d.amount), corrects: null, origin: 'hand', note: d.reason });
  await settleAccounts(tx, { account }, person);
  const accounts = await counters(tx);
  return writeRefund(tx, { kind: 'overpaid', due, account, amount: d.amount, day: d.day, method: d.method, reference: d.reference, reason: d.reason, reverses: null, debit: accounts.refunds, credit: accounts[ARRIVES[d.method]] }, today, person);
}

/** Refunds of some accounts, the latest first; the deposits' own are among them. */
export async function readRefunds(tx: Tx, accounts: readonly string[]): Promise<(RefundRow & { accountId: string })[]> {
  const { rows } = await tx.raw(`select r.id, r.account_id as "accountId", r.year, r.no, r.paid_on as day, r.amount, r.method, r.reference, r.reason, r.reverses, v.id as "reversedBy", r.recorded_at as at, w.name as "recordedBy"
    from ledger_refund r left join ledger_refund v on v.commune_id = r.commune_id and v.reverses = r.id left join person w on w.id = r.recorded_by where r.commune_id = current_commune() and r.account_id = any (cast(:accounts as bigint[])) order by r.id desc`, { accounts: `{${accounts.join(',')}}` }) as
    { rows: (Omit<RefundRow, 'number' | 'recordedAt'> & { accountId: string; year: number; no: number; at: Date })[] };
  return rows.map(({ year, no, at, ...r }) => ({ ...r, number: receiptNumber('RB', year, no), recordedAt: at.toISOString() }));
}
