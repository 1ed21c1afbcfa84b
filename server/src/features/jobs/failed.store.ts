import type { Tx } from '../../platform/db/index.ts';

/** Gives the job back to everybody as it was asked: the same row, so that what names it (a run, the folder of its file, the page of who asked) finds it again. */
export async function requeue(tx: Tx, id: string): Promise<void> {
  await tx.raw(
    `update job set state = 'queued', attempts = 0, worker = null, heartbeat_at = null, cancel_requested = false, error = null, result = null, stage = null, done = 0, total = null,
       started_at = null, finished_at = null where commune_id = current_commune() and id = :id`, { id });
}
export async function dismiss(tx: Tx, id: string, person: string): Promise<void> {
  await tx.raw('update job set dismissed_at = now(), dismissed_by = :person where commune_id = current_commune() and id = :id', { id, person });
}
