import { USUAL_BILLING, type Billing, type Contract } from '@sommier/domain/ledger';
import type { Tx } from '../../platform/db/index.ts';

interface Head { startsOn: string | null; heldUntil: string | null; endedOn: string | null; billed: boolean; alignment: Billing['alignment'] | null; prorata: Billing['prorata'] | null; afterEnd: boolean | null; through: string | null }
interface TermRow { from: string; to: string | null; amount: string; charges: string; period: Contract['terms'][number]['period']; dueDay: number; dueWhen: 'advance' | 'arrears' }

/** How an occupation is billed, its contract as the schedule reads it (null where nothing is owed by one), and how far it was called; undefined where there is none. */
export async function readContract(tx: Tx, occupation: string): Promise<{ billing: Billing; contract: Contract | null; through: string | null } | undefined> {
  const { rows: [o] } = await tx.raw(`select o.starts_on as "startsOn", o.held_until as "heldUntil", o.ended_on as "endedOn", b.alignment, b.prorata, b.after_end as "afterEnd", c.through,
      o.validated_at is not null and o.status <> 'draft' and o.rank in ('principal','derived') and not o.free_of_charge as billed
    from occupation o left join ledger_billing b on b.commune_id = o.commune_id and b.occupation_id = o.id left join ledger_called c on c.commune_id = o.commune_id and c.occupation_id = o.id
    where o.commune_id = current_commune() and o.id = ?`, [occupation]) as { rows: Head[] };
  if (o === undefined) return undefined;
  const { rows } = await tx.raw(`select t.from_on as "from", t.to_on as "to", t.amount_minor as amount, t.charges_minor as charges, t.period, t.due_day as "dueDay", t.due_when as "dueWhen"
    from occupation_term t where t.commune_id = current_commune() and t.occupation_id = ? order by t.from_on`, [occupation]) as { rows: TermRow[] };
  const billing: Billing = { alignment: o.alignment ?? USUAL_BILLING.alignment, prorata: o.prorata ?? USUAL_BILLING.prorata, afterEnd: o.afterEnd ?? false };
  const contract = o.billed && o.startsOn !== null ? { startsOn: o.startsOn, heldUntil: o.heldUntil, endedOn: o.endedOn, billing, terms: rows.map((t) => ({ ...t, amount: BigInt(t.amount), charges: BigInt(t.charges) })) } : null;
  return { billing, contract, through: o.through };
}

export async function saveBilling(tx: Tx, occupation: string, b: Billing): Promise<void> {
  await tx.raw(`insert into ledger_billing (commune_id, occupation_id, alignment, prorata, after_end) values (current_commune(), :occupation, :alignment, :prorata, :afterEnd)
    on conflict (commune_id, occupation_id) do update set alignment = excluded.alignment, prorata = excluded.prorata, after_end = excluded.after_end`, { occupation, ...b });
}
