import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { unzipSync } from 'fflate';
import { LANGUAGES } from '../../domain/src/shared/index.ts';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf } from './words.ts';

const SCREENS = ['audit', 'personal', 'commune', 'storage', 'jobs/failed'] as const;

/** The administrator's screens: the trail searched and kept elsewhere, personal data, the commune and its neighbours, what it weighs. */
export const administration = async (browser: Browser, { url, folder }: Server, tally: Tally): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', reducedMotion: 'reduce', acceptDownloads: true });
  await bringAxe(context);
  const api = async <T>(method: string, path: string, data?: object): Promise<T> => { const a = await context.request.fetch(`${url}/api/${path}`, { method, headers: { origin: url }, ...(data ? { data } : {}) }); if (!a.ok()) throw new Error(`${path}: ${await a.text()}`); return await a.json() as T; };
  await api('POST', 'session', { email: 'admin@demo.example', password: 'sommier-demo' });
  const page: Page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const her = await api<{ id: string }>('POST', 'communes/DEMO/parties', { kind: 'natural', name: 'Yamina Passagère', identifiers: [{ kind: 'phone', value: '98 111 222' }] });
  await api('POST', `communes/DEMO/parties/${her.id}/reveal`, {});
  // A picture nobody can read: its work fails for good, and its file goes with it.
  const broken = await (await context.request.post(`${url}/api/communes/DEMO/rasters`, { headers: { origin: url }, multipart: { name: 'illisible', title: 'Illisible', file: { name: 'photo.tif', mimeType: 'image/tiff', buffer: Buffer.from('not a picture') } } })).json() as { job: string };
  await until('the failed job', async () => (await api<{ state: string }>('GET', `communes/DEMO/jobs/${broken.job}`)).state === 'failed', 60_000);
  for (const language of LANGUAGES) {
    const { direction, word } = await wordsOf(language);
    for (const screen of SCREENS) await tally.check(`${language} ${screen}: stands right at 1440 and 1024, axe finds 0 violations`, async () => {
      await page.goto(`${url}/c/DEMO/${screen}?lang=${language}`);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      expectThat(await page.locator('main .empty[role=alert], main .note.bad').count() === 0, 'the screen tells of a failure');
      for (const width of [1440, 1024]) {
        await page.setViewportSize({ width, height: width === 1440 ? 900 : 768 });
        await standsRight(page, direction);
        await shoot(page, `${screen.replace('/', '-')}-${language}-${String(width)}`);
      }
      await noViolations(page);
      await page.setViewportSize({ width: 1440, height: 900 });
      if (screen !== 'personal') return;
      for (const tab of ['years', 'person'] as const) {
        await page.getByRole('tab', { name: word(`personal.tab.${tab}`), exact: true }).click();
        await page.waitForLoadState('networkidle');
        if (tab === 'person') {
          await page.getByRole('combobox', { name: word('personal.pick') }).fill('Yamina');
          await page.getByRole('option', { name: 'Yamina Passagère' }).click();
          await page.getByRole('heading', { name: word('personal.held') }).waitFor();
        }
        for (const width of [1440, 1024]) { await page.setViewportSize({ width, height: 768 }); await standsRight(page, direction); await shoot(page, `personal-${tab}-${language}-${String(width)}`); }
        await noViolations(page);
        await page.setViewportSize({ width: 1440, height: 900 });
      }
    });
  }

  const { word, like } = await wordsOf('fr');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const saved = async (click: () => Promise<void>, name: string): Promise<string> => { const [d] = await Promise.all([page.waitForEvent('download'), click()]); const path = join(folder, name); await d.saveAs(path); return path; };
  await tally.check('personal: the reading stands in the log, narrowed by person; the log leaves as CSV', async () => {
    await page.goto(`${url}/c/DEMO/personal?lang=fr`);
    await page.getByRole('combobox', { name: word('personal.person') }).fill('Yamina');
    await page.getByRole('option', { name: 'Yamina Passagère' }).click();
    await until('one line', async () => (await page.locator('main tbody tr').count()) === 1);
    await page.getByRole('cell', { name: word('personal.action.party.identifiers_read') }).waitFor();
    expectThat(readFileSync(await saved(() => button(word('personal.csv')).click(), 'readings.csv'), 'utf8').includes('Yamina'), 'not in the file');
  });
  await tally.check('personal: everything on one person is taken away, then she is erased and nothing of her is found', async () => {
    await page.getByRole('tab', { name: word('personal.tab.person'), exact: true }).click();
    await page.getByRole('combobox', { name: word('personal.pick') }).fill('Yamina');
    await page.getByRole('option', { name: 'Yamina Passagère' }).click();
    expectThat(readFileSync(await saved(() => button(word('personal.json')).click(), 'person.json'), 'utf8').includes('98 111 222'), 'not in the JSON');
    expectThat(readFileSync(await saved(() => button(word('personal.pdf')).click(), 'person.pdf')).subarray(0, 5).toString() === '%PDF-', 'no PDF');
    await button(word('personal.erase')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(word('personal.reason')).fill('Demande du 3 mars');
    await noViolations(page);
    await shoot(page, 'personal-erase-fr');
    await dialog.getByRole('button', { name: word('personal.erase'), exact: true }).click();
    await page.getByText(word('personal.erased')).waitFor();
    const { total } = await api<{ total: number }>('POST', 'communes/DEMO/parties/search', { q: 'Yamina' });
    expectThat(total === 0, 'she is still found');
  });
  await tally.check('personal: the years are set, what is past is counted before it may be forgotten', async () => {
    await page.getByRole('tab', { name: word('personal.tab.years'), exact: true }).click();
    await page.getByRole('spinbutton', { name: /Candidatures/ }).fill('4');
    await button(word('personal.years.save')).click();
    await page.getByText(word('personal.years.saved')).waitFor();
    expectThat(await button(word('personal.run.go')).getAttribute('aria-disabled') === 'true', 'forgets without counting');
    await button(word('personal.run.dry')).click();
    await page.locator('main .note').waitFor();
  });
  await tally.check('audit: searched by action and kind, exported with a head that names the file, and the head still stands', async () => {
    await page.goto(`${url}/c/DEMO/audit?lang=fr`);
    await page.getByLabel(word('trail.action'), { exact: true }).selectOption('person.');
    await until('her lines alone', async () => { const texts = await page.locator('main tbody tr td:nth-child(4)').allInnerTexts(); return texts.length > 0 && texts.every((x) => x.trim().startsWith('person.')); });
    await page.getByLabel(word('trail.kind'), { exact: true }).selectOption('party');
    await page.getByLabel(word('trail.number'), { exact: true }).fill(her.id);
    await until('three lines', async () => (await page.locator('main tbody tr').count()) === 3);
    await shoot(page, 'audit-searched-fr');
    const files = unzipSync(readFileSync(await saved(() => button(word('trail.export')).click(), 'audit.zip')));
    const head = JSON.parse(Buffer.from(files['head.json'] ?? []).toString()) as { file: string };
    expectThat(head.file === createHash('sha256').update(Buffer.from(files['audit.csv'] ?? [])).digest('hex'), 'the head names another file');
    const path = await saved(() => button(word('trail.head.get')).click(), 'head.json');
    await page.locator('main input[type=file]').setInputFiles(path);
    await page.getByText(like('trail.head.ok')).waitFor();
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"hash": "../, '"hash": "00'));
    await page.locator('main input[type=file]').setInputFiles(path);
    await page.getByText(word('trail.head.signature')).waitFor();
  });
  await tally.check('failed jobs: reached from the jobs, the reason and who asked are said; replaying what lost its file is refused with a reason; dismissed, it stays in the trail', async () => {
    await page.goto(`${url}/c/DEMO/jobs?lang=fr`);
    await page.getByRole('link', { name: word('failed.title'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: word('failed.title'), exact: true }).waitFor();
    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: `${word('failed.replay')} ${broken.job}`, exact: true }) });
    const said = await row.innerText();
    expectThat(said.includes(word('jobs.kind.layers.raster')) && (await row.getByRole('cell').nth(4).innerText()).length > 10 && (await row.getByRole('cell').nth(5).innerText()) !== word('failed.system'), said);
    await row.getByRole('button', { name: `${word('failed.replay')} ${broken.job}`, exact: true }).click();
    await page.getByText(/n’est plus là/).first().waitFor();
    await noViolations(page);
    await shoot(page, 'jobs-failed-refused-fr');
    await row.getByRole('button', { name: `${word('failed.dismiss')} ${broken.job}`, exact: true }).click();
    await row.waitFor({ state: 'detached' });
    const { entries } = await api<{ entries: { subject: string }[] }>('GET', 'communes/DEMO/audit?action=job.dismissed');
    expectThat(entries.some((e) => e.subject === `job:${broken.job}`), 'not in the trail');
  });
  await tally.check('commune: a setting is changed and kept; the operator makes a commune and sees it counted', async () => {
    await page.goto(`${url}/c/DEMO/commune?lang=fr`);
    const arabic = page.getByLabel(word('ops.nameAr'), { exact: true });
    const before = await arabic.inputValue();
    await arabic.fill(`${before} الجديدة`);
    await button(word('ops.save')).click();
    await page.getByText(word('ops.saved')).waitFor();
    await page.reload();
    expectThat(await arabic.inputValue() === `${before} الجديدة`, 'the name was not kept');
    await arabic.fill(before);
    await button(word('ops.save')).click();
    await page.getByText(word('ops.saved')).waitFor();
    await button(word('ops.add')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(word('ops.code')).fill('VOISINE');
    await dialog.getByLabel(word('ops.name'), { exact: true }).first().fill('Ville Voisine');
    await dialog.getByLabel(word('ops.admin.email')).fill('cheffe@voisine.test');
    await dialog.getByLabel(word('ops.admin.name'), { exact: true }).last().fill('Cheffe');
    await dialog.getByLabel(word('ops.admin.password')).fill('quatre mots sans lien');
    await noViolations(page);
    await shoot(page, 'commune-add-fr');
    await dialog.getByRole('button', { name: word('ops.add'), exact: true }).click();
    await page.getByRole('row', { name: /VOISINE.*Ville Voisine/ }).waitFor();
  });
  await context.close();
};
