import { DOMAIN_CLASSES, domainGroup, type DomainGroup } from '@sommier/domain/assets';
import type { OccupationFacets, OccupationFilter, OccupationRow, OCCUPATION_SORTS } from '@sommier/domain/occupations';
import { foldText } from '@sommier/domain/search';
import { splitList } from '@sommier/domain/shared';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';
import { partyNames } from '../parties/index.ts';
import { ROW, STATE, STATUS_ON } from './occupations.sql.ts';

type Rows<T> = { rows: T[] };
const SORT: Record<(typeof OCCUPATION_SORTS)[number], string> = {
  reference: 'o.reference', type: 'o.type', startsOn: 'o.starts_on', endsOn: 'o.held_until', status: STATUS_ON,
  amount: `(select t.amount_minor from occupation_term t where t.commune_id = o.commune_id and t.occupation_id = o.id and t.from_on <= cast(:on as date) and (t.to_on is null or t.to_on > cast(:on as date)) limit 1)`,
};

/** The list's conditions. The reader's words look at references, activities, units and bodies; a person is looked for by the party's id. */
export function where(f: OccupationFilter, on: string): Where {
  const w = new Where('o.commune_id = current_commune()').among('o.type', splitList(f.type), 'type').among('o.rank', splitList(f.rank), 'rank').among(`(${STATE})`, splitList(f.state), 'state')
    .among(`(${STATUS_ON})`, splitList(f.status), 'status').among('o.activity_kind', splitList(f.activity), 'activity').add('cast(:on as date) is not null', { on });
  if (f.q) w.words('o.search', foldText(f.q), 'q');
  if (f.validated !== undefined) w.add(`o.validated_at is ${f.validated === 'yes' ? 'not ' : ''}null`);
  if (f.conflict !== undefined) w.add(`exists (select from occupation_conflict c where c.commune_id = o.commune_id and c.state = 'open' and (c.occupation_id = o.id or c.other_id = o.id))`);
  const unit = 'select from occupation_unit u join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where u.commune_id = o.commune_id and u.occupation_id = o.id';
  const groups = splitList(f.domain);
  if (groups.length > 0) {
    const classes = DOMAIN_CLASSES.filter((c) => groups.includes(domainGroup(c)));
    w.add(`exists (${unit} and (a.domain_class = any(:classes::text[])${groups.includes('undetermined') ? ' or a.domain_class is null' : ''}))`, { classes: `{${classes.join(',')}}` });
  }
  if (f.district !== undefined) w.add(`exists (${unit} and a.district = :district)`, { district: f.district });
  if (f.asset !== undefined) {
    w.add(f.under === 'yes'
      ? `exists (${unit} and u.asset_id in (with recursive part as (select cast(:asset as bigint) as id union all select c.id from part join asset c on c.commune_id = current_commune() and c.parent_id = part.id) select id from part))`
      : `exists (${unit} and u.asset_id = :asset)`, { asset: f.asset });
  }
  if (f.party !== undefined) w.add('exists (select from occupation_party op where op.commune_id = o.commune_id and op.occupation_id = o.id and op.party_id = :party)', { party: f.party });
  if (f.batch !== undefined) w.add('o.batch_id = :batch', { batch: f.batch });
  if (f.endsFrom !== undefined) w.add('o.held_until >= cast(:endsFrom as date)', { endsFrom: f.endsFrom });
  if (f.endsBefore !== undefined) w.add('o.held_until < cast(:endsBefore as date)', { endsBefore: f.endsBefore });
  return w;
}

type Bare = Omit<OccupationRow, 'units' | 'parties'>;
/** The units and parties of some rights, as their reader may see them. */
export async function withUnitsAndParties(tx: Tx, rows: readonly Bare[], personal: boolean): Promise<OccupationRow[]> {
  if (rows.length === 0) return [];
  const ids = `{${rows.map((r) => r.id).join(',')}}`;
  const { rows: units } = await tx.raw(`select u.occupation_id as "of", u.asset_id as "assetId", a.code, a.name, a.name_ar as "nameAr", u.share_num as num, u.share_den as den, u.area_m2::float8 as "areaM2"
    from occupation_unit u join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where u.commune_id = current_commune() and u.occupation_id = any(cast(:ids as bigint[])) order by a.code`, { ids }) as
    Rows<{ of: string; num: number; den: number } & Omit<OccupationRow['units'][number], 'share'>>;
  const parties = await partiesOf(tx, rows.map((r) => r.id), personal);
  return rows.map((r) => ({
    ...r, units: units.filter((u) => u.of === r.id).map(({ of: _of, num, den, ...u }) => ({ ...u, share: { num, den } })), parties: parties.get(r.id) ?? [],
  }));
}

/** The parties of some rights by right, named as the reader may see them. */
export async function partiesOf(tx: Tx, ids: readonly string[], personal: boolean): Promise<Map<string, OccupationRow['parties']>> {
  const { rows } = await tx.raw(`select occupation_id as "of", party_id as "partyId", role, since, until, doubt from occupation_party where commune_id = current_commune() and occupation_id = any(cast(:ids as bigint[]))
    order by occupation_id, ordinal, party_id`, { ids: `{${ids.join(',')}}` }) as Rows<{ of: string; partyId: string } & Pick<OccupationRow['parties'][number], 'role' | 'since' | 'until' | 'doubt'>>;
  const names = await partyNames(tx, rows.map((r) => r.partyId), personal);
  const out = new Map<string, OccupationRow['parties']>();
  for (const { of, partyId, ...r } of rows) {
    const name = names.get(partyId);
    if (name) out.set(of, [...out.get(of) ?? [], { partyId, kind: name.kind, name: name.name, nameAr: name.nameAr, masked: name.masked, ...r }]);
  }
  return out;
}

export async function readOccupations(tx: Tx, f: OccupationFilter & { page: number; size: number; sort: keyof typeof SORT; dir: 'asc' | 'desc' }, on: string, personal: boolean): Promise<{ total: number; rows: OccupationRow[] }> {
  const w = where(f, on);
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from occupation o where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ROW} from occupation o where ${w.sql} order by ${SORT[f.sort]} ${f.dir === 'desc' ? 'desc' : 'asc'} nulls last, o.id limit :size offset :skip`,
    { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Bare>;
  return { total: n?.total ?? 0, rows: await withUnitsAndParties(tx, rows, personal) };
}

interface Group { g: number; type: OccupationRow['type']; state: OccupationRow['state']; status: OccupationRow['status']; activity: OccupationRow['activityKind']; count: number }
/** The counts of the list in one pass over the filtered rows; by domain, a right on two domains counts in both. */
export async function readOccupationFacets(tx: Tx, f: OccupationFilter, on: string): Promise<z.output<typeof OccupationFacets>> {
  const w = where(f, on);
  const { rows } = await tx.raw(`select grouping(type, state, status, activity)::integer as g, type, state, status, activity, count(*)::integer as count
    from (select o.type, ${STATE} as state, ${STATUS_ON} as status, o.activity_kind as activity from occupation o where ${w.sql}) o group by grouping sets ((type), (state), (status), (activity))`, w.bindings) as Rows<Group>;
  const { rows: [all] } = await tx.raw(`select count(*)::integer as total, (count(*) filter (where o.validated_at is null))::integer as unvalidated, (count(*) filter (where exists (select from occupation_conflict c
      where c.commune_id = o.commune_id and c.state = 'open' and (c.occupation_id = o.id or c.other_id = o.id))))::integer as conflicts from occupation o where ${w.sql}`, w.bindings) as Rows<{ total: number; unvalidated: number; conflicts: number }>;
  const { rows: domains } = await tx.raw(`select a.domain_class as "domainClass", count(distinct o.id)::integer as count from occupation o join occupation_unit u on u.commune_id = o.commune_id and u.occupation_id = o.id
    join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where ${w.sql} group by 1`, w.bindings) as Rows<{ domainClass: Parameters<typeof domainGroup>[0]; count: number }>;
  const byDomain = new Map<DomainGroup, number>();
  for (const d of domains) byDomain.set(domainGroup(d.domainClass), (byDomain.get(domainGroup(d.domainClass)) ?? 0) + d.count);
  const of = <T>(g: number, pick: (r: Group) => T): { value: T; count: number }[] => rows.filter((r) => r.g === g).map((r) => ({ value: pick(r), count: r.count })).sort((a, b) => b.count - a.count);
  return {
    total: all?.total ?? 0, unvalidated: all?.unvalidated ?? 0, conflicts: all?.conflicts ?? 0, type: of(0b0111, (r) => r.type), state: of(0b1011, (r) => r.state), status: of(0b1101, (r) => r.status),
    activity: of(0b1110, (r) => r.activity), domain: [...byDomain].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
  };
}
