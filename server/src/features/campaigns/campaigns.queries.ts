import type { Campaign, CampaignRow, Counts, Perimeter } from '@sommier/domain/campaigns';
import type { Bounds, Geometry } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { selectedIds } from '../assets/index.ts';

type Rows<T> = { rows: T[] };
/** Counts of sheets by state, as json, over the sheets `s` that a condition leaves. */
export const COUNTS = `jsonb_build_object('total', count(s.id), 'assigned', count(s.id) filter (where s.state = 'assigned'), 'returned', count(s.id) filter (where s.state = 'returned'),
  'accepted', count(s.id) filter (where s.state = 'accepted'), 'refused', count(s.id) filter (where s.state = 'refused'), 'found', count(s.id) filter (where s.found))`;

export interface CampaignState { id: string; name: string; state: Campaign['state']; set: string | null; perimeter: Perimeter; fields: string[]; team: { person: string; zones: string[] }[]; instructions: string | null; version: number }
/** A campaign's own row, held for a change when asked. */
export async function campaignRow(tx: Tx, id: string, lock = false): Promise<CampaignState | undefined> {
  const { rows } = await tx.raw(`select c.id, c.name, c.state, c.set_id as set, c.perimeter, c.fields, c.team, c.instructions, c.version from campaign c where c.commune_id = current_commune() and c.id = ? ${lock ? 'for update' : ''}`, [id]) as Rows<CampaignState>;
  return rows[0];
}

export async function readCampaigns(tx: Tx, id?: string): Promise<CampaignRow[]> {
  const { rows } = await tx.raw(`select c.id, c.name, c.state, c.version, c.opened_at as "openedAt", c.closed_at as "closedAt", ${COUNTS} as counts
    from campaign c left join campaign_sheet s on s.commune_id = c.commune_id and s.campaign_id = c.id where c.commune_id = current_commune() and (cast(:id as bigint) is null or c.id = cast(:id as bigint))
    group by c.commune_id, c.id order by c.state = 'closed', c.id desc limit 200`, { id: id ?? null }) as Rows<Omit<CampaignRow, 'openedAt' | 'closedAt'> & { openedAt: Date | null; closedAt: Date | null }>;
  return rows.map((r) => ({ ...r, openedAt: r.openedAt?.toISOString() ?? null, closedAt: r.closedAt?.toISOString() ?? null }));
}

/** A campaign with its progress, or undefined. */
export async function readCampaign(tx: Tx, id: string): Promise<Campaign | undefined> {
  const [row] = await readCampaigns(tx, id);
  const own = await campaignRow(tx, id);
  if (row === undefined || own === undefined) return undefined;
  const { rows: [made] } = await tx.raw('select created_at as at from campaign where commune_id = current_commune() and id = ?', [id]) as Rows<{ at: Date }>;
  const { rows: zones } = await tx.raw(`select s.zone_id as zone, z.label, z.label_ar as "labelAr", ${COUNTS} as counts, st_asgeojson(z.geom, 6)::jsonb as geometry,
      case when z.geom is not null then jsonb_build_array(st_xmin(z.geom), st_ymin(z.geom), st_xmax(z.geom), st_ymax(z.geom)) end as bounds
    from campaign_sheet s left join zone z on z.commune_id = s.commune_id and z.id = s.zone_id where s.commune_id = current_commune() and s.campaign_id = :id group by s.zone_id, z.label, z.label_ar, z.geom order by z.label nulls last`, { id }) as
    Rows<{ zone: string | null; label: string | null; labelAr: string | null; counts: Counts; geometry: Geometry | null; bounds: Bounds | null }>;
  const { rows: people } = await tx.raw(`select p.id, p.name, (select ${COUNTS} from campaign_sheet s where s.commune_id = current_commune() and s.campaign_id = :id and s.assignee_id = p.id) as counts
    from person p where p.id = any(cast(:ids as bigint[]))`, { id, ids: `{${own.team.map((m) => m.person).join(',')}}` }) as Rows<{ id: string; name: string; counts: Counts }>;
  const { rows: weeks } = await tx.raw(`select to_char(date_trunc('week', v.visited_at at time zone c.timezone), 'YYYY-MM-DD') as week, count(distinct v.sheet_id)::integer as visited, count(distinct v.sheet_id) filter (where s.state = 'accepted')::integer as accepted
    from campaign_visit v join campaign_sheet s on s.commune_id = v.commune_id and s.id = v.sheet_id join commune c on c.id = v.commune_id where v.commune_id = current_commune() and v.campaign_id = :id group by 1 order by 1`, { id }) as Rows<Campaign['weeks'][number]>;
  return {
    ...row, instructions: own.instructions, set: own.set, perimeter: own.perimeter, fields: own.fields, zones, weeks, createdAt: made?.at.toISOString() ?? '',
    team: own.team.flatMap((m) => { const p = people.find((x) => x.id === m.person); return p ? [{ person: m.person, name: p.name, zones: m.zones, counts: p.counts }] : []; }),
  };
}

/** The ids a perimeter holds: within its zones or its polygon, and by its filter. */
export async function perimeterIds(tx: Tx, { zones, polygon, filter }: Perimeter, limit: number): Promise<string[]> {
  let shape = polygon;
  if (shape === null && zones.length > 0) {
    const { rows: [r] } = await tx.raw(`select st_asgeojson(st_multi(st_union(z.geom)), 9)::jsonb as g from zone z where z.commune_id = current_commune() and z.id = any(cast(? as bigint[]))`, [`{${zones.join(',')}}`]) as Rows<{ g: Geometry | null }>;
    if (r?.g == null) return [];
    shape = r.g;
  }
  return selectedIds(tx, { filter, ...(shape === null ? {} : { shape }) }, limit);
}

/** The zone of a set that each property stands in, by a point of its ground; one at most. */
export async function zonesOf(tx: Tx, set: string | null, ids: readonly string[]): Promise<Map<string, string>> {
  if (set === null || ids.length === 0) return new Map();
  const { rows } = await tx.raw(`select a.id, (select z.id from zone z where z.commune_id = current_commune() and z.set_id = :set and z.geom && a.p and st_intersects(z.geom, a.p) order by z.id limit 1) as zone
    from (select id, st_pointonsurface(geom) as p from asset where commune_id = current_commune() and id = any(cast(:ids as bigint[])) and geom is not null offset 0) a`, { set, ids: `{${ids.join(',')}}` }) as Rows<{ id: string; zone: string | null }>;
  return new Map(rows.flatMap((r) => (r.zone === null ? [] : [[r.id, r.zone]])));
}
/** Sets of zones, the first by name: what a campaign counts its districts by when nobody says. */
export const firstSet = async (tx: Tx): Promise<string | null> => (await tx.raw('select id from zone_set where commune_id = current_commune() order by name limit 1') as Rows<{ id: string }>).rows[0]?.id ?? null;
/** Those of some people who may survey here. */
export async function surveyors(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.raw(`select m.person_id as id from membership m where m.commune_id = current_commune() and m.disabled_at is null and m.role in ('agent', 'manager', 'admin') and m.person_id = any(cast(? as bigint[]))`, [`{${ids.join(',')}}`]) as Rows<{ id: string }>;
  return rows.map((r) => r.id);
}
/** Everybody who may survey here, by name. */
export async function readSurveyors(tx: Tx): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.raw(`select p.id, p.name from membership m join person p on p.id = m.person_id where m.commune_id = current_commune() and m.disabled_at is null and p.disabled_at is null and m.role in ('agent', 'manager', 'admin') order by lower(p.name), p.id`) as Rows<{ id: string; name: string }>;
  return rows;
}
