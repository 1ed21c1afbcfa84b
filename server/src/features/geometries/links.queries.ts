import { STREET_LAYERS } from '@sommier/domain/layers';
import type { GeometryLinks, GeometryRules } from '@sommier/domain/geometries';
import type { Tx } from '../../platform/db/index.ts';
import type { Measured } from './shape.queries.ts';

type Rows<T> = { rows: T[] };
const SHAPE = 'cast(:shape as geometry)';
const SHARED = (geom: string, polygon: boolean): string => polygon
  ? `st_area(st_collectionextract(st_intersection(case when st_isvalid(${geom}) then ${geom} else st_makevalid(${geom}) end, ${SHAPE}), 3)::geography)` : 'null::float8';
/** Where streets are looked for, in metres, and names that a layer of them may bear. */
const REACH_M = 150;
const STREET_FIELDS = ['address', 'adresse', 'name', 'nom', 'rue', 'voie', 'street', 'label', 'libelle', 'designation'];

/** Parcels whose ground it enters deeper than the inset: `share` is of the property. */
async function parcels(tx: Tx, m: Measured, inset: number): Promise<GeometryLinks['parcels']> {
  const polygon = m.dimension === 2;
  const { rows } = await tx.raw(`with inner_ground as materialized (select case when ${polygon ? 'true' : 'false'} and not st_isempty(b) then b else ${SHAPE} end as g
      from (select ${polygon && inset > 0 ? `st_buffer(${SHAPE}::geography, -cast(:inset as float8))::geometry` : SHAPE} as b) s)
    select p.id, p.reference, p.title_state as "titleState", p.area_m2 as "areaM2", ${SHARED('p.geom', polygon)} as "sharedM2" from parcel p
    where p.commune_id = current_commune() and p.geom && (select g from inner_ground) and st_intersects(p.geom, (select g from inner_ground)) order by 5 desc nulls last, p.reference limit 200`,
  { shape: m.shape, ...(polygon && inset > 0 ? { inset } : {}) }) as Rows<Omit<GeometryLinks['parcels'][number], 'share'>>;
  return rows.map((r) => ({ ...r, share: r.sharedM2 === null || !m.areaM2 ? null : r.sharedM2 / m.areaM2 }));
}

/** Zones of every set that hold more than a thousandth of it. */
async function zones(tx: Tx, m: Measured): Promise<GeometryLinks['zones']> {
  const { rows } = await tx.raw(`select z.id, z.set_id as "setId", s.name as set, z.label, z.label_ar as "labelAr", ${SHARED('z.geom', m.dimension === 2)} as "sharedM2" from zone z
      join zone_set s on s.commune_id = z.commune_id and s.id = z.set_id
    where z.commune_id = current_commune() and z.geom && ${SHAPE} and st_intersects(z.geom, ${SHAPE}) order by s.name, 6 desc nulls last, z.label limit 100`, { shape: m.shape }) as Rows<Omit<GeometryLinks['zones'][number], 'share'>>;
  return rows.map((r) => ({ ...r, share: r.sharedM2 === null || !m.areaM2 ? null : r.sharedM2 / m.areaM2 })).filter((r) => r.share === null || r.share > 0.001);
}

/** The nearest road of the register itself: the streets of a commune that brought no layer of them, and a road's own name. */
async function road(tx: Tx, m: Measured): Promise<GeometryLinks['address']> {
  const { rows: [near] } = await tx.raw(`select a.name as text, a.name_ar as "textAr", st_distance(a.geom::geography, ${SHAPE}::geography) as "distanceM" from asset a
    where a.commune_id = current_commune() and a.bin_id is null and a.nature = 'road' and a.geom && st_expand(${SHAPE}, cast(:degrees as float8)) order by 3, a.id limit 1`,
  { shape: m.shape, degrees: REACH_M / 70_000 }) as Rows<{ text: string; textAr: string | null; distanceM: number }>;
  return near === undefined || near.distanceM > REACH_M ? null : { ...near, layer: 'assets' };
}

/** The nearest line or point of the commune's streets, by the name it bears; else the nearest road of the register. */
async function address(tx: Tx, m: Measured, rules: GeometryRules): Promise<GeometryLinks['address']> {
  const { rows: layers } = await tx.raw('select id, name, fields from layer where commune_id = current_commune()') as Rows<{ id: string; name: string; fields: { name: string }[] }>;
  const layer = rules.streetLayer === null ? STREET_LAYERS.map((n) => layers.find((l) => l.name === n)).find((l) => l !== undefined) : layers.find((l) => l.name === rules.streetLayer);
  if (layer === undefined) return road(tx, m);
  const field = rules.streetField ?? STREET_FIELDS.map((n) => layer.fields.find((f) => f.name.toLowerCase() === n)).find((f) => f !== undefined)?.name;
  if (field === undefined) return road(tx, m);
  const { rows: [near] } = await tx.raw(`select f.attributes ->> cast(:field as text) as text, st_distance(f.geom::geography, ${SHAPE}::geography) as "distanceM" from layer_feature f
    where f.commune_id = current_commune() and f.layer_id = :layer and f.geom && st_expand(${SHAPE}, cast(:degrees as float8)) and coalesce(f.attributes ->> cast(:field as text), '') <> ''
    order by 2, f.id limit 1`, { shape: m.shape, layer: layer.id, field, degrees: REACH_M / 70_000 }) as Rows<{ text: string; distanceM: number }>;
  return near === undefined || near.distanceM > REACH_M ? road(tx, m) : { ...near, textAr: null, layer: layer.name };
}

/** What the ground of a valid shape touches. */
export const linksOf = async (tx: Tx, m: Measured, rules: GeometryRules): Promise<GeometryLinks> => ({
  parcels: await parcels(tx, m, rules.parcelInsetM), zones: await zones(tx, m), address: await address(tx, m, rules),
});
