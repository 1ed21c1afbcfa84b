import type { Database, Tx } from '../../server/src/platform/db/index.ts';
import { bumpVersion, rebuildCells } from '../../server/src/features/tiles/index.ts';
import { fixtureCommune } from '../support/db.ts';

/** A small city of shapes that tiles find hard, the same on every engine: a fixed seed and no clock. */
export interface City { commune: number; set: number }

/** mulberry32: equal numbers everywhere. */
export function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WEST = 10.16, SOUTH = 36.79;
const ring = (x: number, y: number, r: number, corners: number, turn: number, wobble = 0): string =>
  Array.from({ length: corners + 1 }, (_, i) => {
    const a = turn + 2 * Math.PI * (i % corners) / corners, k = r * (1 + wobble * Math.sin(5 * a));
    return `${String(x + k * Math.cos(a))} ${String(y + k * Math.sin(a))}`;
  }).join(',');

function shape(i: number, roll: () => number): string {
  const x = WEST + roll() * 0.05, y = SOUTH + roll() * 0.04, r = 0.0002 + roll() ** 3 * 0.004;
  if (i % 10 === 0) return `POINT(${String(x)} ${String(y)})`;
  if (i % 10 === 1) return `MULTIPOINT(${String(x)} ${String(y)},${String(x + r)} ${String(y)})`;
  if (i % 10 === 2) return `LINESTRING(${ring(x, y, r * 2, 9, roll())})`;
  if (i % 10 === 3) return `MULTILINESTRING((${ring(x, y, r, 7, roll())}),(${ring(x + r, y + r, r, 5, roll())}))`;
  if (i % 10 === 4) return `POLYGON((${ring(x, y, r, 12, roll())}),(${ring(x, y, r / 3, 6, roll())}))`;
  if (i % 10 === 5) return `MULTIPOLYGON(((${ring(x, y, r, 8, roll())}),(${ring(x, y, r / 2, 5, roll())})),((${ring(x + 3 * r, y, r, 6, roll())})))`;
  return `POLYGON((${ring(x, y, r, 6 + i % 30, roll(), i % 3 === 0 ? 0.3 : 0)}))`;
}

const CLASSES = ['public_artificiel', 'prive_affecte', 'prive_patrimonial', 'indetermine', null];
const TITLES = ['titre_foncier', 'requisition', 'non_immatricule', null];

async function fill(tx: Tx, assets: number, listings: number): Promise<number> {
  const roll = dice(7);
  const put = (sql: string, rows: unknown[]) => tx.raw(sql, [JSON.stringify(rows)]);
  await put(`insert into asset (commune_id, code, name, domain_class, title_state, geom)
    select current_commune(), r ->> 'code', r ->> 'name', r ->> 'domain', r ->> 'title', st_geomfromtext(r ->> 'wkt', 4326) from jsonb_array_elements(?::jsonb) with ordinality e(r, n) order by n`,
  Array.from({ length: assets }, (_, i) => ({ code: `A${String(i)}`, name: `Bien n° ${String(i)}`, domain: CLASSES[i % 5], title: TITLES[i % 4], wkt: shape(i, roll) })));
  await put(`insert into listing (commune_id, platform, external_id, seen_from, digest, seen_to, estimated_nights, room_type, geom)
    select current_commune(), r ->> 'platform', r ->> 'id', 1, 'x', case when (r ->> 'gone')::boolean then 1 end, (r ->> 'nights')::float8, 'Private room',
      st_setsrid(st_makepoint((r ->> 'x')::float8, (r ->> 'y')::float8), 4326) from jsonb_array_elements(?::jsonb) with ordinality e(r, n) order by n`,
  Array.from({ length: listings }, (_, i) => ({ id: String(i), platform: i % 3 === 0 ? 'vrbo' : 'airbnb', gone: i % 17 === 0, nights: i % 90, x: WEST + roll() * roll() * 0.05, y: SOUTH + roll() * 0.04 })));
  const set = await tx.raw<{ rows: { id: string }[] }>(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'quarters', 'name') returning id`);
  const id = Number(set.rows[0]?.id);
  await tx.raw(`insert into zone (commune_id, set_id, label, area_m2, geom)
    select current_commune(), ?, 'Zone ' || i, 1, st_multi(st_segmentize(st_makeenvelope(${String(WEST)} + 0.01 * (i % 5), ${String(SOUTH)} + 0.01 * (i / 5), ${String(WEST)} + 0.01 * (i % 5 + 1), ${String(SOUTH)} + 0.01 * (i / 5 + 1), 4326), 0.0005))
    from generate_series(0, 19) i`, [id]);
  await tx.raw(`insert into layer (commune_id, name, title) values (current_commune(), 'roads', 'Voirie')`);
  await tx.raw(`insert into layer_feature (commune_id, layer_id, source_key, geom) select commune_id, (select l.id from layer l where l.name = 'roads'), code, geom
    from asset where geometrytype(geom) like '%LINESTRING' order by id`);
  await tx.raw(`insert into parcel (commune_id, source_key, reference, title_state, geom) select commune_id, code, code, title_state, geom
    from asset where geometrytype(geom) like '%POLYGON' order by id`);
  for (const layer of ['assets', 'listings', 'parcels', 'roads']) {
    await rebuildCells(tx, layer);
    await bumpVersion(tx, layer);
  }
  await bumpVersion(tx, 'zones');
  return id;
}

/** Fills a commune that is there; the same calls give the same rows and ids on an empty database. */
export async function fillCity(db: Database, commune: number, { assets = 600, listings = 6500 } = {}): Promise<City> {
  return { commune, set: await db.inCommune({ commune }, (tx) => fill(tx, assets, listings)) };
}

/** The same in a commune of its own. */
export async function buildCity(db: Database, code: string): Promise<City> {
  return fillCity(db, (await fixtureCommune(db, code)).id);
}
