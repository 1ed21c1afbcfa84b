import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { LANGUAGES } from '../../domain/src/shared/index.ts';
import { FIGURES } from '../../client/src/features/frugality/figures.ts';
import { expectThat, type Tally } from './check.ts';
import { bringAxe, mapIsDrawn, noViolations, shoot, standsRight } from './look.ts';
import { wordsOf } from './words.ts';

/** Screens looked at in both themes, in each language. */
const SCREENS = ['register', 'imports/new', 'account', 'map'] as const;
const open = async (browser: Browser, url: string, signedIn: boolean, more: BrowserContextOptions): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce', ...more });
  await bringAxe(context);
  if (signedIn) await context.request.post(`${url}/api/session`, { data: { email: 'manager@demo.example', password: 'sommier-demo' }, headers: { origin: url } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
};
const settle = async (page: Page): Promise<void> => { await page.locator('h1').first().waitFor({ state: 'attached' }); await page.waitForLoadState('networkidle'); };

/** The declarations, the dark theme, and the sober mode as chosen and as the line asks for it. */
export const frugality = async (browser: Browser, url: string, tally: Tally): Promise<void> => {
  for (const language of LANGUAGES) {
    const words = await wordsOf(language);
    const open1 = await open(browser, url, false, { locale: language });
    for (const [path, title] of [['frugality', 'frugality.title'], ['accessibility', 'frugality.access']] as const) await tally.check(`${language} the page ${path} is open to all, stands right and passes axe`, async () => {
      await open1.goto(`${url}/${path}?lang=${language}`);
      await open1.getByRole('heading', { level: 1, name: words.word(title) }).waitFor();
      if (path === 'frugality') expectThat(await open1.locator('table').first().locator('tbody tr').count() === FIGURES.length && FIGURES.length > 0, 'not the recorded figures');
      await standsRight(open1, words.direction);
      await noViolations(open1);
      await shoot(open1, `${path}-${language}`);
    });
    await open1.context().close();
    const page = await open(browser, url, true, { locale: language, colorScheme: 'dark' });
    for (const path of SCREENS) await tally.check(`${language} ${path} in the dark theme: axe finds 0 violations`, async () => {
      await page.goto(`${url}/c/DEMO/${path}?lang=${language}`);
      await settle(page);
      if (path === 'map') await mapIsDrawn(page);
      expectThat(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme) === 'dark', 'the page is light');
      await noViolations(page);
      await shoot(page, `dark-${path.replace('/', '-')}-${language}`);
    });
    await tally.check(`${language} a theme is chosen, and kept`, async () => {
      await page.goto(`${url}/c/DEMO/account?lang=${language}`);
      await page.getByLabel(words.word('frugality.theme'), { exact: true }).selectOption('light');
      await page.reload();
      await settle(page);
      expectThat(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme) === 'light', 'the choice is gone');
    });
    await tally.check(`${language} sober mode: neither the map's code nor its tiles until it is asked for`, async () => {
      await page.getByLabel(words.word('frugality.sober'), { exact: true }).check();
      const asked: string[] = [];
      page.on('request', (r) => { asked.push(r.url()); });
      await page.goto(`${url}/c/DEMO/map?lang=${language}`);
      await page.locator('#map-table tbody tr').nth(5).waitFor();
      await settle(page);
      const drawn = () => asked.filter((u) => /\/tiles\/|\/assets\/engine/.test(u));
      expectThat(drawn().length === 0 && await page.locator('canvas').count() === 0, drawn().join('\n') || 'a map was drawn');
      await noViolations(page);
      await shoot(page, `sober-${language}`);
      await page.getByRole('button', { name: words.word('frugality.sober.draw') }).focus();
      await page.keyboard.press('Enter');
      await mapIsDrawn(page);
      expectThat(drawn().length > 0, 'drawn of nothing: the addresses of the map are not these');
    });
    await page.context().close();
  }
  await tally.check('a device that spares data has the sober mode until its reader wants otherwise', async () => {
    const words = await wordsOf('fr');
    const page = await open(browser, url, true, { locale: 'fr' });
    try {
      await page.addInitScript(() => { Object.defineProperty(navigator, 'connection', { value: { saveData: true } }); });
      await page.goto(`${url}/c/DEMO/map?lang=fr`);
      await page.getByText(words.word('frugality.sober.slow')).waitFor();
      await page.getByRole('button', { name: words.word('frugality.sober.always') }).click();
      await mapIsDrawn(page);
      await page.reload();
      await mapIsDrawn(page);
    } finally { await page.context().close(); }
  });
};
