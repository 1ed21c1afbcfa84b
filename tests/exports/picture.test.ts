import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Job } from '@sommier/domain/jobs';
import sharp from 'sharp';
import { engines } from '../support/db.ts';
import { geotiff } from '../support/geotiff.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
/** 10.17 E 36.80 N in Carthage / Nord Tunisie, as PROJ has it: where the four colours meet. */
const MIDDLE = [524_039.268, 388_609.113] as const;
const COLOURS = { nw: [200, 20, 20], ne: [20, 200, 20], sw: [20, 20, 200], se: [240, 240, 40] } as const;
const quarters = geotiff({ width: 600, height: 500, epsg: 22391, at: [MIDDLE[0] - 150, MIDDLE[1] + 125], step: 0.5, paint: (x, y) => COLOURS[`${y < 250 ? 'n' : 's'}${x < 300 ? 'w' : 'e'}`] });
const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
const METRE = [1 / 89_200, 1 / 111_000] as const;

describe.each(await engines())('pictures of the ground on paper, from the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call;
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  const ended = async (call: Call, job: string): Promise<Job> => {
    for (;;) {
      const one = (await call('GET', `${at}/jobs/${job}`)).json<Job>();
      if (one.state !== 'queued' && one.state !== 'running') return one;
      await new Promise((next) => { setTimeout(next, 60); });
    }
  };
  const print = async (name: string, more: object): Promise<string> => {
    const sent = await manager('POST', `${at}/prints`, { layers: ['ortho', 'zones'], center: [10.17, 36.8], scale: 1000, language: 'fr', grid: true, ...more });
    expect([sent.status, sent.text.slice(0, 300)]).toEqual([202, expect.anything()]);
    const { job } = sent.json<{ job: string }>();
    expect(await ended(manager, job)).toMatchObject({ state: 'done' });
    const file = join(folder, name);
    writeFileSync(file, (await manager('GET', `${at}/prints/${job}/file`)).bytes);
    return file;
  };
  /** The colour of a file at a place, by GDAL's own reading of where it lies. */
  const colourAt = (file: string, east: number, north: number): number[] =>
    run('gdallocationinfo', '-valonly', '-wgs84', file, String(10.17 + east * METRE[0]), String(36.8 + north * METRE[1])).trim().split(/\s+/).slice(0, 3).map(Number);
  /** The PDF drawn once by GDAL, where it says it lies. */
  const flat = (file: string, ...more: string[]): string => { const to = `${file}${String(more.length)}.tif`; run('gdal_translate', '-q', '--config', 'GDAL_PDF_DPI', '200', ...more, file, to); return to; };
  const expectQuarters = (file: string, metres: number): void => {
    for (const [corner, dx, dy] of [['nw', -1, 1], ['ne', 1, 1], ['sw', -1, -1], ['se', 1, -1]] as const) {
      const seen = colourAt(file, dx * metres, dy * metres);
      expect([file, corner, seen, COLOURS[corner].every((v, i) => Math.abs(v - (seen[i] ?? -999)) < 45)]).toEqual([file, corner, seen, true]);
    }
  };

  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    await server.deps.db.asOwner((tx) => tx.raw(`update commune set srid = 22391 where code = 'HERE'`));
    const form = new FormData();
    form.append('name', 'ortho');
    form.append('title', 'Photo 2024');
    form.append('file', new Blob([new Uint8Array(quarters)]), 'ortho.tif');
    const sent = await agent('POST', `${at}/rasters`, form);
    expect(await ended(agent, sent.json<{ job: string }>().job)).toMatchObject({ state: 'done' });
  });
  afterAll(async () => { await server.close(); rmSync(folder, { recursive: true, force: true }); });

  test('a layered PDF holds it in its own group, at its place within half a millimetre, upright and turned', async () => {
    for (const rotation of [0, 30]) {
      const file = await print(`ortho-${String(rotation)}.pdf`, { rotation, dpi: 200, grid: false });
      expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
      expect(run('gdalinfo', '-mdd', 'LAYERS', file)).toMatch(/NAME=Autres_couches\.Photo_2024/);
      const seen = join(folder, `${String(rotation)}.png`);
      run('pdftoppm', '-r', '200', '-png', '-singlefile', file, seen.replace(/\.png$/, ''));
      // Half a millimetre of paper is half a metre here; the source has pixels of as much, so the four colours are certain a metre from where they meet.
      if (rotation === 0) expectQuarters(flat(file), 1);
      const { data, info } = await sharp(seen).raw().toBuffer({ resolveWithObject: true });
      const box = /"?BBox"? ?\[? ?([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)/.exec(run('qpdf', '--qdf', '--object-streams=disable', file, '-').replace(/\s+/g, ' '));
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = (box ?? []).slice(1).map(Number);
      const turn = rotation * Math.PI / 180;
      for (const [corner, dx, dy] of [['nw', -1, 1], ['ne', 1, 1], ['sw', -1, -1], ['se', 1, -1]] as const) {
        // A metre of ground from the middle of the frame, on the sheet turned by the rotation.
        const mm = [dx * Math.cos(turn) - dy * Math.sin(turn), dx * Math.sin(turn) + dy * Math.cos(turn)] as const;
        const px = Math.round(((x0 + x1) / 2 / 72 + mm[0] / 25.4) * 200), py = Math.round(info.height - ((y0 + y1) / 2 / 72 + mm[1] / 25.4) * 200);
        const at4 = (py * info.width + px) * info.channels, colour = [...data.subarray(at4, at4 + 3)];
        expect([rotation, corner, colour, COLOURS[corner].every((v, i) => Math.abs(v - (colour[i] ?? -999)) < 45)]).toEqual([rotation, corner, colour, true]);
      }
      // Switched off, nothing of it is left.
      if (rotation === 0) expect(colourAt(flat(file, '--config', 'GDAL_PDF_LAYERS_OFF', 'Autres_couches.Photo_2024'), -20, 20).every((v) => v > 200)).toBe(true);
      expect(run('pdftotext', file, '-')).toContain('Photo 2024');
    }
  });

  test('pictures with a world file, and SVG, show it at its place; the resolution asked for is the one drawn', async () => {
    const zip = await print('ortho.zip', { format: 'png', dpi: 150 });
    run('unzip', '-o', '-q', zip, '-d', folder);
    const [png = ''] = run('unzip', '-Z1', zip).split('\n').filter((n) => n.endsWith('.png'));
    expectQuarters(join(folder, png), 1.5);
    const svg = run('cat', await print('ortho.svg', { format: 'svg', dpi: 120 }));
    expect(svg).toMatch(/data-layer="ortho"[^>]*>\s*<image [^>]*preserveAspectRatio="none"/);
    const one = /<image x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="[\d.]+" preserveAspectRatio="none" href="data:image\/\w+;base64,([^"]+)"/.exec(svg);
    const { width } = await sharp(Buffer.from(one?.[2] ?? '', 'base64')).metadata();
    expect(width / Number(one?.[1]) * 72).toBeCloseTo(120, 0);
  });

  test('a sheet away from it, or a role that does not read it, has none; data in any format say that it does not go', async () => {
    const away = await print('away.pdf', { center: [10.3, 36.9] });
    expect(run('pdfimages', '-list', away).trim().split('\n')).toHaveLength(2);
    for (const format of ['gpkg', 'geojson', 'csv']) for (const url of ['exports', 'exports/estimate']) {
      const refused = await manager('POST', `${at}/${url}`, { layers: ['zones', 'ortho'], format });
      expect([url, refused.status, refused.json()]).toMatchObject([url, 422, { reason: 'exports.picture', layer: 'Photo 2024', format: format.toUpperCase() }]);
      expect(refused.json<{ message: string }>().message).toContain('“Photo 2024”');
    }
    const card = (await manager('GET', `${at}/layers`)).json<{ layers: { name: string; cardVersion: number }[] }>().layers.find((l) => l.name === 'ortho');
    expect((await manager('PUT', `${at}/layers/ortho/access`, { readers: ['manager'], isPublic: false, publicFields: [] }, { 'if-match': `"v${String(card?.cardVersion)}"` })).status).toBe(200);
    expect((await agent('POST', `${at}/prints`, { layers: ['ortho'], center: [10.17, 36.8], scale: 1000, language: 'fr' })).status).toBe(404);
  });
});
