import type { AuditEntry } from '@sommier/domain/audit';
import type { Tx } from '../../platform/db/index.ts';

export interface Wanted { commune: number; page: number; size: number; subject?: string | undefined; action?: string | undefined }

const WHERE = `e.commune_id = :commune and (:subject::text is null or e.subject = :subject::text) and (:action::text is null or e.action = :action::text)`;

/** One page of the trail, latest first, with the actor's present name and the personal values that were not forgotten. */
export async function auditPage(tx: Tx, { commune, page, size, subject, action }: Wanted): Promise<{ total: number; entries: AuditEntry[] }> {
  const bindings = { commune, subject: subject ?? null, action: action ?? null, size, skip: (page - 1) * size };
  const total = (await tx.raw(`select count(*)::int as n from audit_entry e where ${WHERE}`, bindings)).rows[0] as { n: number };
  const rows = (await tx.raw(
    `select e.seq, e.at, e.actor, p.name as "actorName", e.action, e.subject, e.detail, encode(e.hash, 'hex') as hash,
       coalesce((select jsonb_object_agg(s.path, s.value) from audit_personal s where s.commune_id = e.commune_id and s.seq = e.seq), '{}') as personal
     from audit_entry e left join person p on p.id = e.actor_id where ${WHERE} order by e.seq desc limit :size offset :skip`, bindings)).rows as (AuditEntry & { at: unknown })[];
  return { total: total.n, entries: rows.map((row) => ({ ...row, at: (row.at as unknown as Date).toISOString() })) };
}
