import type { OccupationSheet, StatusChange } from '@sommier/domain/occupations';
import { mayBecome } from '@sommier/domain/occupations';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { breachError, breachesOf } from './breaches.ts';
import { TOUCHED } from './occupations.store.ts';

const refused = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `occupations.${reason}`, ...detail });
const need = (value: string | null | undefined, field: string): string => {
  if (value === null || value === undefined) throw new AppError('invalid', `${field} is missing`, { issues: [{ path: `body.${field}`, message: field }] });
  return value;
};

/** Counts a right from now on: refuses while it has no start, no unit, or exceeds what is left; says with whom. */
export async function validate(tx: Tx, o: Pick<OccupationSheet, 'id' | 'rank' | 'startsOn' | 'parentId'> & { units: readonly unknown[] }, person: string | null, status = 'active'): Promise<void> {
  if (o.startsOn === null && o.rank !== 'without_title') throw refused('start_missing');
  if (o.units.length === 0) throw refused('unit_missing');
  if (o.rank === 'derived' && o.parentId === null) throw refused('parent_missing');
  const [breach] = await breachesOf(tx, [o.id]);
  if (breach !== undefined) throw await breachError(tx, breach, o.id);
  await tx.raw(`update occupation set validated_at = coalesce(validated_at, now()), validated_by = coalesce(validated_by, :person), status = :status, ${TOUCHED} where commune_id = current_commune() and id = :id`, { id: o.id, person, status });
}

/** Ends a right on a day, with those that hang on it: a derived right does not outlive its parent. */
export async function endOccupation(tx: Tx, id: string, on: string, status: 'ended' | 'notice' = 'ended'): Promise<void> {
  const { rows: [o] } = await tx.raw('select starts_on as "startsOn" from occupation where commune_id = current_commune() and id = ?', [id]) as { rows: { startsOn: string | null }[] };
  if (o?.startsOn != null && on < o.startsOn) throw refused('end_before_start', { start: o.startsOn });
  await tx.raw(`update occupation set ended_on = cast(:on as date), status = case when :status = 'ended' and validated_at is not null then 'ended' else status end, ${TOUCHED}
    where commune_id = current_commune() and parent_id = :id and (held_until is null or held_until > cast(:on as date)) and (starts_on is null or starts_on <= cast(:on as date))`, { id, on, status });
  await tx.raw(`update occupation set ended_on = cast(:on as date), status = :status, ${TOUCHED} where commune_id = current_commune() and id = :id`, { id, on, status });
}

/** Makes a right what the person says, under the rules of `nextStatuses`. The row is locked by the caller. */
export async function applyStatus(tx: Tx, o: OccupationSheet, change: StatusChange, person: string): Promise<void> {
  if (!mayBecome(o.writtenStatus, change.to, o.rank) && !(change.to === o.writtenStatus && change.endsOn !== undefined)) throw refused('no_such_step', { from: o.writtenStatus, to: change.to });
  if (change.to === 'active') {
    if (o.writtenStatus === 'ended' && change.reason === null) throw refused('reason_missing');
    await tx.raw(`update occupation set ended_on = null, notice_given_on = null, notice_by = null${change.endsOn === undefined ? '' : ', ends_on = :ends'} where commune_id = current_commune() and id = :id and (ended_on is not null or notice_given_on is not null or cast(:renewed as boolean))`,
      { id: o.id, renewed: change.endsOn !== undefined, ...(change.endsOn === undefined ? {} : { ends: change.endsOn }) });
    await validate(tx, o, person);
  } else if (change.to === 'ended') {
    await endOccupation(tx, o.id, need(change.on, 'on'));
  } else if (change.to === 'notice') {
    const on = need(change.on, 'on');
    await tx.raw('update occupation set notice_given_on = :given, notice_by = :by where commune_id = current_commune() and id = :id', { id: o.id, given: need(change.noticeGivenOn, 'noticeGivenOn'), by: need(change.noticeBy, 'noticeBy') });
    await endOccupation(tx, o.id, on, 'notice');
  } else {
    if (change.to === 'expired_occupied' && o.heldUntil === null) throw refused('no_end_to_expire');
    await tx.raw(`update occupation set status = :to, ${TOUCHED} where commune_id = current_commune() and id = :id`, { id: o.id, to: change.to });
  }
}
