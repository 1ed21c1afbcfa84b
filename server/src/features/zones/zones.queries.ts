import type { Zone, ZoneSet } from '@sommier/domain/zones';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

const BOX = (g: string): string => `case when ${g} is not null then json_build_array(st_xmin(${g}), st_ymin(${g}), st_xmax(${g}), st_ymax(${g})) end`;

export async function listZoneSets(tx: Tx): Promise<ZoneSet[]> {
  const { rows } = await tx.raw(`select s.id, s.name, s.label_field as "labelField", s.valid_from as "validFrom", s.repaired, n.zones, ${BOX('n.box')} as bounds
    from zone_set s, lateral (select count(*)::integer as zones, st_extent(z.geom) as box from zone z where z.commune_id = s.commune_id and z.set_id = s.id) n
    where s.commune_id = current_commune() order by s.name`) as { rows: ZoneSet[] };
  return rows;
}

/** The zones of a set by label. Throws not_found. */
export async function listZones(tx: Tx, set: string, geometry: boolean): Promise<Zone[]> {
  const { rows: [found] } = await tx.raw('select id from zone_set where commune_id = current_commune() and id = ?', [set]) as { rows: unknown[] };
  if (found === undefined) throw new AppError('not_found', `no set of zones ${set}`);
  const { rows } = await tx.raw(`select id, set_id as "setId", label, label_ar as "labelAr", area_m2 as "areaM2", st_numgeometries(geom) as parts, ${BOX('box2d(geom)')} as bounds
      ${geometry ? ', st_asgeojson(geom, 7)::json as geometry' : ''} from zone where commune_id = current_commune() and set_id = :set order by label`, { set }) as { rows: Zone[] };
  return rows;
}
