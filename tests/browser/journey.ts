import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expectThat, until, type Tally } from './check.ts';
import { mapIsDrawn, noViolations, shoot, standsRight } from './look.ts';
import type { Words } from './words.ts';

export interface Journey { page: Page; url: string; words: Words; tally: Tally; file: { path: string; captured: string; platform: string; rows: number } }

/** What every screen must pass: it stands in its direction, nothing runs out of it, axe finds nothing; and a picture to look at. */
const screen = async ({ page, tally, words }: Journey, name: string): Promise<void> => {
  const label = `${words.language} ${name}`;
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await tally.check(`${label}: stands right`, () => standsRight(page, words.direction));
  await tally.check(`${label}: axe finds 0 violations`, () => noViolations(page));
  await shoot(page, `${name}-${words.language}`);
};

export const signIn = async (j: Journey): Promise<void> => {
  const { page, url, words, tally } = j;
  await tally.check(`${words.language} signed out, a page of the commune leads to the sign-in page, and says where to come back`, async () => {
    await page.goto(`${url}/c/DEMO/register?lang=${words.language}`);
    await page.waitForURL((at) => at.pathname === '/signin' && at.searchParams.get('next')?.startsWith('/c/DEMO/register') === true, { timeout: 20_000 });
  });
  await page.goto(`${url}/signin?lang=${words.language}`);
  await page.getByRole('button', { name: words.word('signin.submit'), exact: true }).waitFor();
  await screen(j, 'signin');
  await tally.check(`${words.language} a wrong password is refused in the reader’s language`, async () => {
    await page.getByLabel(words.word('signin.email')).fill('manager@demo.example');
    await page.getByLabel(words.word('signin.password'), { exact: true }).fill('not the password');
    await page.getByRole('button', { name: words.word('signin.submit'), exact: true }).click();
    await page.locator('form .note').waitFor();
  });
  await tally.check(`${words.language} sign in`, async () => {
    await page.getByLabel(words.word('signin.password'), { exact: true }).fill('sommier-demo');
    await page.getByRole('button', { name: words.word('signin.submit'), exact: true }).click();
    await page.waitForURL(/\/c\/DEMO\/map/);
  });
};

export const see = async (j: Journey): Promise<void> => {
  const { page, words, tally } = j;
  await tally.check(`${words.language} the map is drawn`, () => mapIsDrawn(page));
  await screen(j, 'map');
};

/** A listing's place from the API, then a click in the middle of the map set there; then a line of the table. */
export const select = async (j: Journey): Promise<void> => {
  const { page, url, words, tally } = j;
  await tally.check(`${words.language} a click on the map chooses what is there`, async () => {
    const answer = await page.evaluate(async () => (await fetch('/api/communes/DEMO/assets?size=50')).json()) as { rows: { lon: number | null; lat: number | null; level: string }[] };
    const place = answer.rows.find((r) => r.lon !== null && r.level !== 'room')!;
    await page.goto(`${url}/c/DEMO/map?lang=${words.language}&at=${place.lon},${place.lat},18`);
    await mapIsDrawn(page);
    const box = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
    await until('something chosen', async () => {
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
      return /[?&]sel=/.test(page.url());
    }, 30_000);
  });
  await screen(j, 'sheet');
  await tally.check(`${words.language} a line of the table chooses too`, async () => {
    await page.goto(`${url}/c/DEMO/map?lang=${words.language}&tab=listings`);
    await page.locator('table tbody tr').first().click();
    await until('a listing chosen', () => Promise.resolve(/sel=listing/.test(page.url())), 15_000);
  });
  await screen(j, 'listing');
};

export const askByZone = async (j: Journey): Promise<void> => {
  const { page, url, words, tally } = j;
  await tally.check(`${words.language} a drawn zone is answered with figures and a list`, async () => {
    await page.goto(`${url}/c/DEMO/map?lang=${words.language}`);
    await mapIsDrawn(page);
    await page.getByRole('button', { name: words.word('map.tool.polygon') }).click();
    const box = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
    const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
    await page.locator('.measure[aria-busy=false]').waitFor();
    for (const [x, y] of [at(0.35, 0.3), at(0.65, 0.3), at(0.65, 0.65), at(0.35, 0.65)]) { await page.mouse.move(x, y, { steps: 4 }); await page.mouse.click(x, y); await new Promise((resolve) => { setTimeout(resolve, 400); }); }
    expectThat(/\d/.test(await page.locator('.measure').innerText()), 'no live area while drawing');
    await page.keyboard.press('Enter');
    await page.locator('.answer dl.trio').waitFor({ timeout: 30_000 });
    const figures = await page.locator('.answer dl.trio dd').allInnerTexts();
    expectThat(figures.length === 3 && figures.every((f) => /\d/.test(f)), `figures: ${figures.join(' ')}`);
    await page.locator('table tbody tr').first().waitFor();
  });
  await screen(j, 'zone');
};

export const importFile = async (j: Journey): Promise<void> => {
  const { page, url, words, tally, file } = j;
  const next = page.getByRole('button', { name: words.word('imports.next'), exact: true });
  await tally.check(`${words.language} the wizard reads the file`, async () => {
    await page.goto(`${url}/c/DEMO/imports/new?lang=${words.language}`);
    await page.getByLabel(words.word('imports.format')).selectOption('inside-airbnb');
    await page.getByLabel(words.word('imports.platform')).fill(file.platform);
    await page.getByLabel(words.word('imports.captured')).fill(file.captured);
    await page.locator('input[type=file]').setInputFiles(file.path);
    await page.getByRole('button', { name: words.word('imports.send'), exact: true }).click();
    await next.waitFor();
  });
  await screen(j, 'import-reading');
  await tally.check(`${words.language} a dry run counts before anything is written`, async () => {
    for (let step = 0; step < 3 && await next.isVisible(); step += 1) { await next.click(); await new Promise((resolve) => { setTimeout(resolve, 300); }); }
    const run = page.getByRole('button', { name: words.like('imports.run') });
    await until('the dry run’s end', async () => (await run.count()) > 0 && (await run.first().getAttribute('aria-disabled')) !== 'true', 180_000);
  });
  await screen(j, 'import-preview');
  await tally.check(`${words.language} the import ends in a sum that adds up`, async () => {
    await page.getByRole('button', { name: words.like('imports.run') }).click();
    await page.getByText(words.word('imports.finished')).first().waitFor({ timeout: 180_000 });
  });
  await screen(j, 'import-done');
  await tally.check(`${words.language} every row of the file is there, once`, async () => {
    const total = await page.evaluate(async (platform) => ((await (await fetch(`/api/communes/DEMO/listings?size=1&platform=${platform}`)).json()) as { total: number }).total, file.platform);
    expectThat(total === file.rows, `${total} listings of ${file.platform}, ${file.rows} rows in the file`);
  });
};

export const exportMap = async (j: Journey): Promise<void> => {
  const { page, url, words, tally } = j;
  await tally.check(`${words.language} the map leaves as a PDF of layers`, async () => {
    await page.goto(`${url}/c/DEMO/map?lang=${words.language}`);
    await mapIsDrawn(page);
    await page.keyboard.press('Control+p');
    await page.getByRole('button', { name: words.word('exports.print.go') }).click();
    const link = page.getByRole('link', { name: words.like('exports.ready') });
    await link.waitFor({ timeout: 120_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const bytes = readFileSync(await download.path());
    expectThat(bytes.subarray(0, 5).toString() === '%PDF-', 'not a PDF');
    expectThat(bytes.includes('/OCG'), 'no layers in it');
  });
  await screen(j, 'export');
};

/** The other screens: they open, stand and pass axe. */
export const theRest = async (j: Journey): Promise<void> => {
  for (const path of ['imports', 'jobs', 'account']) {
    await j.page.goto(`${j.url}/c/DEMO/${path}?lang=${j.words.language}`);
    await j.page.locator('main#main h1').waitFor();
    await j.page.waitForLoadState('networkidle');
    await screen(j, path);
  }
};
