import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expectThat, until, type Tally } from './check.ts';
import { areaShown, chooseTool, drawOutline, metresFrom, openNewDrawing, saveDrawing, sheetOf, type Corner } from './drawing.ts';
import type { Journey } from './journey.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf, type Words } from './words.ts';

const SAMPLES = process.env.SOMMIER_SAMPLES ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const MONTREAL = join(SAMPLES, 'property/montreal_batiments_municipaux.csv');
const ROWS = 2075;
interface Person { page: Page; context: BrowserContext }
interface Day { url: string; words: Words; tally: Tally; folder: string; agent: Person; manager: Person; admin: Person; drawn: string[] }
interface Sheet { id: string; name: string; address: string | null; review: string; version: number; yearBuilt: number | null; usefulAreaM2: number | null; materials: string | null }

const get = <T>(page: Page, path: string): Promise<T> => page.evaluate(async (at) => (await fetch(`/api/communes/DEMO/${at}`)).json() as Promise<never>, path);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

async function enter(browser: Browser, { url, words, faults }: { url: string; words: Words; faults: string[] }, who: string): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: words.language, acceptDownloads: true, reducedMotion: 'reduce' });
  await bringAxe(context);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => faults.push(`${who}: ${error.message}`));
  await page.goto(`${url}/signin?lang=${words.language}`);
  await page.getByLabel(words.word('signin.email')).fill(`${who}@demo.example`);
  await page.getByLabel(words.word('signin.password'), { exact: true }).fill('sommier-demo');
  await button(page, words.word('signin.submit')).click();
  await page.waitForURL(/\/c\/DEMO\//);
  return { page, context };
}

async function screen({ tally, words }: Day, page: Page, name: string): Promise<void> {
  await tally.check(`day ${name}: stands right`, () => standsRight(page, words.direction));
  await tally.check(`day ${name}: axe finds 0 violations`, () => noViolations(page));
  await shoot(page, `day-${name}-${words.language}`);
}

/** domain-property §4 case 1. One file through the wizard, a column mapped by hand; answers the figures of the end, from the batch. */
async function throughWizard({ url, words, agent: { page } }: Day, file: string, column?: [string, string]): Promise<{ inserted: number; unchanged: number; refused: number }> {
  await page.goto(`${url}/c/DEMO/imports/new?lang=${words.language}`);
  await page.getByLabel(words.word('imports.format')).selectOption('assets');
  await page.locator('input[type=file]').setInputFiles(file);
  await button(page, words.word('imports.send')).click();
  const next = button(page, words.word('imports.next')), run = page.getByRole('button', { name: words.like('imports.run') });
  await next.waitFor();
  for (let step = 0; step < 5 && (await run.count()) === 0; step += 1) {
    if (column && await page.locator('td select').count() > 0) { await page.locator(`select[aria-label*="${column[0]}"]`).selectOption(column[1]); column = undefined; }
    await next.click();
    await new Promise((resolve) => { setTimeout(resolve, 400); });
  }
  await until('the dry run’s end', async () => (await run.count()) > 0 && (await run.first().getAttribute('aria-disabled')) !== 'true', 180_000);
  await run.first().click();
  await page.getByText(words.word('imports.finished')).first().waitFor({ timeout: 180_000 });
  const { rows } = await get<{ rows: { inserted: number; unchanged: number; refused: number }[] }>(page, 'imports?size=1');
  return rows[0]!;
}

const importAndMend = async (d: Day): Promise<void> => {
  const { tally, folder, agent: { page }, words } = d;
  if (!existsSync(MONTREAL)) { console.log('  skipped the file of Montréal: SOMMIER_SAMPLES is absent'); return; }
  mkdirSync(folder, { recursive: true });
  const whole = readFileSync(MONTREAL, 'utf8');
  // Two cells as a tired hand would type them: the letter O for a zero, a year with a question mark.
  const lines = whole.split('\n');
  lines[3] = (lines[3] ?? '').replace(/,(\d{4}),([\d.]+),/, ',$1,"12O,5",');
  lines[4] = (lines[4] ?? '').replace(/,(\d{4}),/, ',19?3,');
  const spoiled = join(folder, 'montreal.csv'), mended = join(folder, 'montreal-corrige.csv');
  writeFileSync(spoiled, lines.join('\n'));
  writeFileSync(mended, whole);
  await tally.check('day: Montréal is imported, a column mapped by hand, two rows refused with their mend', async () => {
    const done = await throughWizard(d, spoiled, ['buildingOccupencyArea', 'useful_area_m2']);
    expectThat(done.inserted === ROWS - 2 && done.refused === 2, JSON.stringify(done));
    expectThat((await page.locator('table').last().innerText()).includes('12O,5'), 'the refused value is not shown as it was read');
  });
  await screen(d, page, 'refusals');
  await tally.check('day: the rows are mended and sent again: they alone come in', async () => {
    const done = await throughWizard(d, mended);
    expectThat(done.inserted === 2 && done.unchanged === ROWS - 2 && done.refused === 0, JSON.stringify(done));
    const { rows } = await page.evaluate(async () => (await fetch('/api/communes/DEMO/assets/search', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"filter":{"q":"gosford"}}' })).json() as Promise<{ rows: { id: string; code: string }[] }>);
    const sheet = await get<Sheet>(page, `assets/${rows[0]?.id ?? ''}`);
    expectThat(sheet.usefulAreaM2 === 22394.3, `the mapped column says ${sheet.usefulAreaM2}`);
  });
  void words;
};

const drawThree = async (d: Day): Promise<void> => {
  const { agent: { page }, tally, words, url } = d;
  const j = { page, url, words, tally } as Journey;
  const bounds = (await get<{ bounds: number[] }>(page, 'assets/facets')).bounds;
  const home: Corner = [bounds[0]! - 0.012, (bounds[1]! + bounds[3]!) / 2];
  const corner = (x: number, y: number): Corner => metresFrom(home, x, y);
  await tally.check('day: three properties are drawn, one with a hole, two with a border in common', async () => {
    const ground = await openNewDrawing(j, home);
    await drawOutline(ground, [corner(-30, -15), corner(0, -15), corner(0, 15), corner(-30, 15)]);
    await chooseTool(j, 'cut');
    await drawOutline(ground, [corner(-20, -5), corner(-10, -5), corner(-10, 5), corner(-20, 5)]);
    expectThat((await areaShown(page)) < 850, 'no hole');
    d.drawn.push(await saveDrawing(j, 'Cour de l’école'));
    const beside = await openNewDrawing(j, home);
    await until('the neighbour to lean on', async () => (await page.evaluate(() => performance.getEntriesByType('resource').filter((r) => r.name.includes('/geometries/near')).length)) > 0);
    await new Promise((resolve) => { setTimeout(resolve, 800); });
    await drawOutline(beside, [corner(0.25, -15.2), corner(25, -15), corner(25, 15), corner(0.25, 15.2)]);
    d.drawn.push(await saveDrawing(j, 'Préau de l’école'));
    // In the middle of its own map: the corners must not lie under the tools.
    const far = await openNewDrawing(j, corner(-10, 29));
    await drawOutline(far, [corner(-30, 22), corner(10, 22), corner(10, 36), corner(-30, 36)]);
    d.drawn.push(await saveDrawing(j, 'Jardin de l’école'));
    const [a, b] = [await sheetOf(page, d.drawn[0]!), await sheetOf(page, d.drawn[1]!)];
    expectThat(a.geometry.coordinates.length === 2, 'the hole was not kept');
    expectThat(b.geometry.coordinates[0]!.slice(1).filter((p) => a.geometry.coordinates[0]!.some((q) => p[0] === q[0] && p[1] === q[1])).length === 2, 'no border in common');
  });
};

const attachAndSubmit = async (d: Day): Promise<void> => {
  const { agent: { page }, tally, words, url, folder } = d;
  await tally.check('day: a deed and two photos are attached', async () => {
    mkdirSync(folder, { recursive: true });
    const files = ['acte.pdf', 'facade.png', 'cour.jpg'].map((f) => join(folder, f));
    writeFileSync(files[0]!, await page.pdf({ format: 'A4' }));
    writeFileSync(files[1]!, await page.screenshot());
    writeFileSync(files[2]!, await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 640, height: 480 } }));
    await page.goto(`${url}/c/DEMO/assets/${d.drawn[0]!}?lang=${words.language}&tab=documents`);
    for (const [list, kind] of [[[files[0]!], 'deed'], [files.slice(1), 'photo']] as const) {
      await page.locator('input[type=file]').last().setInputFiles([...list]);
      await page.locator('dialog select[name=kind]').selectOption(kind);
      await page.locator('dialog .btn.main').click();
      await button(page.locator('dialog').page(), words.word('shell.close')).last().waitFor();
      await until('the files sent', async () => (await page.locator('dialog .sent .tag.ok').count()) === list.length);
      await page.locator('dialog .btn.main').click();
    }
    await until('three documents', async () => (await get<{ total: number }>(page, `documents?subjectKind=asset&subjectId=${d.drawn[0]!}`)).total === 3);
  });
  await tally.check('day: the three are submitted', async () => {
    for (const id of d.drawn) {
      await page.goto(`${url}/c/DEMO/assets/${id}?lang=${words.language}`);
      await button(page, words.word('reviews.submit')).click();
      await until('a submitted property', async () => (await get<Sheet>(page, `assets/${id}`)).review === 'submitted');
    }
  });
};

const validateAndCross = async (d: Day): Promise<void> => {
  const { agent, manager, admin, tally, words, url } = d;
  const [first, , third] = d.drawn as [string, string, string];
  await tally.check('day: the one who submitted has no way to validate; a second person does, by the keyboard', async () => {
    await agent.page.goto(`${url}/c/DEMO/reviews?lang=${words.language}`);
    await agent.page.locator('.queue .lines li').first().waitFor();
    expectThat((await agent.page.locator('button[data-key="c"]').count()) === 0, 'the agent is offered a validation');
    // The third person opens the form on what the second is about to validate.
    await admin.page.goto(`${url}/c/DEMO/assets/${third}?lang=${words.language}`);
    await button(admin.page, words.word('assets.edit')).click();
    await admin.page.getByLabel(words.word('assets.field.materials')).fill('pisé et chaux');
    await manager.page.goto(`${url}/c/DEMO/reviews?lang=${words.language}`);
    await manager.page.locator('.queue .decide').waitFor();
  });
  await screen(d, manager.page, 'queue');
  await tally.check('day: three validations', async () => {
    for (let left = 3; left > 0; left -= 1) {
      await manager.page.locator('.queue .decide .btn.main').waitFor();
      await manager.page.keyboard.press('c');
      await until('one less in the queue', async () => (await get<{ total: number }>(manager.page, 'reviews')).total < left);
      await new Promise((resolve) => { setTimeout(resolve, 600); });
    }
    expectThat((await get<Sheet>(agent.page, `assets/${first}`)).review === 'validated', 'not validated');
  });
  await tally.check('day: the third, editing at the same time, gets the conflict screen; what she typed is proposed, not lost', async () => {
    await button(admin.page, words.word('assets.save')).click();
    await admin.page.locator('dialog.conflict').waitFor();
    await screen(d, admin.page, 'conflict-validated');
    await admin.page.locator('dialog.conflict .btn.main').click();
    await until('a proposal', async () => (await get<{ total: number }>(admin.page, `proposals?asset=${third}&state=open`)).total === 1);
    await manager.page.goto(`${url}/c/DEMO/reviews?lang=${words.language}&tab=proposals`);
    await manager.page.locator('.queue .decide .btn.main').waitFor();
    await screen(d, manager.page, 'proposal');
    await manager.page.keyboard.press('c');
    await until('the accepted value', async () => (await get<Sheet>(manager.page, `assets/${third}`)).materials === 'pisé et chaux');
  });
};

const edit = async (d: Day, { page }: Person, id: string, fields: Record<string, string>): Promise<void> => {
  await page.goto(`${d.url}/c/DEMO/assets/${id}?lang=${d.words.language}`);
  await button(page, d.words.word('assets.edit')).click();
  for (const [field, text] of Object.entries(fields)) await page.getByLabel(d.words.word(`assets.field.${field}`), { exact: true }).fill(text);
};

/** Two persons on one sheet: both change the name, each changes something else; nothing is overwritten, nothing lost. */
const crossOnDraft = async (d: Day): Promise<void> => {
  const { agent, admin, tally, words } = d;
  const { rows } = await get<{ rows: { id: string }[] }>(agent.page, 'assets?review=draft&sort=code&size=1');
  const id = rows[0]!.id;
  const before = await get<Sheet>(agent.page, `assets/${id}`);
  await tally.check('day: two on one draft: the fields that differ side by side, a choice for each, both entries kept', async () => {
    await edit(d, agent, id, { name: 'Nom de l’agent', address: '1, rue de l’Agent' });
    await edit(d, admin, id, { name: 'Nom de l’administratrice', materials: 'pierre' });
    await button(agent.page, words.word('assets.save')).click();
    await until('the first save', async () => (await get<Sheet>(agent.page, `assets/${id}`)).version > before.version);
    await button(admin.page, words.word('assets.save')).click();
    const dialog = admin.page.locator('dialog.conflict');
    await dialog.waitFor();
    expectThat((await dialog.locator('tbody tr').count()) === 3, `${await dialog.locator('tbody tr').count()} fields differ, not 3`);
    expectThat((await dialog.locator('.btn.main').getAttribute('aria-disabled')) === 'true', 'it may be saved before a choice');
    await screen(d, admin.page, 'conflict');
    await dialog.locator('tbody tr', { hasText: 'Nom de l’administratrice' }).locator('input[type=radio]').nth(1).check();
    await dialog.locator('.btn.main').click();
    await dialog.waitFor({ state: 'detached' });
    const after = await get<Sheet>(admin.page, `assets/${id}`);
    expectThat(after.name === 'Nom de l’administratrice' && after.address === '1, rue de l’Agent' && after.materials === 'pierre', JSON.stringify(after).slice(0, 200));
  });
  await tally.check('day: the history tells both, and Ctrl+Z takes back one’s own', async () => {
    await admin.page.goto(`${d.url}/c/DEMO/assets/${id}?lang=${words.language}&tab=history`);
    await admin.page.locator('.hist > li').nth(1).waitFor();
    const text = await admin.page.locator('.hist').innerText();
    expectThat(['Nom de l’agent', 'Nom de l’administratrice', '1, rue de l’Agent', 'pierre'].every((w) => text.includes(w)), text.slice(0, 300));
    await screen(d, admin.page, 'history');
    await admin.page.locator('.undokeys button').first().waitFor();
    await admin.page.locator('h1').click();
    await admin.page.keyboard.press('Control+z');
    await until('the undone edit', async () => { const s = await get<Sheet>(admin.page, `assets/${id}`); return s.name === 'Nom de l’agent' && s.materials === before.materials && s.address === '1, rue de l’Agent'; });
  });
};

/** The other screens of working together: they open, stand and pass axe. */
const otherScreens = async (d: Day): Promise<void> => {
  for (const path of ['bin', 'duplicates', 'register']) {
    await d.manager.page.goto(`${d.url}/c/DEMO/${path}?lang=${d.words.language}`);
    await d.manager.page.locator('main#main h1').waitFor();
    await d.manager.page.waitForLoadState('networkidle');
    await screen(d, d.manager.page, path);
  }
};

/** One day of an agent: a real file, its refused rows mended, three properties drawn and documented, submitted; a second person validates; a third edits meanwhile. */
export async function agentDay(browser: Browser, server: Server, tally: Tally): Promise<void> {
  const words = await wordsOf('fr');
  const faults: string[] = [];
  const day: Day = { url: server.url, words, tally, folder: join(server.folder, 'agent-day'), drawn: [], ...await (async () => {
    const [agent, manager, admin] = [await enter(browser, { url: server.url, words, faults }, 'agent'), await enter(browser, { url: server.url, words, faults }, 'manager'), await enter(browser, { url: server.url, words, faults }, 'admin')];
    return { agent, manager, admin };
  })() };
  for (const step of [importAndMend, drawThree, attachAndSubmit, validateAndCross, crossOnDraft, otherScreens]) {
    await step(day).catch((error: unknown) => tally.check(`day ${step.name}`, () => Promise.reject(error as Error)));
  }
  await tally.check('day: no script failed on the way', () => (faults.length ? Promise.reject(new Error(faults.join('\n'))) : Promise.resolve()));
  for (const { context } of [day.agent, day.manager, day.admin]) await context.close();
}
