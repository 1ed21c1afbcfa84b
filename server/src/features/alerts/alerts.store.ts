import type { Tx } from '../../platform/db/index.ts';

interface Mark { key: string; state: 'dismissed' | 'assigned' | null; personId: string | null; until: string | null; reason: string }
/** Writes or takes away what is said of an alert; false where its right is not of this commune. */
export async function writeMark(tx: Tx, m: Mark, occupation: string, by: string): Promise<boolean> {
  const { rows } = await tx.raw('select from occupation where commune_id = current_commune() and id = ?', [occupation]) as { rows: unknown[] };
  if (rows.length === 0) return false;
  if (m.state === null) { await tx.raw('delete from alert_mark where commune_id = current_commune() and key = ?', [m.key]); return true; }
  await tx.raw(`insert into alert_mark (commune_id, key, state, person_id, until, reason, marked_by) values (current_commune(), :key, :state, :person, :until, :reason, :by)
    on conflict (commune_id, key) do update set state = excluded.state, person_id = excluded.person_id, until = excluded.until, reason = excluded.reason, marked_by = excluded.marked_by, marked_at = now()`,
  { key: m.key, state: m.state, person: m.personId, until: m.until, reason: m.reason, by });
  return true;
}
