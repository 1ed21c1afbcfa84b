import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch } from '../../imports/index.ts';
import { heldWhole } from '../breaches.ts';
import { refreshOccupancy } from '../occupancy.store.ts';

const COLUMNS = ['reference', 'type', 'status', 'parent_id', 'activity', 'activity_kind', 'free_of_charge', 'written', 'service', 'signed_on', 'starts_on', 'ends_on', 'ended_on', 'tacit_renewal', 'renewal_months', 'notice_months',
  'notice_given_on', 'notice_by', 'currency', 'deposit_minor', 'sublet_allowed', 'sublet_found_on', 'sublet_evidence', 'reason', 'project', 'found_on', 'found_by', 'evidence', 'claimable_minor', 'claimable_period', 'procedure_state',
  'procedure_on', 'overrides', 'note', 'attributes', 'batch_id', 'source_digest', 'source_key', 'search', 'updated_at'];
const LISTS = [['occupation_unit', 'units'], ['occupation_party', 'parties'], ['occupation_act', 'acts'], ['occupation_term', 'terms']] as const;

/** Takes back what a batch wrote: its new rights go, the changed ones return as they were, the parties it made go where nothing else names them. */
export async function undoLeases(tx: Tx, batch: Batch): Promise<void> {
  const bind = { batch: batch.id };
  const mine = `import_before b where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = 'occupation'`;
  const { rows: [moved] } = await tx.raw(`select count(*)::integer as n from occupation o join import_before b on b.commune_id = o.commune_id and b.entity_id = o.id join import_batch i on i.commune_id = b.commune_id and i.id = b.batch_id
    where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = 'occupation' and (o.batch_id is distinct from b.batch_id or o.updated_at > i.committed_at)`, bind) as { rows: { n: number }[] };
  if ((moved?.n ?? 0) > 0) throw new AppError('conflict', `${String(moved?.n)} rights changed since batch ${batch.id}`, { reason: 'changed_since', changed: moved?.n });
  const { rows: units } = await tx.raw(`select distinct u.asset_id as id from occupation_unit u where u.commune_id = current_commune() and u.occupation_id in (select b.entity_id from ${mine})`, bind) as { rows: { id: string }[] };
  try {
    await heldWhole(async () => {
      await tx.raw(`update occupation set validated_at = null where commune_id = current_commune() and validated_at is not null and (id in (select b.entity_id from ${mine}) or parent_id in (select b.entity_id from ${mine}))`, bind);
      await tx.raw(`update occupation set parent_id = null where commune_id = current_commune() and id in (select b.entity_id from ${mine} and b.before is null)`, bind);
      await tx.raw(`delete from occupation where commune_id = current_commune() and id in (select b.entity_id from ${mine} and b.before is null)`, bind);
      await restore(tx, bind);
    });
  } catch (error) {
    // A due, a payment or a derived right hangs on what the batch brought.
    if ((error as { code?: unknown }).code === '23503') throw new AppError('conflict', 'something hangs on these rights', { reason: 'changed_since', changed: 1 }, error);
    throw error;
  }
  await tx.raw('select forget_unused_parties(cast(:batch as bigint))', bind);
  await refreshOccupancy(tx, units.map((u) => u.id));
}

async function restore(tx: Tx, bind: { batch: string }): Promise<void> {
  const before = `import_before b where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = 'occupation' and b.before is not null`;
  await tx.raw(`update occupation o set ${COLUMNS.map((c) => `${c} = r.${c}`).join(', ')}, version = o.version + 1
    from import_before b, jsonb_populate_record(null::occupation, b.before->'row') r where o.commune_id = current_commune() and b.commune_id = o.commune_id and b.batch_id = :batch and b.entity = 'occupation' and b.before is not null and o.id = b.entity_id`, bind);
  for (const [table, key] of LISTS) {
    await tx.raw(`delete from ${table} where commune_id = current_commune() and occupation_id in (select b.entity_id from ${before})`, bind);
    await tx.raw(`insert into ${table} overriding system value select r.* from (select b.before from ${before}) b, jsonb_populate_recordset(null::${table}, b.before->'${key}') r`, bind);
  }
  await tx.raw(`update occupation o set validated_at = (b.before->'row'->>'validated_at')::timestamptz from import_before b where o.commune_id = current_commune() and b.commune_id = o.commune_id and b.batch_id = :batch and b.entity = 'occupation'
    and b.before->'row'->>'validated_at' is not null and o.id = b.entity_id`, bind);
}
