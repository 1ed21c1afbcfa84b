import { receiptNumber, texts } from '@sommier/domain/ledger';
import type { Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { type SheetCell, writeSheet, type SheetFormat } from '../../platform/sheets/index.ts';

interface Row { entry: string; day: string; recorded: string; debit: string; credit: string; amount: string; reference: string | null; payer: string | null; due: string | null; period_from: string | null; series: 'RC' | 'AN' | null; year: number | null; no: number | null; note: string | null }

/** The journal of [from, to) by day of effect, as a file for the accountant: one line a posting, account names in the reader's language. */
export async function writeJournal(tx: Tx, from: string, to: string, format: SheetFormat, language: Language, currency: string, personal: boolean): Promise<Buffer> {
  const t = texts[language];
  const account = (alias: string): string => `case when ${alias}.kind = 'payer' then 'payer' else ${alias}.kind end`;
  const { rows } = await tx.raw(`select p.entry_id as entry, p.on_day as day, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as recorded, ${account('d')} as debit, ${account('c')} as credit, p.amount,
      o.reference, case when y.kind = 'legal' or cast(:personal as boolean) then y.name end as payer, u.kind as due, u.period_from, q.series, q.receipt_year as year, q.receipt_no as no, coalesce(u.note, q.reference, q.reason, e.note) as note
    from ledger_posting p join ledger_entry e on e.commune_id = p.commune_id and e.id = p.entry_id join ledger_account d on d.commune_id = p.commune_id and d.id = p.debit_id join ledger_account c on c.commune_id = p.commune_id and c.id = p.credit_id
      left join ledger_account a on a.commune_id = p.commune_id and a.kind = 'payer' and a.id in (p.debit_id, p.credit_id) left join occupation o on o.commune_id = p.commune_id and o.id = a.occupation_id
      left join party g on g.commune_id = a.commune_id and g.id = a.party_id left join party y on y.commune_id = p.commune_id and y.id = coalesce(g.merged_into, g.id)
      left join ledger_due u on u.commune_id = p.commune_id and u.id = p.due_id left join ledger_payment q on q.commune_id = p.commune_id and q.id = p.payment_id
    where p.commune_id = current_commune() and p.on_day >= cast(:from as date) and p.on_day < cast(:to as date) order by p.on_day, p.id`, { from, to, personal }) as { rows: Row[] };
  const name = (kind: string): string => t[`ledger.account.${kind}` as keyof typeof t] ?? kind;
  return writeSheet({
    name: t['ledger.journal'], currency, rightToLeft: language === 'ar',
    columns: (['entry', 'day', 'recorded', 'debit', 'credit', 'amount', 'occupation', 'payer', 'object', 'receipt', 'note'] as const).map((c) => ({
      head: t[`ledger.journal.${c}`], ...(c === 'amount' ? { kind: 'money' as const } : c === 'day' ? { kind: 'day' as const } : {}), ...(c === 'payer' || c === 'note' ? { width: 30 } : {}),
    })),
    rows: rows.map((r): SheetCell[] => [r.entry, r.day, r.recorded, name(r.debit), name(r.credit), r.amount, r.reference, r.payer,
      r.due === null ? null : `${t[`ledger.kind.${r.due}` as keyof typeof t] ?? r.due} ${r.period_from ?? ''}`.trim(), r.series !== null && r.year !== null && r.no !== null ? receiptNumber(r.series, r.year, r.no) : null, r.note]),
  }, format);
}
