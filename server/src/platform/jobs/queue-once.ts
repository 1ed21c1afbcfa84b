import type { Tx } from '../db/index.ts';

/** Puts a job in the queue of the transaction's commune unless one of its kind waits there already; a server that runs takes it up within seconds, else the next that starts. */
export async function queueOnce(tx: Tx, kind: string): Promise<void> {
  await tx.raw(`insert into job (commune_id, kind, payload, lane) select current_commune(), :kind, '{}', :kind
    where not exists (select from job j where j.commune_id = current_commune() and j.kind = :kind and j.state = 'queued')`, { kind });
}
