import type { Tx } from '../../platform/db/index.ts';

/** Asks a job to stop: one that waits ends at once, one that runs is told. Answers its state before, undefined when there is none. */
export async function requestCancel(tx: Tx, commune: number, id: string): Promise<void> {
  await tx.raw(
    `update job set cancel_requested = true, state = case when state = 'queued' then 'cancelled' else state end,
       finished_at = case when state = 'queued' then now() else finished_at end
     where commune_id = :commune and id = :id and state in ('queued', 'running')`, { commune, id });
}
