import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { LANGUAGES } from '../../domain/src/shared/index.ts';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, mapIsDrawn, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf } from './words.ts';

const visit = async (browser: Browser, url: string, email: string): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', reducedMotion: 'reduce', acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] });
  await bringAxe(context);
  await context.request.post(`${url}/api/session`, { data: { email, password: 'sommier-demo' }, headers: { origin: url } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return { context, page };
};

/** A sheet is composed, kept as a template with a logo, printed and opened by GDAL; an atlas of two properties follows. */
const compose = async (browser: Browser, { url, folder }: Server, tally: Tally): Promise<void> => {
  const { context, page } = await visit(browser, url, 'manager@demo.example');
  for (const language of LANGUAGES) {
    const words = await wordsOf(language);
    await tally.check(`composer ${language}: stands right, axe finds 0 violations`, async () => {
      await page.goto(`${url}/c/DEMO/print?lang=${language}`);
      await page.waitForSelector('.sheetmap[data-ready]');
      await mapIsDrawn(page);
      await standsRight(page, words.direction);
      await noViolations(page);
      await shoot(page, `composer-${language}`);
      await page.setViewportSize({ width: 1024, height: 768 });
      await standsRight(page, words.direction);
      await shoot(page, `composer-${language}-1024`);
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  }
  const { word, like } = await wordsOf('fr');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const { rows } = await (await context.request.get(`${url}/api/communes/DEMO/assets?located=yes&size=2`)).json() as { rows: { id: string; lon: number; lat: number }[] };
  const [at] = rows;
  if (!at) throw new Error('no property with a place');
  await tally.check('composer: a sheet is kept as a template with a logo, and taken again', async () => {
    await page.goto(`${url}/c/DEMO/print?lang=fr&at=${String(at.lon)},${String(at.lat)},2000,15&layers=assets,parcels&assets=${rows.map((r) => r.id).join(',')}`);
    await page.waitForSelector('.sheetmap[data-ready]');
    await page.getByLabel(word('exports.print.title')).fill('Quartier du port');
    await page.getByLabel(word('prints.part.table')).check();
    await page.getByLabel(word('prints.template.name')).fill('Conseil');
    await button(word('prints.template.keep')).click();
    const logo = join(folder, 'logo.png');
    writeFileSync(logo, await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a01820' } }).png().toBuffer());
    await page.getByLabel(word('prints.logo')).setInputFiles(logo);
    await page.getByText(word('prints.logo.change')).waitFor();
    await page.getByLabel(word('exports.print.title')).fill('Autre');
    await page.getByLabel(word('prints.template'), { exact: true }).selectOption({ label: word('prints.template.none') });
    await page.getByLabel(word('prints.template'), { exact: true }).selectOption({ label: 'Conseil' });
    await until('the title of the template', async () => (await page.getByLabel(word('exports.print.title')).inputValue()) === 'Quartier du port', 10_000);
  });
  await tally.check('composer: what is printed is the sheet that was seen, at its scale and turn', async () => {
    await button(word('prints.go')).click();
    const link = page.getByRole('link', { name: like('exports.ready') }).first();
    await link.waitFor({ timeout: 120_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const file = join(folder, 'composed.pdf');
    await download.saveAs(file);
    const { geoTransform: [, a, , , b] } = JSON.parse(execFileSync('gdalinfo', ['-json', file], { encoding: 'utf8' })) as { geoTransform: number[] };
    expectThat(Math.abs(Math.abs(Math.atan2(b ?? 0, a ?? 0) * 180 / Math.PI) - 15) < 0.05, `turned by ${String(Math.atan2(b ?? 0, a ?? 0) * 180 / Math.PI)}`);
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    expectThat(text.includes('Quartier du port') && text.includes('1:2'), text.slice(0, 300));
    expectThat(execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).split('\n').length > 3, 'no logo');
  });
  await tally.check('composer: an atlas of the chosen properties has a page each', async () => {
    await button(word('prints.atlas.go')).click();
    const link = page.getByRole('link', { name: like('exports.ready') }).last();
    await until('the atlas', async () => (await page.getByRole('link', { name: like('exports.ready') }).count()) === 2, 120_000);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const file = join(folder, 'atlas.pdf');
    await download.saveAs(file);
    expectThat(/Pages:\s+2/.test(execFileSync('pdfinfo', [file], { encoding: 'utf8' })), 'not two pages');
    await shoot(page, 'composer-atlas-fr');
  });
  await context.close();
};

/** A key is made, copied once, used by another program, and revoked. */
const keyLife = async (browser: Browser, { url }: Server, tally: Tally): Promise<void> => {
  const { context, page } = await visit(browser, url, 'agent@demo.example');
  const { word } = await wordsOf('fr');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  let secret = '';
  const status = async (path: string): Promise<number> => (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${secret}` } })).status;
  await tally.check('keys: one is made for two layers and a week, copied, and never shown again', async () => {
    await page.goto(`${url}/c/DEMO/keys?lang=fr`);
    await button(word('keys.add')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(word('keys.name'), { exact: false }).fill('QGIS du bureau');
    await dialog.getByLabel(word('keys.days')).selectOption({ index: 0 });
    await dialog.getByRole('checkbox').nth(0).check();
    await dialog.getByRole('checkbox').nth(1).check();
    await noViolations(page);
    await shoot(page, 'keys-make-fr');
    await dialog.getByRole('button', { name: word('keys.make'), exact: true }).click();
    await page.getByText(word('keys.once')).waitFor();
    await page.getByRole('button', { name: word('keys.copy'), exact: true }).click();
    await page.getByText(word('keys.copied')).waitFor();
    secret = await page.evaluate(() => navigator.clipboard.readText());
    expectThat(/^smr_/.test(secret), 'no key on the clipboard');
    await shoot(page, 'keys-made-fr');
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /QGIS du bureau/ }).waitFor();
    expectThat(!(await page.content()).includes(secret), 'the key is still on the page');
    await page.reload();
    await page.getByRole('row', { name: /QGIS du bureau/ }).waitFor();
    expectThat(!(await page.content()).includes(secret.slice(0, 20)), 'the key came back');
  });
  await tally.check('keys: it opens what it names, until it is revoked', async () => {
    const named = (await (await fetch(`${url}/ogc/collections`, { headers: { authorization: `Bearer ${secret}` } })).json() as { collections: { id: string }[] }).collections.map((c) => c.id);
    expectThat(named.length === 2, named.join(', '));
    expectThat(await status('/api/communes/DEMO/assets') === 401, 'the key opened the application');
    await page.getByRole('row', { name: /QGIS du bureau/ }).getByRole('button', { name: word('keys.revoke') }).click();
    await page.getByRole('dialog').getByRole('button', { name: word('keys.revoke'), exact: true }).click();
    await page.getByRole('row', { name: /QGIS du bureau/ }).getByText(word('keys.revoked')).waitFor();
    expectThat(await status('/ogc') === 401, 'a revoked key opens');
    await noViolations(page);
    await standsRight(page, 'ltr');
    await shoot(page, 'keys-fr');
  });
  await context.close();
};

/** The published style in a MapLibre of somebody else's: a page of its own, nothing of ours but the address. */
const foreignMap = async (browser: Browser, { url }: Server, tally: Tally): Promise<void> => {
  const { context, page } = await visit(browser, url, 'agent@demo.example');
  const dist = dirname(createRequire(import.meta.url).resolve('maplibre-gl/dist/maplibre-gl.css'));
  const { rows: [at] } = await (await context.request.get(`${url}/api/communes/DEMO/assets?located=yes&size=1`)).json() as { rows: { lon: number; lat: number }[] };
  await page.route(`${url}/theirs/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice('/theirs/'.length);
    if (name !== 'map.html') { await route.fulfill({ contentType: name.endsWith('.css') ? 'text/css' : 'text/javascript', body: readFileSync(join(dist, name)) }); return; }
    await route.fulfill({ contentType: 'text/html', body: `<!doctype html><div id="m" style="width:800px;height:600px"></div><script type="module">import * as gl from './maplibre-gl.mjs';
      const map = new gl.Map({ container: 'm', style: '/ogc/DEMO/styles/assets', center: [${String(at?.lon)}, ${String(at?.lat)}], zoom: 16 });
      map.on('error', (e) => { document.title = 'error ' + e.error.message; });
      map.on('idle', () => { if (!document.title.startsWith('error')) document.title = 'drawn ' + map.queryRenderedFeatures().length; });</script>` });
  });
  await tally.check('ogc: a MapLibre of somebody else’s draws the published style and tiles', async () => {
    await page.goto(`${url}/theirs/map.html`);
    const title = await until('the map', async () => { const said = await page.title(); return /^(drawn|error)/.test(said) && said; }, 60_000);
    expectThat(/^drawn [1-9]/.test(title), title);
    await shoot(page, 'ogc-style-elsewhere');
  });
  await context.close();
};

/** What leaves the building by the screen: sheets, atlases, keys, the published style. */
export const printAndKeys = async (browser: Browser, server: Server, tally: Tally): Promise<void> => {
  for (const step of [compose, keyLife, foreignMap]) await step(browser, server, tally).catch((error: unknown) => tally.check(`printing and keys, ${step.name}`, () => Promise.reject(error as Error)));
};
