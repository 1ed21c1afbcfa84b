import { receiptNumber, type AccountLine, type DueRow, type PaymentRow } from '@sommier/domain/ledger';
import type { PartyKind } from '@sommier/domain/parties';
import type { Tx } from '../../platform/db/index.ts';
import { payerName } from './accounts.queries.ts';

type Rows<T> = { rows: T[] };

const DUE = `select r.id, r.kind, r.period_from as "from", r.period_to as "to", r.due_on as "dueOn", r.amount + coalesce(c.amount, 0)::bigint as amount, coalesce(l.amount, 0)::bigint as paid,
    r.amount + coalesce(c.amount, 0)::bigint - coalesce(l.amount, 0)::bigint as open, c.amount is not null as corrected, r.origin, coalesce(c.note, r.note) as note
  from ledger_due r left join lateral (select sum(c.amount)::bigint as amount, string_agg(c.note, ' · ' order by c.id) as note from ledger_due c where c.commune_id = r.commune_id and c.corrects = r.id) c on true
    left join lateral (select sum(l.amount)::bigint as amount from ledger_allocation l where l.commune_id = r.commune_id and l.due_id = r.id) l on true
  where r.commune_id = current_commune() and r.corrects is null`;
/**
 * Dues of an account that are not paid in full, oldest first. All of them: sums and payments stand on these, and thirty years of a shop by the month are
 * more than a screen shows. @param most for a screen alone
 */
export const openDues = async (tx: Tx, account: string, most: number | null = null): Promise<DueRow[]> =>
  (await tx.raw(`select * from (${DUE} and r.account_id = :account) x where x.open <> 0 order by x."dueOn", x.id limit cast(:most as integer)`, { account, most }) as Rows<DueRow>).rows;
export const readDue = async (tx: Tx, id: string): Promise<(DueRow & { account: string }) | undefined> =>
  (await tx.raw(`select x.*, (select d.account_id from ledger_due d where d.commune_id = current_commune() and d.id = x.id) as account from (${DUE} and r.id = ?) x`, [id]) as Rows<DueRow & { account: string }>).rows[0];

type Stored = Omit<PaymentRow, 'receipt' | 'reversal' | 'recordedAt' | 'payer'> & { series: 'RC' | 'AN'; receipt_year: number; receipt_no: number; at: Date; party_kind: PartyKind | null; name: string | null };
const PAYMENT = `select p.id, p.account_id as "accountId", p.series, p.receipt_year, p.receipt_no, p.amount, p.paid_on as "paidOn", p.method, p.reference,
    case when p.reverses is not null or v.id is not null then 0 else p.amount - coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = p.commune_id and l.payment_id = p.id), 0) end::bigint as free,
    v.id as "reversedBy", p.reverses, coalesce(p.reason, v.reason) as reason, p.recorded_at as at, w.name as "recordedBy", y.kind as party_kind, y.name, o.reference as occupation, a.occupation_id as "occupationId"
  from ledger_payment p join ledger_account a on a.commune_id = p.commune_id and a.id = p.account_id left join ledger_payment v on v.commune_id = p.commune_id and v.reverses = p.id
    left join person w on w.id = p.recorded_by left join party g on g.commune_id = p.commune_id and g.id = a.party_id left join party y on y.commune_id = p.commune_id and y.id = coalesce(g.merged_into, g.id)
    left join occupation o on o.commune_id = p.commune_id and o.id = a.occupation_id
  where p.commune_id = current_commune()`;
const shape = (personal: boolean) => ({ series, receipt_year, receipt_no, at, party_kind, name, ...rest }: Stored): PaymentRow => ({
  ...rest, receipt: receiptNumber(series, receipt_year, receipt_no), reversal: rest.reverses !== null, recordedAt: at.toISOString(), payer: payerName(party_kind, name, personal),
});
export const accountPayments = async (tx: Tx, account: string, personal: boolean): Promise<PaymentRow[]> =>
  (await tx.raw(`${PAYMENT} and p.account_id = ? order by p.paid_on desc, p.id desc limit 400`, [account]) as Rows<Stored>).rows.map(shape(personal));
export const readPayment = async (tx: Tx, id: string, personal: boolean): Promise<PaymentRow | undefined> => (await tx.raw(`${PAYMENT} and p.id = ?`, [id]) as Rows<Stored>).rows.map(shape(personal))[0];

/** Payments by receipt, newest first, with their sum less what was reversed. */
export async function readPayments(tx: Tx, f: { from?: string | undefined; to?: string | undefined; page: number; size: number }, personal: boolean): Promise<{ total: number; sum: string; rows: PaymentRow[] }> {
  const when = `${f.from === undefined ? '' : ' and p.paid_on >= cast(:from as date)'}${f.to === undefined ? '' : ' and p.paid_on < cast(:to as date)'}`;
  const bindings = { ...(f.from === undefined ? {} : { from: f.from }), ...(f.to === undefined ? {} : { to: f.to }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total, coalesce(sum(case when p.reverses is null then p.amount else -p.amount end), 0)::text as sum from ledger_payment p where p.commune_id = current_commune()${when}`, bindings) as Rows<{ total: number; sum: string }>;
  const { rows } = await tx.raw(`${PAYMENT}${when} order by p.id desc limit :size offset :skip`, { ...bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Stored>;
  return { total: n?.total ?? 0, sum: n?.sum ?? '0', rows: rows.map(shape(personal)) };
}

interface Line { id: string; day: string; kind: AccountLine['kind']; from: string | null; to: string | null; series: 'RC' | 'AN' | null; receipt_year: number | null; receipt_no: number | null; note: string | null; debit: string | null; credit: string | null; balance: string }
/** The postings of an account by day with the balance after each; the page counts from the oldest. */
export async function accountLines(tx: Tx, account: string, f: { page: number; size: number; until?: string }): Promise<{ total: number; lines: AccountLine[] }> {
  const lines = `select p.id, p.on_day, p.due_id, p.payment_id, case when p.debit_id = :account then p.amount end as debit, case when p.credit_id = :account then p.amount end as credit
    from ledger_posting p where p.commune_id = current_commune() and (p.debit_id = :account or p.credit_id = :account)${f.until === undefined ? '' : ' and p.on_day <= cast(:until as date)'}`;
  const bindings = { account, ...(f.until === undefined ? {} : { until: f.until }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from (${lines}) x`, bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select x.id, x.on_day as day, coalesce(d.kind, case when y.reverses is null then 'payment' else 'reversal' end) as kind, d.period_from as "from", d.period_to as "to", y.series, y.receipt_year, y.receipt_no,
      coalesce(d.note, y.reason) as note, x.debit, x.credit, x.balance::text as balance
    from (select l.*, sum(coalesce(l.debit, 0) - coalesce(l.credit, 0)) over (order by l.on_day, l.id) as balance from (${lines}) l) x
      left join ledger_due d on d.commune_id = current_commune() and d.id = x.due_id left join ledger_payment y on y.commune_id = current_commune() and y.id = x.payment_id
    order by x.on_day, x.id limit :size offset :skip`, { ...bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Line>;
  return { total: n?.total ?? 0, lines: rows.map(({ series, receipt_year, receipt_no, ...l }) => ({ ...l, receipt: series !== null && receipt_year !== null && receipt_no !== null ? receiptNumber(series, receipt_year, receipt_no) : null })) };
}
