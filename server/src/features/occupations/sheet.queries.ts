import type { OccupationSheet } from '@sommier/domain/occupations';
import type { Tx } from '../../platform/db/index.ts';
import { partiesOf } from './occupations.queries.ts';
import { ROW, STATUS_ON } from './occupations.sql.ts';

type Rows<T> = { rows: T[] };
const TERM = `t.id, t.kind, t.from_on as "from", t.to_on as "to", t.amount_minor as "amountMinor", t.charges_minor as "chargesMinor", t.currency, t.period, t.due_day as "dueDay", t.due_when as "dueWhen",
  t.prorata, t.anchor_on as anchor, t.indexation, t.last_revised_on as "lastRevisedOn", t.source, t.note, case when t.index_every is not null then jsonb_build_object('every', t.index_every, 'bp', t.index_bp, 'index', t.index_code, 'from', t.index_from) end as escalation`;
const MORE = `o.written, o.service, o.signed_on as "signedOn", o.renewal_months as "renewalMonths", o.notice_months as "noticeMonths", o.notice_given_on as "noticeGivenOn", o.notice_by as "noticeBy", o.currency,
  o.deposit_minor as "depositMinor", o.sublet_allowed as "subletAllowed", o.sublet_found_on as "subletFoundOn", o.sublet_evidence as "subletEvidence", o.reason, o.project, o.found_on as "foundOn", o.found_by as "foundBy",
  o.evidence, o.claimable_minor as "claimableMinor", o.claimable_period as "claimablePeriod", o.procedure_state as "procedureState", o.procedure_on as "procedureOn", o.note, o.attributes, o.overrides,
  o.status as "writtenStatus", o.batch_id as "batchId", o.created_at as "createdAt", o.updated_at as "updatedAt"`;

type Bare = Omit<OccupationSheet, 'units' | 'parties' | 'acts' | 'terms' | 'parent' | 'children' | 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date };

type Sheet = OccupationSheet;
type Of<T> = T & { of: string };

/** Rows by the right they belong to. */
function byRight<T>(rows: readonly Of<T>[]): (id: string) => T[] {
  const map = new Map<string, T[]>();
  for (const { of, ...row } of rows) map.set(of, [...(map.get(of) ?? []), row as T]);
  return (id) => map.get(id) ?? [];
}

/** Everything of one right on a day, or undefined. */
export const readOccupation = async (tx: Tx, id: string, on: string, personal: boolean): Promise<Sheet | undefined> => (await readOccupationSheets(tx, [id], on, personal))[0];

/** Everything of some rights on a day, in the order of their ids, in as many statements as for one; of its subleases the first 500. */
export async function readOccupationSheets(tx: Tx, ids: readonly string[], on: string, personal: boolean): Promise<Sheet[]> {
  const bind = { ids: `{${ids.join(',')}}`, on };
  const { rows } = await tx.raw(`select ${ROW}, ${MORE} from occupation o where o.commune_id = current_commune() and o.id = any(cast(:ids as bigint[])) order by o.id`, bind) as Rows<Bare>;
  const units = byRight((await tx.raw(`select u.occupation_id as of, u.asset_id as "assetId", a.code, a.name, a.name_ar as "nameAr", a.domain_class as "domainClass", jsonb_build_object('num', u.share_num, 'den', u.share_den) as share,
      u.area_m2::float8 as "areaM2", coalesce(a.built_area_m2, a.land_area_m2)::float8 as "registerM2", a.drawn_area_m2 as "drawnM2"
    from occupation_unit u join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where u.commune_id = current_commune() and u.occupation_id = any(cast(:ids as bigint[])) order by a.code`, bind) as Rows<Of<Sheet['units'][number]>>).rows);
  const acts = byRight((await tx.raw(`select occupation_id as of, id, role, reference, dated_on as "datedOn", act_id as "actId" from occupation_act where commune_id = current_commune() and occupation_id = any(cast(:ids as bigint[])) order by dated_on nulls last, id`, bind) as Rows<Of<Sheet['acts'][number]>>).rows);
  const terms = byRight((await tx.raw(`select t.occupation_id as of, ${TERM} from occupation_term t where t.commune_id = current_commune() and t.occupation_id = any(cast(:ids as bigint[])) order by t.from_on`, bind) as Rows<Of<Sheet['terms'][number]>>).rows);
  const kin = byRight((await tx.raw(`select r.id as of, k.* from unnest(cast(:ids as bigint[])) r(id) cross join lateral (
      (select o.id, o.reference, o.type, ${STATUS_ON} as status, false as up from occupation o where o.commune_id = current_commune() and o.parent_id = r.id order by o.reference limit 500)
      union all select o.id, o.reference, o.type, ${STATUS_ON}, true from occupation me join occupation o on o.commune_id = me.commune_id and o.id = me.parent_id where me.commune_id = current_commune() and me.id = r.id) k order by k.reference`, bind) as Rows<Of<Sheet['children'][number] & { up: boolean }>>).rows);
  const parties = await partiesOf(tx, ids, personal);
  return rows.map((o) => {
    const bare = ({ up: _up, ...r }: Sheet['children'][number] & { up: boolean }): Sheet['children'][number] => r, parent = kin(o.id).find((r) => r.up);
    return {
      ...o, units: units(o.id), acts: acts(o.id), terms: terms(o.id), parties: parties.get(o.id) ?? [], parent: parent ? bare(parent) : null, children: kin(o.id).filter((r) => !r.up).map(bare),
      createdAt: o.createdAt.toISOString(), updatedAt: o.updatedAt.toISOString(),
    };
  });
}

/** The version of a right, locked for the change that follows; undefined where there is none. */
export async function lockOccupation(tx: Tx, id: string): Promise<number | undefined> {
  const { rows } = await tx.raw('select version from occupation where commune_id = current_commune() and id = ? for update', [id]) as Rows<{ version: number }>;
  return rows[0]?.version;
}
