import { READING_ACTIONS, type Reading, type ReadingsAsked } from '@sommier/domain/personal';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
type Asked = z.output<typeof ReadingsAsked>;

const list = `{${READING_ACTIONS.map((a) => `"${a}"`).join(',')}}`;
/** Lines of the trail that are readings; days are the commune's. A file counts only when personal columns were in it. */
function where({ party, reader, from, to }: Asked): Where {
  const w = new Where('e.commune_id = current_commune()');
  w.add(`e.action = any (cast(:actions as text[])) and (e.action <> 'exports.create' or (e.detail ->> 'personal') = 'true')`, { actions: list });
  if (party !== undefined) w.add(`e.subject = 'party:' || cast(:party as text)`, { party });
  if (reader !== undefined) w.add('e.actor_id = :reader', { reader });
  const zone = '(select c.timezone from commune c where c.id = current_commune())';
  if (from !== undefined) w.add(`e.at >= (cast(:from as date)::timestamp at time zone ${zone})`, { from });
  if (to !== undefined) w.add(`e.at < ((cast(:to as date) + 1)::timestamp at time zone ${zone})`, { to });
  return w;
}

/** One page of readings, latest first; `most` rows. */
export async function readings(tx: Tx, asked: Asked, page: number, size: number, personal: boolean): Promise<{ total: number; rows: Reading[] }> {
  const w = where(asked);
  const { rows: [n] } = await tx.raw(`select count(*)::integer as n from audit_entry e where ${w.sql}`, w.bindings) as Rows<{ n: number }>;
  const { rows } = await tx.raw(`select e.seq, e.at, e.actor_id as reader, coalesce(r.name, e.actor) as "readerName", e.action, e.subject, p.id as party, p.name as name, p.kind, e.detail
    from audit_entry e left join person r on r.id = e.actor_id
    left join party p on p.commune_id = e.commune_id and e.subject ~ '^party:[0-9]{1,18}$' and p.id = cast(substr(e.subject, 7) as bigint)
    where ${w.sql} order by e.seq desc limit :size offset :skip`, { ...w.bindings, size, skip: (page - 1) * size }) as Rows<Omit<Reading, 'at' | 'partyName'> & { at: Date; name: string | null; kind: PartyKind | null }>;
  return { total: n?.n ?? 0, rows: rows.map(({ name, kind, at, ...r }) => ({ ...r, at: at.toISOString(), partyName: name === null || kind === null ? null : shownName(kind, name, personal) })) };
}

/** Who has read, for the list to choose from. */
export const readersOf = async (tx: Tx): Promise<{ id: string; name: string }[]> => (await tx.raw(
  `select p.id, p.name from person p where p.id in (select e.actor_id from audit_entry e where e.commune_id = current_commune() and e.action = any (cast(:actions as text[]))) order by p.name, p.id limit 500`, { actions: list }) as Rows<{ id: string; name: string }>).rows;
