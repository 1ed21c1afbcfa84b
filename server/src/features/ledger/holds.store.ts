import type { Tx } from '../../platform/db/index.ts';

/** Notes that the collection of a due waits from a day on: penalties leave it alone meanwhile. */
export async function putHold(tx: Tx, due: string, since: string, reason: string, person: string | null): Promise<void> {
  await tx.raw('insert into ledger_hold (commune_id, due_id, since, reason, created_by) values (current_commune(), :due, :since, :reason, :person) on conflict do nothing', { due, since, reason: reason.slice(0, 300), person });
}
export async function liftHold(tx: Tx, due: string, day: string): Promise<void> {
  await tx.raw('update ledger_hold set lifted = greatest(since, cast(:day as date)) where commune_id = current_commune() and due_id = :due and lifted is null', { due, day });
}
