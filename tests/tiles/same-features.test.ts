import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { readTile } from '../../server/src/platform/tiles/index.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';
import { buildCity, type City } from './city.ts';

/** The tile of PostGIS and the tile of our encoder hold the same features: ids, properties, and edges within two units of 4096. */
let native: TestDatabase, embedded: TestDatabase, cityN: City, cityE: City, reachable = false;

beforeAll(async () => {
  reachable = (await engines()).includes('server');
  if (!reachable) return;
  [native, embedded] = await Promise.all([testDatabase({ engine: 'server' }), testDatabase({ engine: 'embedded' })]);
  [cityN, cityE] = await Promise.all([buildCity(native, 'CITY'), buildCity(embedded, 'CITY')]);
}, 240_000);
afterAll(async () => {
  if (reachable) await Promise.all([native.drop(), embedded.drop()]);
});

type Line = readonly { x: number; y: number }[];
/** The farthest a corner of one lies from the outline of the other. */
function apart(a: readonly Line[], b: readonly Line[]): number {
  let worst = 0;
  for (const line of a) for (const p of line) {
    let best = Infinity;
    for (const other of b) for (let i = 0; i < other.length; i += 1) {
      const s = other[i] as Line[0], e = other[Math.min(i + 1, other.length - 1)] as Line[0];
      const dx = e.x - s.x, dy = e.y - s.y, l = dx * dx + dy * dy;
      const t = l === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - s.x) * dx + (p.y - s.y) * dy) / l));
      best = Math.min(best, Math.hypot(p.x - s.x - t * dx, p.y - s.y - t * dy));
    }
    worst = Math.max(worst, best);
  }
  return worst;
}
const near = (a: unknown, b: unknown): boolean => typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a)) : a === b;

function tiny(f: VectorTileFeature): boolean {
  const [west = 0, north = 0, east = 0, south = 0] = f.bbox();
  return f.type !== 1 && east - west <= 2 && south - north <= 2;
}

function featuresOf(bytes: Buffer, layer: string): Map<string, VectorTileFeature> {
  const found = new Map<string, VectorTileFeature>();
  const tile = bytes.length === 0 ? undefined : new VectorTile(new PbfReader(bytes)).layers[layer];
  for (let i = 0; i < (tile?.length ?? 0); i += 1) {
    const f = tile?.feature(i) as VectorTileFeature;
    // Cells have no id: their place is their name.
    const at = f.loadGeometry()[0]?.[0];
    found.set(f.id === undefined ? `cell ${String(at?.x)} ${String(at?.y)}` : String(f.id), f);
  }
  return found;
}

const tiles = (z: number): [number, number][] => {
  const at = (lon: number, lat: number): [number, number] => [Math.floor((lon + 180) / 360 * 2 ** z),
    Math.floor((1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2 * 2 ** z)];
  const [west, north] = at(10.157, 36.832), [east, south] = at(10.213, 36.787);
  const all: [number, number][] = [];
  for (let x = west; x <= east; x += 1) for (let y = north; y <= south; y += 1) all.push([x, y]);
  return all.length > 24 ? all.filter((_, i) => i % Math.ceil(all.length / 24) === 0) : all;
};

describe.each(['assets', 'listings', 'zones', 'parcels', 'roads'])('%s', (layer) => {
  test.each([4, 8, 10, 12, 13, 14, 15, 16, 18])('z%i', async (z) => {
    if (!reachable) return;
    let seen = 0;
    const filters: Record<string, unknown>[] = layer === 'listings' ? [{}, { platform: ['vrbo'] }, { gone: true }] : layer === 'assets' ? [{}, { title: ['none', 'requisition'] }] : [{}];
    for (const [x, y] of tiles(z)) for (const filter of filters) {
      const [n, e] = await Promise.all([readTile(native.knex, { commune: cityN.commune, layer, z, x, y, filter }), readTile(embedded.knex, { commune: cityE.commune, layer, z, x, y, filter })]);
      const a = featuresOf(n, layer), b = featuresOf(e, layer);
      // Two releases of GEOS may disagree on whether a shape of a unit or two is still there; on nothing larger.
      expect([...b].filter(([id, f]) => !a.has(id) && !tiny(f)).map(([id]) => id)).toEqual([]);
      for (const [id, f] of a) {
        const g = b.get(id);
        if (g === undefined && tiny(f)) continue;
        if (g === undefined) throw new Error(`${layer} ${id} is missing at ${String(z)}/${String(x)}/${String(y)}`);
        seen += 1;
        expect(Object.keys(g.properties).sort()).toEqual(Object.keys(f.properties).sort());
        for (const [key, value] of Object.entries(f.properties)) if (!near(value, g.properties[key])) throw new Error(`${id}.${key}: ${String(value)} and ${String(g.properties[key])}`);
        expect(g.type).toBe(f.type);
        const from = f.loadGeometry(), to = g.loadGeometry();
        const distance = Math.max(apart(from, to), apart(to, from));
        // Where a whole shape is three units wide, PostGIS mends it by dropping a part of one unit.
        if (distance > (z < 10 ? 3 : 2)) throw new Error(`${layer} ${id} at ${String(z)}/${String(x)}/${String(y)}: ${String(distance)} units apart\n${JSON.stringify(from)}\n${JSON.stringify(to)}`);
      }
    }
    expect(seen).toBeGreaterThan(0);
  });
});
