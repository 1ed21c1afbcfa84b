import { receiptNumber, type DepositRetention, type DepositReturn, type DepositSheet, type RefundRow } from '@sommier/domain/ledger';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { beyond, counters, newEntry, nextNumber } from './accounts.store.ts';
import { cancelDue } from './dues.store.ts';
import { openDues } from './lines.queries.ts';
import { ARRIVES, lockAccount, recordPayment } from './payments.store.ts';

interface Sums { agreed: string | null; asked: string; received: string; retained: string; returned: string }
type Stored = Omit<RefundRow, 'number' | 'recordedAt'> & { year: number; no: number; at: Date };
/** The deposit of a payer's account with what went out of it; undefined where there is no such account. */
export async function readDeposit(tx: Tx, account: string): Promise<DepositSheet | undefined> {
  const { rows: [s] } = await tx.raw(`select o.deposit_minor::text as agreed, d.asked::text as asked, d.received::text as received,
      coalesce((select sum(case when p.reverses is null then p.amount else -p.amount end) from ledger_payment p where p.commune_id = a.commune_id and p.account_id = a.id and p.method = 'deposit'), 0)::text as retained,
      coalesce((select sum(case when r.reverses is null then r.amount else -r.amount end) from ledger_refund r where r.commune_id = a.commune_id and r.account_id = a.id and r.kind = 'deposit'), 0)::text as returned
    from ledger_account a left join occupation o on o.commune_id = a.commune_id and o.id = a.occupation_id
      cross join lateral (select coalesce(sum(d.amount), 0) as asked, coalesce(sum((select sum(l.amount) from ledger_allocation l where l.commune_id = d.commune_id and l.due_id = d.id)), 0) as received
        from ledger_due d where d.commune_id = a.commune_id and d.account_id = a.id and d.kind = 'deposit') d
    where a.commune_id = current_commune() and a.id = ? and a.kind = 'payer'`, [account]) as { rows: Sums[] };
  if (s === undefined) return undefined;
  const { rows } = await tx.raw(`select r.id, r.year, r.no, r.paid_on as day, r.amount, r.method, r.reference, r.reason, r.reverses, v.id as "reversedBy", r.recorded_at as at, w.name as "recordedBy"
    from ledger_refund r left join ledger_refund v on v.commune_id = r.commune_id and v.reverses = r.id left join person w on w.id = r.recorded_by where r.commune_id = current_commune() and r.account_id = ? and r.kind = 'deposit' order by r.id desc`, [account]) as { rows: Stored[] };
  return {
    ...s, held: String(BigInt(s.received) - BigInt(s.retained) - BigInt(s.returned)), open: String(BigInt(s.asked) - BigInt(s.received)),
    refunds: rows.map(({ year, no, at, ...r }) => ({ ...r, number: receiptNumber('RB', year, no), recordedAt: at.toISOString() })),
  };
}

const heldOf = async (tx: Tx, account: string): Promise<bigint> => BigInt((await readDeposit(tx, account))?.held ?? '0');
/** After what takes money off a deposit's dues: refuses where more of it is gone than was received. */
export async function holdDeposit(tx: Tx, account: string): Promise<void> {
  if (await heldOf(tx, account) < 0n) throw new AppError('rule_refused', 'the deposit is gone', { reason: 'ledger.deposit_gone' });
}
async function within(tx: Tx, account: string, amount: bigint): Promise<void> {
  const held = await heldOf(tx, account);
  if (amount > held) throw await beyond(tx, 'ledger.more_than_held', { held });
}
export const dayPast = (day: string, today: string): void => { if (day > today) throw new AppError('rule_refused', 'a day to come', { reason: 'ledger.paid_in_future', day }); };

/** Money given back: what the commune owes of the deposit falls, and leaves the till or the bank. Answers the refund's id. */
export async function returnDeposit(tx: Tx, account: string, d: DepositReturn, today: string, person: string | null): Promise<string> {
  dayPast(d.day, today);
  await lockAccount(tx, account);
  await within(tx, account, BigInt(d.amount));
  const accounts = await counters(tx);
  return writeRefund(tx, { kind: 'deposit', due: null, account, amount: d.amount, day: d.day, method: d.method, reference: d.reference, reason: d.reason, reverses: null, debit: accounts.deposits, credit: accounts[ARRIVES[d.method]] }, today, person);
}

interface Refund { kind: 'deposit' | 'overpaid'; due: string | null; account: string; amount: string; day: string; method: DepositReturn['method']; reference: string | null; reason: string; reverses: string | null; debit: string; credit: string }
/** Writes money that leaves, under the next number of its series, with its posting. Answers its id. */
export async function writeRefund(tx: Tx, r: Refund, today: string, person: string | null): Promise<string> {
  const entry = await newEntry(tx, 'refund', person, r.reason);
  const year = Number(today.slice(0, 4));
  const { rows: [row] } = await tx.raw(`insert into ledger_refund (commune_id, entry_id, kind, due_id, account_id, amount, paid_on, method, reference, year, no, reverses, reason, recorded_by)
    values (current_commune(), :entry, :kind, :due, :account, :amount, :day, :method, :reference, :year, :no, :reverses, :reason, :person) returning id`, { ...r, entry, year, no: await nextNumber(tx, 'RB', year), person }) as { rows: { id: string }[] };
  await tx.raw('insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount, refund_id) values (current_commune(), ?, ?, ?, ?, ?, ?)', [entry, r.day, r.debit, r.credit, r.amount, row?.id ?? '']);
  return row?.id ?? '';
}

/** Takes a return back by a counter-entry of today. Throws `not_found`, or `conflict` when it already is one. */
export async function reverseRefund(tx: Tx, id: string, reason: string, today: string, person: string | null): Promise<{ account: string; amount: string }> {
  const { rows: [r] } = await tx.raw(`select r.kind, r.due_id as due, r.account_id as account, r.amount, r.method, r.paid_on as day, r.reference, r.reverses, p.debit_id as debit, p.credit_id as credit from ledger_refund r
    join ledger_posting p on p.commune_id = r.commune_id and p.entry_id = r.entry_id and p.refund_id = r.id where r.commune_id = current_commune() and r.id = ?`, [id]) as { rows: (Omit<Refund, 'reason'>)[] };
  if (r === undefined) throw new AppError('not_found', `No refund ${id}`);
  await lockAccount(tx, r.account);
  const { rows: before } = await tx.raw('select v.id from ledger_refund v where v.commune_id = current_commune() and v.reverses = ?', [id]) as { rows: unknown[] };
  if (r.reverses !== null || before.length > 0) throw new AppError('conflict', 'already reversed', { reason: 'ledger.already_reversed' });
  // The order to give back goes too: the money is the payer's again, free for what he owes.
  if (r.due !== null) await cancelDue(tx, r.due, undefined, reason, person);
  await writeRefund(tx, { ...r, reason, reverses: id, day: today < r.day ? r.day : today, debit: r.credit, credit: r.debit }, today, person);
  return { account: r.account, amount: r.amount };
}

/** Pays what is owed besides the deposit out of it, oldest first. Throws `rule_refused` beyond what is held or owed. Answers the payment's id. */
export async function retainDeposit(tx: Tx, account: string, d: DepositRetention, today: string, person: string | null): Promise<string> {
  await lockAccount(tx, account);
  await within(tx, account, BigInt(d.amount));
  let left = BigInt(d.amount);
  const owing = (await openDues(tx, account)).filter((x) => x.kind !== 'deposit' && BigInt(x.open) > 0n);
  const against = owing.flatMap((x) => {
    const part = BigInt(x.open) < left ? BigInt(x.open) : left;
    left -= part;
    return part === 0n ? [] : [{ dueId: x.id, amount: String(part) }];
  });
  if (left > 0n) throw await beyond(tx, 'ledger.more_than_owed', { owed: BigInt(d.amount) - left });
  return recordPayment(tx, { accountId: account, amount: d.amount, paidOn: d.day, method: 'deposit', reference: d.reason, against }, today, person);
}
