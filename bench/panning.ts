import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { openDatabase } from '../server/src/platform/db/index.ts';
import { readEnv } from '../server/src/platform/env.ts';
import { rebuildCells } from '../server/src/features/tiles/index.ts';
import { launch } from '../tests/browser/chromium.ts';
import { CACHE, listingsFile } from './lib/city.ts';
import { median, say, type Report } from './lib/measure.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, startServer, type Server } from './lib/server.ts';
import { fill } from './tiles.ts';

const CODE = 'BENCH';
const DATA = join(CACHE, `data-panning-${String(process.pid)}`);
export const PANNED_PROPERTIES = 100_000;
/** Zooms of the path: cells, then points and shapes. */
const ZOOMS = [11, 13, 15, 16.5] as const;
/** One leg, in pixels: outward round the middle, a step longer at each turn, so that new ground comes in at every side; then home across it. */
const LEG: readonly (readonly [number, number])[] = [
  [420, 0], [0, 300], [-420, 0], [-420, 0], [0, -300], [0, -300], [420, 0], [420, 0], [420, 0], [0, 300], [0, 300], [0, 300], [-420, 0], [-420, 0], [-420, 0], [-420, 0],
  [0, -300], [0, -300], [0, -300], [0, -300], [420, 300], [420, 300], [80, 80],
];
const TILE_MS = 150, TASK_MS = 200;
/** Pieces of the screen looked at for what is missing. */
const PIECES = { across: 12, down: 8 };

const within = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** A hundred thousand properties on the ground of the parcels, with every legal status; answers the middle of the densest part of the city. */
async function build(k: Knex, commune: number): Promise<{ lon: number; lat: number }> {
  await k.raw(`insert into asset (commune_id, code, name, domain_class, title_state, land_area_m2, geom)
    select ${String(commune)}, 'B' || lpad(n::text, 7, '0'), 'Bien ' || n, (array['public_naturel','prive_affecte','indetermine'])[1 + n % 3], (array['titre_foncier','requisition','non_immatricule','sans_document'])[1 + n % 4], 400, geom
    from (select row_number() over (order by id) as n, geom from parcel where commune_id = ${String(commune)} order by id limit ${String(PANNED_PROPERTIES)}) p`);
  await k.transaction(async (tx) => { await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(commune)]); await rebuildCells(tx, 'assets'); });
  await k.raw('vacuum analyze asset, tile_cell');
  const { rows: [at] } = await k.raw<{ rows: { lon: number; lat: number }[] }>(`select avg(st_x(geom)) as lon, avg(st_y(geom)) as lat from listing where commune_id = ${String(commune)} group by st_snaptogrid(geom, 0.01) order by count(*) desc limit 1`);
  if (at === undefined) throw new Error('no listing');
  return at;
}

interface Found { tiles: number[]; failed: string[]; tasks: number[]; waits: number[]; missing: number }

/** What the page tells of itself: tasks over 50 ms, as the browser counts them. */
const watchTasks = (): void => {
  const kept: number[] = [];
  (window as unknown as { tasks: number[] }).tasks = kept;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) kept.push(entry.duration); }).observe({ type: 'longtask', buffered: true });
};
const tasksOf = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0));

const pieces = async (picture: Buffer): Promise<number[]> => {
  const { across, down } = PIECES, { width = 0, height = 0 } = await sharp(picture).metadata();
  const [w, h] = [Math.floor(width / across), Math.floor(height / down)];
  return Promise.all(Array.from({ length: across * down }, async (_, i) => (await sharp(picture).extract({ left: i % across * w, top: Math.floor(i / across) * h, width: w, height: h }).greyscale().stats()).channels[0]?.stdev ?? 0));
};

/** A bench that sees no long task must be able to see one. */
async function seesTasks(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((done) => { setTimeout(() => { const until = performance.now() + 250; while (performance.now() < until); setTimeout(done, 100); }); }));
  if ((await tasksOf(page)).every((ms) => ms < 240)) throw new Error('the browser does not tell of long tasks: nothing is measured');
}

/** Drags the map along the path at one zoom, then looks whether the screen lacks anything that the same place shows when it is opened anew. */
async function leg(page: Page, server: Server, at: { lon: number; lat: number }, zoom: number, found: Found, inFlight: () => number): Promise<void> {
  const canvas = page.locator('canvas.maplibregl-canvas').first();
  const settle = async (): Promise<number> => { const from = performance.now(); let quiet = 0; while (quiet < 3) { await wait(50); quiet = inFlight() === 0 ? quiet + 1 : 0; } return performance.now() - from - 150; };
  await page.goto(`${server.origin}/c/${CODE}/map?lang=fr&at=${at.lon.toFixed(5)},${at.lat.toFixed(5)},${String(zoom)}&layers=listings,assets`);
  await canvas.waitFor();
  await settle();
  await wait(2000);
  // Opening a page is another matter than panning on it.
  await tasksOf(page);
  const box = await canvas.boundingBox();
  if (!box) throw new Error('no map');
  const before = found.tiles.length;
  for (const [dx, dy] of LEG) {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - dx, y - dy, { steps: 12 });
    await page.mouse.up();
    found.waits.push(await settle());
  }
  if (page.url().includes(`${at.lon.toFixed(5)},${at.lat.toFixed(5)}`)) throw new Error('the map did not move');
  found.tasks.push(...await tasksOf(page));
  say(`panning z${String(zoom)}: ${String(found.tiles.length - before)} tiles`);
  await wait(1000);
  const seen = await pieces(await canvas.screenshot());
  await page.reload();
  await canvas.waitFor();
  await settle();
  await wait(2500);
  const whole = await pieces(await canvas.screenshot());
  found.missing += whole.filter((ink, i) => ink > 4 && (seen[i] ?? 0) < 1).length;
  await tasksOf(page);
  await seesTasks(page);
}

async function walk(browser: Browser, server: Server, at: { lon: number; lat: number }): Promise<Found> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', reducedMotion: 'reduce', serviceWorkers: 'block' });
  const [name = '', value = ''] = server.cookie.split('=');
  await context.addCookies([{ name, value, url: server.origin }]);
  const found: Found = { tiles: [], failed: [], tasks: [], waits: [], missing: 0 }, open = new Set<unknown>();
  const isTile = (url: string): boolean => url.startsWith(`${server.origin}/tiles/`);
  context.on('request', (r) => { if (isTile(r.url())) open.add(r); });
  context.on('requestfailed', (r) => { open.delete(r); if (isTile(r.url()) && !/ERR_ABORTED/.test(r.failure()?.errorText ?? '')) found.failed.push(`${r.url()} ${r.failure()?.errorText ?? ''}`); });
  context.on('requestfinished', (r) => {
    open.delete(r);
    if (!isTile(r.url())) return;
    const { requestStart, responseEnd } = r.timing();
    if (requestStart >= 0 && responseEnd >= requestStart) found.tiles.push(responseEnd - requestStart);
    void r.response().then((answer) => { if (answer && answer.status() >= 400) found.failed.push(`${r.url()} ${String(answer.status())}`); });
  });
  const page = await context.newPage();
  await page.addInitScript(watchTasks);
  for (const zoom of ZOOMS) await leg(page, server, at, zoom, found, () => open.size);
  await context.close();
  return found;
}

/** A scripted path over the whole city in Chromium: how long tiles take as the browser waits for them, what is missing afterwards, how long the page is held up. */
export async function benchPanning(report: Report, { rows }: { rows: number }): Promise<void> {
  say('panning: making the database');
  const name = `sommier_bench_panning_${String(process.pid)}`, url = await freshDatabase(name), env = { DATABASE_URL: url, SOMMIER_DATA: DATA };
  await (await openDatabase(readEnv(env))).close();
  const k = asOwner(url);
  let server: Server | undefined, browser: Browser | undefined;
  try {
    await addCommune(env, CODE);
    const commune = await fill(k, url, await listingsFile({ rows, seed: 1 }), rows), at = await build(k, commune);
    browser = await launch();
    if (browser === undefined) throw new Error('no browser starts here');
    server = await startServer(env, CODE);
    const { tiles, failed, tasks, waits, missing } = await walk(browser, server, at);
    if (tiles.length < 40) throw new Error(`only ${String(tiles.length)} tiles were asked for`);
    const p95 = within(tiles, 0.95), longest = Math.max(0, ...tasks), ms = (n: number): string => `${n.toFixed(0)} ms`;
    report.add({ subject: 'panning', what: `a tile as the browser waits for it, 95th percentile of ${String(tiles.length)}`, ours: ms(p95), other: ms(TILE_MS), ratio: p95 / TILE_MS, aim: 'at most', limit: 1 });
    report.add({ subject: 'panning', what: `longest task of the page, of ${String(tasks.length)} over 50 ms`, ours: ms(longest), other: ms(TASK_MS), ratio: longest / TASK_MS, aim: 'at most', limit: 1 });
    report.add({ subject: 'panning', what: 'pieces of the screen that stay blank, and tiles that fail', ours: `${String(missing)} and ${String(failed.length)}`, other: '0', ratio: missing + failed.length, aim: 'at most', limit: 0 });
    report.note(`${String(ZOOMS.length * LEG.length)} drags of 80 to 420 pixels at zooms ${ZOOMS.join(', ')} over ${rows.toLocaleString('en')} listings and ${PANNED_PROPERTIES.toLocaleString('en')} properties, 1440 x 900, drawn by a software renderer on the same machine. Median tile ${ms(median(tiles))}; from the end of a drag to its last tile ${ms(within(waits, 0.95))} at the 95th percentile.`);
    for (const what of failed.slice(0, 3)) report.note(what);
  } finally {
    await browser?.close();
    await server?.stop();
    await k.destroy();
    await dropDatabase(name);
    rmSync(DATA, { recursive: true, force: true });
  }
}
