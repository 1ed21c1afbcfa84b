import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { pageLayout, PrintRequest } from '@sommier/domain/exports';
import { AtlasRequest } from '@sommier/domain/prints';
import { makePackage } from '../../server/src/features/exports/handover/package.ts';
import { printMap } from '../../server/src/features/exports/print.ts';
import { makeAtlas } from '../../server/src/features/prints/atlas.ts';
import type { Deps } from '../../server/src/platform/deps.ts';
import { openFiles } from '../../server/src/platform/files.ts';
import { sommier } from '../../bench/lib/server.ts';
import { reportPart } from '../faults/report.ts';
import { scale } from '../faults/scale.ts';
import { engines, type TestDatabase } from '../support/db.ts';
import { codeOf, openGround, type Place, PLACES } from './ground.ts';

const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
const quiet = { progress: () => undefined };
/** Pages of the long atlas. */
const PAGES = scale('ATLAS', 50, 6);
interface Info { metadata: Record<string, Record<string, string>>; geoTransform: [number, number, number, number, number, number]; size: [number, number]; coordinateSystem?: { wkt: string } }

describe.each(await engines())('the composer on the %s database', (engine) => {
  let db: TestDatabase;
  let deps: Deps;
  let communes: Map<string, number>;
  const folder = mkdtempSync(join(tmpdir(), 'composer-'));
  beforeAll(async () => {
    ({ db, communes } = await openGround(engine));
    deps = { db, files: openFiles(join(folder, 'data')) } as unknown as Deps;
    await db.inCommune({ commune: communes.get('Tunis')! }, async (tx) => {
      await tx.raw(`insert into zone_set (commune_id, name, label_field) values (:commune, 'atlas', 'nom')`, { commune: communes.get('Tunis')! });
      await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select :commune, s.id, 'Carré ' || lpad(i::text, 3, '0'), st_multi(st_expand(st_setsrid(st_makepoint(10.1685 + (i % 10 - 5) * 0.001, 36.7969 + (i / 10 - 2) * 0.001), 4326), 0.0004)), 1
        from zone_set s, generate_series(1, ${PAGES}) i where s.commune_id = :commune and s.name = 'atlas'`, { commune: communes.get('Tunis')! });
    });
  });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true, force: true }); });

  let n = 0;
  const print = async (place: Place, more: object) => {
    const request = PrintRequest.parse({ layers: ['zones', 'assets', 'parcels', 'mesure'], center: [place.lon, place.lat], scale: 1000, ...more });
    const made = await printMap(deps, { commune: communes.get(place.name)! }, 'admin', request, join(folder, `${String(n += 1)}.${request.format === 'svg' ? 'svg' : 'pdf'}`), quiet);
    return { request, ...made };
  };
  /** Where a ground point of the commune lies in the projection of the sheet. */
  const ground = (place: Place, crs: number, east = 0, north = 0) => db.inCommune({ commune: communes.get(place.name)! }, async (tx) => (await tx.raw(
    `select st_x(p) as x, st_y(p) as y from (select st_transform(st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8)), 4326), cast(:crs as integer)) as p) q`, { lon: place.lon + east, lat: place.lat + north, crs })).rows[0] as { x: number; y: number });

  describe.each(PLACES)('at $name', (place) => {
    test.each([[1000, 0], [5000, 33], [25_000, -120]])('1:%d turned by %d°: a reader finds three points within half a millimetre of paper', async (denominator, rotation) => {
      const { path, crs, request } = await print(place, { scale: denominator, rotation, layers: ['mesure'] });
      const info = JSON.parse(run('gdalinfo', '-json', path)) as Info;
      const [x0, ax, ay, y0, bx, by] = info.geoTransform;
      const page = pageLayout(request.paper, request.orientation, false);
      const centre = await ground(place, crs);
      const pixels = info.size[0] / page.width;
      const [sin, cos] = [Math.sin(rotation * Math.PI / 180), Math.cos(rotation * Math.PI / 180)];
      for (const [right, up] of [[0, 0], [60, 40], [-70, 30]] as const) {
        const metres = { right: right * denominator / 1000, up: up * denominator / 1000 };
        const [px, py] = [(page.map.x + page.map.width / 2 + right) * pixels, (page.map.y + page.map.height / 2 - up) * pixels];
        const found = { x: x0 + ax * px + ay * py, y: y0 + bx * px + by * py };
        const true_ = { x: centre.x + metres.right * cos + metres.up * sin, y: centre.y - metres.right * sin + metres.up * cos };
        expect(Math.hypot(found.x - true_.x, found.y - true_.y) / denominator * 1000).toBeLessThan(0.5);
      }
    });
  });

  test('domain-property §4 case 9: a hundred metres of ground are a hundred millimetres, however the sheet is turned', async () => {
    for (const rotation of [0, 45, 170]) {
      const { path } = await print(PLACES[0]!, { layers: ['mesure'], rotation });
      const content = run('qpdf', '--qdf', '--object-streams=disable', path, '-');
      const inLayer = content.slice(content.indexOf('/OC /Layer0 BDC', content.indexOf('/OC /Layer0 BDC') + 1));
      const [, x0, y0, x1, y1] = /(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l S/.exec(inLayer) ?? [];
      const millimetres = Math.hypot(Number(x1) - Number(x0), Number(y1) - Number(y0)) / (72 / 25.4);
      expect(Math.abs(millimetres - 100)).toBeLessThan(0.2);
    }
  });

  test('domain-property §4 case 9: a picture has the pixels of its paper and a world file that puts it on its ground', async () => {
    for (const [format, dpi, rotation] of [['png', 96, 20], ['jpeg', 300, 0]] as const) {
      const { path, crs, request } = await print(PLACES[0]!, { format, dpi, rotation, paper: 'A3' });
      const out = join(folder, `${format}-${String(dpi)}`);
      run('unzip', '-o', '-q', path, '-d', out);
      const [picture = ''] = run('find', out, '-name', format === 'png' ? '*.png' : '*.jpg').trim().split('\n');
      const meta = await sharp(picture).metadata();
      expect([meta.width, meta.height, meta.density]).toEqual([Math.round(420 / 25.4 * dpi), Math.round(297 / 25.4 * dpi), dpi]);
      const info = JSON.parse(run('gdalinfo', '-json', picture)) as Info;
      expect(info.coordinateSystem?.wkt).toContain('Nord Tunisie');
      const page = pageLayout(request.paper, request.orientation, false);
      const [x0, ax, ay, y0, bx, by] = info.geoTransform;
      const [px, py] = [(page.map.x + page.map.width / 2) / page.width * (meta.width ?? 0), (page.map.y + page.map.height / 2) / page.height * (meta.height ?? 0)];
      const centre = await ground(PLACES[0]!, crs);
      expect(Math.hypot(x0 + ax * px + ay * py - centre.x, y0 + bx * px + by * py - centre.y)).toBeLessThan(0.5);
      const { channels } = await sharp(picture).stats();
      expect(channels[0]?.stdev).toBeGreaterThan(8);
    }
  });

  test('the values of features are kept where they are asked for, and nothing personal', async () => {
    const { path } = await print(PLACES[0]!, { attributes: true, layers: ['assets', 'listings'] });
    run('qpdf', '--check', path);
    const features = run('ogrinfo', '-al', '-oo', 'LAYERS=ALL', path);
    expect(features).toContain('B-0012');
    expect(features).toMatch(/École n° 12/);
    expect(features).not.toMatch(/Hôte \d/);
    expect(run('ogrinfo', '-so', path)).toMatch(/Biens communaux/);
  });

  test('an SVG is as large as its paper, has a group a layer, and its words as text', async () => {
    const { path } = await print(PLACES[0]!, { format: 'svg', language: 'ar' });
    run('xmllint', '--noout', path);
    const svg = readFileSync(path, 'utf8');
    expect(svg).toContain('width="297mm" height="210mm"');
    expect(svg).toContain('inkscape:label="الأملاك البلدية"');
    expect(svg).toContain('مدرسة عدد 12');
    const shown = await sharp(path).png().toBuffer();
    expect((await sharp(shown).stats()).channels[0]?.stdev).toBeGreaterThan(8);
  });

  test('an atlas has a page a zone, each on its own ground', async () => {
    const seen: number[] = [];
    const request = AtlasRequest.parse({ layers: ['zones', 'assets', 'parcels'], scale: 1000, inset: true, table: true, pages: { kind: 'zones', set: 'atlas' } });
    const path = join(folder, 'atlas.pdf');
    const { pages } = await makeAtlas(deps, { commune: communes.get('Tunis')! }, 'admin', request, path, { progress: (done) => seen.push(done) });
    expect(pages).toBe(PAGES);
    expect(seen).toEqual(Array.from({ length: PAGES }, (_, i) => i + 1));
    expect(run('pdfinfo', path)).toMatch(new RegExp(`Pages:\\s+${String(PAGES)}`));
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
    const text = run('pdftotext', path, '-');
    for (let i = 1; i <= PAGES; i += 1) expect(text).toContain(`Carré ${String(i).padStart(3, '0')}`);
    const grounds = new Set([1, 2, PAGES].map((page) => (JSON.parse(run('gdalinfo', '-json', `PDF:${String(page)}:${path}`)) as Info).geoTransform.join(' ')));
    expect(grounds.size).toBe(3);
  });

  // On the embedded database the command's process holds the database itself: its memory says nothing of the atlas.
  if (engine === 'server') test('the command draws it in a process of less than 500 MB', async () => {
    const path = join(folder, 'by-command.pdf');
    const { peakMb, ms } = await sommier({ DATABASE_URL: db.env.databaseUrl, SOMMIER_DATA: join(folder, 'data') }, ['atlas', '--commune', codeOf(PLACES[0]!), '--layers', 'zones,assets,parcels', '--zones', 'atlas', '--scale', '1000', '--out', path]);
    expect(run('pdfinfo', path)).toMatch(new RegExp(`Pages:\\s+${String(PAGES)}`));
    reportPart('atlas', 'An atlas by the command', [`${String(PAGES)} pages, one a zone, on the server database: ${(ms / 1000).toFixed(1)} s with the start of the command; its process at its highest ${peakMb.toFixed(0)} MB. The limit is 500 MB.`]);
    expect(peakMb).toBeLessThan(500);
  });

  test('an atlas stops when it is told to, and has nothing to draw of nothing', async () => {
    const abort = new AbortController();
    const request = AtlasRequest.parse({ layers: ['assets'], scale: 1000, pages: { kind: 'zones', set: 'atlas' } });
    await expect(makeAtlas(deps, { commune: communes.get('Tunis')! }, 'admin', request, join(folder, 'stopped.pdf'), { progress: () => { abort.abort(new Error('stopped')); }, signal: abort.signal })).rejects.toThrow('stopped');
    await expect(makeAtlas(deps, { commune: communes.get('Tunis')! }, 'admin', { ...request, pages: { kind: 'zones', set: 'none' } }, join(folder, 'none.pdf'), quiet)).rejects.toMatchObject({ code: 'rule_refused' });
  });

  test('the package holds everything, each file with the hash the manifest says', async () => {
    const path = join(folder, 'package.zip');
    const made = await makePackage(deps, { commune: communes.get('Tunis')! }, 'admin', join(folder, 'packing'), path, quiet);
    const out = join(folder, 'package');
    run('unzip', '-o', '-q', path, '-d', out);
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { files: { path: string; bytes: number; sha256: string; rows?: number }[] };
    expect(manifest.files.length + 1).toBe(made.entries);
    for (const { path: file, sha256 } of manifest.files) expect(run('sha256sum', join(out, file)).slice(0, 64)).toBe(sha256);
    expect(manifest.files.find((f) => f.path === 'tables/parcel.csv')?.rows).toBe(400);
    expect(manifest.files.some((f) => /idempotency|session|password/.test(f.path))).toBe(false);
    expect(readFileSync(join(out, 'dictionary.csv'), 'utf8')).toContain('asset,code,text');
    const layers = run('ogrinfo', '-q', join(out, 'data/sommier.gpkg'));
    for (const layer of ['assets', 'parcels', 'zones', 'listings', 'mesure', 'layer_styles']) expect(layers).toContain(layer);
  });
});
