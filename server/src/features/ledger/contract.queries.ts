import { USUAL_BILLING, withIndexation, type Billing, type Contract } from '@sommier/domain/ledger';
import { addMonths } from '@sommier/domain/shared';
import { clauseOf, indexValuesOf } from '../occupations/index.ts';
import type { Tx } from '../../platform/db/index.ts';

interface Head { startsOn: string | null; heldUntil: string | null; endedOn: string | null; billed: boolean; afterEnd: boolean | null; through: string | null }
interface TermRow { from: string; to: string | null; amount: string; charges: string; period: Contract['terms'][number]['period']; dueDay: number | null; dueWhen: 'advance' | 'arrears'; prorata: Contract['terms'][number]['prorata']; anchor: string | null; every: number | null; bp: number | null; index: string | null; since: string | null }

/** How an occupation is billed, its contract as the schedule reads it (null where nothing is owed by one), and how far it was called; undefined where there is none. */
export async function readContract(tx: Tx, occupation: string, day = '1970-01-01'): Promise<{ billing: Billing; contract: Contract | null; through: string | null } | undefined> {
  const { rows: [o] } = await tx.raw(`select o.starts_on as "startsOn", o.held_until as "heldUntil", o.ended_on as "endedOn", b.after_end as "afterEnd", c.through,
      o.validated_at is not null and o.status <> 'draft' and o.rank in ('principal','derived') and not o.free_of_charge as billed
    from occupation o left join ledger_billing b on b.commune_id = o.commune_id and b.occupation_id = o.id left join ledger_called c on c.commune_id = o.commune_id and c.occupation_id = o.id
    where o.commune_id = current_commune() and o.id = ?`, [occupation]) as { rows: Head[] };
  if (o === undefined) return undefined;
  const { rows } = await tx.raw(`select t.from_on as "from", t.to_on as "to", t.amount_minor as amount, t.charges_minor as charges, t.period, t.due_day as "dueDay", t.due_when as "dueWhen", t.prorata, t.anchor_on as anchor, t.index_every as every, t.index_bp as bp, t.index_code as index, t.index_from as since
    from occupation_term t where t.commune_id = current_commune() and t.occupation_id = ? order by t.from_on`, [occupation]) as { rows: TermRow[] };
  const billing: Billing = { afterEnd: o.afterEnd ?? USUAL_BILLING.afterEnd };
  // Steps to come of the contract's own clause are shown before a call writes them.
  const clauses = rows.map((t) => ({ ...t, amount: BigInt(t.amount), charges: BigInt(t.charges), escalation: clauseOf(t) }));
  const terms = withIndexation(clauses, { percent: addMonths(day, 26), index: day }, await indexValuesOf(tx, clauses.map((t) => t.escalation)));
  const contract = o.billed && o.startsOn !== null ? { startsOn: o.startsOn, heldUntil: o.heldUntil, endedOn: o.endedOn, billing, terms } : null;
  return { billing, contract, through: o.through };
}

export async function saveBilling(tx: Tx, occupation: string, b: Billing): Promise<void> {
  await tx.raw(`insert into ledger_billing (commune_id, occupation_id, after_end) values (current_commune(), :occupation, :afterEnd)
    on conflict (commune_id, occupation_id) do update set after_end = excluded.after_end`, { occupation, ...b });
}
