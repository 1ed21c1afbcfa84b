import { SCALES, fci, type AssetCondition, type FciScale, type Inspection, type Work } from '@sommier/domain/condition';
import { currencyExponent } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const STAMP = (column: string): string => `to_json(${column})#>>'{}'`;

/** The commune's bands; the four-step published scale until it sets its own. */
export async function readScale(tx: Tx): Promise<FciScale> {
  const { rows: [row] } = await tx.raw('select scale from condition_setting where commune_id = current_commune()') as Rows<{ scale: FciScale }>;
  return row?.scale ?? [...SCALES.four];
}

const INSPECTION = `i.id, i.inspected_on as "on", i.class, i.components, i.note, jsonb_build_object('id', p.id::text, 'name', p.name) as author, ${STAMP('i.created_at')} as "createdAt", i.reason,
  case when w.id is not null then jsonb_build_object('id', w.id::text, 'name', w.name) end as "withdrawnBy",
  (select count(*)::integer from document d where d.commune_id = i.commune_id and d.subject_kind = 'inspection' and d.subject_id = i.id and d.deleted_at is null) as photos
  from inspection i join person p on p.id = i.author_id left join person w on w.id = i.withdrawn_by where i.commune_id = current_commune()`;
export const inspectionsOf = async (tx: Tx, asset: string): Promise<Inspection[]> => (await tx.raw(`select ${INSPECTION} and i.asset_id = :asset order by i.inspected_on desc, i.id desc`, { asset }) as Rows<Inspection>).rows;
export const inspection = async (tx: Tx, id: string): Promise<(Inspection & { asset: string }) | undefined> => (await tx.raw(`select i.asset_id::text as asset, ${INSPECTION} and i.id = :id`, { id }) as Rows<Inspection & { asset: string }>).rows[0];

const WORK = `k.id, a.id as "assetId", a.code as "assetCode", a.name as "assetName", a.name_ar as "assetNameAr", k.component, k.title, k.note, k.cost_minor::text as cost, k.priority, k.wanted_year as wanted, k.state, k.opened_on as "openedOn", k.closed_on as "closedOn", k.inspection_id as inspection, k.version
  from work k join asset a on a.commune_id = k.commune_id and a.id = k.asset_id where k.commune_id = current_commune()`;
const ORDER = `order by case when k.state in ('open','under_way') then 0 else 1 end, k.priority, k.wanted_year nulls last, k.id`;
export const worksOf = async (tx: Tx, asset: string): Promise<Work[]> => (await tx.raw(`select ${WORK} and k.asset_id = :asset ${ORDER}`, { asset }) as Rows<Work>).rows;
export const openWorks = async (tx: Tx): Promise<Work[]> => (await tx.raw(`select ${WORK} and k.state in ('open','under_way') ${ORDER}`) as Rows<Work>).rows;
export const work = async (tx: Tx, id: string): Promise<Work | undefined> => (await tx.raw(`select ${WORK} and k.id = :id`, { id }) as Rows<Work>).rows[0];
export const worksByIds = async (tx: Tx, ids: readonly string[]): Promise<Work[]> => (await tx.raw(`select ${WORK} and k.id = any(cast(:ids as bigint[])) ${ORDER}`, { ids: `{${ids.join(',')}}` }) as Rows<Work>).rows;
export async function listWorksPage(tx: Tx, f: { page: number; size: number; state?: string | undefined; priority?: number | undefined }): Promise<{ total: number; rows: Work[] }> {
  const when = `${f.state === undefined ? '' : ' and k.state = :state'}${f.priority === undefined ? '' : ' and k.priority = :priority'}`;
  const bind = { ...(f.state === undefined ? {} : { state: f.state }), ...(f.priority === undefined ? {} : { priority: f.priority }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from work k join asset a on a.commune_id = k.commune_id and a.id = k.asset_id where k.commune_id = current_commune()${when}`, bind) as Rows<{ total: number }>;
  return { total: n?.total ?? 0, rows: (await tx.raw(`select ${WORK}${when} ${ORDER} limit :size offset :skip`, { ...bind, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Work>).rows };
}

/**
 * What each property would cost new, known on the day `:on` (minor units; `:unit` of them make one of the currency): the latest stated by then, or the
 * gross cost new of the latest signed depreciated-replacement-cost valuation, whichever is later.
 */
export const REPLACEMENTS = `select distinct on (v.asset_id) v.asset_id, v.amount, v.valued_on, v.source, v.kind from (
      select r.asset_id, r.amount_minor::numeric as amount, r.valued_on, r.source, 'stated' as kind, r.id from replacement_value r where r.commune_id = current_commune() and r.valued_on <= cast(:on as date)
      union all select v.asset_id, round((l.line ->> 'amount')::numeric * cast(:unit as numeric)), v.valued_on, v.evidence, 'valuation', v.id from valuation v, jsonb_array_elements(v.lines) as l(line)
        where v.commune_id = current_commune() and v.method = 'replacement_cost' and v.state = 'signed' and v.valued_on <= cast(:on as date) and l.line ->> 'code' = 'replacement' and l.line ->> 'amount' ~ '^[0-9]+([.][0-9]+){0,1}$') v
      where v.amount > 0 order by v.asset_id, v.valued_on desc, v.kind, v.id desc`;

/** What is known of a property's condition on a day. `deferred` sums the works open that day; `replacement` is null when nobody has found what the building would cost new. Minor units. */
export interface ConditionOn { asset: string; class: string | null; inspectedOn: string | null; works: number; uncosted: number; deferred: string; replacement: string | null; replacementOn: string | null; replacementSource: string | null; replacementFrom: 'stated' | 'valuation' | null }
/**
 * The condition of properties on a day, set-wise (all that the commune holds, or those asked for).
 */
export async function conditionsOn(tx: Tx, q: { day: string; currency: string; assets?: readonly string[] | undefined }): Promise<ConditionOn[]> {
  const { rows } = await tx.raw(`with own as (select a.id from asset a where a.commune_id = current_commune() and ${q.assets === undefined ? `coalesce(a.status, 'active') not in ('disposed', 'demolished', 'deactivated')` : 'a.id = any(cast(:assets as bigint[]))'}),
    seen as (select distinct on (i.asset_id) i.asset_id, i.class, i.inspected_on from inspection i where i.commune_id = current_commune() and i.inspected_on <= cast(:on as date) and i.withdrawn_by is null order by i.asset_id, i.inspected_on desc, i.id desc),
    due as (select k.asset_id, count(*)::integer as works, (count(*) filter (where k.cost_minor is null))::integer as uncosted, coalesce(sum(k.cost_minor), 0) as deferred from work k
      where k.commune_id = current_commune() and k.opened_on <= cast(:on as date) and (k.closed_on is null or k.closed_on > cast(:on as date)) group by k.asset_id),
    anew as (${REPLACEMENTS})
    select o.id::text as asset, s.class, s.inspected_on as "inspectedOn", coalesce(d.works, 0) as works, coalesce(d.uncosted, 0) as uncosted, coalesce(d.deferred, 0)::text as deferred, n.amount::text as replacement, n.valued_on as "replacementOn", n.source as "replacementSource", n.kind as "replacementFrom"
    from own o left join seen s on s.asset_id = o.id left join due d on d.asset_id = o.id left join anew n on n.asset_id = o.id order by o.id`,
  { on: q.day, unit: String(10 ** currencyExponent(q.currency)), ...(q.assets === undefined ? {} : { assets: `{${q.assets.join(',')}}` }) }) as Rows<ConditionOn>;
  return rows;
}

/** All that the property's page shows of its condition; undefined when there is no such property. */
export async function assetCondition(tx: Tx, asset: string, day: string, currency: string): Promise<AssetCondition | undefined> {
  const { rows: [there] } = await tx.raw('select 1 from asset where commune_id = current_commune() and id = :asset', { asset }) as Rows<unknown>;
  if (there === undefined) return undefined;
  const [on] = await conditionsOn(tx, { day, currency, assets: [asset] });
  const scale = await readScale(tx);
  const replacement = on === undefined || on.replacement === null ? null : { amount: on.replacement, on: on.replacementOn ?? day, source: on.replacementSource, from: on.replacementFrom ?? 'stated' };
  return { day, scale, fci: fci(BigInt(on?.deferred ?? '0'), replacement === null ? null : BigInt(replacement.amount), scale), deferred: on?.deferred ?? '0', uncosted: on?.uncosted ?? 0, replacement, inspections: await inspectionsOf(tx, asset), works: await worksOf(tx, asset) };
}
