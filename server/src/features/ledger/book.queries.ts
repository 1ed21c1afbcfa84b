import { receiptNumber, texts, type Book, type BookLine, type BookPage } from '@sommier/domain/ledger';
import { texts as paperTexts } from '@sommier/domain/notices';
import type { PartyKind } from '@sommier/domain/parties';
import type { Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { writeSheet, type SheetFormat } from '../../platform/sheets/index.ts';
import { payerName } from './accounts.queries.ts';
import { counters } from './accounts.store.ts';

type Stored = Omit<BookLine, 'number' | 'recordedAt' | 'payer' | 'balance'> & { at: Date; series: 'RC' | 'AN' | 'RB' | null; year: number | null; no: number | null; party_kind: PartyKind | null; name: string | null; balance: string };
export interface BookQuery { book: Book; from: string; to: string; page: number; size: number }

/** The lines of a book in [from, to) by day, with what is in it after each; `opening` is what was in it before. */
export async function readBook(tx: Tx, q: BookQuery, personal: boolean): Promise<BookPage> {
  const account = (await counters(tx))[q.book];
  const bind = { account, from: q.from, to: q.to };
  const { rows: [sum] } = await tx.raw(`select coalesce(sum(case when p.debit_id = :account then p.amount else -p.amount end) filter (where p.on_day < cast(:from as date)), 0)::text as opening, count(*) filter (where p.on_day >= cast(:from as date))::integer as total,
      coalesce(sum(p.amount) filter (where p.on_day >= cast(:from as date) and p.debit_id = :account), 0)::text as came, coalesce(sum(p.amount) filter (where p.on_day >= cast(:from as date) and p.credit_id = :account), 0)::text as went
    from ledger_posting p where p.commune_id = current_commune() and (p.debit_id = :account or p.credit_id = :account) and p.on_day < cast(:to as date)`, bind) as { rows: { opening: string; total: number; came: string; went: string }[] };
  const opening = sum?.opening ?? '0', came = sum?.came ?? '0', went = sum?.went ?? '0';
  // The page is cut before names are looked up.
  const { rows } = await tx.raw(`select x.id, x.on_day as day, e.created_at as at, case when x.refund_id is not null then 'refund' when y.reverses is not null then 'reversal' when y.id is not null then 'payment' else 'other' end as kind,
      coalesce(y.series, case when r.id is not null then 'RB' end) as series, coalesce(y.receipt_year, r.year) as year, coalesce(y.receipt_no, r.no) as no, g.kind as party_kind, g.name, o.reference as occupation, a.id as "accountId", coalesce(y.method, r.method) as method,
      coalesce(y.reference, r.reference, y.reason, r.reason) as reference, w.name as by, x.came as "in", x.went as "out", (cast(:opening as bigint) + x.run)::text as balance
    from (select p.*, case when p.debit_id = :account then p.amount end as came, case when p.credit_id = :account then p.amount end as went, sum(case when p.debit_id = :account then p.amount else -p.amount end) over (order by p.on_day, p.id) as run
        from ledger_posting p where p.commune_id = current_commune() and (p.debit_id = :account or p.credit_id = :account) and p.on_day >= cast(:from as date) and p.on_day < cast(:to as date) order by p.on_day, p.id limit :size offset :skip) x
      join ledger_entry e on e.commune_id = x.commune_id and e.id = x.entry_id left join person w on w.id = e.created_by left join ledger_payment y on y.commune_id = x.commune_id and y.id = x.payment_id left join ledger_refund r on r.commune_id = x.commune_id and r.id = x.refund_id
      left join ledger_account a on a.commune_id = x.commune_id and a.id = coalesce(y.account_id, r.account_id) left join occupation o on o.commune_id = a.commune_id and o.id = a.occupation_id left join party n on n.commune_id = a.commune_id and n.id = a.party_id
      left join party g on g.commune_id = n.commune_id and g.id = coalesce(n.merged_into, n.id)
    order by x.on_day, x.id`, { ...bind, opening, size: q.size, skip: (q.page - 1) * q.size }) as { rows: Stored[] };
  return {
    book: q.book, from: q.from, to: q.to, opening, in: came, out: went, closing: String(BigInt(opening) + BigInt(came) - BigInt(went)), total: sum?.total ?? 0, series: await readSeries(tx, Number(q.from.slice(0, 4))),
    rows: rows.map(({ at, series, year, no, party_kind, name, ...l }) => ({ ...l, recordedAt: at.toISOString(), number: series !== null && year !== null && no !== null ? receiptNumber(series, year, no) : null, payer: payerName(party_kind, name, personal) })),
  };
}

/** What each series of numbers took in a year, and how many of them no paper carries. */
async function readSeries(tx: Tx, year: number): Promise<BookPage['series']> {
  const { rows } = await tx.raw(`select n.series, n.year, n.last, n.last - (case when n.series = 'RB' then (select count(*) from ledger_refund r where r.commune_id = n.commune_id and r.year = n.year and r.no between 1 and n.last)
      else (select count(*) from ledger_payment p where p.commune_id = n.commune_id and p.series = n.series and p.receipt_year = n.year and p.receipt_no between 1 and n.last) end)::integer as missing
    from ledger_number n where n.commune_id = current_commune() and n.series in ('RC','AN','RB') and n.year = ? order by n.series`, [year]) as { rows: BookPage['series'] };
  return rows;
}

/** The whole of a book in [from, to) as a table, the balance brought forward on its first line. */
export async function writeBook(tx: Tx, q: Omit<BookQuery, 'page' | 'size'>, format: SheetFormat, language: Language, currency: string, personal: boolean): Promise<Buffer> {
  const t = texts[language], methods = paperTexts[language];
  const { rows, opening } = await readBook(tx, { ...q, page: 1, size: 2_000_000 }, personal);
  return writeSheet({
    name: t[`ledger.book.${q.book}`], currency, rightToLeft: language === 'ar',
    columns: [{ head: t['ledger.journal.day'], kind: 'day' }, { head: t['ledger.book.number'] }, { head: t['ledger.journal.payer'], width: 30 }, { head: t['ledger.journal.occupation'] }, { head: t['ledger.book.method'] }, { head: t['ledger.book.reference'], width: 30 },
      { head: t['ledger.book.in'], kind: 'money' }, { head: t['ledger.book.out'], kind: 'money' }, { head: t['ledger.book.balance'], kind: 'money' }, { head: t['ledger.book.by'] }, { head: t['ledger.journal.recorded'] }],
    rows: [[q.from, null, t['ledger.book.opening'], null, null, null, null, null, opening, null, null],
      ...rows.map((l) => [l.day, l.number, l.payer, l.occupation, l.method === null ? null : methods[`notices.method.${l.method}`], l.reference, l.in, l.out, l.balance, l.by, l.recordedAt.slice(0, 16).replace('T', ' ')])],
  }, format);
}
