import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { MARKUP } from '../../faults/payloads.ts';
import { LONG } from '../../faults/scale.ts';
import { reportPart } from '../../faults/report.ts';
import { expectThat, type Tally } from '../check.ts';
import type { Server } from '../server.ts';
import { maps, openPages, papers, plantFormulas, tables } from './leave.ts';
import { Findings, lists, sheets } from './open.ts';
import { CASES, CODE, plant, Writer } from './plant.ts';
import { plantMore } from './plant-more.ts';
import { setTrap, Watch } from './watch.ts';

const nothing = (f: Findings): void => { expectThat(f.noticed.length === 0, `${String(f.noticed.length)} noticed:\n${f.noticed.slice(0, 12).join('\n')}`); };
const allRead = (f: Findings, surfaces: readonly string[]): void => {
  for (const s of surfaces) expectThat(f.missing(s).length === 0, `${s}: ${String(f.missing(s).length)} payloads were not shown, among them ${f.missing(s)[0] ?? ''}`);
};

/**
 * Markup in every text that is written or brought, read on every screen, paper and file: none of it is taken for markup. The page's policy is taken away
 * for this, so that what it would have stopped runs and is noticed; a second reading with the policy must not have anything to stop.
 */
export const markup = async (browser: Browser, server: Server, tally: Tally): Promise<void> => {
  const command = (...argv: string[]): void => { execFileSync(process.execPath, ['bin/sommier.mjs', ...argv], { cwd: fileURLToPath(new URL('../../../', import.meta.url)), env: { ...process.env, SOMMIER_DATA: server.folder, DATABASE_URL: '' } }); };
  command('commune', 'add', CODE, '--name', 'Ville des épreuves', '--currency', 'TND', '--languages', 'fr,ar,en');
  command('user', 'add', 'admin@demo.example', '--commune', CODE, '--role', 'admin');
  const visit = async (bypassCSP: boolean) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP, reducedMotion: 'reduce' });
    await setTrap(context);
    await context.request.post(`${server.url}/api/session`, { data: { email: 'admin@demo.example', password: 'sommier-demo' }, headers: { origin: server.url } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    return { context, page, f: new Findings(new Watch(page, { own: server.url })) };
  };
  const { context, page, f } = await visit(true);
  const w = new Writer(context.request, server.url);

  await tally.check(`markup: each of the ${String(MARKUP.length)} payloads is noticed where a page takes it for markup`, async () => {
    const deaf: string[] = [];
    for (const m of MARKUP) {
      await page.route(`${server.url}/taken`, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>x</title><p>${m}</p>` }));
      await page.goto(`${server.url}/taken`).catch(() => undefined);
      await f.watch.settle(60, 2_000);
      if ((await f.watch.take()).length === 0) deaf.push(m);
      await page.unroute(`${server.url}/taken`);
    }
    expectThat(deaf.length === 0, `not noticed: ${deaf.join('\n')}`);
  });
  const planted = await tally.check(`markup: ${String(CASES.length)} payloads are stored in every text field`, async () => {
    const all = await plant(w);
    await plantMore(w, all);
    await plantFormulas(w);
    expectThat(all.fields.size > 125, `${String(all.fields.size)} fields`);
    return all;
  });
  if (!planted) { await context.close(); return; }
  await page.goto(`${server.url}/c/${CODE}/register?lang=fr`);
  await tally.check('markup: tables and lists of every screen show it as text', async () => { await lists(page, f, 'fr'); nothing(f); allRead(f, ['tables', 'the map’s table']); });
  await tally.check('markup: what is chosen on the map and every sheet show it as text', async () => {
    for (const k of CASES.keys()) await sheets(page, f, planted, k, LONG || k < 3);
    nothing(f);
    allRead(f, ['asset', 'feature', 'listing', 'zone'].map((s) => `chosen on the map: ${s}`));
    allRead(f, ['assets', 'occupations', 'campaigns', 'money', 'layers'].map((s) => `sheet: ${s}`));
  });
  await tally.check('markup: the open page and the OGC pages, which the server writes, show it as text', async () => { await openPages(page, f, w); nothing(f); allRead(f, ['open page', 'pages of the OGC addresses']); });
  // With all payloads the reading takes longer than a proof of who one is lasts.
  await context.request.post(`${server.url}/api/session/step-up`, { data: { password: 'sommier-demo' }, headers: { origin: server.url } });
  await tally.check('markup: spreadsheets hold it as text, and formulas as text', () => tables(w, server.folder));
  await tally.check('markup: GeoJSON, KML, SVG and PDF hold it as text', async () => { await maps(page, f, w, server.folder); await papers(w, server.folder, planted); nothing(f); });
  await context.close();

  const strict = await visit(false);
  await tally.check('markup: the page’s policy has nothing to stop on any screen', async () => {
    await strict.page.goto(`${server.url}/c/${CODE}/register?lang=ar`);
    await lists(strict.page, strict.f, 'ar', false);
    nothing(strict.f);
  });
  await strict.context.close();
  reportPart('markup', 'Hostile markup in every text field', [
    `${String(CASES.length)} payloads stored in each of ${String(planted.fields.size)} text fields, then read in ${String(f.places.size)} kinds of place: screens with their lists leafed through, what is chosen on the map, sheets with their tabs, open and OGC pages, CSV, XLSX, GeoJSON, KML, SVG, PDF.`,
    `${String(f.noticed.length)} executions, dialogs, errors of a script, calls to an address of a payload or marks left in a document, with the policy of the page taken away; ${String(strict.f.noticed.length)} reports of the policy with it in force.`,
    `The watch noticed each of the ${String(MARKUP.length)} where a page was made to take it for markup.`,
  ]);
};
