import { testDatabase, type Engine, type TestDatabase } from '../support/db.ts';

export interface Place { name: string; lon: number; lat: number; srid: number; /** Where the product's facts say it lies in that system, metres. */ x?: number; y?: number }
/** The commune's own system in Tunisia and Morocco (two zones of it), none (so a UTM zone) at Cotonou. */
export const PLACES: readonly Place[] = [
  { name: 'Tunis', lon: 10.1685, lat: 36.7969, srid: 22391, x: 523906.39, y: 388264.82 },
  { name: 'Marrakech', lon: -7.9935, lat: 31.6242, srid: 26191, x: 253801.10, y: 117552.19 },
  { name: 'Cotonou', lon: 2.4256, lat: 6.3703, srid: 4326 },
  { name: 'Fès', lon: -4.9835, lat: 34.0617, srid: 26191, x: 538291.38, y: 384823.76 },
  { name: 'Agadir', lon: -9.5981, lat: 30.4278, srid: 26192, x: 96748.69, y: 388236.57 },
];

export const codeOf = ({ name }: Place): string => name.normalize('NFD').replace(/[^a-z]/gi, '').toUpperCase();

/** Communes with a measured line of 100 m (due east from the centre), a few properties of each legal status, listings, zones and parcels. */
export async function openGround(engine: Engine): Promise<{ db: TestDatabase; communes: Map<string, number> }> {
  const db = await testDatabase({ engine });
  const communes = new Map<string, number>();
  for (const place of PLACES) {
    const id = await db.asOwner(async (tx) => ((await tx.raw(
      `insert into commune (code, name, name_ar, currency, srid) values (:code, :name, 'بلدية تونس', 'TND', :srid) returning id`,
      { code: codeOf(place), name: `Commune de ${place.name}`, srid: place.srid })).rows[0] as { id: number }).id);
    communes.set(place.name, id);
    await db.inCommune({ commune: id }, async (tx) => {
      const at = { commune: id, lon: place.lon, lat: place.lat };
      const layer = (await tx.raw(`insert into layer (commune_id, name, title, geometry_type, fields) values (:commune, 'mesure', 'Mesure', 'line', '[{"name":"note","type":"text"}]') returning id`, at)).rows[0] as { id: string };
      await tx.raw(`insert into layer_feature (commune_id, layer_id, source_key, attributes, geom)
        select :commune, :layer, '1', '{"note":"=1+1"}', st_makeline(p, st_project(p::geography, 100, pi() / 2)::geometry) from (select st_setsrid(st_makepoint(:lon, :lat), 4326) as p) q`, { ...at, layer: layer.id });
      await tx.raw(`insert into asset (commune_id, code, name, name_ar, domain_class, title_state, land_area_m2, attributes, geom)
        select :commune, 'B-' || lpad(i::text, 4, '0'), 'École n° ' || i, 'مدرسة عدد ' || i, (array['public_naturel','prive_affecte','indetermine'])[1 + i % 3],
          (array['titre_foncier','requisition','non_immatricule','sans_document'])[1 + i % 4], i + 0.5, '{}',
          st_expand(st_setsrid(st_makepoint(:lon + (i % 10 - 5) * 0.0002, :lat + (i / 10 - 1) * 0.0002), 4326), 0.00007) from generate_series(0, 29) i`, at);
      await tx.raw(`insert into asset (commune_id, code, name) values (:commune, 'SANS-LIEU', '-5 rue sans lieu')`, at);
      await tx.raw(`insert into listing (commune_id, platform, external_id, seen_from, seen_to, name, host_id, host_name, digest, geom)
        select :commune, 'airbnb', '90071992547409' || lpad(i::text, 4, '0'), 1, case when i % 9 = 8 then 1 end, case i when 0 then '=HYPERLINK("http://x")' else 'Dar ' || i end, 'h' || i, 'Hôte ' || i, 'd', st_setsrid(st_makepoint(:lon + (i % 7 - 3) * 0.0003, :lat + (i / 7 - 2) * 0.0003), 4326)
        from generate_series(0, 34) i`, at);
      const set = (await tx.raw(`insert into zone_set (commune_id, name, label_field) values (:commune, 'quartiers', 'nom') returning id`, at)).rows[0] as { id: string };
      await tx.raw(`insert into zone (commune_id, set_id, label, label_ar, geom, area_m2)
        select :commune, :set, 'Médina', 'المدينة', g, st_area(g::geography) from (select st_multi(st_expand(st_setsrid(st_makepoint(:lon, :lat), 4326), 0.0008)) as g) q`, { ...at, set: set.id });
      await tx.raw(`insert into parcel (commune_id, source_key, reference, geom) select :commune, i::text, 'P' || i, st_expand(st_setsrid(st_makepoint(:lon + (i % 20 - 10) * 0.0001, :lat + (i / 20 - 10) * 0.0001), 4326), 0.00005) from generate_series(0, 399) i`, at);
    });
  }
  return { db, communes };
}
