import type { Difference, DifferenceRow, Reconciliation } from '@sommier/domain/reconciliation';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** The register's side: what is there and has not left it, with its value. */
const HERE = `select a.id, a.code, a.name, a.name_ar, upper(a.inventory_number) as number, a.gross_value_minor as gross, a.acquired_on from asset a where a.commune_id = current_commune() and coalesce(a.status, 'active') not in ('disposed', 'demolished', 'project')`;
/** The accountant's side: what has not gone out. */
const THERE = `select f.* from fixed_asset f where f.commune_id = current_commune() and f.exit_on is null`;
/**
 * Every difference, set-wise. `facts` are both sides as they stand: a settlement holds for them alone. Under `key`: the inventory number, or the property's code where it has none.
 * Several properties under one accountant's number cannot be: the register refuses a number twice.
 */
const DIFFER = `with here as (${HERE}), there as (${THERE}),
  pair as (select h.id, h.code, h.name, h.name_ar, coalesce(h.number, t.inventory_number) as number, h.gross as here_value, h.acquired_on as here_date, t.inventory_number as there_number, t.account, t.designation, t.gross_minor as there_value, t.acquired_on as there_date
    from here h full join there t on t.inventory_number = h.number where h.number is not null or t.id is not null or h.gross is not null),
  differ as (
    select 'missing_here' as kind, p.number as key, p.* from pair p where p.id is null
    union all select 'missing_there', p.number, p.* from pair p where p.there_number is null and p.number is not null
    union all select 'no_number', p.code, p.* from pair p where p.number is null and p.here_value is not null
    union all select 'value', p.number, p.* from pair p where p.id is not null and p.there_number is not null and p.here_value is distinct from p.there_value
    union all select 'date', p.number, p.* from pair p where p.id is not null and p.there_number is not null and p.here_date is distinct from p.there_date),
  said as (select d.*, case d.kind when 'date' then concat_ws('|', coalesce(d.here_date::text, '-'), coalesce(d.there_date::text, '-')) else concat_ws('|', coalesce(d.here_value::text, '-'), coalesce(d.there_value::text, '-')) end as facts,
    case when d.kind <> 'date' then coalesce(d.there_value, 0) - coalesce(d.here_value, 0) end as gap from differ d)`;
const ROW = `d.kind, d.key, d.number as "inventoryNumber", d.id::text as "assetId", d.code, d.name, d.name_ar as "nameAr", d.account, d.designation, d.here_value::text as "hereValue", d.there_value::text as "thereValue", d.here_date as "hereDate", d.there_date as "thereDate", d.gap::text as gap,
  s.settlement, s.reason, p.name as "settledBy", to_json(s.settled_at)#>>'{}' as "settledAt", s.facts is not null and s.facts <> d.facts as lapsed
  from said d left join reconciliation_settlement s on s.commune_id = current_commune() and s.kind = d.kind and s.key = d.key left join person p on p.id = s.settled_by`;
const OPEN = '(s.facts is null or s.facts <> d.facts)';

export async function differences(tx: Tx, f: { kind?: Difference | undefined; open?: 'yes' | 'no' | undefined; key?: string }, page?: { page: number; size: number }): Promise<{ total: number; rows: DifferenceRow[] }> {
  const when = [f.kind === undefined ? '' : ' and d.kind = :kind', f.key === undefined ? '' : ' and d.key = :key', f.open === undefined ? '' : f.open === 'yes' ? ` and ${OPEN}` : ` and not ${OPEN}`].join('');
  const bind = { ...(f.kind === undefined ? {} : { kind: f.kind }), ...(f.key === undefined ? {} : { key: f.key }) };
  const { rows } = await tx.raw(`${DIFFER} select count(*) over ()::integer as total, ${ROW} where true${when} order by ${OPEN} desc, array_position(array['missing_here','missing_there','no_number','value','date'], d.kind), abs(d.gap) desc nulls last, d.key${page === undefined ? '' : ' limit :size offset :skip'}`,
    { ...bind, ...(page === undefined ? {} : { size: page.size, skip: (page.page - 1) * page.size }) }) as Rows<DifferenceRow & { total: number }>;
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}
/** Both sides as they stand, for a settlement to hold to. */
export async function factsOf(tx: Tx, kind: Difference, key: string): Promise<string | undefined> {
  return (await tx.raw(`${DIFFER} select d.facts from said d where d.kind = :kind and d.key = :key`, { kind, key }) as Rows<{ facts: string }>).rows[0]?.facts;
}

/** Totals of both sides, what is matched, and how many differences of each kind, open ones apart. */
export async function totals(tx: Tx): Promise<Omit<Reconciliation, 'total' | 'rows'>> {
  const { rows: [sums] } = await tx.raw(`with here as (${HERE}), there as (${THERE}) select (select count(*)::integer from here h where h.number is not null or h.gross is not null) as "hereCount", (select coalesce(sum(h.gross), 0)::text from here h) as "hereGross",
    (select count(*)::integer from there) as "thereCount", (select coalesce(sum(t.gross_minor), 0)::text from there t) as "thereGross", (select coalesce(sum(t.net_minor), 0)::text from there t) as "thereNet", m.matched, m."matchedHere", m."matchedThere", m.equal
    from (select count(*)::integer as matched, coalesce(sum(h.gross), 0)::text as "matchedHere", coalesce(sum(t.gross_minor), 0)::text as "matchedThere", (count(*) filter (where h.gross = t.gross_minor and h.acquired_on is not distinct from t.acquired_on))::integer as equal from here h join there t on t.inventory_number = h.number) m`) as
    Rows<{ hereCount: number; hereGross: string; thereCount: number; thereGross: string; thereNet: string; matched: number; matchedHere: string; matchedThere: string; equal: number }>;
  const { rows: counts } = await tx.raw(`${DIFFER} select d.kind, count(*)::integer as count, (count(*) filter (where ${OPEN}))::integer as open, coalesce(sum(d.gap), 0)::text as gap from said d left join reconciliation_settlement s on s.commune_id = current_commune() and s.kind = d.kind and s.key = d.key
    group by d.kind order by array_position(array['missing_here','missing_there','no_number','value','date'], d.kind)`) as Rows<Reconciliation['counts'][number]>;
  const { rows: [file] } = await tx.raw(`select b.id::text as batch, b.source_name as name, to_json(b.committed_at)#>>'{}' as "on", (select count(*)::integer from fixed_asset f where f.commune_id = current_commune()) as lines from import_batch b
    where b.commune_id = current_commune() and b.format = 'fixed-assets' and b.state = 'committed' order by b.id desc limit 1`) as Rows<NonNullable<Reconciliation['file']>>;
  const s = sums ?? { hereCount: 0, hereGross: '0', thereCount: 0, thereGross: '0', thereNet: '0', matched: 0, matchedHere: '0', matchedThere: '0', equal: 0 };
  return { file: file ?? null, here: { count: s.hereCount, gross: s.hereGross }, there: { count: s.thereCount, gross: s.thereGross, net: s.thereNet }, matched: s.matched, matchedHere: s.matchedHere, matchedThere: s.matchedThere, equal: s.equal, counts };
}
