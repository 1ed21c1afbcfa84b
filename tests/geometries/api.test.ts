import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssetSheet } from '@sommier/domain/assets';
import type { GeometryCheck } from '@sommier/domain/geometries';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

type Ring = [number, number][];
/** A rectangle at Tunis, in metres from (10.18, 36.80); near enough to square for tests of areas. */
const LON = 1 / 89_230, LAT = 1 / 110_970;
const box = (x: number, y: number, w: number, h: number): Ring => ([[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]] as Ring).map(([a, b]) => [10.18 + a * LON, 36.8 + b * LAT]);
const polygon = (...rings: Ring[]) => ({ type: 'Polygon', coordinates: rings });
const codes = (check: { findings: { code: string; severity: string }[] }): string[] => check.findings.map((f) => `${f.severity}:${f.code}`).sort();

describe.each(await engines())('what is drawn on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call;
  const at = '/api/communes/HERE';
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    await server.deps.db.inCommune({ commune: server.communes.HERE.id, person: server.communes.HERE.people.agent }, async (tx) => {
      const shape = (r: Ring): string => JSON.stringify(polygon(r));
      const add = async (code: string, level: string | null, parent: string | null, ring: Ring | null): Promise<void> => {
        const { rows } = await tx.raw(`insert into asset (commune_id, code, name, level, parent_id, geom, drawn_area_m2) select current_commune(), :code, :code, :level, :parent, g, st_area(g::geography)
          from (select st_setsrid(st_geomfromgeojson(:shape), 4326) as g) s returning id`, { code, level, parent, shape: ring && shape(ring) }) as { rows: { id: string }[] };
        ids[code] = rows[0]!.id;
      };
      await add('S1', 'site', null, box(0, 0, 100, 100));
      await add('S1-B1', 'building', ids['S1']!, null);
      await add('S1-B2', 'building', ids['S1']!, box(60, 10, 30, 30));
      await add('S2', 'site', null, null);
      for (const [reference, ring] of [['P1', box(0, 0, 50, 100)], ['P2', box(50, 0, 50, 100)], ['P3', box(100, 0, 50, 100)]] as const) {
        await tx.raw(`insert into parcel (commune_id, reference, title_state, source_key, geom, area_m2) select current_commune(), :reference, 'titre_foncier', :reference, g, st_area(g::geography)
          from (select st_setsrid(st_geomfromgeojson(:shape), 4326) as g) s`, { reference, shape: shape(ring) });
      }
      const { rows: [set] } = await tx.raw(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'arrondissements', 'nom') returning id`) as { rows: { id: string }[] };
      for (const [label, ring] of [['Ouest', box(-500, -500, 530, 1500)], ['Est', box(30, -500, 1000, 1500)]] as const) {
        await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), :set, :label, st_multi(g), st_area(g::geography) from (select st_setsrid(st_geomfromgeojson(:shape), 4326) as g) s`, { set: set!.id, label, shape: shape(ring) });
      }
      const { rows: [layer] } = await tx.raw(`insert into layer (commune_id, name, title, fields) values (current_commune(), 'rues', 'Rues', '[{"name":"nom","type":"text"}]') returning id`) as { rows: { id: string }[] };
      for (const [i, [name, y]] of ([['rue de la Kasbah', -8], ['avenue de Carthage', -60]] as const).entries()) {
        await tx.raw(`insert into layer_feature (commune_id, layer_id, source_key, attributes, geom) values (current_commune(), :layer, :key, jsonb_build_object('nom', cast(:name as text)), st_setsrid(st_geomfromgeojson(:line), 4326))`,
          { layer: layer!.id, key: String(i), name, line: JSON.stringify({ type: 'LineString', coordinates: box(-100, y, 300, 1).slice(0, 2) }) });
      }
    });
  });
  afterAll(async () => { await server.close(); });

  const check = async (geometry: unknown, more: object = {}): Promise<GeometryCheck> => {
    const answer = await agent('POST', `${at}/geometries/check`, { geometry, ...more });
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    return answer.json();
  };

  test('a drawing is measured, and linked to its parcels, zones and street', async () => {
    const c = await check(polygon(box(2, 2, 40, 40), box(10, 10, 10, 10)), { asset: ids['S1-B1'] });
    expect(c).toMatchObject({ kind: 'polygon', holes: 1, parts: 1, refused: false, warned: false, crs: 4326, shiftAccuracyM: 0 });
    expect(c.areaM2! / 1500).toBeCloseTo(1, 2);
    expect(c.links.parcels.map((p) => p.reference)).toEqual(['P1']);
    expect(c.links.zones.map((z) => z.label)).toEqual(['Ouest', 'Est']);
    expect(c.links.address).toMatchObject({ text: 'rue de la Kasbah', layer: 'rues' });
    expect(c.links.address!.distanceM).toBeGreaterThan(9);
    // Away from the layer of streets the roads of the register serve; of a road it is its own name; where nothing is near, none.
    await server.deps.db.inCommune({ commune: server.communes.HERE.id, person: server.communes.HERE.people.agent }, (tx) => tx.raw(`insert into asset (commune_id, code, name, name_ar, nature, geom, drawn_area_m2)
      select current_commune(), 'V1', 'Rue du Port', 'نهج الميناء', 'road', g, st_area(g::geography) from (select st_setsrid(st_geomfromgeojson(?), 4326) as g) s`, [JSON.stringify(polygon(box(3000, 3000, 200, 8)))]));
    expect((await check(polygon(box(3000, 3020, 20, 20)))).links.address).toMatchObject({ text: 'Rue du Port', textAr: 'نهج الميناء', layer: 'assets' });
    expect((await check(polygon(box(3000, 3000, 200, 8)))).links.address).toMatchObject({ text: 'Rue du Port', distanceM: 0 });
    expect((await check(polygon(box(6000, 6000, 20, 20)))).links.address).toBeNull();
    // Half a metre into the neighbour's parcel is a wall drawn twice; two metres are ground.
    expect((await check(polygon(box(20, 2, 30.5, 40)))).links.parcels.map((p) => p.reference)).toEqual(['P1']);
    expect((await check(polygon(box(20, 2, 32, 40)))).links.parcels.map((p) => p.reference)).toEqual(['P1', 'P2']);
  });

  test('§4 case 15: two districts, no parcel, a crossed outline, no area, a huge multipolygon', async () => {
    const two = await check(polygon(box(10, 10, 40, 40)), { asset: ids['S1-B1'] });
    expect(codes(two)).toEqual(['note:several_districts', 'note:several_districts']);
    expect(two.findings.map((f) => f.share!).reduce((a, b) => a + b)).toBeCloseTo(1, 3);
    expect(codes(await check(polygon(box(300, 300, 10, 10))))).toEqual(['note:no_parcel']);

    const [a, b, c, d] = box(0, 0, 10, 10);
    const crossed = await check(polygon([a!, c!, b!, d!, a!]));
    expect(codes(crossed)).toEqual(['refuse:self_crossing']);
    expect(crossed.findings[0]!.at![0]).toBeCloseTo(10.18 + 5 * LON, 7);
    expect(crossed.repair).toMatchObject({ parts: 2 });
    expect(crossed.repair!.areaM2 / 50).toBeCloseTo(1, 2);
    expect(crossed.areaM2).toBeNull();
    expect(codes(await check(polygon([a!, b!, c!, b!, a!])))).toEqual(['refuse:no_area']);
    expect(codes(await check(polygon([a!, a!, a!, a!])))).toEqual(['refuse:no_area']);

    const many = Array.from({ length: 2000 }, (_, i) => [box((i % 50) * 20 + 200, Math.floor(i / 50) * 20 + 200, 10, 10)]);
    const huge = await check({ type: 'MultiPolygon', coordinates: many });
    expect(huge).toMatchObject({ parts: 2000, vertices: 8000, refused: false });
    expect(huge.areaM2! / 200_000).toBeCloseTo(1, 2);
    const beyond = Array.from({ length: 100_001 }, (_, i): [number, number] => [10 + i * 1e-6, 36 + (i % 2) * 1e-3]);
    expect((await agent('POST', `${at}/geometries/check`, { geometry: polygon(beyond) })).status).toBe(400);
    for (const bad of [{ type: 'Polygon', coordinates: [] }, { type: 'Polygon', coordinates: [[[1, 1], [2, 2]]] }, { type: 'Polygon', coordinates: [[[1, 'x'], [2, 2], [3, 3]]] }, { type: 'GeometryCollection', geometries: [] }, { type: 'Point', coordinates: [1e9, 0] }]) {
      expect((await agent('POST', `${at}/geometries/check`, { geometry: bad })).status).toBe(400);
    }
    expect((await agent('POST', `${at}/geometries/check`, { geometry: { type: 'Point', coordinates: [500, 36] } })).json()).toMatchObject({ status: 422, reason: 'geometries.out_of_reach' });
  });

  test('a child lies inside its parent and leaves its equals alone; the commune decides whether that warns or refuses', async () => {
    const sticking = polygon(box(80, 60, 30, 20)), over = polygon(box(50, 10, 20, 20));
    const outside = await check(sticking, { asset: ids['S1-B1'] });
    expect(codes(outside)).toEqual(['warn:outside_parent']);
    expect(outside.findings[0]).toMatchObject({ subject: { kind: 'asset', id: ids['S1'], code: 'S1' } });
    expect(outside.findings[0]!.areaM2! / 190).toBeCloseTo(1, 1); // 10 m by 20 m, less half a metre of tolerance
    const overlap = await check(over, { asset: ids['S1-B1'] });
    expect(codes(overlap)).toEqual(['warn:overlap']);
    expect(overlap.findings[0]).toMatchObject({ subject: { code: 'S1-B2' } });
    expect(overlap.findings[0]!.areaM2! / 200).toBeCloseTo(1, 1);
    expect(codes(await check(polygon(box(0, 0, 100, 30)), { asset: ids['S1'] }))).toEqual(['note:several_districts', 'note:several_districts', 'warn:child_outside']);
    // A building within a site is not two properties on one ground.
    expect(codes(await check(polygon(box(40, 50, 10, 10)), { parent: ids['S1'], level: 'building' }))).toEqual([]);

    const path = `${at}/assets/${ids['S1-B1']}/geometry`;
    expect((await agent('PUT', path, { geometry: over })).status).toBe(400);
    const unread = await agent('PUT', path, { geometry: over }, { 'if-match': '"v1"' });
    expect(unread.json()).toMatchObject({ status: 422, reason: 'geometries.unread', acknowledge: true, findings: [{ code: 'overlap' }] });
    expect((await agent('GET', path)).json()).toMatchObject({ version: 1, check: null });

    const rules = (await agent('GET', `${at}/geometries/rules`)).json<Record<string, unknown>>();
    const { version, ...kept } = rules;
    expect((await agent('PUT', `${at}/geometries/rules`, { ...kept, overlapMode: 'refuse' }, { 'if-match': `"v${String(version)}"` })).status).toBe(403);
    expect((await manager('PUT', `${at}/geometries/rules`, { ...kept, overlapMode: 'refuse', containmentToleranceM: 12 }, { 'if-match': `"v${String(version)}"` })).json()).toMatchObject({ overlapMode: 'refuse', version: 1 });
    expect((await manager('PUT', `${at}/geometries/rules`, kept, { 'if-match': '"v0"' })).status).toBe(412);
    expect((await agent('PUT', path, { geometry: over, acknowledged: true }, { 'if-match': '"v1"' })).json()).toMatchObject({ status: 422, reason: 'geometries.refused', findings: [{ code: 'overlap', severity: 'refuse' }] });
    expect(codes(await check(sticking, { asset: ids['S1-B1'] }))).toEqual([]);
    expect((await manager('PUT', `${at}/geometries/rules`, kept, { 'if-match': '"v1"' })).json()).toMatchObject({ version: 2 });
  });

  test('what is stored is PostGIS’s own area, under its version, with an audit line; the second writer sees the first', async () => {
    const path = `${at}/assets/${ids['S1-B1']}/geometry`;
    const drawn = await agent('PUT', path, { geometry: polygon(box(5, 5, 20, 20)) }, { 'if-match': '"v1"' });
    const sheet = drawn.json<AssetSheet>();
    expect(sheet).toMatchObject({ version: 2, locatedBy: 'drawing', sourceSrid: 4326, accuracyM: null });
    expect(drawn.headers.get('etag')).toBe('"v2"');
    expect(sheet.drawnAreaM2! / 400).toBeCloseTo(1, 2);
    expect((await agent('GET', path)).json<{ check: GeometryCheck }>().check.areaM2).toBeCloseTo(sheet.drawnAreaM2!, 6);
    const late = await manager('PUT', path, { geometry: polygon(box(5, 5, 25, 20)) }, { 'if-match': '"v1"' });
    expect(late.json()).toMatchObject({ status: 412, present: { version: 2, geometry: { type: 'Polygon' } } });
    const read = await agent('PUT', path, { geometry: polygon(box(50, 10, 20, 20)), acknowledged: true, accuracyM: 0.1 }, { 'if-match': '"v2"' });
    expect(read.json()).toMatchObject({ version: 3, accuracyM: 0.1 });
    const admin = await server.as('admin');
    expect((await admin('GET', `${at}/audit?action=asset.drawn`)).json()).toMatchObject({ total: 2, entries: [{ detail: { warnings: [{ code: 'overlap', with: `asset:${ids['S1-B2']}` }] } }, {}] });
    expect((await (await server.as('viewer'))('PUT', path, { geometry: polygon(box(5, 5, 20, 20)) }, { 'if-match': '"v3"' })).status).toBe(403);
    expect((await (await server.as('agent', 'THERE'))('GET', `/api/communes/THERE/assets/${ids['S1-B1']}/geometry`)).status).toBe(404);
  });

  test('coordinates of Carthage, Merchich and UTM become degrees within a centimetre; the accuracy of the shift is said; the wrong zone is noticed', async () => {
    const places: [number, number, number, number, number, number][] = [ // crs, x, y, lon, lat, accuracy
      [22391, 523906.39, 388264.82, 10.1685, 36.7969, 1], [22332, 604201.03, 4072523.42, 10.1685, 36.7969, 1], [26191, 253801.10, 117552.19, -7.9935, 31.6242, 7],
      [26191, 538291.38, 384823.76, -4.9835, 34.0617, 7], [26192, 96748.69, 388236.57, -9.5981, 30.4278, 7],
    ];
    for (const [crs, x, y, lon, lat, accuracyM] of places) {
      const to = (await agent('POST', `${at}/geometries/transform`, { from: 4326, to: crs, points: [[lon, lat], [lon, lat]] })).json<{ points: [number, number][]; accuracyM: number }>();
      expect(to.accuracyM).toBe(accuracyM);
      expect(Math.hypot(to.points[1]![0] - x, to.points[1]![1] - y)).toBeLessThan(0.01);
      const back = (await agent('POST', `${at}/geometries/transform`, { from: crs, to: 4326, points: to.points })).json<{ points: [number, number][] }>();
      expect(Math.hypot((back.points[0]![0] - lon) * 89_000, (back.points[0]![1] - lat) * 111_000)).toBeLessThan(5e-3); // geocentric shifts lose a millimetre on the way back
    }
    const [x, y] = [524_906, 388_600];
    const square = { type: 'Polygon', coordinates: [[[x, y], [x + 20, y], [x + 20, y + 20], [x, y + 20]]] };
    const c = await check(square, { crs: 22391 });
    expect(c).toMatchObject({ crs: 22391, shiftAccuracyM: 1, refused: false });
    expect(c.areaM2! / 400).toBeCloseTo(1, 2);
    expect(codes(await check(square, { crs: 22392 }))).toContain('warn:outside_commune');
    const drawn = await agent('PUT', `${at}/assets/${ids['S2']}/geometry`, { geometry: square, crs: 22391 }, { 'if-match': '"v1"' });
    expect(drawn.json()).toMatchObject({ sourceSrid: 22391, accuracyM: 1, locatedBy: 'drawing' });
    expect((await agent('POST', `${at}/geometries/transform`, { from: 4326, to: 999_998, points: [[1, 1]] })).json()).toMatchObject({ reason: 'geometries.unknown_crs' });
    expect(codes(await check({ type: 'Point', coordinates: [4e7, 4e7] }, { crs: 22391 }))).toContain('warn:outside_commune');
    expect((await agent('POST', `${at}/geometries/check`, { geometry: { type: 'Point', coordinates: [0, 4e7] }, crs: 3857 })).status).toBe(200);
  });

  test('a window answers the outlines to snap to, whole, without the one being drawn', async () => {
    const near = (await agent('GET', `${at}/geometries/near?bbox=10.179,36.799,10.182,36.802&except=${ids['S1']}`)).json<{ parcels: { label: string; geometry: { coordinates: Ring[] } }[]; assets: { label: string }[]; cut: boolean }>();
    expect(near.parcels.map((p) => p.label).sort()).toEqual(['P1', 'P2', 'P3']);
    expect(near.parcels.find((p) => p.label === 'P3')!.geometry.coordinates[0]).toEqual(box(100, 0, 50, 100));
    expect(near.assets.map((a) => a.label)).not.toContain('S1');
    expect((await agent('GET', `${at}/geometries/near?bbox=10,36,11,37`)).status).toBe(400);
  });
});
