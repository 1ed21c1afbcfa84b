import type { AccountLine, DueRow, PaymentRow } from '@sommier/domain/ledger';
import type { Tx } from '../../platform/db/index.ts';
import { accountLines, readPayment } from '../ledger/index.ts';

/** What every paper says of its account. Names are whole: the paper goes to the person herself. */
export interface AccountFacts {
  id: string; reference: string | null; occupation: string | null; payer: string | null; payerAr: string | null; address: string | null; unit: string | null; unitName: string | null; unitNameAr: string | null; unitAddress: string | null;
}
export interface CommuneFacts { name: string; nameAr: string | null; currency: string; today: string }
export interface Covered { kind: string; from: string; to: string; amount: string }

export const communeFacts = async (tx: Tx): Promise<CommuneFacts> =>
  (await tx.raw(`select c.name, c.name_ar as "nameAr", c.currency, to_char(now() at time zone c.timezone, 'YYYY-MM-DD') as today from commune c where c.id = current_commune()`) as { rows: [CommuneFacts] }).rows[0];

/** Accounts by id, in the order of their ids. */
export async function accountFacts(tx: Tx, ids: readonly string[]): Promise<AccountFacts[]> {
  const { rows } = await tx.raw(`select a.id, o.reference, a.occupation_id as occupation, p.name as payer, p.name_ar as "payerAr",
      (select i.value from party_identifier i where i.commune_id = a.commune_id and i.party_id = p.id and i.kind = 'address' order by i.id desc limit 1) as address, u.code as unit, u.name as "unitName", u.name_ar as "unitNameAr", u.address as "unitAddress"
    from ledger_account a left join occupation o on o.commune_id = a.commune_id and o.id = a.occupation_id
      left join party g on g.commune_id = a.commune_id and g.id = a.party_id left join party p on p.commune_id = a.commune_id and p.id = coalesce(g.merged_into, g.id)
      left join lateral (select t.code, t.name, t.name_ar, t.address from occupation_unit ou join asset t on t.commune_id = ou.commune_id and t.id = ou.asset_id where ou.commune_id = a.commune_id and ou.occupation_id = a.occupation_id order by t.code limit 1) u on true
    where a.commune_id = current_commune() and a.kind = 'payer' and a.id = any(cast(:ids as bigint[])) order by a.id`, { ids }) as { rows: AccountFacts[] };
  return rows;
}

/** Open dues a notice names: payable by `until`. */
export const duesUntil = async (tx: Tx, account: string, until: string): Promise<DueRow[]> => (await duesOfMany(tx, [account], until)).get(account) ?? [];

/** The open dues of many accounts, by account: one query for a slice of a batch. */
export async function duesOfMany(tx: Tx, accounts: readonly string[], until: string): Promise<Map<string, DueRow[]>> {
  const { rows } = await tx.raw(`select * from (select r.account_id as account, r.id, r.kind, r.period_from as "from", r.period_to as "to", r.due_on as "dueOn", r.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = r.commune_id and c.corrects = r.id), 0)::bigint as amount,
      coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = r.commune_id and l.due_id = r.id), 0)::bigint as paid, r.origin, r.note
    from ledger_due r where r.commune_id = current_commune() and r.corrects is null and r.account_id = any(cast(:accounts as bigint[])) and r.due_on <= cast(:until as date)) x where x.amount > x.paid order by x.account, x."dueOn", x.id`, { accounts, until }) as
    { rows: (Omit<DueRow, 'open' | 'corrected'> & { account: string })[] };
  const found = new Map<string, DueRow[]>();
  for (const { account, ...d } of rows) {
    const list = found.get(account) ?? [];
    list.push({ ...d, open: String(BigInt(d.amount) - BigInt(d.paid)), corrected: false });
    found.set(account, list);
  }
  return found;
}

/** Accounts of occupations a batch is for (taxes have letters of their own, in `collection`), with what each would be asked, by the age of the oldest unpaid due. */
export async function batchAccounts(tx: Tx, f: { until: string; olderThan: number; least: string; kind: 'notice' | 'reminder'; today: string }): Promise<{ id: string; amount: string }[]> {
  const { rows } = await tx.raw(`select x.account_id as id, sum(x.open)::text as amount from (
      select r.account_id, r.due_on, r.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = r.commune_id and c.corrects = r.id), 0) - coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = r.commune_id and l.due_id = r.id), 0) as open
      from ledger_due r join ledger_account a on a.commune_id = r.commune_id and a.id = r.account_id where r.commune_id = current_commune() and r.corrects is null and a.occupation_id is not null and r.due_on <= cast(:until as date)) x
    where x.open > 0 group by x.account_id having sum(x.open) >= cast(:least as bigint) and (:kind = 'notice' or min(x.due_on) <= cast(:today as date) - cast(:older as integer)) order by x.account_id`,
  { until: f.until, least: f.least, kind: f.kind, older: f.olderThan, today: f.today }) as { rows: { id: string; amount: string }[] };
  return rows;
}

export interface StatementFacts { opening: string; lines: AccountLine[]; debit: bigint; credit: bigint; closing: string }
/** Lines of an account from a day on, with the balance brought forward; at most 2,000. */
export async function statementFacts(tx: Tx, account: string, from: string | undefined, until: string): Promise<StatementFacts> {
  const { lines } = await accountLines(tx, account, { page: 1, size: 2000, until });
  const before = from === undefined ? [] : lines.filter((l) => l.day < from), shown = from === undefined ? lines : lines.filter((l) => l.day >= from);
  const sum = (side: 'debit' | 'credit'): bigint => shown.reduce((n, l) => n + BigInt(l[side] ?? '0'), 0n);
  return { opening: before.at(-1)?.balance ?? '0', lines: shown, debit: sum('debit'), credit: sum('credit'), closing: lines.at(-1)?.balance ?? '0' };
}

export interface ReceiptFacts { payment: PaymentRow; covers: Covered[]; rest: string }
/** A payment with the dues it was set against and what the account still owes on the day. */
export async function receiptFacts(tx: Tx, payment: string, today: string): Promise<ReceiptFacts | undefined> {
  const row = await readPayment(tx, payment, true);
  if (row === undefined) return undefined;
  const { rows: covers } = await tx.raw(`select d.kind, d.period_from as "from", d.period_to as "to", sum(l.amount)::text as amount from ledger_allocation l join ledger_due d on d.commune_id = l.commune_id and d.id = l.due_id
    where l.commune_id = current_commune() and l.payment_id = ? group by d.id, d.kind, d.period_from, d.period_to, d.due_on having sum(l.amount) <> 0 order by d.due_on, d.id limit 200`, [payment]) as { rows: Covered[] };
  const rest = (await duesUntil(tx, row.accountId, today)).reduce((n, d) => n + BigInt(d.open), 0n);
  return { payment: row, covers, rest: String(rest) };
}
