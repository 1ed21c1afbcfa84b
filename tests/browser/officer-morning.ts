import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoTown } from '../../seed/index.ts';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf, type Words } from './words.ts';

interface Morning { page: Page; url: string; words: Words; tally: Tally; folder: string }
const get = <T>(page: Page, path: string): Promise<T> => page.evaluate(async (at) => (await fetch(`/api/communes/DEMO/${at}`)).json() as Promise<never>, path);
const screen = async ({ page, words, tally }: Morning, name: string): Promise<void> => {
  await tally.check(`morning ${name}: stands right`, () => standsRight(page, words.direction));
  await tally.check(`morning ${name}: axe finds 0 violations`, () => noViolations(page));
  await shoot(page, `morning-${name}-${words.language}`);
};

/** Two hundred listings of the demo as a second platform shows them: other ids, points moved, prices a little off. */
const secondPlatform = (folder: string): { path: string; rows: number } => {
  const [head = '', ...lines] = demoTown().captures[2]!.text.trim().split('\n');
  const at = head.split(',').indexOf('latitude');
  const rows = lines.filter((l) => !l.includes('"')).map((l) => l.split(',')).filter((c) => c[at] !== '').slice(0, 200).map((c, i) => { const next = [...c]; next[0] = String(880_000 + i); next[2] = String(770_000 + i); next[at] = String(Number(c[at]) + 0.0004); return next.join(','); });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'second-platform.csv');
  writeFileSync(path, `${head}\n${rows.join('\n')}\n`);
  return { path, rows: rows.length };
};

const loadCapture = async (m: Morning): Promise<void> => {
  const { page, url, words, tally, folder } = m;
  const file = secondPlatform(folder);
  await tally.check('morning: a capture of a second platform is loaded, and what follows it runs by itself', async () => {
    await page.goto(`${url}/c/DEMO/imports/new?lang=${words.language}`);
    await page.getByLabel(words.word('imports.format')).selectOption('inside-airbnb');
    await page.getByLabel(words.word('imports.platform')).fill('second');
    await page.getByLabel(words.word('imports.captured')).fill('2026-10-01');
    await page.locator('input[type=file]').setInputFiles(file.path);
    await page.getByRole('button', { name: words.word('imports.send'), exact: true }).click();
    const next = page.getByRole('button', { name: words.word('imports.next'), exact: true }), run = page.getByRole('button', { name: words.like('imports.run') });
    await next.waitFor();
    for (let step = 0; step < 3 && await next.isVisible(); step += 1) { await next.click(); await new Promise((resolve) => { setTimeout(resolve, 300); }); }
    await until('the dry run’s end', async () => (await run.count()) > 0 && (await run.first().getAttribute('aria-disabled')) !== 'true', 120_000);
    await run.first().click();
    await page.getByText(words.word('imports.finished')).first().waitFor({ timeout: 120_000 });
    await until('pairs across the platforms', async () => (await get<{ rows: { low: { platform: string }; high: { platform: string } }[] }>(page, 'dwellings/pairs?size=100')).rows.some((p) => p.low.platform !== p.high.platform), 120_000);
  });
};

const decideThirty = async (m: Morning): Promise<void> => {
  const { page, url, words, tally } = m;
  const decided = async (): Promise<number> => (await get<{ decided: number }>(page, 'dwellings/pairs?size=1')).decided;
  await tally.check('morning: thirty pairs are decided with the keyboard alone, six of them together', async () => {
    await page.goto(`${url}/c/DEMO/dwellings?lang=${words.language}`);
    await page.locator('.queue ol button[aria-current]').waitFor();
    for (const _ of [1, 2, 3, 4, 5, 6]) { await page.keyboard.press('x'); await page.keyboard.press('j'); }
    expectThat(await page.locator('.queue ol input:checked').count() === 6, 'six are not ticked');
    await page.keyboard.press('4');
    await until('six decided together', async () => (await decided()) === 6, 20_000);
    for (let n = 7; n <= 30; n += 1) {
      await page.keyboard.press(n % 3 === 0 ? '4' : '3');
      // As fast as a hand goes; nothing is waited for.
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
    await until('thirty decided', async () => (await decided()) >= 30, 30_000);
    expectThat((await decided()) === 30, `${String(await decided())} decided`);
  });
  await screen(m, 'pairs');
};

const askTwoZones = async ({ page, url, words, tally }: Morning): Promise<void> => {
  await tally.check('morning: two zones are asked', async () => {
    const [set] = (await get<{ rows: { id: string }[] }>(page, 'zone-sets')).rows;
    const zones = (await get<{ rows: { id: string }[] }>(page, `zone-sets/${set?.id ?? ''}/zones`)).rows.slice(0, 2);
    const told: string[] = [];
    for (const zone of zones) {
      await page.goto(`${url}/c/DEMO/map?lang=${words.language}&set=${set?.id ?? ''}&zone=${zone.id}&tab=answer`);
      await page.locator('.answer dl.trio').waitFor({ timeout: 30_000 });
      told.push((await page.locator('.answer dl.trio dd').allInnerTexts()).join(' '));
    }
    expectThat(told.length === 2 && told.every((t) => /\d/.test(t)) && told[0] !== told[1], `answers: ${told.join(' | ')}`);
  });
  await tally.check('morning: the two stand side by side with a zone drawn by hand, in shades and in hexagons, and leave as a sheet', async () => {
    await page.goto(`${url}/c/DEMO/control?lang=${words.language}`);
    await page.getByRole('tab', { name: words.word('activity.tab.zones') }).click();
    const map = page.locator('.zonesmap[data-ready]'), boxes = page.locator('table tbody input[type=checkbox]');
    await map.waitFor();
    // The figures first: what they bring above the map would move it under the hand.
    await boxes.nth(2).waitFor();
    await page.getByRole('button', { name: words.word('activity.draw') }).click();
    // The tool comes on demand; the screen says when it is in hand.
    await page.locator('.zonesmap .measure[aria-busy=false]').waitFor();
    const box = await map.boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    for (const [dx, dy] of [[-70, -50], [70, -50], [70, 60], [-70, 60], [-70, -50]] as const) { await page.mouse.click(x + dx, y + dy); await new Promise((resolve) => { setTimeout(resolve, 250); }); }
    await page.getByText(words.word('activity.drawn')).first().waitFor();
    await boxes.nth(1).check();
    await boxes.nth(2).check();
    await page.getByRole('heading', { name: words.word('activity.compare') }).waitFor();
    await page.locator('.zonespane select').first().selectOption('8');
    await page.locator('.densitykey').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.word('activity.csv') }).click()]);
    expectThat(file.suggestedFilename().endsWith('.csv'), file.suggestedFilename());
  });
};

const sendToAgent = async (m: Morning): Promise<void> => {
  const { page, url, words, tally } = m;
  await page.goto(`${url}/c/DEMO/leads?lang=${words.language}`);
  await page.locator('.weights tfoot').waitFor();
  await screen(m, 'lead');
  await tally.check('morning: the first lead is confirmed with one key: the agent has a file, and the tax another', async () => {
    const first = (await get<{ rows: { id: string; asset: { id: string } }[] }>(page, 'leads?size=1')).rows[0]!;
    await page.keyboard.press('c');
    await page.getByText(words.word('leads.done.confirm')).waitFor();
    const { rows } = await get<{ rows: { side: string; lead: { id: string } }[] }>(page, 'lead-files');
    expectThat(rows.filter((f) => f.lead.id === first.id).map((f) => f.side).sort().join() === 'property,tax', JSON.stringify(rows.map((f) => f.side)));
    await page.getByRole('tab', { name: words.like('leads.tab.files') }).click();
    await page.getByText(words.word('leads.file.property')).or(page.getByText(words.word('leads.file.tax'))).first().waitFor();
  });
};

const takeAway = async ({ page, url, words, tally }: Morning): Promise<void> => {
  await tally.check('morning: the listings of the day leave as a file', async () => {
    await page.goto(`${url}/c/DEMO/numbers?lang=${words.language}`);
    await page.locator('main#main h1').waitFor();
    const text = await page.evaluate(async () => {
      const made = await fetch('/api/communes/DEMO/exports', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ layers: ['listings'], format: 'csv' }) });
      const { job } = (await made.json()) as { job: string };
      for (let i = 0; i < 200; i += 1) {
        const now = (await (await fetch(`/api/communes/DEMO/jobs/${job}`)).json()) as { state: string };
        if (now.state === 'done') return (await fetch(`/api/communes/DEMO/exports/${job}/file`)).text();
        await new Promise((resolve) => { setTimeout(resolve, 200); });
      }
      return '';
    });
    expectThat(text.split('\n').length > 2000 && text.includes('second'), `${String(text.split('\n').length)} lines`);
  });
};

/** A tax officer's morning: a capture, thirty pairs, two zones, a lead sent to the agent, an export. */
export const officerMorning = async (browser: Browser, server: Server, tally: Tally): Promise<void> => {
  const words = await wordsOf('fr');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', acceptDownloads: true, reducedMotion: 'reduce' });
  await bringAxe(context);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${server.url}/signin?lang=fr`);
  await page.getByLabel(words.word('signin.email')).fill('officer@demo.example');
  await page.getByLabel(words.word('signin.password'), { exact: true }).fill('sommier-demo');
  await page.getByRole('button', { name: words.word('signin.submit'), exact: true }).click();
  await page.waitForURL(/\/c\/DEMO\//);
  const m: Morning = { page, url: server.url, words, tally, folder: join(server.folder, 'morning') };
  for (const step of [loadCapture, decideThirty, askTwoZones, sendToAgent, takeAway]) await step(m).catch((error: unknown) => tally.check(`morning ${step.name}`, () => Promise.reject(error as Error)));
  await tally.check('morning: no script failed on the way', () => (faults.length ? Promise.reject(new Error(faults.join('\n'))) : Promise.resolve()));
  await context.close();
};
