import type { Browser, Page, Request } from 'playwright-core';
import { ecoIndex, type Weight } from '../support/ecoindex.ts';
import { expectThat, until, type Tally } from './check.ts';
import { keepFigures, type Figure } from './figures.ts';
import { mapIsDrawn } from './look.ts';

/** `ecoIndex` is the least it may come to. */
interface Budget extends Weight { ecoIndex: number }
/** What each screen may weigh (RGESN 6.1): elements outside drawings, requests, kilobytes as sent. The README and the page of frugality publish them. */
const BUDGETS = {
  signin: { nodes: 180, requests: 8, kilobytes: 160, ecoIndex: 88 }, map: { nodes: 260, requests: 12, kilobytes: 600, ecoIndex: 82 }, again: { nodes: 280, requests: 6, kilobytes: 60, ecoIndex: 85 },
  table: { nodes: 420, requests: 10, kilobytes: 190, ecoIndex: 78 }, wizard: { nodes: 300, requests: 10, kilobytes: 200, ecoIndex: 83 }, print: { nodes: 300, requests: 14, kilobytes: 700, ecoIndex: 80 },
} as const satisfies Record<string, Budget>;

/** Elements of the page, the inside of drawings left out, as EcoIndex counts them. */
const nodesOf = (page: Page): Promise<number> => page.evaluate(() => [...document.querySelectorAll('*')].filter((e) => !e.parentElement?.closest('svg')).length);

/** Everything a context asks for, its workers included; the page alone would not tell of the map's worker. */
const scales = (page: Page) => {
  let asked: Request[] = [];
  page.context().on('request', (r) => { asked.push(r); });
  return {
    empty: () => { asked = []; },
    read: async (fresh: boolean) => {
      const counted = fresh ? asked : asked.filter((r) => !/\/assets\/|\/icon\.svg$/.test(r.url()));
      const sizes = await Promise.all(counted.map((r) => r.sizes().then((s) => s.responseBodySize, () => 0)));
      return { requests: counted.length, kilobytes: sizes.reduce((a, b) => a + Math.max(0, b), 0) / 1000, urls: counted.map((r) => r.url()) };
    },
  };
};

const hold = (found: Weight & { urls: string[] }, budget: Budget): Omit<Figure, 'screen'> => {
  const { nodes, requests, kilobytes } = found;
  const index = ecoIndex(found);
  for (const key of ['nodes', 'requests', 'kilobytes'] as const) {
    expectThat(found[key] <= budget[key], `${key}: ${String(Math.round(found[key]))}, and the budget is ${String(budget[key])}\n${found.urls.join('\n')}`);
  }
  expectThat(index.score >= budget.ecoIndex, `EcoIndex ${String(index.score)}, and the budget is ${String(budget.ecoIndex)}`);
  return { nodes, requests, kilobytes: Math.round(kilobytes), ...index, budget };
};

const settle = async (page: Page): Promise<void> => { await page.waitForLoadState('networkidle'); await new Promise((resolve) => { setTimeout(resolve, 1500); }); };

/** Holds each screen's budget in a browser that has seen nothing before, then the map's on the next visits, with a sheet open and the table scrolled. */
export const weigh = async (browser: Browser, url: string, tally: Tally): Promise<void> => {
  const figures: Figure[] = [];
  const visit = async (screen: Exclude<keyof typeof BUDGETS, 'again'>, name: string, path: string, signedIn: boolean, ready: (page: Page) => Promise<unknown>, more?: (page: Page) => Promise<void>): Promise<void> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', reducedMotion: 'reduce' });
    try {
      if (signedIn) await context.request.post(`${url}/api/session`, { data: { email: 'manager@demo.example', password: 'sommier-demo' }, headers: { origin: url } });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
      const scale = scales(page);
      await tally.check(`weight of ${name}`, async () => {
        await page.goto(`${url}${path}`);
        await ready(page);
        await settle(page);
        const found = { ...await scale.read(true), nodes: await nodesOf(page) };
        figures.push({ screen, ...hold(found, BUDGETS[screen]) });
        // The sign-in page learns by a 401 that nobody is signed in; no other screen may ask for what is not there.
        if (signedIn) expectThat(faults.length === 0, faults.join('\n'));
      });
      if (more) {
        await tally.check(`weight of ${name} on the next visits`, async () => {
          scale.empty();
          await page.goto(`${url}${path}`);
          await ready(page);
          await settle(page);
          figures.push({ screen: 'again', ...hold({ ...await scale.read(false), nodes: await nodesOf(page) }, BUDGETS.again) });
        });
        await more(page);
      }
    } finally { await context.close(); }
  };
  await visit('signin', 'the sign-in page', '/signin?lang=fr', false, (page) => page.locator('form').waitFor());
  await visit('map', 'the map', '/c/DEMO/map?lang=fr', true, mapIsDrawn, async (page) => {
    await tally.check('weight of the map with a sheet open and its table scrolled', async () => {
      await page.locator('table tbody tr').nth(3).click();
      await page.locator('.sheet .title').waitFor();
      const frame = page.locator('#map-table');
      let most = 0;
      for (const top of [0, 200, 400, 9999]) {
        await frame.evaluate((element, y) => { element.scrollTop = y; }, top);
        await new Promise((resolve) => { setTimeout(resolve, 200); });
        most = Math.max(most, await nodesOf(page));
      }
      expectThat(most <= BUDGETS.again.nodes, `${String(most)} nodes`);
      await until('the last row of the page', async () => (await page.locator('#map-table tr[aria-rowindex="26"]').count()) === 1, 5000);
    });
    await tally.check('arrows go through every row of the page, made or not', async () => {
      await page.locator('#map-table').evaluate((element) => { element.scrollTop = 0; });
      await page.locator('#map-table tr[aria-rowindex="2"]').waitFor();
      await page.locator('#map-table tr[aria-rowindex="2"]').focus();
      for (let i = 0; i < 24; i += 1) { await page.keyboard.press('ArrowDown'); await new Promise((resolve) => { setTimeout(resolve, 60); }); }
      expectThat(await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex')) === '26', 'the focus was lost on the way');
    });
  });
  await visit('table', 'the register', '/c/DEMO/register?lang=fr', true, (page) => page.locator('table tbody tr').nth(10).waitFor());
  await visit('wizard', 'the import wizard', '/c/DEMO/imports/new?lang=fr', true, (page) => page.locator('input[type=file]').waitFor({ state: 'attached' }));
  await visit('print', 'the print composer', '/c/DEMO/print?lang=fr', true, (page) => page.locator('.papersheet canvas').waitFor());
  await tally.check('every screen’s weight is recorded', async () => {
    expectThat(figures.length === Object.keys(BUDGETS).length, `${String(figures.length)} screens were weighed within their budgets`);
    await keepFigures(figures);
  });
};
