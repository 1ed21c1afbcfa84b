import { candidates, settled } from '@sommier/domain/payments';
import { currencyExponent } from '@sommier/domain/shared';
import type { Method } from '@sommier/domain/ledger';
import type { Tx } from '../../platform/db/index.ts';
import { remember, remembered, STAGING_COLUMNS, type Batch, type ImportFormat, type MergeCounts, type Progress, type ReaderRefusal } from '../imports/index.ts';
import { today } from '../ledger/index.ts';
import { payLine, standUnallocated, takeBack } from './lines.store.ts';
import { claims, payables, wordsOf } from './payables.queries.ts';

interface Content { paid_on: string; amount: string; method?: Method; operation?: string; occupation?: string; payer?: string; label?: string; note?: string }

async function check(tx: Tx, stage: string): Promise<ReaderRefusal[]> {
  const { rows: late } = await tx.raw(`delete from ${stage} s where (s.content->>'paid_on')::date > cast(:day as date) returning row, content->>'paid_on' as value`, { day: await today(tx) }) as { rows: { row: number; value: string }[] };
  const { rows: changed } = await tx.raw(`delete from ${stage} s using payment_line l where l.commune_id = current_commune() and l.line_key = s.key and l.source_digest is distinct from s.digest returning s.row, s.key as value`) as { rows: { row: number; value: string }[] };
  return [...late.map(({ row, value }) => ({ row, column: 'paid_on', value, code: 'payment_in_future', params: {} })), ...changed.map(({ row, value }) => ({ row, column: 'operation', value, code: 'payment_changed', params: {} }))];
}

/** Every line becomes a payment on the account it is surely for, with its receipt, or waits for a person; a line known already changes nothing. */
async function merge(tx: Tx, stage: string, batch: Batch, progress: Progress): Promise<MergeCounts> {
  const { rows } = await tx.raw(`select s.key, s.digest, s.content, exists (select from payment_line l where l.commune_id = current_commune() and l.line_key = s.key) as known from ${stage} s order by s.row`) as { rows: { key: string; digest: string; content: Content; known: boolean }[] };
  const accounts = await payables(tx), noticed = await claims(tx);
  const counts = { inserted: 0, returned: 0, updated: 0, unchanged: 0, removed: 0, held: 0 };
  let done = 0;
  for (const { key, digest, content: c, known } of rows) {
    done += 1;
    if (done % 100 === 0) progress('merge', done, rows.length);
    if (known) { counts.unchanged += 1; continue; }
    counts.inserted += 1;
    const method = c.method ?? 'transfer';
    const list = candidates({ paidOn: c.paid_on, amount: BigInt(c.amount), reference: c.occupation ?? null, words: wordsOf(c.payer ?? null, c.label ?? null), text: [c.occupation, c.label, c.note].filter(Boolean).join(' ') }, accounts, noticed);
    const { rows: [line] } = await tx.raw(`insert into payment_line (commune_id, batch_id, line_key, paid_on, amount, method, reference, payer, note, state, candidates, source_digest)
      values (current_commune(), :batch, :key, :day, :amount, :method, :reference, :payer, :note, 'waiting', :candidates, :digest) returning id`, {
      batch: batch.id, key, day: c.paid_on, amount: c.amount, method, reference: (c.operation ?? c.occupation ?? null)?.slice(0, 200) ?? null, payer: c.payer?.slice(0, 300) ?? null, note: (c.label ?? c.note ?? null)?.slice(0, 1000) ?? null,
      candidates: JSON.stringify(list), digest }) as { rows: { id: string }[] };
    const stored = { id: line?.id ?? '', paidOn: c.paid_on, amount: c.amount, method, reference: (c.operation ?? c.label ?? null)?.slice(0, 200) ?? null, state: 'waiting', account: null, entry: null, batch: batch.id, waits: true };
    const sure = settled(list);
    if (sure !== null) {
      await payLine(tx, stored, sure.account, sure.by, batch.person, sure.due);
      // What it paid is no longer open to the next line.
      spend(accounts.find((a) => a.account === sure.account)?.dues, BigInt(c.amount));
    } else {
      counts.held += 1;
      await tx.raw('update payment_line set entry_id = :entry where commune_id = current_commune() and id = :id', { id: stored.id, entry: await standUnallocated(tx, stored, batch.person, false) });
    }
  }
  batch.notes['matched'] = counts.inserted - counts.held;
  batch.notes['waiting'] = counts.held;
  await remember(tx, batch);
  return counts;
}

function spend(dues: readonly { open: bigint }[] | undefined, amount: bigint): void {
  let left = amount;
  for (const d of (dues ?? []) as { open: bigint }[]) { const used = d.open < left ? d.open : left; d.open -= used; left -= used; }
}

/** Payments from a bank's or the treasury's file, idempotent by line. */
export const paymentsFormat: ImportFormat = {
  name: 'payments', permission: 'money.write', reader: new URL('../imports/register/reader-payments.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS, layer: () => 'payments',
  readerOptions: async (tx, commune) => ({ ...await remembered(tx, 'payments'), exponent: currencyExponent(commune.currency), currency: commune.currency }),
  check: (tx, stage) => check(tx, stage), merge, undo: (tx, batch) => takeBack(tx, batch.id, batch.person),
};
