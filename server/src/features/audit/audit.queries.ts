import type { AuditAsked, AuditEntry, AuditFacets } from '@sommier/domain/audit';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };

/** The entries asked for. A kind alone (`party:`) or a feature alone (`party.`) takes all that begin so. */
export function entriesAsked({ subject, action, actor, from, to }: AuditAsked): Where {
  const w = new Where('e.commune_id = current_commune()');
  const begins = (text: string): string => `${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  if (subject !== undefined && subject !== '') w.add(subject.endsWith(':') ? 'e.subject like :subject' : 'e.subject = :subject', { subject: subject.endsWith(':') ? begins(subject) : subject });
  if (action !== undefined && action !== '') w.add(action.endsWith('.') ? 'e.action like :action' : 'e.action = :action', { action: action.endsWith('.') ? begins(action) : action });
  if (actor !== undefined) w.add(/^\d/.test(actor) ? 'e.actor_id = :actor' : actor === 'declarant' ? `e.actor like 'declarant:%' and :actor <> ''` : 'e.actor = :actor', { actor });
  const zone = '(select c.timezone from commune c where c.id = current_commune())';
  if (from !== undefined) w.add(`e.at >= (cast(:from as date)::timestamp at time zone ${zone})`, { from });
  if (to !== undefined) w.add(`e.at < ((cast(:to as date) + 1)::timestamp at time zone ${zone})`, { to });
  return w;
}

/** One page of the trail, latest first, with the actor's present name and the personal values that were not forgotten. */
export async function auditPage(tx: Tx, { page, size, ...asked }: AuditAsked & { page: number; size: number }): Promise<{ total: number; entries: AuditEntry[] }> {
  const w = entriesAsked(asked), bindings = { ...w.bindings, size, skip: (page - 1) * size };
  const total = (await tx.raw(`select count(*)::int as n from audit_entry e where ${w.sql}`, w.bindings)).rows[0] as { n: number };
  const rows = (await tx.raw(
    `select e.seq, e.at, e.actor, p.name as "actorName", e.action, e.subject, e.detail, encode(e.hash, 'hex') as hash,
       coalesce((select jsonb_object_agg(s.path, s.value) from audit_personal s where s.commune_id = e.commune_id and s.seq = e.seq), '{}') as personal
     from audit_entry e left join person p on p.id = e.actor_id where ${w.sql} order by e.seq desc limit :size offset :skip`, bindings)).rows as (AuditEntry & { at: unknown })[];
  return { total: total.n, entries: rows.map((row) => ({ ...row, at: (row.at as unknown as Date).toISOString() })) };
}

/** Distinct words by hops along an index, not by reading the whole trail. */
const distinct = (column: 'action'): string => `with recursive hop as ((select e.${column} as v from audit_entry e where e.commune_id = current_commune() order by e.${column} limit 1)
  union all select (select e.${column} from audit_entry e where e.commune_id = current_commune() and e.${column} > hop.v order by e.${column} limit 1) from hop where hop.v is not null) select v from hop where v is not null`;

/** What a search may choose from. */
export async function auditFacetsOf(tx: Tx): Promise<AuditFacets> {
  const { rows: actions } = await tx.raw(distinct('action')) as Rows<{ v: string }>;
  const { rows: kinds } = await tx.raw(`with recursive hop as ((select split_part(e.subject, ':', 1) as v from audit_entry e where e.commune_id = current_commune() order by e.subject limit 1)
    union all select (select split_part(e.subject, ':', 1) from audit_entry e where e.commune_id = current_commune() and e.subject > hop.v || ';' order by e.subject limit 1) from hop where hop.v is not null) select distinct v from hop where v is not null order by v`) as Rows<{ v: string }>;
  const { rows: actors } = await tx.raw(`with recursive hop as ((select e.actor_id as v from audit_entry e where e.commune_id = current_commune() and e.actor_id is not null order by e.actor_id limit 1)
    union all select (select e.actor_id from audit_entry e where e.commune_id = current_commune() and e.actor_id > hop.v order by e.actor_id limit 1) from hop where hop.v is not null)
    select p.id, p.name from hop join person p on p.id = hop.v order by p.name, p.id`) as Rows<{ id: string; name: string }>;
  return { actions: actions.map((r) => r.v), kinds: kinds.map((r) => r.v), actors };
}

/** Entries of a file, oldest first, a slice after `after`; without personal values. */
export const entriesAfter = async (tx: Tx, asked: AuditAsked, after: string, size: number): Promise<(Omit<AuditEntry, 'personal' | 'at'> & { at: Date; requestId: string | null; prevHash: string })[]> => {
  const w = entriesAsked(asked).add('e.seq > cast(:after as bigint)', { after });
  return (await tx.raw(`select e.seq, e.at, e.actor, p.name as "actorName", e.action, e.subject, e.detail, e.request_id as "requestId", encode(e.prev_hash, 'hex') as "prevHash", encode(e.hash, 'hex') as hash
    from audit_entry e left join person p on p.id = e.actor_id where ${w.sql} order by e.seq limit ${String(size)}`, w.bindings) as Rows<never>).rows;
};
