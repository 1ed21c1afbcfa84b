import type { z } from 'zod';
import type { DueKind, NewDue } from '@sommier/domain/ledger';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { beyond, counters, newEntry, type Counter } from './accounts.store.ts';
import { holdDeposit } from './deposits.store.ts';
import { readDue } from './lines.queries.ts';
import { settleAccounts } from './settle.store.ts';

/** The account each kind of due is earned on; a deposit is not earned, it is owed back. */
export const EARNED: Record<DueKind, Counter> = { rent: 'revenue', charges: 'charges', deposit: 'deposits', fee: 'fees', penalty: 'penalties', tax: 'tax', refund: 'refunds' };

interface Written { entry: string; account: string; occupation: string | null; kind: DueKind; from: string; to: string; dueOn: string; amount: bigint; corrects: string | null; origin: 'hand' | 'rule'; note: string | null; against?: Counter }
/** One due with its posting. Answers its id. */
export async function insertDue(tx: Tx, d: Written): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into ledger_due (commune_id, entry_id, account_id, occupation_id, kind, period_from, period_to, due_on, amount, corrects, origin, note)
    values (current_commune(), :entry, :account, :occupation, :kind, :from, :to, :dueOn, :amount, :corrects, :origin, :note) returning id`, { ...d, amount: String(d.amount) }) as { rows: { id: string }[] };
  const earned = (await counters(tx))[d.against ?? EARNED[d.kind]];
  const [debit, credit] = d.amount > 0n ? [d.account, earned] : [earned, d.account];
  await tx.raw('insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount, due_id) values (current_commune(), ?, ?, ?, ?, ?, ?)',
    [d.entry, d.dueOn, debit, credit, String(d.amount > 0n ? d.amount : -d.amount), row?.id ?? '']);
  return row?.id ?? '';
}

/** Adds a due by hand to the payer's account; free money goes against it at once. Answers its id. */
export async function addDue(tx: Tx, account: string, d: z.output<typeof NewDue>, person: string | null): Promise<string> {
  const entry = await newEntry(tx, 'due', person, d.note);
  const id = await insertDue(tx, { entry, account, occupation: d.occupationId, kind: d.kind, from: d.from, to: d.to, dueOn: d.dueOn, amount: BigInt(d.amount), corrects: null, origin: 'hand', note: d.note });
  await settleAccounts(tx, { account }, person);
  return id;
}

/** Takes a due back by a counter-entry of the same period; what was paid of it is free again. Throws `rule_refused` beyond what it comes to. `against`: what cannot be recovered is written off there, the tax stays earned. */
export async function cancelDue(tx: Tx, id: string, wanted: bigint | undefined, reason: string, person: string | null, against?: 'waived'): Promise<{ account: string; amount: bigint }> {
  const due = await readDue(tx, id);
  if (due === undefined) throw new AppError('not_found', `No due ${id}`);
  await tx.raw('select pg_advisory_xact_lock(current_commune(), hashtext(?))', [`ledger account ${due.account}`]);
  const owed = BigInt((await readDue(tx, id))?.amount ?? '0');
  const amount = wanted ?? owed;
  if (amount <= 0n || amount > owed) throw await beyond(tx, 'ledger.more_than_due', { due: owed });
  const { rows: [root] } = await tx.raw('select d.occupation_id as occupation, d.entry_id as entry from ledger_due d where d.commune_id = current_commune() and d.id = ?', [id]) as { rows: { occupation: string | null; entry: string }[] };
  const entry = await newEntry(tx, against === undefined ? 'cancel' : 'waiver', person, reason, root?.entry ?? null);
  await insertDue(tx, { entry, account: due.account, occupation: root?.occupation ?? null, kind: due.kind, from: due.from, to: due.to, dueOn: due.dueOn, amount: -amount, corrects: id, origin: 'hand', note: reason, ...(against === undefined ? {} : { against }) });
  await settleAccounts(tx, { account: due.account }, person);
  if (due.kind === 'deposit') await holdDeposit(tx, due.account);
  return { account: due.account, amount };
}
