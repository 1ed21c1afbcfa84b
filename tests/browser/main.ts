import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { LANGUAGES, type Language } from '../../domain/src/shared/index.ts';
import { demoTown } from '../../seed/index.ts';
import { Tally } from './check.ts';
import { administration } from './administration.ts';
import { agentDay } from './agent-day.ts';
import { launch } from './chromium.ts';
import { drawProperties } from './drawing.ts';
import { askByZone, exportMap, importFile, see, select, signIn, theRest, type Journey } from './journey.ts';
import { everyScreen } from './every-screen.ts';
import { extras } from './extras.ts';
import { theLaw } from './legal.ts';
import { bringAxe } from './look.ts';
import { weigh } from './weight.ts';
import { officerMorning } from './officer-morning.ts';
import { composeAndShare } from './compose.ts';
import { declaring } from './declaring.ts';
import { valueDay } from './value-day.ts';
import { surveyOffline } from './offline.ts';
import { taxYear } from './tax-year.ts';
import { printAndKeys } from './print-and-keys.ts';
import { guideShots, help } from './help.ts';
import { frugality } from './frugality.ts';
import { mapsOut } from './maps-out.ts';
import { keyboard } from './keyboard.ts';
import { markup } from './markup/index.ts';
import { passwords } from './passwords.ts';
import { slowLine } from './slow-line.ts';
import { sheetAndScreen } from './sheet-and-screen.ts';
import { startServer, type Server } from './server.ts';
import { wordsOf } from './words.ts';

const tally = new Tally();
const REAL: Record<Language, [folder: string, rows: number]> = { fr: ['quebec', 2316], ar: ['columbus_detailed', 2668], en: ['quebec', 2316] };

/** A real file where the samples stand, else a capture of the demo under another platform's name. */
const fileFor = (language: Language, folder: string): Journey['file'] => {
  const samples = process.env.SOMMIER_SAMPLES ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
  const [name, rows] = REAL[language];
  const real = join(samples, 'platform/airbnb', name, 'listings.csv');
  const common = { captured: '2026-06-01', platform: `test-${language}` };
  if (existsSync(real)) return { ...common, path: real, rows };
  const capture = demoTown().captures[0]!;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `listings-${language}.csv`);
  writeFileSync(path, capture.text);
  return { ...common, path, rows: capture.count };
};

const travel = async (browser: Browser, server: Server, language: Language): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: language, acceptDownloads: true, reducedMotion: 'reduce' });
  await bringAxe(context);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  const abroad: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => { if (/^https?:/.test(request.url()) && !request.url().startsWith(server.url)) abroad.push(request.url()); });
  const journey: Journey = { page, url: server.url, words: await wordsOf(language), tally, file: fileFor(language, server.folder) };
  for (const step of [signIn, see, select, drawProperties, theLaw, askByZone, importFile, exportMap, theRest]) {
    await step(journey).catch((error: unknown) => tally.check(`${language} ${step.name}`, () => Promise.reject(error as Error)));
  }
  for (const step of extras) {
    await step({ ...journey, folder: server.folder }).catch((error: unknown) => tally.check(`${language} ${step.name}`, () => Promise.reject(error as Error)));
  }
  await tally.check(`${language} no script failed on the way`, () => (faults.length ? Promise.reject(new Error(faults.join('\n'))) : Promise.resolve()));
  await tally.check(`${language} nothing was asked of anyone else`, () => (abroad.length ? Promise.reject(new Error(abroad.join('\n'))) : Promise.resolve()));
  await context.close();
};

const browser = await launch();
if (browser) {
  let server: Server | undefined;
  try {
    server = await startServer();
    // First, on the demo as it comes: what the journeys load makes the town wider and the map ask for more.
    await weigh(browser, server.url, tally);
    await slowLine(browser, server.url, tally);
    await frugality(browser, server.url, tally);
    await guideShots(browser, server.url, tally, false, ['fr']);
    await help(browser, server.url, tally);
    const only = process.argv.slice(2).filter((a): a is Language => (LANGUAGES as readonly string[]).includes(a));
    for (const language of only.length ? only : LANGUAGES) await travel(browser, server, language);
    if (only.length === 0 || only.includes('fr')) await agentDay(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await officerMorning(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await taxYear(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await valueDay(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await declaring(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await composeAndShare(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await mapsOut(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await sheetAndScreen(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await printAndKeys(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await administration(browser, server, tally);
    if (only.length === 0 || only.includes('fr')) await passwords(browser, server, tally);
    if (only.length === 0) await keyboard(browser, server, tally);
    // After the journeys: a screen with something on it says more than an empty one.
    if (only.length === 0) await everyScreen(browser, server.url, tally);
    if (only.length === 0) await markup(browser, server, tally);
    await surveyOffline({ url: server.url, words: await wordsOf('fr'), tally });
  } catch (error) {
    await tally.check('the browser tests run', () => Promise.reject(error as Error));
  } finally {
    if (tally.failed > 0 && process.env.SOMMIER_BROWSER_LOG) writeFileSync(process.env.SOMMIER_BROWSER_LOG, server?.log() ?? '');
    await browser.close();
    await server?.stop();
  }
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
