import type { Tx } from '../../platform/db/index.ts';
import { newEntry } from './accounts.store.ts';

/** A due with its corrections, and what of it is paid: `owed` and `paid` in minor units. Read by its first due's id. */
export const ROOTS = (accounts: string): string => `select r.id, r.account_id, r.due_on, r.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = current_commune() and c.corrects = r.id), 0)::bigint as owed,
    coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = current_commune() and l.due_id = r.id), 0)::bigint as paid
  from ledger_due r where r.commune_id = current_commune() and r.corrects is null and r.account_id in (${accounts})`;
/** Payments with what of them is free; a reversed one and a reversal have nothing free. */
export const MONEY = (accounts: string): string => `select p.id, p.account_id, p.paid_on, p.amount - coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = current_commune() and l.payment_id = p.id), 0)::bigint as free
  from ledger_payment p where p.commune_id = current_commune() and p.reverses is null and p.account_id in (${accounts})
    and not exists (select from ledger_payment v where v.commune_id = p.commune_id and v.reverses = p.id)`;

/** Takes back what is set against dues that are no longer that much, the latest payments first. */
const RELEASE = (accounts: string, entry: string): string => `
  insert into ledger_allocation (commune_id, entry_id, payment_id, due_id, amount, on_day)
  select current_commune(), ${entry}, s.payment_id, s.due_id, -least(s.amount, s.over - s.before), s.on_day from (
    select n.*, o.paid - greatest(o.owed, 0) as over, coalesce(sum(n.amount) over (partition by n.due_id order by n.payment_id desc rows between unbounded preceding and 1 preceding), 0) as before
    from (${ROOTS(accounts)}) o join lateral (
      select l.payment_id, l.due_id, sum(l.amount)::bigint as amount, max(l.on_day) as on_day from ledger_allocation l where l.commune_id = current_commune() and l.due_id = o.id
      group by l.payment_id, l.due_id having sum(l.amount) > 0) n on true
    where o.paid > greatest(o.owed, 0)) s
  where s.over > s.before`;

/** Oldest money against oldest dues: both laid end to end on a line for each account, and cut where they meet (`allocateOldest` in the domain). */
const ALLOCATE = (accounts: string, entry: string): string => `
  insert into ledger_allocation (commune_id, entry_id, payment_id, due_id, amount, on_day)
  select current_commune(), ${entry}, m.id, d.id, least(m.upto, d.upto) - greatest(m.upto - m.free, d.upto - d.open), m.paid_on
  from (select f.*, sum(f.free) over (partition by f.account_id order by f.paid_on, f.id)::bigint as upto from (${MONEY(accounts)}) f where f.free > 0) m
  join (select x.*, sum(x.open) over (partition by x.account_id order by x.due_on, x.id)::bigint as upto from (select r.id, r.account_id, r.due_on, r.owed - r.paid as open from (${ROOTS(accounts)}) r) x where x.open > 0) d
    on d.account_id = m.account_id and m.upto - m.free < d.upto and d.upto - d.open < m.upto
  order by m.paid_on, m.id, d.due_on, d.id`;

/**
 * Brings allocations in line: frees what is set against dues that shrank, then sets free money against open dues, oldest first.
 * @param which the accounts of `scope_rows`, one account, or some. Answers how much was newly set, in minor units.
 */
export async function settleAccounts(tx: Tx, which: { occupations: true } | { account: string } | { accounts: readonly string[] }, person: string | null): Promise<string> {
  const all = 'account' in which ? 'cast(:account as bigint)' : 'accounts' in which ? 'select unnest(cast(:accounts as bigint[]))' : `select a.id from scope_rows x join ledger_account a on a.commune_id = current_commune() and a.occupation_id = x.occ and a.kind = 'payer'`;
  // Nothing was ever paid into most accounts at a first call: only those with money are looked at.
  const accounts = 'account' in which ? all : `select p.account_id from ledger_payment p where p.commune_id = current_commune() and p.account_id in (${all})`;
  const binding = 'account' in which ? { account: which.account } : 'accounts' in which ? { accounts: which.accounts } : {};
  const { rows: [some] } = await tx.raw(`select exists (select from ledger_payment p where p.commune_id = current_commune() and p.account_id in (${all})) as paid`, binding) as { rows: { paid: boolean }[] };
  if (some?.paid !== true) return '0';
  const entry = await newEntry(tx, 'match', person);
  await tx.raw(RELEASE(accounts, 'cast(:entry as bigint)'), { ...binding, entry });
  const { rows: [n] } = await tx.raw(`with set_against as (${ALLOCATE(accounts, 'cast(:entry as bigint)')} returning amount) select coalesce(sum(amount), 0)::text as amount from set_against`, { ...binding, entry }) as { rows: { amount: string }[] };
  return n?.amount ?? '0';
}
