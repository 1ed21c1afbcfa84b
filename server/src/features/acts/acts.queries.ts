import type { ActFilter, ActRow } from '@sommier/domain/acts';
import { foldText } from '@sommier/domain/search';
import { partyNames } from '../parties/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
const related = (alias: string): string => `case when ${alias}.id is not null then jsonb_build_object('id', ${alias}.id::text, 'kind', ${alias}.kind, 'reference', ${alias}.reference) end`;
/** A list shows this many properties of an act and counts the rest. */
const SHOWN = 20;
const row = (shown: number): string => `a.id, a.kind, a.reference, a.subject, a.authority, a.signed_on as "signedOn", a.effective_on as "effectiveOn", a.publication, a.published_on as "publishedOn", a.deliberated_on as "deliberatedOn",
  a.deliberation_reference as "deliberationReference", a.approved_on as "approvedOn", a.approval_reference as "approvalReference", a.service, a.record_on as "recordOn", a.party_id as "partyId", a.deed, a.note,
  ${related('o')} as cancels, ${related('c')} as "cancelledBy", a.warned, a.version, a.created_by as "createdBy", to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
  (select coalesce(jsonb_agg(jsonb_build_object('guard', x->>'guard', 'reason', x->>'reason', 'by', (select p.name from person p where p.id = (x->>'by')::bigint))), '[]') from jsonb_array_elements(a.overridden) x) as overridden,
  (select coalesce(jsonb_agg(to_jsonb(q)), '[]') from (select s.id::text as "assetId", s.code, s.name, aa.side, aa.domain_class as "domainClass" from act_asset aa join asset s on s.commune_id = aa.commune_id and s.id = aa.asset_id
    where aa.commune_id = a.commune_id and aa.act_id = a.id order by s.code limit ${String(shown)}) q) as properties,
  (select count(*)::integer from act_asset aa where aa.commune_id = a.commune_id and aa.act_id = a.id) as "propertyCount",
  (select count(*)::integer from document d where d.commune_id = a.commune_id and d.subject_kind = 'act' and d.subject_id = a.id and d.deleted_at is null) as documents`;
const FROM = `from act a left join act o on o.commune_id = a.commune_id and o.id = a.cancels_id left join act c on c.commune_id = a.commune_id and c.cancels_id = a.id`;
const SORT = { effectiveOn: 'a.effective_on', signedOn: 'a.signed_on', reference: 'a.reference', kind: 'a.kind' } as const;

async function named(tx: Tx, acts: Omit<ActRow, 'partyName'>[], personal: boolean): Promise<ActRow[]> {
  const ids = [...new Set(acts.flatMap((a) => (a.partyId === null ? [] : [a.partyId])))];
  const names = ids.length === 0 ? new Map<string, { name: string }>() : await partyNames(tx, ids, personal);
  return acts.map((a) => ({ ...a, partyName: a.partyId === null ? null : names.get(a.partyId)?.name ?? null }));
}

/** A word stands in the act, or in the name of its party: a natural person's only for who may read it. */
const found = (personal: boolean) => (word: string): string =>
  `(a.search like ${word} or exists (select from party p where p.commune_id = a.commune_id and p.id = a.party_id and p.search like ${word}${personal ? '' : ` and p.kind = 'legal'`}))`;

function where(f: Omit<ActFilter, 'page' | 'size'>, personal: boolean): Where {
  const w = new Where('a.commune_id = current_commune()');
  if (f.kind !== undefined) w.add('a.kind = :kind', { kind: f.kind });
  if (f.asset !== undefined) w.add('exists (select from act_asset aa where aa.commune_id = a.commune_id and aa.act_id = a.id and aa.asset_id = :asset)', { asset: f.asset });
  if (f.from !== undefined) w.add('a.effective_on >= cast(:from_day as date)', { from_day: f.from });
  if (f.to !== undefined) w.add('a.effective_on <= cast(:to_day as date)', { to_day: f.to });
  if (f.state === 'standing') w.add(`c.id is null and a.kind <> 'cancellation'`);
  if (f.state === 'cancelled') w.add('c.id is not null');
  if (f.state === 'overridden') w.add(`a.overridden <> '[]'`);
  if (f.q) w.wordsOf(found(personal), foldText(f.q), 'q');
  return w;
}

/** A page of the register of acts. Names of natural persons are initials for who may not read personal data. */
export async function readActs(tx: Tx, f: ActFilter, personal: boolean): Promise<{ total: number; rows: ActRow[] }> {
  const w = where(f, personal);
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total ${FROM} where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${row(SHOWN)} ${FROM} where ${w.sql} order by ${SORT[f.sort]} ${f.dir === 'desc' ? 'desc' : 'asc'}, a.id ${f.dir === 'desc' ? 'desc' : 'asc'} limit :size offset :skip`,
    { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Omit<ActRow, 'partyName'>>;
  return { total: n?.total ?? 0, rows: await named(tx, rows, personal) };
}

export async function readAct(tx: Tx, id: string, personal: boolean): Promise<ActRow | undefined> {
  const { rows } = await tx.raw(`select ${row(500)} ${FROM} where a.commune_id = current_commune() and a.id = :id`, { id }) as Rows<Omit<ActRow, 'partyName'>>;
  return (await named(tx, rows, personal))[0];
}

/** Version of an act, locked for the change that follows. */
export async function lockAct(tx: Tx, id: string): Promise<{ version: number } | undefined> {
  const { rows: [a] } = await tx.raw('select version from act where commune_id = current_commune() and id = :id for update', { id }) as Rows<{ version: number }>;
  return a;
}

/** The properties of an act. */
export async function assetsOfAct(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await tx.raw('select asset_id as id from act_asset where commune_id = current_commune() and act_id = :id order by asset_id', { id }) as Rows<{ id: string }>;
  return rows.map((r) => r.id);
}

/** Properties whose acts come into effect between the day they were last followed and a day, for the daily turn. */
export async function assetsDue(tx: Tx, day: string): Promise<string[]> {
  const { rows } = await tx.raw(`select distinct d.asset_id as id from act_declared d join act_asset aa on aa.commune_id = d.commune_id and aa.asset_id = d.asset_id join act a on a.commune_id = aa.commune_id and a.id = aa.act_id
    where d.commune_id = current_commune() and d.followed_on < cast(:day as date) and a.effective_on > d.followed_on and a.effective_on <= cast(:day as date) order by 1 limit 2000`, { day }) as Rows<{ id: string }>;
  return rows.map((r) => r.id);
}
