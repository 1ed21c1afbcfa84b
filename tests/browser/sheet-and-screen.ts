import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { pageLayout } from '../../domain/src/exports/index.ts';
import { expectThat, type Tally } from './check.ts';
import type { Server } from './server.ts';

/** Composed like this, screen and paper are compared: layers, denominator, turn. Coarse enough that no label stands where the other sets it elsewhere. */
const COMPOSITIONS = [['assets,parcels', 5000, 0], ['assets,parcels', 5000, 40], ['assets', 5000, -75]] as const;
/** A drawing put 3 mm aside falls below it; the two differ by their ground, their smoothing and where labels stand. */
const ALIKE = 0.9;
const PAPER_DPI = 192;

/** How alike two pictures are where light and dark lie, -1 to 1: reduced to marks of about 2 mm. */
async function likeness(a: Buffer, b: Buffer): Promise<number> {
  const small = (picture: Buffer): Promise<Buffer> => sharp(picture).removeAlpha().resize(120, 84, { fit: 'fill' }).blur(0.8).raw().toBuffer();
  const [x, y] = [await small(a), await small(b)];
  const mean = (of: Buffer): number => of.reduce((sum, v) => sum + v, 0) / of.length;
  const [mx, my] = [mean(x), mean(y)];
  let both = 0, onlyX = 0, onlyY = 0;
  x.forEach((v, i) => { const [dx, dy] = [v - mx, (y[i] ?? 0) - my]; both += dx * dy; onlyX += dx * dx; onlyY += dy * dy; });
  return both / Math.sqrt(onlyX * onlyY);
}

/** The composer's map beside the paper it makes: the same ground, the same style. */
export async function sheetAndScreen(browser: Browser, server: Server, tally: Tally): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1900, height: 1000 }, baseURL: server.url, reducedMotion: 'reduce' });
  const ask = { headers: { origin: server.url } };
  await context.request.post('/api/session', { ...ask, data: { email: 'manager@demo.example', password: 'sommier-demo' } });
  const { layers: catalogue } = await (await context.request.get('/api/communes/DEMO/layers')).json() as { layers: { name: string; bounds: [number, number, number, number] | null }[] };
  // The town's zones: the properties that other journeys bring lie on two continents.
  const bounds = catalogue.find((l) => l.name === 'zones')?.bounds ?? [0, 0, 0, 0];
  const center = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2] as const;
  const { map } = pageLayout('A4', 'landscape', false);
  for (const [layers, denominator, rotation] of COMPOSITIONS) {
    await tally.check(`composer 1:${denominator} turned by ${rotation}: screen and paper are alike`, async () => {
      const page = await context.newPage();
      await page.goto(`/c/DEMO/print?lang=fr&at=${center.join(',')},${denominator},${rotation}&layers=${layers}`);
      await page.waitForSelector('.sheetmap[data-ready]', { timeout: 60_000 });
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(2000);
      const screen = await page.locator('.sheetmap').screenshot({ timeout: 60_000 });
      const { job } = await (await context.request.post('/api/communes/DEMO/prints', { ...ask, data: { layers: layers.split(','), center, scale: denominator, rotation, grid: false } })).json() as { job: string };
      for (let tries = 0; tries < 120; tries += 1) {
        const { state } = await (await context.request.get(`/api/communes/DEMO/jobs/${job}`)).json() as { state: string };
        if (state !== 'queued' && state !== 'running') break;
        await page.waitForTimeout(500);
      }
      const stem = join(server.folder, `sheet-${job}`);
      writeFileSync(`${stem}.pdf`, await (await context.request.get(`/api/communes/DEMO/prints/${job}/file`)).body());
      execFileSync('pdftoppm', ['-r', String(PAPER_DPI), '-png', '-singlefile', `${stem}.pdf`, stem]);
      const pixels = (mm: number): number => Math.round(mm / 25.4 * PAPER_DPI);
      const paper = await sharp(`${stem}.png`).extract({ left: pixels(map.x), top: pixels(map.y), width: pixels(map.width), height: pixels(map.height) }).png().toBuffer();
      const found = await likeness(screen, paper);
      expectThat(found > ALIKE, `screen and paper differ: ${found.toFixed(3)}`);
      await page.close();
    });
  }
  await context.close();
}
