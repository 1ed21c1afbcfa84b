import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Language } from '../../domain/src/shared/index.ts';
import { keysOf, type Keys } from './by-keys.ts';
import { expectThat, until, type Tally } from './check.ts';
import type { Server } from './server.ts';
import { wordsOf, type Words } from './words.ts';

interface Task { page: Page; keys: Keys; words: Words; url: string; folder: string }
const button = ({ page, words }: Task, key: string) => page.getByRole('button', { name: words.word(key), exact: true });
const get = <T>(page: Page, path: string): Promise<T> => page.evaluate(async (at) => (await fetch(`/api/communes/DEMO/${at}`)).json() as Promise<never>, path);

const CODE = 'CLAVIER-1';
const signIn = async ({ page, keys, words, url }: Task): Promise<void> => {
  await page.goto(`${url}/signin?lang=${words.language}`);
  await keys.write(page.getByLabel(words.word('signin.email')), 'manager@demo.example');
  await keys.write(page.getByLabel(words.word('signin.password'), { exact: true }), 'sommier-demo');
  await keys.press('Enter');
  await page.waitForURL(/\/c\/DEMO\/map/);
};

/** Takes one of the palette's finds by the arrows. */
const choose = async ({ keys }: Task, option: Locator): Promise<void> => {
  await option.waitFor();
  await until('the find under the choice', async () => { if (await option.getAttribute('aria-selected') === 'true') return true; await keys.press('ArrowDown'); return false; }, 20_000);
  await keys.press('Enter');
};

/** The palette, the sheet's form, and Ctrl+Z, on the property that the import brought. */
const findAndEdit = async (k: Task): Promise<void> => {
  const { page, keys, words, url } = k;
  await page.goto(`${url}/c/DEMO/register?lang=${words.language}`);
  await page.locator('main table tbody tr').first().waitFor();
  await keys.press('Control+k');
  await page.getByRole('combobox', { name: words.word('map.palette.label') }).waitFor();
  await page.keyboard.type(CODE);
  await choose(k, page.getByRole('listbox').getByRole('option').filter({ hasText: CODE }).first());
  await page.waitForURL(/\/assets\/\d+/);
  const id = /assets\/(\d+)/.exec(page.url())?.[1] ?? '';
  const materials = async (): Promise<string | null> => (await get<{ materials: string | null }>(page, `assets/${id}`)).materials;
  const before = await materials();
  await keys.use(button(k, 'assets.edit'));
  await keys.write(page.getByLabel(words.word('assets.field.materials'), { exact: true }), 'pisé');
  await keys.use(button(k, 'assets.save'));
  await until('the saved field', async () => (await materials()) === 'pisé', 20_000);
  await keys.press('Control+z');
  await until('the field as before', async () => (await materials()) === before, 20_000);
};

/** The file's input takes the focus by Tab; what the system's own window would give is put in it. */
const importOne = async (k: Task): Promise<void> => {
  const { page, keys, words, url, folder } = k;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'by-keys.csv');
  writeFileSync(path, `code,name\n${CODE},Local du clavier\n`);
  await page.goto(`${url}/c/DEMO/imports/new?lang=${words.language}`);
  await keys.pick(page.getByLabel(words.word('imports.format')), 'assets');
  const input = page.locator('input[type=file]');
  await keys.to(input);
  await input.setInputFiles(path);
  await keys.use(button(k, 'imports.send'));
  const next = button(k, 'imports.next'), run = page.getByRole('button', { name: words.like('imports.run') });
  await next.waitFor();
  for (let step = 0; step < 5 && (await run.count()) === 0; step += 1) { await keys.use(next); await page.locator('[aria-current=step]').waitFor(); await until('the next step', async () => (await run.count()) > 0 || (await next.count()) > 0, 20_000); }
  await until('the dry run’s end', async () => (await run.count()) > 0 && (await run.first().getAttribute('aria-disabled')) !== 'true', 120_000);
  await keys.use(run.first());
  await page.getByText(words.word('imports.finished')).first().waitFor({ timeout: 120_000 });
};

/** A zone is found by its name on the map and asked; its figures and its rows are read. */
const askZone = async (k: Task): Promise<void> => {
  const { page, keys, words, url } = k;
  await page.goto(`${url}/c/DEMO/map?lang=${words.language}`);
  await page.locator('.map[data-ready]').waitFor();
  const { rows: sets } = await get<{ rows: { id: string }[] }>(page, 'zone-sets');
  const { rows: [zone] } = await get<{ rows: { label: string; labelAr: string | null }[] }>(page, `zone-sets/${sets[0]?.id ?? ''}/zones`);
  await keys.press('Control+k');
  await page.getByRole('combobox', { name: words.word('map.palette.label') }).waitFor();
  await page.keyboard.type(zone?.label ?? '');
  // A property, a command too, may have the word in its name: the kind says what is found.
  await choose(k, page.getByRole('listbox').getByRole('option').filter({ has: page.locator(`.tag:text-is("${words.word('map.kind.zone')}")`) }).filter({ hasText: zone?.label ?? '' }).first());
  await keys.use(button(k, 'map.zone.ask'));
  await page.locator('.answer dl.trio').waitFor();
  expectThat((await page.locator('.answer dl.trio dd').allInnerTexts()).every((f) => /\d/.test(f)), 'no figures');
  const row = page.locator('#map-table tbody tr[tabindex="0"]');
  await keys.to(row);
  await keys.press('Enter');
  await until('a listing of the answer chosen', () => Promise.resolve(/sel=listing/.test(page.url())), 20_000);
};

/** From the list of those who owe to a payment recorded, with its receipt. */
const collect = async (k: Task): Promise<void> => {
  const { page, keys, words, url } = k;
  await page.goto(`${url}/c/DEMO/money?lang=${words.language}`);
  await keys.use(button(k, 'ledger.call'));
  await keys.use(page.getByRole('dialog').getByRole('button', { name: words.word('ledger.call.go'), exact: true }));
  await page.getByRole('dialog').locator('.note.ok, .note').first().waitFor({ timeout: 120_000 });
  await keys.press('Escape');
  await keys.to(page.locator('main table tbody tr[tabindex="0"]').first());
  await keys.press('Enter');
  const amount = page.locator('form input[inputmode="decimal"]').first();
  await keys.write(amount, '12,500');
  await keys.press('Enter');
  await page.locator('.note.ok').first().waitFor();
};

/** The composer: a title, a scale, the map moved, a layer left out, and the sheet as a file. */
const compose = async (k: Task): Promise<void> => {
  const { page, keys, words, url } = k;
  await page.goto(`${url}/c/DEMO/print?lang=${words.language}`);
  await page.locator('.sheetmap[data-ready]').waitFor();
  await keys.write(page.getByLabel(words.word('exports.print.title')), 'Clavier');
  await keys.write(page.getByLabel(words.word('exports.print.scale')), '5000');
  const layer = page.locator('#sheet-layers input:checked').last();
  await keys.to(layer);
  const drawn = await page.locator('#sheet-layers input:checked').count();
  await keys.press('Space');
  await until('a layer less', async () => (await page.locator('#sheet-layers input:checked').count()) === drawn - 1, 10_000);
  await keys.use(button(k, 'prints.go'));
  const link = page.getByRole('link', { name: words.like('exports.ready') }).first();
  await link.waitFor({ timeout: 120_000 });
  await keys.to(page.locator('.sheetmap'));
  await keys.press('ArrowRight');
  await keys.to(link, true);
  const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
  expectThat(download.suggestedFilename().endsWith('.pdf'), download.suggestedFilename());
};

const TASKS: readonly (readonly [string, Language, (k: Task) => Promise<void>])[] = [
  ['somebody signs in', 'fr', signIn], ['a file is imported', 'ar', importOne], ['a property is found, a field changed and taken back', 'fr', findAndEdit],
  ['a zone is asked and its answer read', 'en', askZone],
  ['a payment is recorded', 'ar', collect], ['a map is composed and leaves as a file', 'fr', compose],
];

/** The five main tasks without a pointer, from the sign-in page on: every stop shows its focus, and none holds it. */
export const keyboard = async (browser: Browser, { url, folder }: Pick<Server, 'url' | 'folder'>, tally: Tally): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr', acceptDownloads: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  try {
    for (const [name, language, task] of TASKS) await tally.check(`by the keyboard alone (${language}): ${name}`, async () => task({ page, keys: keysOf(page), words: await wordsOf(language), url, folder }));
  } finally { await context.close(); }
};
