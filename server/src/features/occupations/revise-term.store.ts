import type { Tx } from '../../platform/db/index.ts';

/**
 * Writes a revised rent as a dated term: the term in force on the day ends there, and a further one goes on to where it ended, at the new amount.
 * False when no term is in force on the day, or it does not cost `oldAmount` any more.
 */
export async function reviseTerm(tx: Tx, r: { occupation: string; effectOn: string; oldAmount: string; newAmount: string; note: string | null }): Promise<boolean> {
  const { rows: [term] } = await tx.raw(`select t.id, t.from_on, t.to_on from occupation_term t where t.commune_id = current_commune() and t.occupation_id = :occupation and t.from_on <= cast(:effectOn as date)
      and (t.to_on is null or t.to_on > cast(:effectOn as date)) and t.amount_minor = cast(:oldAmount as bigint) and t.kind <> 'free' for update`, { ...r }) as { rows: { id: string; from_on: string; to_on: string | null }[] };
  if (term === undefined) return false;
  const whole = term.from_on === r.effectOn;
  if (whole) {
    await tx.raw(`update occupation_term set amount_minor = cast(:newAmount as bigint), kind = 'revision', source = 'revision', last_revised_on = cast(:effectOn as date), note = :note where commune_id = current_commune() and id = :id`, { ...r, id: term.id });
  } else {
    await tx.raw('update occupation_term set to_on = cast(:effectOn as date) where commune_id = current_commune() and id = :id', { effectOn: r.effectOn, id: term.id });
    await tx.raw(`insert into occupation_term (commune_id, occupation_id, kind, from_on, to_on, amount_minor, charges_minor, currency, period, due_day, due_when, prorata, anchor_on, indexation, last_revised_on, source, note, index_every, index_bp, index_code, index_from)
      select t.commune_id, t.occupation_id, 'revision', cast(:effectOn as date), cast(:to as date), cast(:newAmount as bigint), t.charges_minor, t.currency, t.period, t.due_day, t.due_when, t.prorata, t.anchor_on, t.indexation, cast(:effectOn as date), 'revision', :note, t.index_every, t.index_bp, t.index_code, t.index_from
      from occupation_term t where t.commune_id = current_commune() and t.id = :id`, { ...r, to: term.to_on, id: term.id });
  }
  await tx.raw('update occupation set version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = ?', [r.occupation]);
  return true;
}
