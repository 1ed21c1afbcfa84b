import { penaltyOf, rightOf, ruleFor, type Penalty, type PenaltyRule } from '@sommier/domain/penalties';
import type { Tx } from '../../platform/db/index.ts';

interface Row { id: string; account: string; occupation: string | null; kind: string; type: string | null; from: string; to: string; dueOn: string; amount: string; open: string; steps: { day: string; paid: string }[] | null; charged: string; penalties: { id: string; net: string }[] | null }
/** A due that was late at some time, its reckoning by its rule, and what was charged for it. `penalties`: the penalty dues that stand, latest first, with what is left of each. */
export interface Reckoned { due: Row; rule: PenaltyRule; penalty: Penalty; charged: bigint; change: bigint }

/**
 * The dues of some accounts that were not paid in full by their day, with what was open from each day on: money counts from the day it came.
 * A due corrected since is taken at what it now comes to; one whose collection waits is left alone.
 */
async function lateDues(tx: Tx, accounts: readonly string[], day: string, only: string | null): Promise<Row[]> {
  const { rows } = await tx.raw(`select r.id, r.account_id as account, r.occupation_id as occupation, r.kind, o.type, r.period_from as "from", r.period_to as "to", r.due_on as "dueOn", n.amount::text as amount, (n.amount - coalesce(l.paid, 0))::text as open, l.steps,
      coalesce((select sum(c.amount) from penalty_charge c where c.commune_id = r.commune_id and c.due_id = r.id), 0)::text as charged, p.penalties
    from ledger_due r left join occupation o on o.commune_id = r.commune_id and o.id = r.occupation_id
      cross join lateral (select r.amount + coalesce(sum(c.amount), 0)::bigint as amount from ledger_due c where c.commune_id = r.commune_id and c.corrects = r.id) n
      cross join lateral (select sum(x.amount)::bigint as paid, sum(x.amount) filter (where x.on_day <= r.due_on) as in_time, jsonb_agg(jsonb_build_object('day', x.on_day, 'paid', x.amount::text) order by x.on_day) as steps
        from (select a.on_day, sum(a.amount)::bigint as amount from ledger_allocation a where a.commune_id = r.commune_id and a.due_id = r.id group by a.on_day) x) l
      left join lateral (select jsonb_agg(jsonb_build_object('id', y.id::text, 'net', y.net::text) order by y.id desc) as penalties from (select q.id, q.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = q.commune_id and c.corrects = q.id), 0) as net
        from ledger_due q where q.commune_id = r.commune_id and q.penalises = r.id and q.corrects is null) y where y.net > 0) p on true
    where r.commune_id = current_commune() and r.corrects is null and r.kind in ('rent','charges','fee','tax') and not exists (select from ledger_hold h where h.commune_id = r.commune_id and h.due_id = r.id and h.lifted is null) and r.account_id = any(cast(:accounts as bigint[])) and r.due_on < cast(:day as date)
      and (cast(:only as bigint) is null or r.id = :only) and (coalesce(l.in_time, 0) < n.amount or exists (select from penalty_charge c where c.commune_id = r.commune_id and c.due_id = r.id))
    order by r.account_id, r.due_on, r.id`, { accounts, day, only }) as { rows: Row[] };
  return rows;
}

/** The reckoning of every late due of some accounts on a day, by the rules of the commune; dues no rule speaks of are left out. */
export async function reckon(tx: Tx, rules: readonly PenaltyRule[], accounts: readonly string[], day: string): Promise<Reckoned[]> {
  return (await lateDues(tx, accounts, day, null)).flatMap((due): Reckoned[] => {
    const rule = ruleFor(rules, { kind: due.kind, right: rightOf(due.type ?? ''), dueOn: due.dueOn });
    if (rule === undefined) return [];
    let open = BigInt(due.amount);
    const steps = (due.steps ?? []).map((s) => { open -= BigInt(s.paid); return { from: s.day, open }; });
    const penalty = penaltyOf({ ...rule, fixed: BigInt(rule.fixedMinor) }, { dueOn: due.dueOn, amount: BigInt(due.amount), open: steps }, day);
    const charged = BigInt(due.charged);
    return [{ due, rule, penalty, charged, change: penalty.total - charged }];
  });
}

/** Accounts with anything that may be late, in order, after `after`. */
export async function accountsAfter(tx: Tx, after: string, day: string, size: number): Promise<string[]> {
  const { rows } = await tx.raw(`select a.id from ledger_account a where a.commune_id = current_commune() and a.kind = 'payer' and a.id > :after
    and exists (select from ledger_due d where d.commune_id = a.commune_id and d.account_id = a.id and d.due_on < cast(:day as date)) order by a.id limit :size`, { after, day, size }) as { rows: { id: string }[] };
  return rows.map((r) => r.id);
}
