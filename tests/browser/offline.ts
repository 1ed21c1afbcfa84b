import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { expectThat, until, type Tally } from './check.ts';
import { launchKept } from './chromium.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Words } from './words.ts';

export interface Ground { url: string; words: Words; tally: Tally }
const PHOTOS = 30;
const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' as const, permissions: ['geolocation'], geolocation: { longitude: 10.8, latitude: 36.2, accuracy: 6 } };

const signIn = (page: Page, url: string, email: string): Promise<number> => page.goto(`${url}/signin`).then(() => page.evaluate(async (who) => (await fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: who, password: 'sommier-demo' }) })).status, email));
type Reply = { status: number; body: Record<string, unknown> };
const api = (page: Page, method: string, path: string, body?: unknown): Promise<Reply> => page.evaluate(async ([m, p, b]) => {
  const answer = await fetch(`/api/communes/DEMO/${p as string}`, { method: m as string, headers: { 'content-type': 'application/json' }, ...(b === undefined ? {} : { body: JSON.stringify(b) }) });
  return { status: answer.status, body: await answer.json().catch(() => ({})) as Record<string, unknown> };
}, [method, path, body] as const);
const files = (): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> => Promise.all(Array.from({ length: PHOTOS }, async (_, n) => ({
  name: `photo-${n}.jpg`, mimeType: 'image/jpeg', buffer: await sharp({ create: { width: 240, height: 180, channels: 3, background: { r: (n * 37) % 256, g: (n * 91) % 256, b: (n * 53) % 256 } } }).jpeg().toBuffer(),
})));
const unsent = async (page: Page): Promise<number> => Number(/\d+/.exec(await page.locator('.fieldbar .fieldqueue').first().innerText())?.[0] ?? -1);
const documents = async (page: Page, asset: string): Promise<{ total: number; hashes: number }> => {
  const { body } = await api(page, 'GET', `documents?subjectKind=asset&subjectId=${asset}&kind=photo&size=100`);
  const rows = body['rows'] as { sha256: string }[];
  return { total: Number(body['total']), hashes: new Set(rows.map((r) => r.sha256)).size };
};

/** A campaign of a few properties made on the screen and given to the demo's agent; answers it and the first property without a photo. */
const prepare = async (page: Page, { url, words, tally }: Ground): Promise<{ campaign: string; asset: string; name: string }> => {
  await signIn(page, url, 'manager@demo.example');
  const people = (await api(page, 'GET', 'campaigns/surveyors')).body['rows'] as { id: string; name: string }[];
  const session = await page.evaluate(async () => {
    await fetch('/api/session', { method: 'DELETE' });
    await fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'agent@demo.example', password: 'sommier-demo' }) });
    return (await (await fetch('/api/session')).json()) as { person: { id: string } };
  });
  await signIn(page, url, 'manager@demo.example');
  expectThat(people.some((p) => p.id === session.person.id), 'the agent may be sent to the ground');
  let campaign = '';
  await tally.check(`${words.language} a campaign is made on the screen: where, what is asked, who goes, with its count before; then opened`, async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto(`${url}/c/DEMO/campaigns/new?lang=${words.language}`);
    await page.getByLabel(words.word('campaigns.name')).fill('Essai hors ligne');
    const create = page.getByRole('button', { name: words.word('campaigns.create'), exact: true });
    const question = (field: string) => page.getByRole('checkbox', { name: words.word(`assets.field.${field}`), exact: true });
    await page.getByRole('combobox', { name: words.word('map.asset.nature'), exact: true }).selectOption('building');
    await page.getByRole('combobox', { name: words.word('map.asset.level'), exact: true }).selectOption('site');
    for (const field of ['address', 'useLabel', 'yearBuilt', 'conditionClass', 'floors']) await question(field).uncheck();
    expectThat(await create.getAttribute('aria-disabled') === 'true', 'it may be made without a question');
    for (const field of ['conditionClass', 'floors']) await question(field).check();
    await page.getByLabel(people.find((p) => p.id === session.person.id)?.name ?? '', { exact: true }).check();
    const count = await until('the count', async () => Number(/\d+/.exec(await page.locator('.campaignform .count b').innerText())?.[0] ?? 0) || false);
    await standsRight(page, words.direction);
    await noViolations(page);
    await shoot(page, `campaign-new-${words.language}`);
    await create.click();
    await page.waitForURL(/\/campaigns\/\d+/);
    campaign = /campaigns\/(\d+)/.exec(page.url())?.[1] ?? '';
    await page.getByRole('button', { name: words.word('campaigns.move.open'), exact: true }).click();
    await until('the campaign open', async () => (await api(page, 'GET', `campaigns/${campaign}`)).body['state'] === 'open');
    const { total } = (await api(page, 'GET', `campaigns/${campaign}/sheets?size=5`)).body as { total: number };
    expectThat(total === count && count > 0, `${count} properties counted before, ${total} sheets made`);
    await noViolations(page);
    await shoot(page, `campaign-${words.language}`);
    await page.setViewportSize(PHONE.viewport);
  });
  const rows = (await api(page, 'GET', `campaigns/${campaign}/sheets?size=5`)).body['rows'] as { code: string; name: string }[];
  const found = (await api(page, 'POST', 'assets/search?size=1', { filter: { q: rows[0]!.code } })).body['rows'] as { id: string; code: string }[];
  return { campaign, asset: found[0]!.id, name: rows[0]!.code };
};

/** §4 case 12: thirty photos, the network cut, the tab killed, the device back: thirty photos on the server, none twice. */
export const surveyOffline = async ({ url, words, tally }: Ground): Promise<void> => {
  const label = (text: string): string => `${words.language} ${text}`;
  const folder = mkdtempSync(join(tmpdir(), 'sommier-device-'));
  let context: BrowserContext | undefined;
  const wake = async (offline: boolean): Promise<Page> => {
    context = await launchKept(folder, PHONE);
    await bringAxe(context);
    await context.setOffline(offline);
    const page = context.pages()[0] ?? await context.newPage();
    page.setDefaultTimeout(60_000);
    return page;
  };
  const button = (page: Page, key: string) => page.getByRole('button', { name: words.word(key), exact: true });
  try {
    let page = await wake(false);
    const { campaign, asset, name } = await prepare(page, { url, words, tally });
    await page.evaluate(async () => { await fetch('/api/session', { method: 'DELETE' }); });
    await signIn(page, url, 'agent@demo.example');
    await tally.check(label('the sheets come along, and the page is installed on the device'), async () => {
      await page.goto(`${url}/c/DEMO/field?lang=${words.language}`);
      await page.locator('.sheets button').first().waitFor();
      await until('the helper of the page', () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration(location.pathname))?.active?.state === 'activated'), 60_000);
      const cdp = await context!.newCDPSession(page);
      const manifest = await cdp.send('Page.getAppManifest');
      const { installabilityErrors: faults } = await cdp.send('Page.getInstallabilityErrors');
      // A session of its own left open keeps the page online, whatever the context says.
      await cdp.detach();
      expectThat(manifest.url.endsWith('/c/DEMO/field.webmanifest') && manifest.errors.length === 0 && (JSON.parse(manifest.data ?? '{}') as { start_url?: string }).start_url === '/c/DEMO/field', `the manifest: ${JSON.stringify(manifest.errors)}`);
      // A kept test profile is no private window, but a headless one may not own an installed app.
      const real = faults.filter((f) => !['in-incognito', 'no-url-for-service-worker'].includes(f.errorId));
      expectThat(real.length === 0, `not to be installed: ${JSON.stringify(real)}`);
      await standsRight(page, words.direction);
      await noViolations(page);
      await shoot(page, `field-${words.language}`);
    });
    await tally.check(label('without a network the page opens, a visit is filled in and thirty photos queue'), async () => {
      await context!.setOffline(true);
      await page.reload();
      await page.getByText(words.word('field.offline'), { exact: true }).first().waitFor();
      await page.getByLabel(words.word('field.search')).fill(name);
      await page.locator('.sheets button').first().click();
      await button(page, 'field.next').click();
      await page.getByLabel(words.word('code.condition.bad'), { exact: true }).check();
      await noViolations(page);
      await shoot(page, `field-question-${words.language}`);
      await button(page, 'field.gps').click();
      await page.locator('input[type=file]').setInputFiles(await files());
      await until('thirty thumbnails', async () => (await page.locator('.thumbs li').count()) === PHOTOS);
      expectThat(await unsent(page) === PHOTOS + 1, `${await unsent(page)} in the queue`);
    });
    await tally.check(label('the tab is killed: everything is there again, on the question it was on'), async () => {
      await context!.close();
      page = await wake(true);
      await page.goto(`${url}/c/DEMO/field?lang=${words.language}`);
      await until('the visit under way', async () => (await page.locator('.thumbs li').count()) === PHOTOS);
      expectThat(await page.getByLabel(words.word('code.condition.bad'), { exact: true }).isChecked(), 'the answer is kept');
      for (let i = 0; i < 6 && await button(page, 'field.finish').count() === 0; i += 1) await button(page, 'field.next').click();
      await button(page, 'field.finish').click();
      await page.locator('.sheets button').first().waitFor();
      expectThat(await unsent(page) === PHOTOS + 1, `${await unsent(page)} in the queue`);
    });
    await tally.check(label('the network comes, goes in the middle, the tab is killed once more; then all arrive once'), async () => {
      await context!.setOffline(false);
      await until('some photos sent', async () => { const n = await unsent(page); return n > 0 && n < PHOTOS - 4; }, 300_000);
      await context!.setOffline(true);
      await context!.close();
      page = await wake(false);
      await page.goto(`${url}/c/DEMO/field?lang=${words.language}`);
      await until('an empty queue', async () => (await unsent(page)) === 0, 600_000);
      const there = await documents(page, asset);
      expectThat(there.total === PHOTOS && there.hashes === PHOTOS, `${there.total} photos on the server, ${there.hashes} different`);
      const back = (await api(page, 'GET', `campaigns/${campaign}/sheets?state=returned`)).body['rows'] as { photos: number; visits: number }[];
      expectThat(back.length === 1 && back[0]!.photos === PHOTOS && back[0]!.visits === 1, `the office sees ${JSON.stringify(back)}`);
    });
    await tally.check(label('signing out leaves nothing on the device'), async () => {
      await button(page, 'shell.signout').click();
      await button(page, 'field.leave.go').click();
      await page.waitForURL(/\/signin/);
      const left = await page.evaluate(async () => ({ bases: (await indexedDB.databases()).map((d) => d.name), caches: await caches.keys(), helpers: (await navigator.serviceWorker.getRegistrations()).length }));
      expectThat(!left.bases.includes('sommier-field') && left.caches.length === 0 && left.helpers === 0, JSON.stringify(left));
    });
  } finally {
    await context?.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
};
