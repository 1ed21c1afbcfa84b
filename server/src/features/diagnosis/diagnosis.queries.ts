import type { Diagnosis, DiagnosisLayer, DiagnosisZone } from '@sommier/domain/diagnosis';
import { AppError, type Role, splitList } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { type OwnLayer, readLayers, readOwnLayer } from '../layers/index.ts';

type Rows<T> = { rows: T[] };
/** A feature stands where its inner point lies, so that it counts once where zones do not overlap; `&&` is named because only it may use the index under the policies. */
const BY_ZONE = `with f as materialized (select f.id, f.geom, st_pointonsurface(f.geom) as p, st_dimension(f.geom) = 2 as flat,
      case when jsonb_typeof(f.attributes -> 'area_m2') = 'number' then (f.attributes ->> 'area_m2')::double precision else 0 end as stated
    from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer and f.geom is not null),
  z as materialized (select z.id, z.geom from zone z where z.commune_id = current_commune() and z.set_id = :set),
  seat as materialized (select z.id as zone, f.id, f.flat, f.stated from f join z on z.geom && f.p and st_covers(z.geom, f.p)),
  held as (select zone, count(*)::integer as n, coalesce(sum(stated) filter (where not flat), 0) as stated from seat group by zone),
  ground as (select z.id as zone, sum(st_area(st_intersection(f.geom, z.geom)::geography)) as m2 from f join z on z.geom && f.geom and st_intersects(z.geom, f.geom) where f.flat group by z.id)`;
const FIGURES = `${BY_ZONE} select z.id as zone, coalesce(h.n, 0) as count, coalesce(h.stated, 0) + coalesce(g.m2, 0) as "areaM2" from z left join held h on h.zone = z.id left join ground g on g.zone = z.id`;
const OUTSIDE = `${BY_ZONE} select (select count(*)::integer from f where not exists (select 1 from seat s where s.id = f.id)) as outside,
  (select count(*)::integer from layer_feature l where l.commune_id = current_commune() and l.layer_id = :layer) as count,
  (select count(*)::integer from layer_feature l where l.commune_id = current_commune() and l.layer_id = :layer and l.geom is null) as unlocated`;

/** How the choices of a form were answered, the most frequent first. */
async function answersOf(tx: Tx, layer: OwnLayer): Promise<DiagnosisLayer['answers']> {
  const asked = (layer.form ?? []).filter((q) => q.type === 'choice' && !q.personal), answers: DiagnosisLayer['answers'] = [];
  for (const { name, title, titleAr } of asked) {
    const { rows } = await tx.raw(`select f.attributes ->> :name as value, count(*)::integer as count from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer and coalesce(f.attributes ->> :name, '') <> ''
      group by 1 order by 2 desc, 1`, { name, layer: layer.id }) as Rows<{ value: string; count: number }>;
    if (rows.length > 0) answers.push({ field: name, title, titleAr, values: rows });
  }
  return answers;
}

/** The state of the place over the zones of a set. Throws `not_found` for a set or a layer she does not read. */
export async function diagnose(tx: Tx, role: Role, asked: { set: string; layers?: string | undefined }): Promise<Diagnosis> {
  const { rows: [set] } = await tx.raw('select id, name from zone_set where commune_id = current_commune() and id = ?', [asked.set]) as Rows<Diagnosis['set']>;
  if (set === undefined) throw new AppError('not_found', `No set of zones ${asked.set}`);
  const names = asked.layers === undefined ? (await readLayers(tx, role)).filter((l) => l.kind === 'own').map((l) => l.name) : [...new Set(splitList(asked.layers))];
  const { rows } = await tx.raw(`select z.id, z.label, z.label_ar as "labelAr", z.area_m2 as "areaM2", i.inhabitants, i.source, i.as_of::text as "asOf"
    from zone z left join zone_inhabitants i on i.commune_id = z.commune_id and i.zone_id = z.id where z.commune_id = current_commune() and z.set_id = :set order by z.label`, { set: set.id }) as Rows<Omit<DiagnosisZone, 'figures'>>;
  const zones = new Map(rows.map((z) => [z.id, { ...z, figures: [] as DiagnosisZone['figures'] }])), layers: DiagnosisLayer[] = [];
  for (const name of names) {
    const layer = await readOwnLayer(tx, name, role);
    if (layer === undefined) throw new AppError('not_found', `No layer ${name}`);
    const { rows: figures } = await tx.raw(FIGURES, { layer: layer.id, set: set.id }) as Rows<{ zone: string; count: number; areaM2: number }>;
    for (const { zone, count, areaM2 } of figures) zones.get(zone)?.figures.push({ layer: name, count, areaM2 });
    const { rows: [whole] } = await tx.raw(OUTSIDE, { layer: layer.id, set: set.id }) as Rows<{ count: number; outside: number; unlocated: number }>;
    layers.push({ name, title: layer.title, titleAr: layer.titleAr, ...(whole ?? { count: 0, outside: 0, unlocated: 0 }), answers: await answersOf(tx, layer) });
  }
  return { set, layers, zones: [...zones.values()] };
}
