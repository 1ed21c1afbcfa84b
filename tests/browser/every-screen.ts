import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { LANGUAGES, type Language } from '../../domain/src/shared/index.ts';
import { LONG } from '../faults/scale.ts';
import { expectThat, until, type Tally } from './check.ts';
import { drawingsWithoutTable, wcagViolations } from './access.ts';
import { lighthouseScore } from './lighthouse-score.ts';
import { bringAxe, standsRight } from './look.ts';
import { idsFor, type Ask } from './screen-ids.ts';
import { wordsOf } from './words.ts';

/** Leads elsewhere at once, or holds other screens: nothing of its own is seen there. */
const NO_SCREEN = ['/', '/c/$commune'];
/** Opened by somebody who is not signed in. */
const OUTSIDE = /^\/(signin|setup|verify|frugality|accessibility|declare\/)/;
/** Kept from managers: only an administrator sees more than their refusal. */
const ADMIN = ['/c/$commune/users', '/c/$commune/audit', '/c/$commune/personal', '/c/$commune/commune', '/c/$commune/storage', '/c/$commune/jobs'];
/** Held to Lighthouse's own figure too: sign-in, map, register, sheet. */
const SCORED = ['/signin', '/c/$commune/map', '/c/$commune/register', '/c/$commune/assets/$id'];
/** Without a request for so long, a screen has what it asked for. */
const QUIET_MS = 400;
const THEMES = ['light', 'dark'] as const;

/** Every address the router knows, as the router itself tells: a screen added tomorrow is opened tomorrow. */
const routesOf = async (page: Page): Promise<string[]> => page.evaluate(() => Object.keys((window as unknown as { __TSR_ROUTER__: { routesByPath: Record<string, unknown> } }).__TSR_ROUTER__.routesByPath).map((p) => p.replace(/(.)\/$/, '$1')));

interface Visitor { context: BrowserContext; page: Page; /** The screen stands: its title is there, nothing is being fetched nor says so. */ opened: () => Promise<void> }
const visitor = async (browser: Browser, url: string, email?: string): Promise<Visitor> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', colorScheme: 'light' });
  await bringAxe(context);
  if (email) await context.request.post(`${url}/api/session`, { data: { email, password: 'sommier-demo' }, headers: { origin: url } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const going = new Set<Request>();
  let last = Date.now();
  page.on('request', (r) => { going.add(r); last = Date.now(); });
  const ended = (r: Request): void => { going.delete(r); last = Date.now(); };
  page.on('requestfinished', ended).on('requestfailed', ended);
  // A page that has once been idle is idle for ever to the browser: what a tab or a row asks for is counted here.
  const opened = async (): Promise<void> => {
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await until('the end of the loading', async () => going.size === 0 && Date.now() - last > QUIET_MS && (await page.locator('.waiting').count()) === 0, 30_000);
  };
  return { context, page, opened };
};

/** What is wrong with the page as it stands, in both themes. */
const faultsOf = async (page: Page, scored = false): Promise<string[]> => {
  const found: string[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    found.push(...(await wcagViolations(page)).map((v) => `${theme}: ${v}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (scored) { const { score, failed } = await lighthouseScore(page); if (score < 100) found.push(`Lighthouse ${String(score)}`, ...failed); }
  return [...found, ...await drawingsWithoutTable(page)];
};
const TAB = 'main [role=tab]', ROW = 'main table tbody tr[tabindex="0"]';
/** The tabs of the screen but the one it opened with, by their place. */
const tabsOf = (page: Page): Promise<number[]> => page.evaluate((tab) => [...document.querySelectorAll(tab)].flatMap((t, i) => (t.getAttribute('aria-selected') === 'true' ? [] : [i])), TAB);
/** Chooses the first row that can be: true when the screen opened something beside its table instead of leading to another. */
const chooseFirst = async ({ page, opened }: Visitor, path: string): Promise<boolean> => {
  const row = page.locator(ROW).first();
  if (!await row.isVisible()) return false;
  await row.focus();
  await page.keyboard.press('Enter');
  await opened();
  return new URL(page.url()).pathname === path;
};

/**
 * Every screen of the router in both themes: no fault of WCAG 2.2 AA by axe, and each drawing with its name and its table.
 * The languages go by turns; with SOMMIER_LONG=1 each screen is opened in all three.
 */
export const everyScreen = async (browser: Browser, url: string, tally: Tally): Promise<void> => {
  const [nobody, manager, admin] = [await visitor(browser, url), await visitor(browser, url, 'manager@demo.example'), await visitor(browser, url, 'admin@demo.example')];
  const ask: Ask = async (path, body) => (await (body === undefined ? manager.context.request.get(`${url}/api/communes/DEMO/${path}`) : manager.context.request.post(`${url}/api/communes/DEMO/${path}`, { data: body, headers: { origin: url } }))).json() as Promise<never>;
  try {
    await nobody.page.goto(`${url}/signin`);
    await nobody.opened();
    const routes = (await routesOf(nobody.page)).filter((r) => !NO_SCREEN.includes(r));
    await tally.check('the router tells its screens', () => { expectThat(routes.length > 60, `${String(routes.length)} routes`); return Promise.resolve(); });
    for (const [turn, route] of routes.entries()) {
      const who = OUTSIDE.test(route) ? nobody : ADMIN.includes(route) ? admin : manager;
      const { page, opened } = who;
      const languages: readonly Language[] = LONG ? LANGUAGES : [LANGUAGES[turn % LANGUAGES.length]!];
      for (const language of languages) await tally.check(`${language} ${route}: axe finds nothing in either theme, every drawing has a name and a table`, async () => {
        const path = route.replace('$commune', 'DEMO').replace(/\$\w+/, await idsFor(route, ask));
        await page.goto(`${url}${path}?lang=${language}`);
        await opened();
        expectThat(new URL(page.url()).pathname === path, `led to ${page.url()}`);
        await standsRight(page, language === 'ar' ? 'rtl' : 'ltr');
        const found = await faultsOf(page, SCORED.includes(route));
        for (const at of await tabsOf(page)) {
          await page.locator(TAB).nth(at).click();
          await opened();
          found.push(...(await faultsOf(page)).map((f) => `tab ${String(at + 1)}, ${f}`));
        }
        if (await chooseFirst(who, path)) found.push(...(await faultsOf(page)).map((f) => `a row chosen, ${f}`));
        expectThat(found.length === 0, found.join('\n'));
      });
    }
    await tally.check('every layer of the catalogue has a table, or leads to one', async () => {
      const { word } = await wordsOf('fr');
      const { layers } = await ask<{ layers: { name: string; raster: object | null }[] }>('layers');
      // A picture of the ground holds nothing that could be counted.
      for (const { name } of layers.filter((l) => !l.raster)) {
        await manager.page.goto(`${url}/c/DEMO/layers/${name}?lang=fr`);
        await manager.page.locator('[role=tablist]').waitFor();
        const ways = await manager.page.locator('#layer-table').count() + await manager.page.getByRole('tab', { name: word('layers.part.features'), exact: true }).count();
        expectThat(ways === 1, `no table of ${name}`);
      }
    });
  } finally { for (const { context } of [nobody, manager, admin]) await context.close(); }
};
