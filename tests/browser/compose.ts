import type { Browser, Page, Request } from 'playwright-core';
import { ecoIndex } from '../support/ecoindex.ts';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, mapIsDrawn, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf, type Words } from './words.ts';

interface Day { page: Page; url: string; words: Words; tally: Tally }
interface Sent { status: number; body: Record<string, unknown> }
const send = (page: Page, method: string, path: string, body?: unknown, version?: number): Promise<Sent> => page.evaluate(async ([m, p, b, v]) => {
  const answer = await fetch(`/api/communes/DEMO/${p as string}`, { method: m as string, headers: { 'content-type': 'application/json', ...(v === undefined ? {} : { 'if-match': `"v${String(v)}"` }) }, ...(b === undefined ? {} : { body: JSON.stringify(b) }) });
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> };
}, [method, path, body, version] as const);

const screen = async ({ page, words, tally }: Day, name: string): Promise<void> => {
  await tally.check(`compose ${words.language} ${name}: stands right`, () => standsRight(page, words.direction));
  await tally.check(`compose ${words.language} ${name}: axe finds 0 violations`, () => noViolations(page));
  await shoot(page, `compose-${name}-${words.language}`);
};
const visit = async (browser: Browser, url: string, email: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', reducedMotion: 'reduce' });
  await bringAxe(context);
  await context.request.post(`${url}/api/session`, { data: { email, password: 'sommier-demo' }, headers: { origin: url } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
};
/** A directory of four schools in the middle of the demo, styled by kind. */
const schools = async (page: Page, at: { lon: number; lat: number }): Promise<void> => {
  const form = [{ name: 'name', title: 'Nom', type: 'text', required: true }, { name: 'kind', title: 'Type', type: 'choice', choices: ['primaire', 'lycée'] }];
  await send(page, 'POST', 'layers', { name: 'ecoles', title: 'Écoles', titleAr: 'المدارس', directory: 'services', form });
  for (let i = 0; i < 4; i += 1) await send(page, 'POST', 'layers/ecoles/features', { attributes: { name: `École ${String(i + 1)}`, kind: i % 2 ? 'lycée' : 'primaire' }, geometry: { type: 'Point', coordinates: [at.lon + i * 0.002, at.lat] } });
};

/** A manager styles a layer, keeps the map, shares it with one role; a reader of another role learns whom to ask. */
export const composeAndShare = async (browser: Browser, server: Pick<Server, 'url'>, tally: Tally): Promise<void> => {
  const { url } = server, words = await wordsOf('fr');
  const page = await visit(browser, url, 'manager@demo.example'), reader = await visit(browser, url, 'viewer@demo.example');
  const day: Day = { page, url, words, tally };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.goto(`${url}/c/DEMO/layers?lang=fr`);
  const { body } = await send(page, 'GET', 'assets?located=yes&size=1');
  const [place] = body['rows'] as { lon: number; lat: number }[];
  if (!place) throw new Error('no property with a place');
  await schools(page, place);
  await page.reload();
  await page.locator('table tbody tr').nth(4).waitFor();
  await screen(day, 'catalogue');
  await tally.check('compose: a layer is drawn by value, with the counts of its classes', async () => {
    await page.getByRole('row', { name: /Écoles/ }).click();
    await page.getByRole('tab', { name: words.word('layers.part.look'), exact: true }).click();
    await page.getByLabel(words.word('layers.look.by')).selectOption('category');
    await page.getByLabel(words.word('layers.look.field')).selectOption('kind');
    await until('the classes', async () => (await page.locator('.lookrow').count()) === 3, 20_000);
    await screen(day, 'style');
    await button(words.word('layers.look.save')).click();
    await page.getByText(words.word('layers.saved')).waitFor();
  });
  await tally.check('compose: the legend filters, the map is kept and shared', async () => {
    await page.goto(`${url}/c/DEMO/map?lang=fr&at=${String(place.lon)},${String(place.lat)},15`);
    await mapIsDrawn(page);
    await page.locator('.lkey button').first().click();
    await until('the filter in the address', () => Promise.resolve(/keep=ecoles/.test(decodeURIComponent(page.url()))), 10_000);
    await button(words.word('map.compositions')).click();
    await page.getByLabel(words.word('layers.comp.name')).fill('Rentrée');
    await button(words.word('layers.comp.save')).click();
    await button(words.word('layers.comp.share')).click();
    await page.getByRole('dialog').getByLabel(words.word('role.officer')).check();
    await page.getByLabel(words.like('layers.comp.until')).first().fill('2099-12-31');
    await screen(day, 'share');
    await button(words.word('layers.comp.share.save')).click();
    await page.getByText(words.word('layers.comp.shared.done')).waitFor();
  });
  const { body: kept } = await send(page, 'GET', 'compositions');
  const id = (kept['compositions'] as { id: string }[])[0]?.id ?? '';
  await tally.check('compose: who may not open it is told whom to ask', async () => {
    await reader.goto(`${url}/c/DEMO/map?lang=fr&comp=${id}`);
    await reader.getByRole('dialog').getByText(/Demandez l’accès à/).waitFor();
    await shoot(reader, 'compose-refused-fr');
    expectThat((await send(reader, 'GET', `compositions/${id}`)).status === 403, 'the composition was open to all');
  });
  await tally.check('compose: the open page needs no script and weighs little', async () => {
    const layer = (await send(page, 'GET', 'layers')).body['layers'] as { name: string; cardVersion: number }[];
    await send(page, 'PUT', 'layers/ecoles/access', { readers: null, isPublic: true, publicFields: ['name', 'kind'] }, layer.find((l) => l.name === 'ecoles')?.cardVersion ?? 0);
    await send(page, 'PUT', 'layers/zones/access', { readers: null, isPublic: true, publicFields: ['label', 'label_ar'] }, 0);
    await send(page, 'PUT', 'portal', { isOpen: true }, 0);
    for (const language of ['fr', 'ar', 'en']) {
      const asked: string[] = [], sent: Request[] = [];
      const open = await (await browser.newContext({ viewport: { width: 1024, height: 768 }, javaScriptEnabled: true })).newPage();
      open.on('request', (r) => { asked.push(r.url()); sent.push(r); });
      await open.goto(`${url}/public/DEMO?lang=${language}&layer=ecoles`);
      const kilobytes = (await Promise.all(sent.map((r) => r.sizes().then((x) => x.responseBodySize, () => 0)))).reduce((a, b) => a + b, 0) / 1000;
      const nodes = await open.evaluate(() => document.querySelectorAll('*').length);
      expectThat(asked.filter((a) => a.startsWith('http')).length <= 2 && nodes < 200, `${String(asked.length)} requests, ${String(nodes)} nodes`);
      expectThat(ecoIndex({ nodes, requests: sent.length, kilobytes }).grade === 'A', `${JSON.stringify(ecoIndex({ nodes, requests: sent.length, kilobytes }))} for ${String(kilobytes)} kB`);
      await shoot(open, `portal-${language}`);
      await open.context().close();
    }
  });
  await page.context().close();
  await reader.context().close();
};
