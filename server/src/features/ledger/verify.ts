import type { LedgerCheck } from '@sommier/domain/ledger';
import type { Database, Scope, Tx } from '../../platform/db/index.ts';
import { FIGURES } from './accounts.queries.ts';

type Fault = LedgerCheck['faults'][number];
const SLICE = 20_000;
const SHOWN = 100;

/** What each check asks the database for: rows (subject, expected, found) that should not be. */
const CHECKS: Record<string, string> = {
  // One pass over dues and postings: looked up for each due, the journal of a whole city was read once for every line of it.
  due_posted: `select 'due:' || x.id as subject, x.amount::text as expected, coalesce(x.posted, 0)::text as found from (
      select d.id, d.amount, sum(case when p.debit_id = d.account_id then p.amount else -p.amount end)::bigint as posted from ledger_due d
      left join ledger_posting p on p.commune_id = d.commune_id and p.due_id = d.id where d.commune_id = current_commune() group by d.id, d.amount) x where x.posted is distinct from x.amount`,
  payment_posted: `select 'payment:' || x.id as subject, x.amount::text as expected, coalesce(x.posted, 0)::text as found from (
      select y.id, y.amount, sum(case when (p.credit_id = y.account_id) = (y.reverses is null) then p.amount else -p.amount end)::bigint as posted from ledger_payment y
      left join ledger_posting p on p.commune_id = y.commune_id and p.payment_id = y.id where y.commune_id = current_commune() group by y.id, y.amount) x where x.posted is distinct from x.amount`,
  receipt_gap: `select 'series:' || n.series || '-' || n.year as subject, n.last::text as expected, count(p.id)::text as found from ledger_number n
    left join ledger_payment p on p.commune_id = n.commune_id and p.series = n.series and p.receipt_year = n.year and p.receipt_no between 1 and n.last
    where n.commune_id = current_commune() and n.series in ('RC','AN') group by n.series, n.year, n.last having count(p.id) <> n.last`,
  refund_posted: `select 'refund:' || r.id as subject, r.amount::text as expected, coalesce(p.amount, 0)::text as found from ledger_refund r left join lateral (select sum(p.amount)::bigint as amount from ledger_posting p where p.commune_id = r.commune_id and p.entry_id = r.entry_id and p.refund_id = r.id) p on true
    where r.commune_id = current_commune() and p.amount is distinct from r.amount`,
  refund_gap: `select 'series:RB-' || n.year as subject, n.last::text as expected, count(r.id)::text as found from ledger_number n left join ledger_refund r on r.commune_id = n.commune_id and r.year = n.year and r.no between 1 and n.last
    where n.commune_id = current_commune() and n.series = 'RB' group by n.year, n.last having count(r.id) <> n.last`,
  deposit_overdrawn: `select 'account:' || x.account_id as subject, '0' as expected, sum(x.held)::text as found from (
      select d.account_id, l.amount as held from ledger_allocation l join ledger_due d on d.commune_id = l.commune_id and d.id = l.due_id where l.commune_id = current_commune() and d.kind = 'deposit'
      union all select p.account_id, case when p.reverses is null then -p.amount else p.amount end from ledger_payment p where p.commune_id = current_commune() and p.method = 'deposit'
      union all select r.account_id, case when r.reverses is null then -r.amount else r.amount end from ledger_refund r where r.commune_id = current_commune() and r.kind = 'deposit') x group by x.account_id having sum(x.held) < 0`,
  receipt_unknown: `select 'payment:' || p.id as subject, coalesce(n.last, 0)::text as expected, p.receipt_no::text as found from ledger_payment p
    left join ledger_number n on n.commune_id = p.commune_id and n.series = p.series and n.year = p.receipt_year where p.commune_id = current_commune() and p.receipt_no > coalesce(n.last, 0)`,
  due_overpaid: `select 'due:' || r.id as subject, r.owed::text as expected, r.paid::text as found from (
      select l.due_id as id, sum(l.amount) as paid, (select sum(d.amount) from ledger_due d where d.commune_id = current_commune() and (d.id = l.due_id or d.corrects = l.due_id)) as owed
      from ledger_allocation l where l.commune_id = current_commune() group by l.due_id) r where r.paid < 0 or r.paid > greatest(r.owed, 0)`,
  payment_overused: `select 'payment:' || p.id as subject, case when v.id is null then p.amount else 0 end::text as expected, l.used::text as found from ledger_payment p
    join (select l.payment_id, sum(l.amount) as used from ledger_allocation l where l.commune_id = current_commune() group by l.payment_id) l on l.payment_id = p.id
    left join ledger_payment v on v.commune_id = p.commune_id and v.reverses = p.id
    where p.commune_id = current_commune() and (l.used < 0 or l.used > case when v.id is null then p.amount else 0 end or p.reverses is not null and l.used <> 0)`,
  allocation_account: `select 'allocation:' || l.id as subject, p.account_id::text as expected, d.account_id::text as found from ledger_allocation l join ledger_payment p on p.commune_id = l.commune_id and p.id = l.payment_id
    join ledger_due d on d.commune_id = l.commune_id and d.id = l.due_id where l.commune_id = current_commune() and p.account_id <> d.account_id`,
};

/** The journal read from its first line to its last and added up here, not by the database. */
async function replay(db: Database, scope: Scope): Promise<{ postings: number; debits: bigint; credits: bigint; balances: Map<string, bigint> }> {
  const balances = new Map<string, bigint>();
  let postings = 0, debits = 0n, credits = 0n, after = '0';
  const add = (account: string, amount: bigint): void => { balances.set(account, (balances.get(account) ?? 0n) + amount); };
  for (;;) {
    const { rows } = await db.inCommune(scope, (tx) => tx.raw('select p.id, p.debit_id as debit, p.credit_id as credit, p.amount from ledger_posting p where p.commune_id = current_commune() and p.id > ? order by p.id limit ?', [after, SLICE])) as
      { rows: { id: string; debit: string; credit: string; amount: string }[] };
    for (const row of rows) {
      const amount = BigInt(row.amount);
      add(row.debit, amount); debits += amount;
      add(row.credit, -amount); credits += amount;
    }
    postings += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < SLICE) return { postings, debits, credits, balances };
    after = last.id;
  }
}

/** Balances as the screens read them, over all days to come. */
const shown = async (tx: Tx): Promise<Map<string, bigint>> => {
  const { rows } = await tx.raw(`select f.id, f.balance from (${FIGURES()}) f`, { day: '9999-12-31' }) as { rows: { id: string; balance: string }[] };
  return new Map(rows.map((r) => [r.id, BigInt(r.balance)]));
};

/**
 * Replays the whole journal and holds it to what the screens show: debits = credits, each payer's balance, every due and payment posted once with its
 * amount, receipts without a gap, nothing allocated beyond what is owed or paid.
 */
export async function verifyLedger(db: Database, scope: Scope): Promise<LedgerCheck> {
  const { postings, debits, credits, balances } = await replay(db, scope);
  return db.inCommune(scope, async (tx) => {
    const faults: Fault[] = [];
    if (debits !== credits) faults.push({ check: 'debits_credits', subject: 'journal', expected: String(debits), found: String(credits) });
    const total = [...balances.values()].reduce((a, b) => a + b, 0n);
    if (total !== 0n) faults.push({ check: 'balances_sum', subject: 'journal', expected: '0', found: String(total) });
    const seen = await shown(tx);
    for (const [account, balance] of seen) {
      const replayed = balances.get(account) ?? 0n;
      if (replayed !== balance) faults.push({ check: 'balance', subject: `account:${account}`, expected: String(replayed), found: String(balance) });
    }
    for (const [check, sql] of Object.entries(CHECKS)) {
      const { rows } = await tx.raw(`${sql} limit ${String(SHOWN)}`) as { rows: Omit<Fault, 'check'>[] };
      faults.push(...rows.map((r) => ({ check, subject: r.subject, expected: r.expected, found: r.found })));
    }
    const { rows: [n] } = await tx.raw(`select count(*)::integer as n from ledger_payment p where p.commune_id = current_commune()`) as { rows: { n: number }[] };
    return { green: faults.length === 0, accounts: seen.size, postings, debits: String(debits), credits: String(credits), receipts: n?.n ?? 0, faults: faults.slice(0, SHOWN) };
  });
}
