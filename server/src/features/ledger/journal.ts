import { receiptNumber, texts } from '@sommier/domain/ledger';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { type Sheet, type SheetCell, writeSheet, type SheetFormat } from '../../platform/sheets/index.ts';

interface Row { entry: string; day: string; recorded: string; debit: string; credit: string; amount: string; reference: string | null; payer: string | null; due: string | null; period_from: string | null; series: 'RC' | 'AN' | null; year: number | null; no: number | null; note: string | null }
type Words = (typeof texts)[Language];
/** What a workbook holds is 1,048,576 rows. */
const MOST = 1_000_000;

async function postings(tx: Tx, from: string, to: string, personal: boolean): Promise<Row[]> {
  const { rows } = await tx.raw(`select p.entry_id as entry, p.on_day as day, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as recorded, d.kind as debit, c.kind as credit, p.amount,
      o.reference, case when y.kind = 'legal' or cast(:personal as boolean) then y.name end as payer, u.kind as due, u.period_from, q.series, q.receipt_year as year, q.receipt_no as no, coalesce(u.note, q.reference, q.reason, e.note) as note
    from ledger_posting p join ledger_entry e on e.commune_id = p.commune_id and e.id = p.entry_id join ledger_account d on d.commune_id = p.commune_id and d.id = p.debit_id join ledger_account c on c.commune_id = p.commune_id and c.id = p.credit_id
      left join ledger_account a on a.commune_id = p.commune_id and a.kind = 'payer' and a.id in (p.debit_id, p.credit_id) left join occupation o on o.commune_id = p.commune_id and o.id = a.occupation_id
      left join party g on g.commune_id = a.commune_id and g.id = a.party_id left join party y on y.commune_id = p.commune_id and y.id = coalesce(g.merged_into, g.id)
      left join ledger_due u on u.commune_id = p.commune_id and u.id = p.due_id left join ledger_payment q on q.commune_id = p.commune_id and q.id = p.payment_id
    where p.commune_id = current_commune() and p.on_day >= cast(:from as date) and p.on_day < cast(:to as date) order by p.on_day, p.id`, { from, to, personal }) as { rows: Row[] };
  return rows;
}

const name = (t: Words, kind: string): string => t[`ledger.account.${kind}` as keyof Words] ?? kind;
/** A posting as two lines, the debited account first: so every entry, and the file, has as much on one side as on the other. */
function lines(t: Words, r: Row): SheetCell[][] {
  const about: SheetCell[] = [r.reference, r.payer, r.due === null ? null : `${t[`ledger.kind.${r.due}` as keyof Words] ?? r.due} ${r.period_from ?? ''}`.trim(),
    r.series !== null && r.year !== null && r.no !== null ? receiptNumber(r.series, r.year, r.no) : null, r.note];
  return [[r.entry, r.day, r.recorded, name(t, r.debit), r.amount, null, ...about], [r.entry, r.day, r.recorded, name(t, r.credit), null, r.amount, ...about]];
}

/** The sums of each account over the same days, and of all of them: what the accountant checks first. */
function balance(t: Words, rows: readonly Row[], about: { language: Language; currency: string }): Sheet {
  const sums = new Map<string, { debit: bigint; credit: bigint }>();
  const add = (kind: string, debit: bigint, credit: bigint): void => { const s = sums.get(kind) ?? { debit: 0n, credit: 0n }; sums.set(kind, { debit: s.debit + debit, credit: s.credit + credit }); };
  for (const r of rows) { const amount = BigInt(r.amount); add(r.debit, amount, 0n); add(r.credit, 0n, amount); }
  const all = [...sums.values()].reduce((a, s) => ({ debit: a.debit + s.debit, credit: a.credit + s.credit }), { debit: 0n, credit: 0n });
  const line = (head: string, s: { debit: bigint; credit: bigint }): SheetCell[] => [head, String(s.debit), String(s.credit), String(s.debit - s.credit)];
  return {
    name: t['ledger.journal.balance'], currency: about.currency, rightToLeft: about.language === 'ar',
    columns: [{ head: t['ledger.journal.account'], width: 30 }, ...(['debit', 'credit', 'rest'] as const).map((c) => ({ head: t[`ledger.journal.${c}`], kind: 'money' as const }))],
    rows: [...[...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, s]) => line(name(t, kind), s)), line(t['ledger.journal.total'], all)],
  };
}

/**
 * The journal of [from, to) by day of effect, as a file for the accountant: an account a line, debit or credit, names in the reader's language. A workbook
 * carries the sums by account on a second sheet. Throws `invalid` where a workbook could not hold it.
 */
export async function writeJournal(tx: Tx, from: string, to: string, format: SheetFormat, language: Language, currency: string, personal: boolean): Promise<Buffer> {
  const t = texts[language];
  const rows = await postings(tx, from, to, personal);
  if (format === 'xlsx' && rows.length * 2 > MOST) throw new AppError('invalid', 'more rows than a workbook holds', { issues: [{ path: 'query.format', message: 'csv' }] });
  const columns = (['entry', 'day', 'recorded', 'account', 'debit', 'credit', 'occupation', 'payer', 'object', 'receipt', 'note'] as const).map((c) => ({
    head: t[`ledger.journal.${c}`], ...(c === 'debit' || c === 'credit' ? { kind: 'money' as const } : c === 'day' ? { kind: 'day' as const } : {}), ...(c === 'payer' || c === 'note' || c === 'account' ? { width: 30 } : {}),
  }));
  return writeSheet({ name: t['ledger.journal'], currency, rightToLeft: language === 'ar', columns, rows: rows.flatMap((r) => lines(t, r)), notes: balance(t, rows, { language, currency }) }, format);
}
