import type { OccupationConflict, CONFLICT_DECISIONS } from '@sommier/domain/occupations';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { breachesOf } from './breaches.ts';
import { endOccupation, validate } from './status.store.ts';

type Decision = (typeof CONFLICT_DECISIONS)[number];

/** Writes the conflicts of rights that wait, one line for each other right they meet. What is already open stays one line. Answers how many are new. */
export async function openConflicts(tx: Tx, ids: readonly string[], batch: string | null): Promise<number> {
  if (ids.length === 0) return 0;
  const { rowCount } = await tx.raw(`insert into occupation_conflict (commune_id, kind, asset_id, occupation_id, other_id, from_on, load_num, load_den, batch_id)
    select distinct on (b.kind, b.asset_id, mine.id, other.id) current_commune(), b.kind, b.asset_id, mine.id, other.id, b.from_on, b.num, b.den, cast(:batch as bigint)
    from occupation_breaches(current_commune(), array(select distinct u.asset_id from occupation_unit u where u.commune_id = current_commune() and u.occupation_id = any(cast(:ids as bigint[]))), cast(:ids as bigint[])) b
      cross join unnest(b.occupations) as mine(id) left join unnest(b.occupations) as other(id) on other.id <> mine.id and (not other.id = any(cast(:ids as bigint[])) or other.id < mine.id)
    where mine.id = any(cast(:ids as bigint[])) and (other.id is not null or cardinality(b.occupations) = 1) order by b.kind, b.asset_id, mine.id, other.id, b.from_on
    on conflict (commune_id, kind, asset_id, occupation_id, coalesce(other_id, 0)) where state = 'open' do nothing`, { ids: `{${ids.join(',')}}`, batch }) as { rowCount: number };
  return rowCount;
}

/** Closes what no longer stands against anything: both rights can be there now, or the waiting one was validated. */
export async function settleConflicts(tx: Tx, occupation: string, person: string | null): Promise<void> {
  await tx.raw(`update occupation_conflict c set state = 'settled', decision = 'settled_elsewhere', decided_by = :person, decided_at = now()
    from occupation o where c.commune_id = current_commune() and c.state = 'open' and c.occupation_id = :occupation and o.commune_id = c.commune_id and o.id = c.occupation_id and o.validated_at is not null`, { occupation, person });
}

/** Decides a conflict. Answers whether the right that stays counts now. Throws `rule_refused` when a retried one still does not fit. */
export async function decide(tx: Tx, c: OccupationConflict, by: { decision: Decision; on: string | null; reason: string; person: string }): Promise<boolean> {
  if (c.state !== 'open') throw new AppError('conflict', `conflict ${c.id} is ${c.state}`, { state: c.state });
  if (by.decision === 'end_other') {
    if (c.other === null || by.on === null) throw new AppError('invalid', 'on is missing', { issues: [{ path: 'body.on', message: 'on' }] });
    await endOccupation(tx, c.other.id, by.on);
  }
  // Whichever of the two stays is validated now if nothing else stands against it; "retry" says what still does.
  const kept = by.decision === 'keep_other' ? c.other : c.occupation;
  let validated = kept?.validated ?? false;
  if (kept !== null && !validated && (by.decision === 'retry' || (await breachesOf(tx, [kept.id])).length === 0)) {
    const { rows: [o] } = await tx.raw(`select o.id, o.rank, o.starts_on as "startsOn", o.parent_id as "parentId", array(select u.asset_id from occupation_unit u where u.commune_id = o.commune_id and u.occupation_id = o.id) as units
      from occupation o where o.commune_id = current_commune() and o.id = ?`, [kept.id]) as { rows: Parameters<typeof validate>[1][] };
    if (o) { await validate(tx, o, by.person); validated = true; }
  }
  await tx.raw(`update occupation_conflict set state = case when :decision = 'keep_other' then 'dismissed' else 'settled' end, decision = :kept, reason = :reason, decided_by = :person, decided_at = now()
    where commune_id = current_commune() and id = :id`, { id: c.id, decision: by.decision, kept: by.decision === 'retry' ? 'settled_elsewhere' : by.decision, reason: by.reason, person: by.person });
  if (validated && kept !== null) await settleConflicts(tx, kept.id, by.person);
  return validated;
}
