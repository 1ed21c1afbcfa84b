import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { Job } from '@sommier/domain/jobs';
import type { LayerEntry } from '@sommier/domain/layers';
import { archive } from '../browser/archive.ts';
import { engines } from '../support/db.ts';
import { geotiff } from '../support/geotiff.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
/** 10.17 E 36.80 N in Carthage / Nord Tunisie, as PROJ has it: the middle of the picture. */
const MIDDLE = [524_039.268, 388_609.113] as const;
const RED = [200, 20, 20], GREEN = [20, 200, 20], BLUE = [20, 20, 200], WHITE = [240, 240, 240];
/** 400 m by 300 m, a metre a pixel: red, green over blue, white; the four meet at the middle. */
const quarters = geotiff({ width: 400, height: 300, epsg: 22391, at: [MIDDLE[0] - 200, MIDDLE[1] + 150], step: 1, paint: (x, y) => (y < 150 ? (x < 200 ? RED : GREEN) : x < 200 ? BLUE : WHITE) });

const tileOf = (lon: number, lat: number, z: number): { x: number; y: number; px: number; py: number } => {
  const n = 2 ** z, fx = ((lon + 180) / 360) * n, fy = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n;
  return { x: Math.floor(fx), y: Math.floor(fy), px: Math.floor((fx % 1) * 256), py: Math.floor((fy % 1) * 256) };
};

describe.each(await engines())('pictures of the ground on the %s database', (engine) => {
  let server: TestServer, agent: Call, viewer: Call, manager: Call;
  const entry = async (call: Call, name: string): Promise<LayerEntry | undefined> => (await call('GET', `${at}/layers`)).json<{ layers: LayerEntry[] }>().layers.find((l) => l.name === name);
  const send = async (bytes: Buffer, file: string, fields: Record<string, string>): Promise<Job> => {
    const form = new FormData();
    for (const [key, value] of Object.entries({ title: 'Photo', ...fields })) form.append(key, value);
    form.append('file', new Blob([new Uint8Array(bytes)]), file);
    const sent = await agent('POST', `${at}/rasters`, form);
    expect([sent.status, sent.text.slice(0, 200)]).toEqual([202, expect.anything()]);
    for (;;) {
      const job = (await agent('GET', `${at}/jobs/${sent.json<{ job: string }>().job}`)).json<Job>();
      if (job.state !== 'queued' && job.state !== 'running') return job;
      await new Promise((next) => { setTimeout(next, 100); });
    }
  };
  /** The colour the map shows at a place; null where the picture has nothing. */
  const colour = async (name: string, lon: number, lat: number, z: number): Promise<number[] | null> => {
    const { x, y, px, py } = tileOf(lon, lat, z), tile = await viewer('GET', `${at}/rasters/${name}/${String(z)}/${String(x)}/${String(y)}`);
    if (tile.status !== 200) return null;
    const { data, info } = await sharp(tile.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const i = (py * info.width + px) * 4;
    return data[i + 3] === 0 ? null : [...data.subarray(i, i + 3)];
  };
  const near = (seen: number[] | null, wanted: readonly number[]): boolean => seen !== null && wanted.every((v, i) => Math.abs(v - (seen[i] ?? -999)) < 30);
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [agent, viewer, manager] = [await server.as('agent'), await server.as('viewer'), await server.as('manager')];
  });
  afterAll(async () => { await server.close(); });

  test('a GeoTIFF in a national system lands at its place, within 3 m, at every zoom', async () => {
    const job = await send(quarters, 'photo aérienne.tif', { name: 'ortho', title: 'Photo 2024' });
    expect(job).toMatchObject({ state: 'done', result: { name: 'ortho', maxZoom: 17, crs: 22391, reduced: false } });
    const l = await entry(viewer, 'ortho');
    expect(l).toMatchObject({ kind: 'raster', title: 'Photo 2024', crs: 22391, count: 0, raster: { maxZoom: 17, tileSize: 256 } });
    expect([((l?.bounds?.[0] ?? 0) + (l?.bounds?.[2] ?? 0)) / 2, ((l?.bounds?.[1] ?? 0) + (l?.bounds?.[3] ?? 0)) / 2].map((v) => v.toFixed(5))).toEqual(['10.17000', '36.80000']);
    // Three metres to each side of the point where the four colours meet.
    const [e, n] = [3 / 89_200, 3 / 111_000];
    for (const z of [17, 16]) for (const [dx, dy, wanted] of [[-1, 1, RED], [1, 1, GREEN], [-1, -1, BLUE], [1, -1, WHITE]] as const) {
      const seen = await colour('ortho', 10.17 + dx * e * 2 ** (17 - z), 36.8 + dy * n * 2 ** (17 - z), z);
      expect([z, dx, dy, seen, near(seen, wanted)]).toEqual([z, dx, dy, seen, true]);
    }
    expect(await colour('ortho', 10.17 + 0.0031, 36.8, 17)).toBeNull();
    expect(near(await colour('ortho', 10.1695, 36.8005, 14), RED)).toBe(true);
    expect((await viewer('GET', `${at}/rasters/ortho/17/0/0`)).status).toBe(204);
  }, 240_000);

  test('its rights hold in the catalogue and the tiles; another picture of the name takes its place; removing leaves nothing', async () => {
    const { x, y } = tileOf(10.17, 36.8, 17), tile = `${at}/rasters/ortho/17/${String(x)}/${String(y)}`;
    const first = await viewer('GET', tile), tag = first.headers.get('etag') ?? '';
    expect([first.status, first.headers.get('content-type'), (await viewer('GET', tile, undefined, { 'if-none-match': tag })).status]).toEqual([200, 'image/webp', 304]);
    const access = async (body: object) => manager('PUT', `${at}/layers/ortho/access`, body, { 'if-match': `"v${String((await entry(manager, 'ortho'))?.cardVersion)}"` });
    // The open page shows it only once it is published, at its place under the other layers, and offers no file of features of it.
    const nobody = await server.as(null), small = '/public/HERE/pictures/ortho';
    expect((await manager('PUT', `${at}/portal`, { isOpen: true, title: null, intro: null, frames: [] }, { 'if-match': '"v0"' })).status).toBe(200);
    expect([(await nobody('GET', small)).status, (await nobody('GET', '/public/HERE')).text.includes('<image')]).toEqual([404, false]);
    expect((await access({ readers: null, isPublic: true, publicFields: [] })).status).toBe(200);
    const page = (await nobody('GET', '/public/HERE?lang=fr')).text;
    const drawn = /<image x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)" preserveAspectRatio="none" href="(\/public\/HERE\/pictures\/ortho\?v=\d+)">/.exec(page);
    expect([page.includes('ortho.geojson'), Number(drawn?.[1]) + Number(drawn?.[3]) / 2, Number(drawn?.[2]) + Number(drawn?.[4]) / 2]).toEqual([false, expect.closeTo(450, 0), expect.closeTo(280, 0)]);
    const shown = await nobody('GET', drawn?.[5] ?? '');
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const { data, info } = await sharp(shown.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    for (const [fx, fy, wanted] of [[0.25, 0.25, RED], [0.75, 0.25, GREEN], [0.25, 0.75, BLUE], [0.75, 0.75, WHITE]] as const) {
      const i = (Math.round(fy * info.height) * info.width + Math.round(fx * info.width)) * 4, seen = [...data.subarray(i, i + 3)];
      expect([fx, fy, seen, near(seen, wanted)]).toEqual([fx, fy, seen, true]);
    }
    expect((await access({ readers: null, isPublic: false, publicFields: [] })).status).toBe(200);
    expect((await nobody('GET', small)).status).toBe(404);
    expect((await access({ readers: ['agent'], isPublic: false, publicFields: [] })).status).toBe(200);
    expect([(await viewer('GET', tile)).status, await entry(viewer, 'ortho'), (await (await server.as('viewer', 'THERE'))('GET', tile)).status]).toEqual([404, undefined, 403]);
    expect((await access({ readers: null, isPublic: false, publicFields: [] })).status).toBe(200);
    const grey = geotiff({ width: 60, height: 60, epsg: 4326, at: [10.165, 36.805], step: 0.00015, bits: 16, paint: (px) => [100 + px * 40] });
    expect((await send(grey, 'grey.tiff', { name: 'ortho' })).state).toBe('done');
    expect((await viewer('GET', tile, undefined, { 'if-none-match': tag })).headers.get('etag')).not.toBe(tag);
    const [west, east] = [await colour('ortho', 10.166, 36.8, (await entry(agent, 'ortho'))?.raster?.maxZoom ?? 0), await colour('ortho', 10.173, 36.8, (await entry(agent, 'ortho'))?.raster?.maxZoom ?? 0)];
    expect((west?.[0] ?? 999) + 100 < (east?.[0] ?? 0)).toBe(true);
    expect((await agent('DELETE', `${at}/layers/ortho`)).status).toBe(204);
    expect([(await viewer('GET', tile)).status, await entry(agent, 'ortho')]).toEqual([404, undefined]);
    const left = await server.deps.db.asOwner(async (tx) => (await tx.raw('select (select count(*) from raster)::integer as pictures, (select count(*) from raster_tile)::integer as tiles') as { rows: unknown[] }).rows[0]);
    expect(left).toEqual({ pictures: 0, tiles: 0 });
  }, 240_000);

  test('an archive of pictures is taken as it is; what is no picture, has no place or is hostile is refused by name', async () => {
    const { x, y } = tileOf(10.17, 36.8, 15);
    const png = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#1450c8' } }).png().toBuffer();
    const made = await send(archive(2, png, 10.17, 36.8, 15), 'fond.pmtiles', { name: 'fond' });
    expect(made).toMatchObject({ state: 'done', result: { minZoom: 15, maxZoom: 15 } });
    expect((await viewer('GET', `${at}/rasters/fond/15/${String(x)}/${String(y)}`)).bytes.equals(png)).toBe(true);
    const plain = geotiff({ width: 4, height: 4, epsg: null, at: [0, 0], step: 1, paint: () => [1, 2, 3] });
    for (const [bytes, file, code] of [
      [plain, 'nulle part.tif', 'layers.raster.no_crs'], [Buffer.from('<VRTDataset rasterXSize="1" rasterYSize="1"></VRTDataset>'), 'piège.tif', 'layers.raster.kind'], [quarters.subarray(0, 5000), 'coupé.tif', 'layers.raster.unreadable'],
      [archive(2, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 10.17, 36.8, 15), 'svg.pmtiles', 'layers.raster.unreadable'],
      [archive(1, png, 10.17, 36.8, 15), 'vecteur.pmtiles', 'layers.raster.vector'],
    ] as const) expect([file, (await send(bytes, file, { name: 'refused' })).error?.code]).toEqual([file, code]);
    expect((await send(geotiff({ width: 40, height: 40, epsg: null, at: [MIDDLE[0], MIDDLE[1]], step: 1, paint: () => RED }), 'dit.tif', { name: 'dit', crs: '22391' })).result).toMatchObject({ crs: 22391 });
    const form = new FormData();
    for (const [key, value] of [['title', 'x'], ['name', 'assets']]) form.append(key ?? '', value ?? '');
    form.append('file', new Blob([new Uint8Array(plain)]), 'x.tif');
    expect((await agent('POST', `${at}/rasters`, form)).status).toBe(409);
    expect(await entry(agent, 'refused')).toBeUndefined();
  }, 240_000);
});
