import type { Browser, Page } from 'playwright-core';
import { LANGUAGES } from '../../domain/src/shared/index.ts';
import { photo } from '../documents/kit.ts';
import { geotiff } from '../support/geotiff.ts';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, mapIsDrawn, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf } from './words.ts';

type Row = Record<string, unknown>;
interface Sent { status: number; body: Row }
const send = (page: Page, method: string, path: string, body?: unknown, version?: number): Promise<Sent> => page.evaluate(async ([m, p, b, v]) => {
  const answer = await fetch(`/api/communes/DEMO/${p as string}`, { method: m as string, headers: { 'content-type': 'application/json', ...(v === undefined ? {} : { 'if-match': `"v${String(v)}"` }) }, ...(b === undefined ? {} : { body: JSON.stringify(b) }) });
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> };
}, [method, path, body, version] as const);
const settle = async (page: Page): Promise<void> => { await page.locator('h1').first().waitFor({ state: 'attached' }); await page.waitForLoadState('networkidle'); };
const ORTHO = 'ortho-2024';
const WIDTHS = [1024, 1440] as const;

/** A directory with three places, and a picture of the ground over the middle of the town. */
async function bring(page: Page, url: string): Promise<{ lon: number; lat: number }> {
  await page.goto(`${url}/c/DEMO/layers?lang=fr`);
  const zones = ((await send(page, 'GET', 'layers')).body['layers'] as { name: string; bounds: number[] | null }[]).find((l) => l.name === 'zones')?.bounds ?? [0, 0, 0, 0];
  const at = { lon: ((zones[0] ?? 0) + (zones[2] ?? 0)) / 2, lat: ((zones[1] ?? 0) + (zones[3] ?? 0)) / 2 };
  const form = [{ name: 'name', title: 'Nom', titleAr: 'الاسم', type: 'text', required: true }, { name: 'kind', title: 'Réseau', titleAr: 'الشبكة', type: 'choice', choices: ['fibre', 'wifi'] }];
  await send(page, 'POST', 'layers', { name: 'bornes', title: 'Espaces numériques', titleAr: 'الفضاءات الرقمية', directory: 'digital', form });
  for (let i = 0; i < 3; i += 1) await send(page, 'POST', 'layers/bornes/features', { attributes: { name: `Borne ${String(i + 1)}`, kind: i ? 'wifi' : 'fibre' }, geometry: { type: 'Point', coordinates: [at.lon + i * 0.003, at.lat] } });
  const bytes = geotiff({ width: 400, height: 300, epsg: 4326, at: [at.lon - 0.012, at.lat + 0.009], step: 0.00006, paint: (x, y) => [150 + ((x >> 4) + (y >> 4)) % 2 * 40, 150, 120] });
  const sent = await page.context().request.post(`${url}/api/communes/DEMO/rasters`, { headers: { origin: url }, multipart: { name: ORTHO, title: 'Photo aérienne 2024', file: { name: 'photo.tif', mimeType: 'image/tiff', buffer: bytes } } });
  const { job } = await sent.json() as { job: string };
  await until('the picture cut', async () => (await send(page, 'GET', `jobs/${job}`)).body['state'] === 'done', 120_000);
  return at;
}

/** Features with their photos, undone and done again; a picture of the ground in the composer and the export; a template that gives back scale and turn; the state of the place. */
export const mapsOut = async (browser: Browser, { url }: Pick<Server, 'url'>, tally: Tally): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', reducedMotion: 'reduce' });
  await bringAxe(context);
  await context.request.post(`${url}/api/session`, { data: { email: 'manager@demo.example', password: 'sommier-demo' }, headers: { origin: url } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const words = await wordsOf('fr'), button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const at = await bring(page, url);

  await tally.check('maps out: a feature takes a photo in its sheet; its removal is undone by name, photo and all', async () => {
    await page.goto(`${url}/c/DEMO/layers/bornes?lang=fr`);
    await page.getByRole('tab', { name: words.word('layers.part.features'), exact: true }).click();
    await page.getByRole('row', { name: /Borne 2/ }).click();
    await page.locator('dialog input[type=file]').setInputFiles({ name: 'borne.jpg', mimeType: 'image/jpeg', buffer: await photo(120) });
    await page.locator('dialog dialog button[type=submit], dialog ~ dialog button[type=submit]').last().click();
    await page.locator('dialog dialog, dialog ~ dialog').last().getByText(words.word('documents.outcome.sent')).waitFor();
    await page.keyboard.press('Escape');
    // Escape closes the dialog on top and no other.
    await page.locator('dialog .shots img').waitFor();
    await standsRight(page, 'ltr');
    await noViolations(page);
    await shoot(page, 'layer-feature-photos-fr');
    await page.locator('dialog').getByRole('button', { name: words.word('layers.feature.remove'), exact: true }).click();
    await page.locator('dialog').getByRole('button', { name: words.word('layers.feature.remove.sure'), exact: true }).click();
    await page.getByRole('row', { name: /Borne 2/ }).waitFor({ state: 'detached' });
    await button(/Annuler : suppression de « Borne 2 »/).click();
    await page.getByRole('row', { name: /Borne 2/ }).click();
    await page.locator('dialog .shots img').waitFor();
    await page.keyboard.press('Escape');
    await button(/Refaire : /).waitFor();
  });

  await tally.check('maps out: the composer offers the picture of the ground and draws it; the export says that data do not carry it', async () => {
    await page.goto(`${url}/c/DEMO/print?lang=fr&at=${String(at.lon)},${String(at.lat)},5000,0`);
    await page.getByLabel('Photo aérienne 2024', { exact: true }).waitFor();
    await page.waitForSelector('.sheetmap[data-ready]');
    expectThat(await page.getByLabel(words.word('prints.dpi')).count() === 1, 'the resolution of the picture is not asked for');
    await until('tiles of the picture', () => page.evaluate((name) => performance.getEntriesByType('resource').some((r) => r.name.includes(`/rasters/${name}/`)), ORTHO), 15_000);
    await page.goto(`${url}/c/DEMO/map?lang=fr&at=${String(at.lon)},${String(at.lat)},14`);
    await mapIsDrawn(page);
    await page.keyboard.press('Control+p');
    await page.getByRole('tab', { name: words.word('exports.data'), exact: true }).click();
    await page.getByText(/ne part pas dans ces données : .*Photo aérienne 2024/).waitFor();
  });

  await tally.check('maps out: a template gives back its scale and its turn', async () => {
    const scale = page.getByLabel(words.word('exports.print.scale')), turn = page.getByLabel(words.word('prints.rotation')), choice = page.getByLabel(words.word('prints.template'), { exact: true });
    await page.goto(`${url}/c/DEMO/print?lang=fr&at=${String(at.lon)},${String(at.lat)},2500,30&layers=assets,zones`);
    await page.getByLabel(words.word('prints.template.name')).fill('Plan de quartier');
    await button(words.word('prints.template.keep')).click();
    await until('the template kept', async () => (await choice.inputValue()) !== '', 30_000);
    await page.goto(`${url}/c/DEMO/print?lang=fr&at=${String(at.lon)},${String(at.lat)},10000,0`);
    expectThat(await scale.inputValue() === '10000' && await turn.inputValue() === '0', 'the sheet did not begin otherwise');
    // The kept sheets are asked for when a hand comes to the form.
    await choice.focus();
    await choice.selectOption({ label: 'Plan de quartier' });
    await until('scale and turn of the template', async () => await scale.inputValue() === '2500' && await turn.inputValue() === '30', 10_000);
    expectThat(/2500,30/.test(decodeURIComponent(page.url())) && /layers=assets,zones/.test(decodeURIComponent(page.url())), `the address says ${page.url()}`);
    // The map follows, and does not write its own scale over the template's.
    await page.waitForSelector('.sheetmap[data-ready]');
    await page.waitForTimeout(1500);
    expectThat(await scale.inputValue() === '2500' && await turn.inputValue() === '30', 'the map changed what the template said');
  });

  for (const language of LANGUAGES) await tally.check(`maps out ${language}: the state of the place, its document, and its chapter in the help`, async () => {
    const own = await wordsOf(language);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${url}/c/DEMO/diagnosis?lang=${language}`);
    const title = language === 'ar' ? 'الفضاءات الرقمية' : 'Espaces numériques';
    await page.getByRole('table', { name: title }).waitFor();
    const cells = await page.getByRole('table', { name: title }).locator('tbody tr td:nth-child(3)').allInnerTexts();
    expectThat(cells.map(Number).reduce((sum, n) => sum + n, 0) === 3, `three places are counted as ${cells.join(', ')}`);
    await standsRight(page, own.direction);
    await noViolations(page);
    const file = page.getByRole('link', { name: own.word('diagnosis.file') });
    const answer = await context.request.get(new URL(await file.getAttribute('href') ?? '', url).href);
    expectThat(answer.headers()['content-type'] === 'application/pdf' && (await answer.body()).subarray(0, 5).toString() === '%PDF-', 'no PDF');
    await page.locator('.bar .ask').click();
    await page.locator('dialog.help article h3').waitFor();
    expectThat(await page.locator('dialog.help select').nth(1).inputValue() === 'diagnosis', 'the help opened elsewhere');
    await page.keyboard.press('Escape');
  });

  for (const language of LANGUAGES) for (const width of WIDTHS) await tally.check(`maps out ${language} ${String(width)}: composer, catalogue and diagnosis stand right`, async () => {
    await page.setViewportSize({ width, height: width === 1024 ? 768 : 900 });
    for (const screen of ['print', 'layers', 'diagnosis', 'layers/bornes'] as const) {
      await page.goto(`${url}/c/DEMO/${screen}?lang=${language}`);
      await settle(page);
      if (screen === 'print') await page.waitForSelector('.sheetmap[data-ready]');
      await standsRight(page, language === 'ar' ? 'rtl' : 'ltr');
      await shoot(page, `${screen.replace('/', '-')}-${String(width)}-${language}`);
    }
  });
  await context.close();
};
