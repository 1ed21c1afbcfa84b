import { AppError } from '@sommier/domain/shared';
import type { Method } from '@sommier/domain/ledger';
import type { Tx } from '../../platform/db/index.ts';
import { counters, LINE_WAITS, recordPayment, reversePayment, settleAccounts, today } from '../ledger/index.ts';
import { openOfClaim } from './payables.queries.ts';

export interface Stored { id: string; paidOn: string; amount: string; method: Method; reference: string | null; state: string; account: string | null; entry: string | null; batch: string | null; waits: boolean }
const READ = `select l.id, l.paid_on as "paidOn", l.amount, l.method, l.reference, l.state, l.account_id as account, l.entry_id as entry, l.batch_id as batch, ${LINE_WAITS} as waits from payment_line l where l.commune_id = current_commune()`;
/** A line that waits, locked; one whose payment was reversed waits again. Throws `not_found`, or `conflict` when it is decided. */
export async function lockWaiting(tx: Tx, id: string): Promise<Stored> {
  const { rows: [l] } = await tx.raw(`${READ} and l.id = ? for update`, [id]) as { rows: Stored[] };
  if (l === undefined) throw new AppError('not_found', `No line ${id}`);
  if (!l.waits) throw new AppError('conflict', 'decided', { reason: 'payments.decided' });
  return l;
}
export const linesOfBatch = async (tx: Tx, batch: string): Promise<Stored[]> => (await tx.raw(`${READ} and l.batch_id = ? order by l.id for update`, [batch]) as { rows: Stored[] }).rows;

/** Money whose payer nobody knows yet: it is in the bank, and on the commune's account of money to identify. Back again with `back`. */
export async function standUnallocated(tx: Tx, l: Pick<Stored, 'id' | 'paidOn' | 'amount' | 'method'>, person: string | null, back: boolean): Promise<string> {
  const { bank, treasury, cash, unallocated } = await counters(tx);
  const there = l.method === 'cash' ? cash : l.method === 'treasury' ? treasury : bank;
  const { rows: [e] } = await tx.raw(`insert into ledger_entry (commune_id, kind, note, created_by) values (current_commune(), 'import', :note, :person) returning id`, { note: `payment_line:${l.id}`, person }) as { rows: { id: string }[] };
  const [debit, credit] = back ? [unallocated, there] : [there, unallocated];
  await tx.raw('insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount) values (current_commune(), ?, ?, ?, ?, ?)', [e?.id ?? '', l.paidOn, debit, credit, l.amount]);
  return e?.id ?? '';
}

/** Records the payment of a line on an account: from the bank, or from the money to identify when it already stands there. With a claim quoted, what is open of it is paid first. */
export async function payLine(tx: Tx, l: Stored, account: string, by: 'reference' | 'amount' | 'person', person: string | null, due?: string): Promise<void> {
  const against = due === undefined ? [] : await openOfClaim(tx, account, due, BigInt(l.amount));
  await recordPayment(tx, { accountId: account, amount: l.amount, paidOn: l.paidOn, method: l.method, reference: l.reference, ...(against.length === 0 ? {} : { against }) }, await today(tx), person, { ...(l.batch === null ? {} : { batch: l.batch }), line: l.id, ...(l.entry === null ? {} : { from: 'unallocated' as const }) });
  if (against.length > 0) await settleAccounts(tx, { account }, person);
  await tx.raw(`update payment_line set state = 'matched', matched_by = :by, account_id = :account, decided_by = :person, decided_at = now() where commune_id = current_commune() and id = :id`, { id: l.id, by, account, person });
}

export async function setAside(tx: Tx, l: Stored, reason: string, person: string | null): Promise<void> {
  if (l.entry !== null) await standUnallocated(tx, l, person, true);
  await tx.raw(`update payment_line set state = 'set_aside', reason = :reason, decided_by = :person, decided_at = now() where commune_id = current_commune() and id = :id`, { id: l.id, reason, person });
}

/** Takes a batch back by counter-entries: its payments are reversed, its waiting money leaves the books, its lines may come again. */
export async function takeBack(tx: Tx, batch: string, person: string | null): Promise<void> {
  const day = await today(tx);
  for (const l of await linesOfBatch(tx, batch)) {
    if (l.state === 'matched' && !l.waits) {
      const { rows } = await tx.raw(`select p.id from ledger_payment p where p.commune_id = current_commune() and p.line_id = ? and p.reverses is null and not exists (select from ledger_payment v where v.commune_id = p.commune_id and v.reverses = p.id)`, [l.id]) as { rows: { id: string }[] };
      for (const p of rows) await reversePayment(tx, p.id, `import ${batch}`, day, person);
      // The counter-entry gave the money back to the account of money to identify: from there it leaves too.
      if (rows.length > 0 && l.entry !== null) await standUnallocated(tx, l, person, true);
    } else if (l.waits && l.entry !== null) await standUnallocated(tx, l, person, true);
  }
  await tx.raw('delete from payment_line where commune_id = current_commune() and batch_id = ?', [batch]);
}
