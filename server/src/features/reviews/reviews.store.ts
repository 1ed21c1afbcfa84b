import type { SubmissionResult } from '@sommier/domain/reviews';
import { AppError } from '@sommier/domain/shared';
import { bumpVersion } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { lockReviewed } from './reviews.queries.ts';

const list = (ids: readonly string[]): string => `{${ids.join(',')}}`;
const MOVED = 'version = version + 1, updated_at = clock_timestamp()';

/** Hands in those of the properties that are drafts, in one statement; answers their ids too. */
export async function submit(tx: Tx, ids: readonly string[], person: string, note: string | null): Promise<SubmissionResult & { ids: string[] }> {
  const wanted = [...new Set(ids)];
  const { rows } = await tx.raw(`select a.id, a.review from asset a where a.commune_id = current_commune() and a.id = any(cast(:ids as bigint[])) order by a.id for update`, { ids: list(wanted) }) as { rows: { id: string; review: string }[] };
  const drafts = rows.filter((r) => r.review === 'draft').map((r) => r.id);
  const bind = { ids: list(drafts), person, note };
  // A submission whose property was edited meanwhile fell back to draft by itself: its line ends here.
  await tx.raw(`update asset_review set decision = 'withdrawn', decided_by = :person, decided_at = now() where commune_id = current_commune() and decision is null and asset_id = any(cast(:ids as bigint[]))`, bind);
  await tx.raw(`update asset set review = 'submitted', submitted_by = :person, submitted_at = now(), ${MOVED} where commune_id = current_commune() and id = any(cast(:ids as bigint[]))`, bind);
  await tx.raw(`insert into asset_review (commune_id, asset_id, version, submitted_by, note) select a.commune_id, a.id, a.version, :person, cast(:note as text) from asset a where a.commune_id = current_commune() and a.id = any(cast(:ids as bigint[]))`, bind);
  await bumpVersion(tx, 'assets');
  return { submitted: drafts.length, already: rows.length - drafts.length, unknown: wanted.length - rows.length, ids: drafts };
}

/** Ends the open submission of a property. The row must be `submitted`, by somebody else unless she takes it back herself. */
async function decide(tx: Tx, id: string, person: string, decision: 'validated' | 'returned' | 'withdrawn', comment: string | null): Promise<{ code: string; version: number }> {
  const row = await lockReviewed(tx, id);
  if (row.review !== 'submitted') throw new AppError('conflict', `property ${id} is ${row.review}`, { reason: 'reviews.not_submitted' });
  const own = row.submittedBy === person;
  if (decision === 'withdrawn' ? !own : own) throw new AppError('rule_refused', 'one person on both sides', { reason: own ? 'reviews.own' : 'reviews.not_own' });
  await tx.raw(`update asset_review set decision = :decision, decided_by = :person, decided_at = now(), comment = :comment where commune_id = current_commune() and asset_id = :id and decision is null`, { id, person, decision, comment });
  await tx.raw(decision === 'validated'
    ? `update asset set review = 'validated', validated_by = :person, validated_at = now(), ${MOVED} where commune_id = current_commune() and id = :id`
    : `update asset set review = 'draft', submitted_by = null, submitted_at = null, ${MOVED} where commune_id = current_commune() and id = :id`, decision === 'validated' ? { id, person } : { id });
  await bumpVersion(tx, 'assets');
  return { code: row.code, version: row.version + 1 };
}
export const validate = (tx: Tx, id: string, person: string, comment: string | null): Promise<{ code: string; version: number }> => decide(tx, id, person, 'validated', comment);
export const giveBack = (tx: Tx, id: string, person: string, comment: string): Promise<{ code: string; version: number }> => decide(tx, id, person, 'returned', comment);
export const withdraw = (tx: Tx, id: string, person: string): Promise<{ code: string; version: number }> => decide(tx, id, person, 'withdrawn', null);
