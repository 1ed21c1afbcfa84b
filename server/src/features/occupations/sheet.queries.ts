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

/** Everything of one right on a day, or undefined. */
export async function readOccupation(tx: Tx, id: string, on: string, personal: boolean): Promise<OccupationSheet | undefined> {
  const bind = { id, on };
  const { rows: [o] } = await tx.raw(`select ${ROW}, ${MORE} from occupation o where o.commune_id = current_commune() and o.id = :id`, bind) as Rows<Bare>;
  if (o === undefined) return undefined;
  const { rows: units } = await tx.raw(`select u.asset_id as "assetId", a.code, a.name, a.name_ar as "nameAr", a.domain_class as "domainClass", jsonb_build_object('num', u.share_num, 'den', u.share_den) as share,
      u.area_m2::float8 as "areaM2", coalesce(a.built_area_m2, a.land_area_m2)::float8 as "registerM2", a.drawn_area_m2 as "drawnM2"
    from occupation_unit u join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where u.commune_id = current_commune() and u.occupation_id = :id order by a.code`, bind) as Rows<OccupationSheet['units'][number]>;
  const { rows: acts } = await tx.raw(`select id, role, reference, dated_on as "datedOn", act_id as "actId" from occupation_act where commune_id = current_commune() and occupation_id = :id order by dated_on nulls last, id`, bind) as Rows<OccupationSheet['acts'][number]>;
  const { rows: terms } = await tx.raw(`select ${TERM} from occupation_term t where t.commune_id = current_commune() and t.occupation_id = :id order by t.from_on`, bind) as Rows<OccupationSheet['terms'][number]>;
  const { rows: kin } = await tx.raw(`select o.id, o.reference, o.type, ${STATUS_ON} as status, o.id = :parent as up from occupation o where o.commune_id = current_commune() and (o.id = :parent or o.parent_id = :id)
    order by o.reference limit 501`, { ...bind, parent: o.parentId }) as Rows<OccupationSheet['children'][number] & { up: boolean | null }>;
  const bare = ({ up: _up, ...r }: (typeof kin)[number]): OccupationSheet['children'][number] => r;
  const parent = kin.find((r) => r.up === true);
  return {
    ...o, units, acts, terms, parties: (await partiesOf(tx, [id], personal)).get(id) ?? [], parent: parent ? bare(parent) : null, children: kin.filter((r) => r.up !== true).map(bare),
    createdAt: o.createdAt.toISOString(), updatedAt: o.updatedAt.toISOString(),
  };
}

/** The version of a right, locked for the change that follows; undefined where there is none. */
export async function lockOccupation(tx: Tx, id: string): Promise<number | undefined> {
  const { rows } = await tx.raw('select version from occupation where commune_id = current_commune() and id = ? for update', [id]) as Rows<{ version: number }>;
  return rows[0]?.version;
}
