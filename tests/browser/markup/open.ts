import type { Page } from 'playwright-core';
import { NAV } from '../../../client/src/shell/nav.ts';
import type { Language } from '../../../domain/src/shared/index.ts';
import { wordsOf } from '../words.ts';
import { CASES, CODE, LAYER, placeOf, type Planted } from './plant.ts';
import type { Watch } from './watch.ts';

/** What was noticed, with where; and the payloads that could be read at each kind of place. */
export class Findings {
  readonly noticed: string[] = [];
  readonly seen = new Map<string, Set<string>>();
  readonly places = new Set<string>();
  constructor(readonly watch: Watch) {}
  /** Looks at the page as it stands. */
  async look(surface: string, place: string, within = ':root'): Promise<void> {
    await this.watch.settle();
    this.noticed.push(...(await this.watch.take()).map((t) => `${place}: ${t}`));
    this.places.add(place);
    const seen = this.seen.get(surface) ?? new Set();
    for (const m of await this.watch.shown(within)) seen.add(m);
    this.seen.set(surface, seen);
  }
  missing(surface: string): string[] { const seen = this.seen.get(surface); return CASES.filter((m) => !seen?.has(m)); }
}

/** Goes to an address of the application without loading it again. */
const go = (page: Page, path: string): Promise<void> => page.evaluate((to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }, `/c/${CODE}/${path}`);
const MOST_PAGES = 5;

/** A list from its first page to its last. */
async function leaf(page: Page, f: Findings, surface: string, place: string, after: string): Promise<void> {
  await f.look(surface, place);
  for (let n = 1; n < MOST_PAGES; n += 1) {
    const next = page.getByRole('button', { name: after, exact: true }).last();
    if (await next.count() === 0 || await next.getAttribute('aria-disabled') === 'true') return;
    await next.click();
    await f.look(surface, place);
  }
}
/** Every tab of what is open. */
async function turn(page: Page, f: Findings, surface: string, place: string): Promise<void> {
  await f.look(surface, place);
  const tabs = page.locator('main [role=tab]');
  for (let n = await tabs.count(); n > 1; n -= 1) { await tabs.nth(n - 1).click({ timeout: 5_000 }).catch(() => undefined); await f.look(surface, place); }
}

/** All screens of the navigation, their lists leafed through where `all` asks for it. */
export async function lists(page: Page, f: Findings, language: Language, all = true): Promise<void> {
  const { word } = await wordsOf(language);
  for (const { to } of NAV.flatMap((g) => g.entries)) {
    const path = to.replace('/c/$commune/', '');
    await go(page, `${path}?lang=${language}`);
    if (all) await leaf(page, f, 'tables', path, word('shell.page.after')); else await f.look('tables', path);
  }
  for (const tab of ['assets', 'listings', 'unlocated']) {
    await go(page, `map?lang=${language}&tab=${tab}&layers=assets,listings,parcels,zones,${LAYER},brought`);
    await leaf(page, f, 'the map’s table', `map, ${tab}`, word('shell.page.after'));
  }
}

/** One case in all the places that show one thing: chosen on the map, its sheet with each tab where `all` asks for them. */
export async function sheets(page: Page, f: Findings, p: Planted, k: number, all: boolean): Promise<void> {
  const language = (['fr', 'ar', 'en'] as const)[k % 3] ?? 'fr';
  const at = `lang=${language}&at=${placeOf(k).join(',')},17&layers=assets,${LAYER},brought,zones`;
  for (const sel of [`asset:${p.assets[k] ?? ''}`, `feature:${LAYER}:${p.features[k] ?? ''}`, `listing:${p.listings[k] ?? ''}`, `zone:${p.zones[k] ?? ''}`]) {
    await go(page, `map?${at}&sel=${sel}`);
    await page.locator('aside.sheet:not(.none) h2, aside.sheet:not(.none) h1').first().waitFor({ timeout: 20_000 });
    await f.look(`chosen on the map: ${sel.split(':')[0] ?? ''}`, 'map', 'aside.sheet');
  }
  for (const [kind, id] of [['assets', p.assets[k]], ['occupations', p.occupations[k]], ['campaigns', p.campaigns[k]], ['money', p.accounts[k]], ['layers', p.layers[k]]] as const) {
    await go(page, `${kind}/${id ?? ''}?lang=${language}`);
    if (all) await turn(page, f, `sheet: ${kind}`, `${kind}/{id}`); else await f.look(`sheet: ${kind}`, `${kind}/{id}`);
  }
}
