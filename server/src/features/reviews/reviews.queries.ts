import type { QueueRow, ReviewCounts, ReviewState } from '@sommier/domain/reviews';
import { AppError } from '@sommier/domain/shared';
import { BY } from '../history/index.ts';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What waits, the oldest first. `own` yes: what the reader handed in herself; no: what she may decide. */
export async function readQueue(tx: Tx, { own, page, size }: { own: 'yes' | 'no' | undefined; page: number; size: number }): Promise<{ total: number; rows: QueueRow[] }> {
  const where = `a.commune_id = current_commune() and a.review = 'submitted'${own === undefined ? '' : ` and a.submitted_by ${own === 'yes' ? '=' : '<>'} current_person()`}`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from asset a where ${where}`) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select jsonb_build_object('id', a.id::text, 'code', a.code, 'name', a.name, 'nameAr', a.name_ar) as asset, a.version, a.level, a.district, ${BY('p', 'a.submitted_by')} as "submittedBy",
      a.submitted_at as "submittedAt", (select r.note from asset_review r where r.commune_id = a.commune_id and r.asset_id = a.id and r.decision is null) as note, a.submitted_by = current_person() as own
    from asset a left join person p on p.id = a.submitted_by where ${where} order by a.submitted_at, a.id limit :size offset :skip`, { size, skip: (page - 1) * size }) as Rows<Omit<QueueRow, 'submittedAt'> & { submittedAt: Date }>;
  return { total: n?.total ?? 0, rows: rows.map((r) => ({ ...r, submittedAt: r.submittedAt.toISOString() })) };
}

// A property came back when the last word on it was a return and nobody has handed it in since.
const RETURNED = `exists (select from asset_review r where r.commune_id = a.commune_id and r.asset_id = a.id and r.decision = 'returned'
  and r.id = (select max(l.id) from asset_review l where l.commune_id = a.commune_id and l.asset_id = a.id) and r.submitted_by = current_person())`;
export async function readCounts(tx: Tx): Promise<ReviewCounts> {
  const { rows: [row] } = await tx.raw(`select (select count(*)::integer from asset a where a.commune_id = current_commune() and a.review = 'submitted' and a.submitted_by <> current_person()) as submitted,
    (select count(*)::integer from asset_proposal p join asset a on a.commune_id = p.commune_id and a.id = p.asset_id where p.commune_id = current_commune() and p.state = 'open' and p.requested_by <> current_person()) as proposals,
    (select count(*)::integer from asset a where a.commune_id = current_commune() and a.review = 'draft' and a.id in (select m.asset_id from asset_review m where m.commune_id = current_commune() and m.submitted_by = current_person() and m.decision = 'returned') and ${RETURNED}) as returned`) as Rows<ReviewCounts>;
  if (row === undefined) throw new Error('no counts');
  return row;
}

type StateRow = Omit<ReviewState, 'submittedAt' | 'validatedAt' | 'returned'> & { submittedAt: Date | null; validatedAt: Date | null; returnedBy: ReviewState['submittedBy']; returnedAt: Date | null; comment: string | null };
/** Where a property stands. Throws not_found. */
export async function readReview(tx: Tx, id: string): Promise<ReviewState> {
  const { rows: [row] } = await tx.raw(`select a.review as state, ${BY('s', 'a.submitted_by')} as "submittedBy", a.submitted_at as "submittedAt", ${BY('v', 'a.validated_by')} as "validatedBy", a.validated_at as "validatedAt",
      ${BY('d', 'r.decided_by')} as "returnedBy", r.decided_at as "returnedAt", r.comment,
      (select count(*)::integer from asset_proposal o where o.commune_id = a.commune_id and o.asset_id = a.id and o.state = 'open') as "openProposals"
    from asset a left join person s on s.id = a.submitted_by left join person v on v.id = a.validated_by
      left join asset_review r on r.commune_id = a.commune_id and r.asset_id = a.id and a.review = 'draft' and r.decision = 'returned' and r.id = (select max(l.id) from asset_review l where l.commune_id = a.commune_id and l.asset_id = a.id)
      left join person d on d.id = r.decided_by where a.commune_id = current_commune() and a.id = :id`, { id }) as Rows<StateRow>;
  if (row === undefined) throw new AppError('not_found', `no property ${id}`);
  const { returnedBy, returnedAt, comment, ...rest } = row;
  return {
    ...rest, submittedAt: iso(row.submittedAt), validatedAt: iso(row.validatedAt),
    returned: returnedAt === null || comment === null ? null : { by: returnedBy, at: returnedAt.toISOString(), comment },
  };
}

/** The row of a property, held for a decision. Throws not_found. */
export async function lockReviewed(tx: Tx, id: string): Promise<{ code: string; version: number; review: ReviewState['state']; submittedBy: string | null }> {
  const { rows: [row] } = await tx.raw(`select a.code, a.version, a.review, a.submitted_by as "submittedBy" from asset a where a.commune_id = current_commune() and a.id = :id for update`, { id }) as
    Rows<{ code: string; version: number; review: ReviewState['state']; submittedBy: string | null }>;
  if (row === undefined) throw new AppError('not_found', `no property ${id}`);
  return row;
}
