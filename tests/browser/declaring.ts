import type { Browser, Page } from 'playwright-core';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf, type Words } from './words.ts';

interface Day { page: Page; url: string; words: Words; tally: Tally }
const screen = async ({ page, words, tally }: Day, name: string): Promise<void> => {
  await tally.check(`declaring ${name}: stands right`, () => standsRight(page, words.direction));
  await tally.check(`declaring ${name}: axe finds 0 violations`, () => noViolations(page));
  await shoot(page, `declaring-${name}-${words.language}`);
};
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).last().click();
const body = <T>(page: Page, path: string, sent?: object): Promise<T> => page.evaluate(async ([at, json]) => (await fetch(at ?? '', json === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: json })).json() as Promise<never>, [path, sent === undefined ? undefined : JSON.stringify(sent)] as const);
const pick = async (page: Page, words: Words, name: string): Promise<void> => {
  await page.getByRole('combobox', { name: words.word('declare.taxpayer') }).fill(name);
  await page.getByRole('option', { name }).first().click();
};

/** A line of nights: nothing of it is chosen beforehand. */
const nights = async (page: Page, words: Words, count: string): Promise<void> => {
  await page.getByLabel(words.word('declare.nights')).fill(count);
  await page.getByLabel(words.word('declare.f.class'), { exact: true }).selectOption('furnished');
  await page.getByLabel(words.word('declare.nationality'), { exact: true }).selectOption('foreign');
  await page.getByLabel(words.word('declare.age'), { exact: true }).selectOption('adult');
};

/** An officer enters a return, looks at what is missing, and hands a code over. Answers the code. */
const officerPart = async (d: Day): Promise<string> => {
  const { page, url, words, tally } = d, w = words.word;
  await page.goto(`${url}/signin?lang=fr`);
  await page.getByLabel(w('signin.email')).fill('officer@demo.example');
  await page.getByLabel(w('signin.password'), { exact: true }).fill('sommier-demo');
  await press(page, w('signin.submit'));
  await page.waitForURL(/\/c\/DEMO\//);
  for (const name of ['Zohra Saisie', 'Habib Internaute']) await body(page, '/api/communes/DEMO/parties', { kind: 'natural', name });
  await page.goto(`${url}/c/DEMO/declarations?lang=fr`);
  await page.getByRole('tab', { name: w('declare.list') }).waitFor();
  await screen(d, 'list');
  await tally.check('declaring: an officer enters a return, and it is filed with its digest', async () => {
    await press(page, w('declare.enter'));
    await pick(page, words, 'Zohra Saisie');
    await nights(page, words, '42');
    await screen(d, 'entry');
    await press(page, w('declare.send'));
    await page.locator('dialog .hash').waitFor();
    expectThat(/^[0-9a-f]{64}$/.test(await page.locator('dialog .hash').innerText()), 'no digest');
    await page.keyboard.press('Escape');
  });
  await tally.check('declaring: what is missing is listed', async () => {
    await page.getByRole('tab', { name: w('declare.missing') }).click();
    await page.getByText(w('declare.missing.why')).waitFor();
    await until('rows or none', async () => (await page.locator('#declarations-panel table, #declarations-panel .empty').count()) > 0);
  });
  await screen(d, 'missing');
  await page.getByRole('tab', { name: w('declare.accounts') }).click();
  await press(page, w('declare.invite'));
  await pick(page, words, 'Habib Internaute');
  await press(page, w('declare.invite.go'));
  await page.locator('dialog .code b').waitFor();
  return page.locator('dialog .code b').innerText();
};

/** A host on a telephone: opens the account, declares, corrects, says nothing for another month, takes the receipt. */
const hostPart = async (d: Day, code: string): Promise<void> => {
  const { page, url, words, tally } = d, w = words.word;
  const narrow = (): Promise<void> => page.evaluate(() => document.documentElement.scrollWidth).then((width) => { expectThat(width <= 360, `${String(width)} px wide`); });
  await page.goto(`${url}/declare/DEMO?lang=fr`);
  await press(page, w('declare.join.have'));
  await screen(d, 'join');
  await page.getByLabel(w('declare.code')).fill(code);
  await page.getByLabel(w('signin.email')).fill('habib@hote.example');
  await page.getByLabel(w('signin.password'), { exact: true }).fill('une phrase longue à retenir');
  await press(page, w('declare.join'));
  await page.getByText('Habib Internaute').waitFor();
  await screen(d, 'desk');
  await tally.check('declaring: the desk fits 360 px', narrow);
  await tally.check('declaring: a host declares a month and is told its digest', async () => {
    await press(page, w('declare.new'));
    await nights(page, words, '18');
    await tally.check('declaring: the form fits 360 px', narrow);
    await screen(d, 'form');
    await press(page, w('declare.send'));
    await page.locator('.hash').waitFor();
  });
  await tally.check('declaring: the receipt is a PDF of her own', async () => {
    const download = page.waitForEvent('download');
    await press(page, w('declare.receipt'));
    expectThat(/^DEC-\d{4}-\d{5}-v1\.pdf$/.test((await download).suggestedFilename()), 'another name');
  });
  await tally.check('declaring: a correction is a second version', async () => {
    await press(page, w('declare.correct'));
    await page.getByLabel(w('declare.nights')).fill('16');
    await page.getByLabel(w('declare.reason')).fill('deux nuits annulées');
    await press(page, w('declare.correct'));
    await page.getByRole('heading', { name: /DEC-/ }).waitFor();
    await until('version 2', async () => (await body<{ rows: { version: number }[] }>(page, '/api/declare/DEMO/declarations')).rows.some((r) => r.version === 2), 20_000);
    await press(page, w('declare.back'));
  });
  await tally.check('declaring: nothing for the month before', async () => {
    await press(page, w('declare.new'));
    await page.getByLabel(w('declare.period'), { exact: true }).selectOption({ index: 1 });
    await page.getByRole('checkbox', { name: w('declare.zero') }).check();
    await press(page, w('declare.send'));
    await page.locator('.hash').waitFor();
    await press(page, w('declare.back'));
    await page.getByText(w('declare.zero.short'), { exact: true }).first().waitFor();
  });
  await tally.check('declaring: her cookie opens nothing of the staff’s', async () => {
    expectThat(await page.evaluate(async () => (await fetch('/api/communes/DEMO/declarations')).status) === 401, 'a staff endpoint answered');
  });
  for (const language of ['ar', 'en'] as const) {
    await page.goto(`${url}/declare/DEMO?lang=${language}`);
    await page.getByText('Habib Internaute').waitFor();
    await screen({ ...d, words: await wordsOf(language) }, 'desk');
    await tally.check(`declaring ${language}: fits 360 px`, narrow);
  }
};

/** Returns from both sides of the counter: the officer's screens, then a host's own page on a telephone. */
export const declaring = async (browser: Browser, server: Server, tally: Tally): Promise<void> => {
  const words = await wordsOf('fr'), faults: string[] = [];
  const open = async (viewport: { width: number; height: number }): Promise<Day> => {
    const context = await browser.newContext({ viewport, locale: 'fr', acceptDownloads: true, reducedMotion: 'reduce' });
    await bringAxe(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => faults.push(error.message));
    return { page, url: server.url, words, tally };
  };
  const officer = await open({ width: 1440, height: 900 });
  const code = await tally.check('declaring: the officer’s part', () => officerPart(officer));
  await officer.page.context().close();
  if (code === undefined) return;
  const host = await open({ width: 360, height: 740 });
  await tally.check('declaring: the host’s part', () => hostPart(host, code));
  await tally.check('declaring: no script failed on the way', () => (faults.length ? Promise.reject(new Error(faults.join('\n'))) : Promise.resolve()));
  await host.page.context().close();
};
