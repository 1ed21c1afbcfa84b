import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { bumpVersion } from '../../server/src/features/tiles/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { fillCity, type City } from './city.ts';

const LON = 10.18, LAT = 36.81;
const path = (layer: string, z: number, more = '', commune = 'HERE'): string => {
  const x = Math.floor((LON + 180) / 360 * 2 ** z), y = Math.floor((1 - Math.asinh(Math.tan(LAT * Math.PI / 180)) / Math.PI) / 2 * 2 ** z);
  return `/tiles/${layer}/${String(z)}/${String(x)}/${String(y)}.mvt?commune=${commune}${more}`;
};
interface Seen { count: number; n: number; properties: Record<string, unknown>[]; ids: (number | undefined)[] }
const read = (bytes: Buffer, layer: string): Seen => {
  const found = bytes.length === 0 ? undefined : new VectorTile(new PbfReader(bytes)).layers[layer];
  const features = Array.from({ length: found?.length ?? 0 }, (_, i) => found?.feature(i));
  return {
    count: features.length, ids: features.map((f) => f?.id), properties: features.map((f) => f?.properties ?? {}),
    n: features.reduce((sum, f) => sum + Number(f?.properties['n'] ?? 0), 0),
  };
};

describe.each(await engines())('tiles over HTTP on the %s database', (engine) => {
  let server: TestServer, city: City, viewer: Call;
  beforeAll(async () => {
    server = await testServer({ engine });
    city = await fillCity(server.deps.db, server.communes.HERE.id);
    viewer = await server.as('viewer');
  }, 240_000);
  afterAll(() => server.close());

  test('an unchanged tile is 304, a changed layer another tag', async () => {
    const first = await viewer('GET', path('assets', 15));
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    expect(first.headers.get('cache-control')).toMatch(/^private/);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    const again = await viewer('GET', path('assets', 15), undefined, { 'if-none-match': tag });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    await server.deps.db.inCommune({ commune: city.commune }, (tx) => bumpVersion(tx, 'assets'));
    expect((await viewer('GET', path('assets', 15), undefined, { 'if-none-match': tag })).status).toBe(200);
  });

  test('gzip for who takes it, under another tag', async () => {
    const zipped = await viewer('GET', path('listings', 15), undefined, { 'accept-encoding': 'gzip' });
    const plain = await viewer('GET', path('listings', 15), undefined, { 'accept-encoding': 'identity' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(zipped.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    // fetch unzips; what left the server is fewer bytes.
    expect(Number(zipped.headers.get('content-length'))).toBeLessThan(plain.bytes.length);
    const bytes = zipped.bytes[0] === 0x1f ? gunzipSync(zipped.bytes) : zipped.bytes;
    expect(bytes.equals(plain.bytes)).toBe(true);
  });

  test('low zooms are counted, and count every listing that is there', async () => {
    const { n, count } = read((await viewer('GET', path('listings', 6))).bytes, 'listings');
    expect(n).toBe(6500 - Math.ceil(6500 / 17));
    expect(count).toBeLessThan(20);
    expect(read((await viewer('GET', path('listings', 4))).bytes, 'listings').n).toBe(n);
    const some = read((await viewer('GET', path('listings', 6, '&platform=vrbo'))).bytes, 'listings');
    expect(some.n).toBeLessThan(n / 2);
  });

  test('the legend filters, and features carry the style and no more', async () => {
    const all = read((await viewer('GET', path('assets', 12))).bytes, 'assets');
    const open = read((await viewer('GET', path('assets', 12, '&domain=undetermined&title=none,requisition'))).bytes, 'assets');
    expect(open.count).toBeGreaterThan(0);
    expect(open.count).toBeLessThan(all.count);
    for (const p of open.properties) expect([undefined, 'indetermine']).toContain(p['domain_class']);
    for (const p of all.properties) for (const key of Object.keys(p)) expect(['domain_class', 'title_state', 'has_child']).toContain(key);
    const gone = read((await viewer('GET', path('listings', 15, '&gone=yes'))).bytes, 'listings');
    expect(gone.properties.every((p) => p['gone'] === true)).toBe(true);
    const shares = read((await viewer('GET', path('listings', 16, '&set=quarters'))).bytes, 'listings');
    expect(shares.properties.every((p) => 'share' in p)).toBe(true);
  });

  test('nobody sees another commune', async () => {
    const there = await server.as('admin', 'THERE');
    expect((await there('GET', path('assets', 15))).status).toBe(403);
    for (const layer of ['assets', 'listings', 'zones', 'parcels']) expect((await there('GET', path(layer, 15, '', 'THERE'))).bytes.length).toBe(0);
    expect((await there('GET', path('roads', 15, '', 'THERE'))).status).toBe(404);
    expect((await (await server.as(null))('GET', path('assets', 15))).status).toBe(401);
  });

  test('what another server takes away is gone at the next tile, kept or not', async () => {
    const agent = await server.as('agent'), person = server.communes.HERE.people.agent;
    const tag = (await agent('GET', path('assets', 16))).headers.get('etag') ?? '';
    const both = async (): Promise<number[]> => [(await agent('GET', path('assets', 16), undefined, { 'if-none-match': tag })).status, (await agent('GET', path('assets', 16))).status];
    expect(await both()).toEqual([304, 200]);
    await server.deps.db.asOwner((tx) => tx.raw('update membership set disabled_at = now() where person_id = ?', [person]));
    expect(await both()).toEqual([403, 403]);
    await server.deps.db.asOwner((tx) => tx.raw('update membership set disabled_at = null where person_id = ?', [person]));
    expect(await both()).toEqual([304, 200]);
    await server.deps.db.asOwner((tx) => tx.raw('update session set revoked_at = now() where person_id = ?', [person]));
    expect(await both()).toEqual([401, 401]);
  });

  test('several layers come in one tile, without those the commune does not have', async () => {
    const all = await viewer('GET', path('assets,zones,nowhere', 15));
    expect(all.status).toBe(200);
    const layers = Object.keys(new VectorTile(new PbfReader(all.bytes)).layers).sort();
    expect(layers).toEqual(['assets', 'zones']);
    const tag = all.headers.get('etag') ?? '';
    expect((await viewer('GET', path('assets,zones,nowhere', 15), undefined, { 'if-none-match': tag })).status).toBe(304);
    await server.deps.db.inCommune({ commune: city.commune }, (tx) => bumpVersion(tx, 'zones'));
    expect((await viewer('GET', path('assets,zones,nowhere', 15), undefined, { 'if-none-match': tag })).status).toBe(200);
  });

  test('what is no tile is refused', async () => {
    expect((await viewer('GET', '/tiles/assets/3/9/0.mvt?commune=HERE')).status).toBe(404);
    expect((await viewer('GET', '/tiles/assets/23/0/0.mvt?commune=HERE')).status).toBe(404);
    expect((await viewer('GET', '/tiles/assets/x/0/0.mvt?commune=HERE')).status).toBe(400);
    expect((await viewer('GET', path('nowhere', 10))).status).toBe(404);
    expect((await viewer('GET', path('zones', 10, '&set=unheard'))).status).toBe(404);
    expect((await viewer('GET', path('assets', 10, '&title=golden'))).status).toBe(400);
  });
});
