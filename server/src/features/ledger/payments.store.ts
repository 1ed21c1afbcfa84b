import { checkTold, type ALL_METHODS, type NewPayment } from '@sommier/domain/ledger';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { counters, newEntry, nextNumber, type Counter } from './accounts.store.ts';
import { holdDeposit } from './deposits.store.ts';
import { openDues } from './lines.queries.ts';
import { settleAccounts } from './settle.store.ts';

/** Where money of each kind arrives. */
type Method = (typeof ALL_METHODS)[number];
export const ARRIVES: Record<Method, Counter> = { cash: 'cash', cheque: 'bank', transfer: 'bank', card: 'bank', mobile: 'bank', treasury: 'treasury', other: 'bank', deposit: 'deposits' };

/** Where a payment comes from, when it came by a file. `from` is the account its money already stands on (unallocated). */
export interface Source { batch?: string; line?: string; from?: Counter }

/** One writer at a time on an account: what is open is read and set against in one piece. */
export async function lockAccount(tx: Tx, account: string): Promise<void> {
  const { rows } = await tx.raw(`select a.id from ledger_account a where a.commune_id = current_commune() and a.id = ? and a.kind = 'payer'`, [account]) as { rows: unknown[] };
  if (rows.length === 0) throw new AppError('not_found', `No account ${account}`);
  await tx.raw('select pg_advisory_xact_lock(current_commune(), hashtext(?))', [`ledger account ${account}`]);
}

/**
 * Records a payment with its receipt, the next of the year in which it is recorded, and sets it against dues. Throws `rule_refused` for a day to
 * come, and where the payer's word does not fit what is open. Answers the payment's id.
 */
export async function recordPayment(tx: Tx, p: Omit<NewPayment, 'method'> & { method: Method }, today: string, person: string | null, source: Source = {}): Promise<string> {
  if (p.paidOn > today) throw new AppError('rule_refused', 'a payment of a day to come', { reason: 'ledger.paid_in_future', day: p.paidOn });
  await lockAccount(tx, p.accountId);
  const amount = BigInt(p.amount);
  const told = p.against?.map((a) => ({ due: a.dueId, amount: BigInt(a.amount) }));
  if (told !== undefined) {
    const fault = checkTold(told, (await openDues(tx, p.accountId)).map((d) => ({ id: d.id, dueOn: d.dueOn, open: BigInt(d.open) })), amount);
    if (fault !== null) throw new AppError('rule_refused', fault.kind, { reason: `ledger.${fault.kind}`, ...Object.fromEntries(Object.entries(fault).map(([k, v]) => [k, String(v)])) });
  }
  const accounts = await counters(tx);
  const entry = await newEntry(tx, source.batch === undefined ? 'payment' : 'import', person);
  const year = Number(today.slice(0, 4));
  const { rows: [paid] } = await tx.raw(`insert into ledger_payment (commune_id, entry_id, account_id, amount, paid_on, method, reference, series, receipt_year, receipt_no, batch_id, line_id, recorded_by)
    values (current_commune(), :entry, :account, :amount, :day, :method, :reference, 'RC', :year, :no, :batch, :line, :person) returning id`,
  { entry, account: p.accountId, amount: p.amount, day: p.paidOn, method: p.method, reference: p.reference, year, no: await nextNumber(tx, 'RC', year), batch: source.batch ?? null, line: source.line ?? null, person }) as { rows: { id: string }[] };
  const id = paid?.id ?? '';
  await tx.raw('insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount, payment_id) values (current_commune(), ?, ?, ?, ?, ?, ?)',
    [entry, p.paidOn, accounts[source.from ?? ARRIVES[p.method]], p.accountId, p.amount, id]);
  if (told === undefined) await settleAccounts(tx, { account: p.accountId }, person);
  else if (told.length > 0) {
    await tx.raw(`insert into ledger_allocation (commune_id, entry_id, payment_id, due_id, amount, on_day)
      select current_commune(), :entry, :id, t.due, sum(t.amount)::bigint, cast(:day as date) from unnest(cast(:dues as bigint[]), cast(:amounts as bigint[])) as t(due, amount) group by t.due`,
    { entry, id, day: p.paidOn, dues: told.map((t) => t.due), amounts: told.map((t) => String(t.amount)) });
  }
  return id;
}

/** Takes a payment back: a counter-entry of today, its allocations undone, the receipt kept. Throws `not_found`, or `conflict` when it is already reversed. */
export async function reversePayment(tx: Tx, id: string, reason: string, today: string, person: string | null): Promise<{ id: string; account: string; amount: string }> {
  const { rows: [p] } = await tx.raw(`select p.account_id as account, p.amount, p.method, p.entry_id as entry, p.paid_on as day, p.reverses, p.line_id as line from ledger_payment p where p.commune_id = current_commune() and p.id = ?`, [id]) as
    { rows: { account: string; amount: string; method: Method; entry: string; day: string; reverses: string | null; line: string | null }[] };
  if (p === undefined) throw new AppError('not_found', `No payment ${id}`);
  await lockAccount(tx, p.account);
  const { rows: before } = await tx.raw('select v.id from ledger_payment v where v.commune_id = current_commune() and v.reverses = ?', [id]) as { rows: unknown[] };
  if (p.reverses !== null || before.length > 0) throw new AppError('conflict', 'already reversed', { reason: 'ledger.already_reversed' });
  const entry = await newEntry(tx, 'reversal', person, reason, p.entry);
  const year = Number(today.slice(0, 4));
  // Never before the payment itself, so that no day shows money taken back that had not come.
  const day = today < p.day ? p.day : today;
  const { rows: [v] } = await tx.raw(`insert into ledger_payment (commune_id, entry_id, account_id, amount, paid_on, method, series, receipt_year, receipt_no, reverses, reason, recorded_by)
    values (current_commune(), :entry, :account, :amount, :day, :method, 'AN', :year, :no, :id, :reason, :person) returning id`,
  { entry, account: p.account, amount: p.amount, day, method: p.method, year, no: await nextNumber(tx, 'AN', year), id, reason, person }) as { rows: { id: string }[] };
  // Found by its account and day, which have an index: by the payment alone the whole journal of the commune would be read.
  await tx.raw(`insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount, payment_id)
    select current_commune(), :entry, cast(:day as date), p.credit_id, p.debit_id, p.amount, :reversal from ledger_posting p where p.commune_id = current_commune() and p.credit_id = :account and p.on_day = cast(:paid as date) and p.payment_id = :id`,
  { entry, day, reversal: v?.id ?? '', id, account: p.account, paid: p.day });
  await tx.raw(`insert into ledger_allocation (commune_id, entry_id, payment_id, due_id, amount, on_day)
    select current_commune(), :entry, l.payment_id, l.due_id, -sum(l.amount)::bigint, cast(:day as date) from ledger_allocation l where l.commune_id = current_commune() and l.payment_id = :id group by l.payment_id, l.due_id having sum(l.amount) <> 0`, { entry, day, id });
  // Advances of the account take the place of the money that went.
  await settleAccounts(tx, { account: p.account }, person);
  await holdDeposit(tx, p.account);
  return { id: v?.id ?? '', account: p.account, amount: p.amount };
}
