import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { LANGUAGES, type Language } from '../../domain/src/shared/index.ts';
import { SHOTS } from '../../client/src/features/help/shots.ts';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import { wordsOf } from './words.ts';

const ASSETS = fileURLToPath(new URL('../../client/src/features/help/shots/', import.meta.url));
const pageOf = async (browser: Browser, url: string, language: Language, role: string, width = 1200): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 750 }, locale: language, reducedMotion: 'reduce' });
  await bringAxe(context);
  await context.request.post(`${url}/api/session`, { data: { email: `${role}@demo.example`, password: 'sommier-demo' }, headers: { origin: url } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
};
const settle = async (page: Page): Promise<void> => { await page.locator('h1').first().waitFor({ state: 'attached' }); await page.waitForLoadState('networkidle'); await new Promise((resolve) => { setTimeout(resolve, 1200); }); };

/** The mean difference of grey, 0 to 1, between two pictures of a screen brought down to 120 by 75: no day, number or edge of a letter counts, a panel that moved does. */
const apart = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all([one, other].map((p) => sharp(p).resize(120, 75, { fit: 'fill' }).greyscale().raw().toBuffer())) as [Buffer, Buffer];
  return a.reduce((sum, grey, i) => sum + Math.abs(grey - (b[i] ?? 0)), 0) / a.length / 255;
};
/** Made again within a day a picture is 0.0003 to 0.004 from itself; the two screens most alike are 0.021 apart. */
const AGED = 0.012;

/** Each picture of the guides, from the demo as it comes. A screen that no longer opens fails here, and where they are not written anew (`keep`) a picture that no longer is what its screen shows. */
export const guideShots = async (browser: Browser, url: string, tally: Tally, keep = false, languages: readonly Language[] = LANGUAGES): Promise<void> => {
  for (const language of languages) for (const role of [...new Set(Object.values(SHOTS).map((s) => s.role))]) {
    const page = await pageOf(browser, url, language, role);
    for (const [name, shot] of Object.entries(SHOTS).filter(([, s]) => s.role === role)) await tally.check(`${language} the guide's picture of ${name}`, async () => {
      await page.goto(`${url}/c/DEMO${shot.path}?lang=${language}`);
      await settle(page);
      // The offer of the tour is not part of any screen.
      const offer = page.locator('.status .offer');
      if (await offer.count()) { await offer.click(); await page.locator('dialog.tour h2').waitFor(); await page.keyboard.press('Escape'); await page.locator('dialog.tour').waitFor({ state: 'detached' }); }
      const path = keep ? `${ASSETS}${language}/${name}.jpg` : undefined;
      if (path) mkdirSync(`${ASSETS}${language}`, { recursive: true });
      const picture = await page.screenshot({ type: 'jpeg', quality: 55, ...(path ? { path } : {}) });
      const age = keep ? 0 : await apart(picture, readFileSync(`${ASSETS}${language}/${name}.jpg`));
      expectThat(age < AGED, `the guide shows another screen (${age.toFixed(4)}): npm run guide:shots`);
      expectThat(picture.length > 12_000 && !(await page.locator('main .empty[role=alert]').count()), 'the screen is empty');
    });
    await page.context().close();
  }
};

/** The help by its key, its button, its search and the keyboard; the first tour, once for each person. */
export const help = async (browser: Browser, url: string, tally: Tally): Promise<void> => {
  for (const language of LANGUAGES) {
    const words = await wordsOf(language);
    const page = await pageOf(browser, url, language, 'agent', 1024);
    const panel = page.locator('dialog.help');
    await tally.check(`${language} F1 opens the help at the screen's chapter, and Escape gives the focus back`, async () => {
      await page.goto(`${url}/c/DEMO/register?lang=${language}`);
      await settle(page);
      const before = page.locator('.bar .ask');
      await before.focus();
      await page.keyboard.press('F1');
      await panel.locator('article h3').waitFor();
      // Its style comes with its code: without it the guide lies over the whole page.
      const box = (await panel.boundingBox())!;
      expectThat(box.width <= 401 && box.y >= 40 && Math.round(language === 'ar' ? box.x : box.x + box.width) === (language === 'ar' ? 0 : 1024), `the help stands at ${JSON.stringify(box)}`);
      expectThat(await panel.locator('select').nth(1).inputValue() === 'register', 'not the register’s chapter');
      expectThat((await panel.innerText()).includes(words.word('assets.areas.title')), 'a label of the catalogue is missing');
      expectThat(await page.evaluate(() => [...document.querySelectorAll('dialog.help article b')].every((b) => b.textContent !== '')), 'an empty label');
      await until('the picture', () => page.evaluate(() => { const img = document.querySelector<HTMLImageElement>('dialog.help img'); return img !== null && img.naturalWidth > 0; }));
      await standsRight(page, words.direction);
      await noViolations(page);
      await shoot(page, `help-${language}`);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      expectThat(await before.evaluate((b) => b === document.activeElement), 'the focus was lost');
    });
    await tally.check(`${language} a search over all guides opens what it found`, async () => {
      await page.locator('.bar .ask').click();
      await panel.locator('input[type=search]').fill(words.word('assess.zone.confirm'));
      await panel.locator('.found button').first().waitFor();
      await shoot(page, `help-search-${language}`);
      await panel.locator('.found button').first().click();
      expectThat(await panel.locator('select').nth(1).inputValue() === 'runs', 'not the chapter of runs');
      await panel.locator('input[type=search]').fill('zzzzzz');
      await panel.locator('p[role=status]').waitFor();
      expectThat(await panel.locator('.found button').count() === 0, 'found what is nowhere');
      await page.keyboard.press('Escape');
    });
    await tally.check(`${language} the tour is offered once, goes by arrows, and is remembered`, async () => {
      await page.locator('.status .offer').click();
      const tour = page.locator('dialog.tour');
      await tour.waitFor();
      await noViolations(page);
      await shoot(page, `tour-${language}`);
      for (let i = 0; i < 9; i += 1) await page.keyboard.press(words.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
      await tour.getByRole('button', { name: words.word('help.tour.end'), exact: true }).click();
      await tour.waitFor({ state: 'detached' });
      await page.reload();
      await settle(page);
      expectThat(await page.locator('.status .offer').count() === 0, 'offered again');
    });
    await page.context().close();
  }
};
