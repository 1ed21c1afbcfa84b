import type { Geometry } from 'geojson';
import type { AtlasPages } from '@sommier/domain/prints';
import type { Tx } from '../../platform/db/index.ts';
import { selectionWhere } from '../assets/index.ts';

/** What one page is about: its name, its place and the ground it covers, in metres. */
export interface Subject { id: string; title: string; lon: number; lat: number; width: number; height: number }

const GROUND = `(st_xmin(b) + st_xmax(b)) / 2 as lon, (st_ymin(b) + st_ymax(b)) / 2 as lat,
  st_distance(st_setsrid(st_makepoint(st_xmin(b), (st_ymin(b) + st_ymax(b)) / 2), 4326)::geography, st_setsrid(st_makepoint(st_xmax(b), (st_ymin(b) + st_ymax(b)) / 2), 4326)::geography) as width,
  st_distance(st_setsrid(st_makepoint(st_xmin(b), st_ymin(b)), 4326)::geography, st_setsrid(st_makepoint(st_xmin(b), st_ymax(b)), 4326)::geography) as height`;

/** The pages of an atlas in their order: zones by name, properties by code. What has no place has no page. At most `most`. */
export async function readSubjects(tx: Tx, pages: AtlasPages, arabic: boolean, most: number): Promise<Subject[]> {
  if (pages.kind === 'zones') {
    const { rows } = await tx.raw(`select id, title, ${GROUND} from (select z.id, coalesce(${arabic ? 'z.label_ar' : 'null'}, z.label) as title, box2d(z.geom) as b from zone z join zone_set s on s.commune_id = z.commune_id and s.id = z.set_id
        where z.commune_id = current_commune() and s.name = :name and z.geom is not null) q order by fold_text(title), id limit ${most}`, { name: pages.set }) as { rows: Subject[] };
    return rows;
  }
  const w = selectionWhere(pages.selection);
  const { rows } = await tx.raw(`select id, title, ${GROUND} from (select a.id, a.code, a.code || ' · ' || coalesce(${arabic ? 'a.name_ar' : 'null'}, a.name) as title, box2d(a.geom) as b from asset a
      where a.geom is not null and ${w.sql}) q order by code, id limit ${most}`, w.bindings) as { rows: Subject[] };
  return rows;
}

/** The outline of a subject, as the page marks it. */
export async function readOutline(tx: Tx, kind: AtlasPages['kind'], id: string): Promise<Geometry | undefined> {
  const { rows: [row] } = await tx.raw(`select st_asgeojson(t.geom, 8)::jsonb as geometry from ${kind === 'zones' ? 'zone' : 'asset'} t where t.commune_id = current_commune() and t.id = :id and t.geom is not null`, { id }) as { rows: { geometry: Geometry }[] };
  return row?.geometry;
}
