import type { JobRow } from '../../platform/jobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Ended without its work done, and nobody put it aside. */
const FAILED = `j.commune_id = current_commune() and j.state in ('failed', 'interrupted') and j.dismissed_at is null`;
export interface FailedRow { id: string; kind: string; state: 'failed' | 'interrupted'; tries: number; stage: string | null; error: JobRow['error']; createdAt: Date; finishedAt: Date | null; asker: string | null; askerName: string | null }

/** One page of failed jobs, the latest first, with who asked. */
export async function failedPage(tx: Tx, { page, size }: { page: number; size: number }): Promise<{ total: number; rows: FailedRow[] }> {
  const total = (await tx.raw(`select count(*)::int as n from job j where ${FAILED}`)).rows[0] as { n: number };
  const { rows } = await tx.raw(
    `select j.id, j.kind, j.state, j.attempts as tries, j.stage, j.error, j.created_at as "createdAt", j.finished_at as "finishedAt", j.created_by as asker, p.name as "askerName"
     from job j left join person p on p.id = j.created_by where ${FAILED} order by j.finished_at desc, j.id desc limit :size offset :skip`, { size, skip: (page - 1) * size }) as { rows: FailedRow[] };
  return { total: total.n, rows };
}

/** Locks the failed job, so that two people do not begin it twice; false when there is none. */
export const lockFailed = async (tx: Tx, id: string): Promise<boolean> => (await tx.raw(`select 1 from job j where ${FAILED} and j.id = :id for update`, { id })).rows.length > 0;

/** Whether the person who asked still has the access the job was asked with; true where a command asked. */
export const askerStands = async (tx: Tx, job: JobRow): Promise<boolean> => job.createdBy === null || (await tx.raw(
  `select 1 from membership m join person p on p.id = m.person_id where m.commune_id = current_commune() and m.person_id = :person and m.disabled_at is null and p.disabled_at is null
     and (cast(:role as text) is null or m.role = :role)`, { person: job.createdBy, role: typeof job.payload['role'] === 'string' ? job.payload['role'] : null })).rows.length > 0;
