import { FINDING_CODES, MONEY_FINDINGS, type FindingCode, type FindingFilter, type FindingRow } from '@sommier/domain/findings';
import { splitList } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { STATUS_ON } from '../occupations/index.ts';
import { CASES } from './cases.sql.ts';

type Rows<T> = { rows: T[] };
/** `money`: the reader may see what is owed. */
export type Asked = FindingFilter & { money: boolean };
/** The rights that stand on the day, past their term included, and what an import left to decide; ended ones and plain drafts are left out. */
const HERE = `here as materialized (select o.commune_id, o.id, o.reference, o.type, o.rank, o.status, o.activity, o.activity_kind, o.free_of_charge, o.written, o.signed_on, o.starts_on, o.ends_on, o.sublet_allowed, o.sublet_found_on,
    o.sublet_evidence, o.currency, o.found_on, o.held_until, ${STATUS_ON} as day_status from occupation o
  where o.commune_id = current_commune() and o.rank <> 'vacancy' and (o.validated_at is not null or o.batch_id is not null) and coalesce(o.starts_on, o.found_on, cast(:on as date)) <= cast(:on as date) and ${STATUS_ON} <> 'ended')`;
/** The middle of the yearly rents per square metre of each kind of activity. */
const MEDIAN = `median_m2 as materialized (select k.activity_kind, percentile_cont(0.5) within group (order by k.per) as middle, count(*)::integer as n from (select o.activity_kind, t.amount_minor * case t.period when 'month' then 12 when 'quarter' then 4 when 'semester' then 2 else 1 end / u.area_m2::float8 as per
  from here o join occupation_unit u on u.commune_id = o.commune_id and u.occupation_id = o.id and u.area_m2 > 0 join occupation_term t on t.commune_id = o.commune_id and t.occupation_id = o.id and t.kind <> 'free' and t.amount_minor > 0
    and t.from_on <= cast(:on as date) and (t.to_on is null or t.to_on > cast(:on as date)) where o.activity_kind is not null and not o.free_of_charge) k group by k.activity_kind)`;

const one = (code: FindingCode): string => {
  const c = CASES[code];
  return `select '${code}' as code, a.id as "assetId", a.code as "assetCode", a.name as "assetName", a.district, ${c.own ? 'null::bigint' : 'o.id'} as "occupationId", ${c.own ? 'null::text' : 'o.reference'} as reference,
    ${c.own ? 'null::text' : 'o.type'} as type, jsonb_build_object(${c.facts}) as facts from ${c.from} where ${c.where}`;
};
/** The cases asked for, less those of the money where the reader may not see it. */
export const codesOf = (f: Asked): FindingCode[] => { const asked = splitList(f.code); return FINDING_CODES.filter((c) => (asked.length === 0 || asked.includes(c)) && (f.money || !MONEY_FINDINGS.includes(c))); };
/** Every finding of the cases asked for, as one statement; names are the code's own. */
function found(f: Asked): { sql: string; bindings: Record<string, unknown> } {
  const codes = codesOf(f);
  return {
    sql: `with ${HERE}, ${MEDIAN}, found as (${codes.map(one).join('\nunion all\n')})`,
    bindings: f.district === undefined ? {} : { district: f.district },
  };
}
const WITHIN = (f: Asked): string => f.district === undefined ? 'true' : 'f.district = :district';

/** How often each case is met on the day. */
export async function countFindings(tx: Tx, f: Asked, on: string): Promise<Map<FindingCode, number>> {
  if (codesOf(f).length === 0) return new Map();
  const { sql, bindings } = found(f);
  const { rows } = await tx.raw(`${sql} select f.code, count(*)::integer as n from found f where ${WITHIN(f)} group by 1`, { ...bindings, on }) as Rows<{ code: FindingCode; n: number }>;
  return new Map(rows.map((r) => [r.code, r.n]));
}

/** The findings by page, in the order of the cases, then by property; without a page, all of them. */
export async function readFindings(tx: Tx, f: Asked, on: string, page?: { page: number; size: number }): Promise<FindingRow[]> {
  if (codesOf(f).length === 0) return [];
  const { sql, bindings } = found(f);
  const { rows } = await tx.raw(`${sql} select f.* from found f where ${WITHIN(f)} order by array_position(array[${FINDING_CODES.map((c) => `'${c}'`).join(', ')}], f.code), f."assetCode", f.reference
    ${page === undefined ? '' : 'limit :size offset :skip'}`, { ...bindings, on, ...(page === undefined ? {} : { size: page.size, skip: (page.page - 1) * page.size }) }) as Rows<FindingRow>;
  return rows;
}

/** What the findings are counted over. */
export async function readGround(tx: Tx): Promise<{ occupations: number; assets: number }> {
  const { rows: [n] } = await tx.raw(`select (select count(*) from occupation where commune_id = current_commune())::integer as occupations, (select count(*) from asset where commune_id = current_commune())::integer as assets`) as Rows<{ occupations: number; assets: number }>;
  return n ?? { occupations: 0, assets: 0 };
}
