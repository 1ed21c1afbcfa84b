import type { z } from 'zod';
import type { HeldDocument } from '@sommier/domain/activity';
import type { Tx } from '../../platform/db/index.ts';

/** Documents that wait for a person, oldest first. */
export async function heldDocuments(tx: Tx): Promise<z.output<typeof HeldDocument>[]> {
  const { rows } = await tx.raw(`select f.batch_id as "batchId", f.origin, f.document_ref as document, count(*)::integer as facts, min(f.period_from) as "from", max(f.period_to) as "to", b.source_name as "sourceName",
      case when b.notes->>'message_came_before' = 'true' then 'came_before' else 'orphan' end as reason
    from activity_fact f join import_batch b on b.commune_id = f.commune_id and b.id = f.batch_id where f.commune_id = current_commune() and f.state = 'held' group by f.batch_id, f.origin, f.document_ref, b.source_name, b.notes order by 1, 3 limit 500`) as { rows: z.output<typeof HeldDocument>[] };
  return rows;
}

/** Lets a held document count, in the place of what the same document said before; or takes it out for good. Answers the facts decided. */
export async function decide(tx: Tx, q: { batchId: string; document: string | null; accept: boolean }): Promise<number> {
  const bind = { batch: q.batchId, document: q.document, state: q.accept ? 'counted' : 'withdrawn' };
  if (q.accept && q.document !== null) {
    await tx.raw(`update activity_fact f set state = 'withdrawn', version = f.version + 1, updated_at = clock_timestamp() where f.commune_id = current_commune() and f.state = 'counted' and f.document_ref = :document
      and f.origin in (select h.origin from activity_fact h where h.commune_id = current_commune() and h.batch_id = :batch and h.state = 'held')`, bind);
  }
  const { rowCount } = await tx.raw(`update activity_fact set state = :state, version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and batch_id = :batch and state = 'held' and document_ref is not distinct from cast(:document as text)`, bind) as { rowCount: number };
  return rowCount;
}
