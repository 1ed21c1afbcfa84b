import type { TestServer } from '../support/server.ts';

export interface Feature { type: 'Feature'; id: number; geometry: { type: string; coordinates: unknown } | null; properties: Record<string, unknown>; links?: Link[] }
export interface Link { href: string; rel: string; type?: string; title?: string }
export interface Page { type: string; features: Feature[]; links: Link[]; timeStamp: string; numberMatched?: number; numberReturned: number }
export interface Reply { status: number; headers: Headers; text: string; json: <T>() => T }

/** Calls with an access key, as QGIS and ogr2ogr do: no cookie, no Origin. */
export const withKey = (base: string, key: string | undefined) => async (method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> => {
  const answer = await fetch(address.startsWith('http') ? address : base + address, {
    method, headers: { 'accept-language': 'en', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...(body === undefined ? {} : { 'content-type': 'application/geo+json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: <T>() => JSON.parse(text) as T };
};
export type CallWithKey = ReturnType<typeof withKey>;

/** A key of a role's person in HERE. */
export async function makeKey(server: TestServer, role: Parameters<TestServer['as']>[0], body: Record<string, unknown> = {}): Promise<{ id: string; secret: string }> {
  const answer = await (await server.as(role))('POST', '/api/communes/HERE/keys', { name: `of ${String(role)}`, ...body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json();
}

/** What a file may call a column. */
export const ODD = `état :x ? "q"`;

/** Tunis, about: everything below lies within half a degree of it. */
const SQUARE = (lon: string, lat: string): string => `st_makeenvelope(${lon}, ${lat}, ${lon} + 0.0004, ${lat} + 0.0003, 4326)`;

/** Properties in a grid of squares from 10.1 E 36.7 N, one in ten without a place; listings with their discs; two zones; parcels; an uploaded layer with odd names. */
export async function fill(server: TestServer, { properties = 60, listings = 20 }: { properties?: number; listings?: number } = {}): Promise<void> {
  const { id } = server.communes.HERE;
  await server.deps.db.asOwner(async (tx) => {
    await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(id)]);
    await tx.raw(`insert into asset (commune_id, code, name, name_ar, nature, district, land_area_m2, year_built, acquired_on, updated_at, geom)
      select :c, 'B' || lpad(i::text, 7, '0'), case when i % 7 = 0 then 'École d''El Menzah ' || i else 'Bien ' || i end, case when i % 3 = 0 then 'ملك ' || i end, case when i % 2 = 0 then 'building' else 'land' end,
        case when i % 4 = 0 then 'Médina' else 'Bardo' end, i, 1900 + i % 100, date '2020-01-01' + i % 1000, timestamptz '2026-01-01T00:00:00Z' + make_interval(mins => i), case when i % 10 <> 0 then ${SQUARE('10.1 + (i % 300) * 0.001', '36.7 + (i / 300) * 0.001')} end
      from generate_series(1, :n) i`, { c: id, n: properties });
    await tx.raw(`insert into listing (commune_id, platform, external_id, name, host_name, room_type, seen_from, digest, estimated_nights, geom)
      select :c, 'airbnb', 'L' || i, 'Flat ' || i, 'Secret host ' || i, 'Entire home/apt', (date '2026-01-01' - date '1970-01-01') * 100 + 1, 'd' || i, i, st_setsrid(st_makepoint(10.1 + i * 0.001, 36.75), 4326) from generate_series(1, :n) i`, { c: id, n: listings });
    const { rows: [set] } = await tx.raw(`insert into zone_set (commune_id, name, label_field, valid_from) values (?, 'quartiers', 'nom', '2025-01-01') returning id`, [id]) as { rows: { id: string }[] };
    await tx.raw(`insert into zone (commune_id, set_id, label, label_ar, geom, area_m2) select :c, :s, 'Zone ' || i, 'منطقة ' || i, st_multi(st_makeenvelope(10 + i * 0.1, 36.7, 10.1 + i * 0.1, 36.9, 4326)), 1000 from generate_series(1, 2) i`, { c: id, s: set?.id });
    await tx.raw(`insert into parcel (commune_id, reference, source_key, title_state, area_m2, geom) select :c, 'T' || i, 'k' || i, 'titre_foncier', 10, ${SQUARE('10.2 + i * 0.001', '36.8')} from generate_series(1, 5) i`, { c: id });
    const fields = [{ name: ODD, type: 'text' }, { name: 'places', type: 'number' }, { name: 'neuf', type: 'boolean' }];
    const { rows: [layer] } = await tx.raw(`insert into layer (commune_id, name, title, fields, source) values (:c, 'bancs', 'Bancs publics', cast(:fields as jsonb), 'Service des espaces verts') returning id`, { c: id, fields: JSON.stringify(fields) }) as { rows: { id: string }[] };
    await tx.raw(`insert into layer_feature (commune_id, layer_id, source_key, attributes, geom) select :c, :l, 'b' || i, jsonb_build_object(cast(:odd as text), 'bon ' || i, 'places', i, 'neuf', i % 2 = 0, 'hidden', 'x'), st_setsrid(st_makepoint(10.15, 36.7 + i * 0.01), 4326) from generate_series(1, 6) i`, { c: id, l: layer?.id, odd: ODD });
    for (const name of ['assets', 'listings', 'zones', 'parcels', 'bancs']) await tx.raw('insert into data_version (commune_id, layer) values (?, ?) on conflict do nothing', [id, name]);
  });
}
