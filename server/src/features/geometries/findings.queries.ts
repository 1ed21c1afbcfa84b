import type { AssetSheet } from '@sommier/domain/assets';
import type { Finding, GeometryRules } from '@sommier/domain/geometries';
import type { Tx } from '../../platform/db/index.ts';
import type { Measured } from './shape.queries.ts';

/** The property a shape is for: none yet, or one with its family. */
export interface Subject { id: string | null; parent: string | null; level: AssetSheet['level'] }
interface Other { id: string; code: string; name: string; nameAr: string | null; areaM2: number; lon: number; lat: number }
type Rows<T> = { rows: T[] };

const SOUND = 'case when st_isvalid(a.geom) then a.geom else st_makevalid(a.geom) end';
const NAMED = 'a.id, a.code, a.name, a.name_ar as "nameAr"';
// A border of one millimetre is a line two drawings share, not ground.
const LEAST = 0.01;
/** Metres between a shape and everything the commune knows, beyond which its system or its figures are in doubt. */
const FAR_M = 20_000;
const SHOWN = 50;

const finding = (code: Finding['code'], severity: Finding['severity'], m: Measured, o: Other): Finding => ({
  code, severity, areaM2: o.areaM2, share: m.areaM2 ? o.areaM2 / m.areaM2 : null, at: [o.lon, o.lat], subject: { kind: 'asset', id: o.id, code: o.code, name: o.name, nameAr: o.nameAr },
});

/** Properties of the same level whose ground it takes by more than the tolerance; those gone from the register do not count. */
export async function overlaps(tx: Tx, m: Measured, s: Subject, rules: GeometryRules): Promise<Finding[]> {
  if (m.dimension !== 2 || !rules.overlapLevels.includes(s.level ?? 'none')) return [];
  const { rows } = await tx.raw(`select * from (select o.*, st_area(o.common::geography) as "areaM2", st_x(st_pointonsurface(o.common)) as lon, st_y(st_pointonsurface(o.common)) as lat from (
      select ${NAMED}, st_collectionextract(st_intersection(${SOUND}, cast(:shape as geometry)), 3) as common from asset a
      where a.commune_id = current_commune() and a.geom && cast(:shape as geometry) and st_dimension(a.geom) = 2 and a.id <> cast(:self as bigint) and a.id <> cast(:parent as bigint)
        and a.parent_id is distinct from nullif(cast(:self as bigint), 0) and a.level is not distinct from cast(:level as text) and coalesce(a.status, '') not in ('disposed', 'demolished')
        and st_intersects(a.geom, cast(:shape as geometry)) offset 0) o) x
    where "areaM2" > :tolerance order by "areaM2" desc limit ${String(SHOWN)}`,
  { shape: m.shape, self: s.id ?? 0, parent: s.parent ?? 0, level: s.level, tolerance: Math.max(LEAST, rules.overlapToleranceM2) }) as Rows<Other & { common: unknown }>;
  return rows.map((o) => finding('overlap', rules.overlapMode, m, o));
}

const BEYOND = (inner: string, outer: string): string => `st_collectionextract(st_difference(${inner}, ${outer}), 3)`;

/** What of it lies outside its parent, and which of its children it no longer holds; both beyond the tolerance in metres. */
export async function containment(tx: Tx, m: Measured, s: Subject, rules: GeometryRules): Promise<Finding[]> {
  const reach = (g: string): string => rules.containmentToleranceM > 0 ? `st_buffer(${g}::geography, cast(:reach as float8))::geometry` : g;
  const common = { shape: m.shape, ...(rules.containmentToleranceM > 0 ? { reach: rules.containmentToleranceM } : {}) };
  const found: Finding[] = [];
  if (s.parent !== null) {
    const { rows } = await tx.raw(`select * from (select o.*, case when st_dimension(cast(:shape as geometry)) = 2 then st_area(o.beyond::geography) else 1 end as "areaM2", st_x(st_pointonsurface(o.beyond)) as lon, st_y(st_pointonsurface(o.beyond)) as lat from (
        select ${NAMED}, ${m.dimension === 2 ? BEYOND('cast(:shape as geometry)', reach(SOUND)) : `st_difference(cast(:shape as geometry), ${reach(SOUND)})`} as beyond from asset a
        where a.commune_id = current_commune() and a.id = :parent and st_dimension(a.geom) = 2 offset 0) o where not st_isempty(o.beyond)) x where "areaM2" > ${String(LEAST)}`, { ...common, parent: s.parent }) as Rows<Other & { beyond: unknown }>;
    found.push(...rows.map((o) => ({ ...finding('outside_parent', rules.containmentMode, m, o), ...(m.dimension === 2 ? {} : { areaM2: null, share: null }) })));
  }
  if (s.id !== null && m.dimension === 2) {
    const { rows } = await tx.raw(`with held as materialized (select ${reach('cast(:shape as geometry)')} as g)
      select * from (select o.*, st_area(o.beyond::geography) as "areaM2", st_x(st_pointonsurface(o.beyond)) as lon, st_y(st_pointonsurface(o.beyond)) as lat from (
        select ${NAMED}, ${BEYOND(SOUND, '(select g from held)')} as beyond from asset a
        where a.commune_id = current_commune() and a.parent_id = :self and st_dimension(a.geom) = 2 offset 0) o where not st_isempty(o.beyond)) x
      where "areaM2" > ${String(LEAST)} order by "areaM2" desc limit ${String(SHOWN)}`, { ...common, self: s.id }) as Rows<Other & { beyond: unknown }>;
    found.push(...rows.map((o) => finding('child_outside', rules.containmentMode, m, o)));
  }
  return found;
}

/** A shape far from all that the commune has drawn: most often figures read in the wrong system. */
export async function farAway(tx: Tx, m: Measured): Promise<Finding[]> {
  for (const table of ['zone', 'parcel', 'asset'] as const) {
    const { rows: [r] } = await tx.raw(`select st_distance(cast(:shape as geometry)::geography, st_setsrid(box, 4326)::geography) as metres
      from (select st_extent(geom)::geometry as box from ${table} where commune_id = current_commune()) e where box is not null`, { shape: m.shape }) as Rows<{ metres: number }>;
    if (r === undefined) continue;
    return r.metres > FAR_M ? [{ code: 'outside_commune', severity: 'warn', areaM2: null, share: null, at: [m.lon, m.lat], subject: null }] : [];
  }
  return [];
}
