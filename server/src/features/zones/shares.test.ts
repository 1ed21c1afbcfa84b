import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { metresOfDegree, ZoneIndex, type ZoneGround } from '@sommier/domain/zones';
import { engines, testDatabase, type TestDatabase } from '../../../../tests/support/db.ts';

/** A crooked ring round a centre: one corner for each radius, in metres. */
const ring = (lon: number, lat: number, radii: readonly number[]): number[][] => {
  const m = metresOfDegree(lat);
  const points = radii.map((r, i) => [lon + r * Math.cos(2 * Math.PI * i / radii.length) / m.x, lat + r * Math.sin(2 * Math.PI * i / radii.length) / m.y]);
  return [...points, points[0]!];
};
const RADIUS = 150;

describe.each(await engines())('shares held to PostGIS, %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => { db = await testDatabase({ engine }); });
  afterAll(async () => { await db.drop(); });

  test('a disc and crooked zones with holes, at Tunis, Cotonou and Québec', async () => {
    const place = fc.constantFrom([10.18, 36.8], [2.42, 6.37], [-71.21, 46.81]);
    const radii = (min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: 5, maxLength: 14 });
    const offset = fc.integer({ min: -450, max: 450 });
    await fc.assert(fc.asyncProperty(place, radii(150, 500), radii(5, 70), offset, offset, async ([lon, lat], outer, hole, dx, dy) => {
      const m = metresOfDegree(lat!);
      const zone: ZoneGround = { id: '1', polygons: [[ring(lon!, lat!, outer), ring(lon!, lat!, hole)]] };
      const [x, y] = [lon! + dx / m.x, lat! + dy / m.y];
      const here = metresOfDegree(y);
      const { rows: [plain] } = await db.knex.raw<{ rows: { share: number }[] }>(`select st_area(st_intersection(disc, zone)) / st_area(disc) as share from (select
          st_translate(st_scale(st_buffer(st_makepoint(0, 0), 1, 256), cast(:rx as float8), cast(:ry as float8)), cast(:x as float8), cast(:y as float8)) as disc, st_setsrid(st_geomfromgeojson(cast(:zone as text)), 0) as zone) g`,
      { rx: RADIUS / here.x, ry: RADIUS / here.y, x, y, zone: JSON.stringify({ type: 'Polygon', coordinates: zone.polygons[0] }) });
      const ours = new ZoneIndex([zone]).shares(x, y, RADIUS)[0]?.share ?? 0;
      expect(Math.abs(ours - (plain?.share ?? 0))).toBeLessThan(1e-4);
    }), { numRuns: engine === 'server' ? 150 : 30, seed: 20261122 });
  });
});
