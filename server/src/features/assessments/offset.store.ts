import type { Tx } from '../../platform/db/index.ts';
import { cancelDue } from '../ledger/index.ts';

interface Standing { due: string; number: string; no: number; party: string; standing: string }
/** What stands of assessments by office of the same tax and of days the run touches, beside the article of the same taxpayer. */
const STANDING = `select f.due_id as due, f.number, a.no, a.party_id as party, (d.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = d.commune_id and c.corrects = d.id), 0))::text as standing
  from assessment_article a join party g on g.commune_id = a.commune_id and g.id = a.party_id join party h on h.commune_id = g.commune_id and coalesce(h.merged_into, h.id) = coalesce(g.merged_into, g.id)
    join collection_file f on f.commune_id = a.commune_id and f.kind = 'control' and f.party_id = h.id and f.tax = :tax and f.period_from < cast(:to as date) and f.period_to > cast(:from as date) join ledger_due d on d.commune_id = f.commune_id and d.id = f.due_id
  where a.commune_id = current_commune() and a.run_id = cast(:id as bigint) and a.amount > 0 order by a.no, f.period_from, f.id`;

export interface Offset { file: string; article: number; amount: string }
/**
 * A return that comes after an assessment by office is set off against it: what the run now asks takes the place of as much of the office's due, by a
 * counter-entry of the ledger, so that no night is taxed twice. What the office assessed beyond the return stands, and falls by an appeal alone.
 */
export async function offsetOffice(tx: Tx, run: { id: string; tax: string; from: string; to: string }, articles: readonly { no: number; amount: string }[], person: string | null): Promise<Offset[]> {
  const { rows } = await tx.raw(STANDING, { id: run.id, tax: run.tax, from: run.from, to: run.to }) as { rows: Standing[] };
  const asked = new Map(articles.map((a) => [a.no, BigInt(a.amount)])), taken = new Map<string, bigint>(), out: Offset[] = [];
  for (const r of rows) {
    const left = asked.get(r.no) ?? 0n, stands = BigInt(r.standing) - (taken.get(r.due) ?? 0n), amount = left < stands ? left : stands;
    if (amount <= 0n) continue;
    await cancelDue(tx, r.due, amount, `${r.number} → R${run.id}-${String(r.no)}`, person);
    asked.set(r.no, left - amount);
    taken.set(r.due, (taken.get(r.due) ?? 0n) + amount);
    out.push({ file: r.number, article: r.no, amount: String(amount) });
  }
  return out;
}
