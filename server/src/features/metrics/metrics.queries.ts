import type { Database } from '../../platform/db/index.ts';

export interface JobsNow { states: { state: string; n: number }[]; oldestQueuedSeconds: number }

/** Jobs of every commune by state (those that ended, of the last day), and the longest wait in seconds. */
export async function jobsNow(db: Database): Promise<JobsNow> {
  return db.asOwner(async (tx) => {
    const { rows } = await tx.raw(`select s.state, count(j.id)::integer as n, coalesce(extract(epoch from now() - min(j.created_at)), 0)::float8 as waited
      from unnest(array['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted']) s(state)
      left join job j on j.state = s.state and (j.finished_at is null or j.finished_at > now() - interval '1 day') group by s.state`) as { rows: { state: string; n: number; waited: number }[] };
    return { states: rows, oldestQueuedSeconds: rows.find((r) => r.state === 'queued')?.waited ?? 0 };
  });
}
