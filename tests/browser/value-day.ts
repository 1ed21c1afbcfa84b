import type { Browser, Page } from 'playwright-core';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf, type Words } from './words.ts';

interface Near { use: string | null; at: { lon: number; lat: number } | null; rows: { id: string; reference: string; lon: number | null; lat: number | null }[] }
interface Day { agent: Page; manager: Page; url: string; words: Words; tally: Tally; asset: string }
const get = <T>(page: Page, path: string): Promise<T> => page.evaluate(async (at) => (await fetch(`/api/communes/DEMO/${at}`)).json() as Promise<never>, path);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (page: Page, words: Words, key: string) => page.getByRole('dialog').getByLabel(words.like(key)).first();
/** How far around a property the market is searched, and the room the map leaves at its edge, in pixels. */
const METRES = 1000, EDGE = 40, METRES_A_DEGREE = 111_320;

const screen = async ({ words, tally }: Day, page: Page, name: string): Promise<void> => {
  await tally.check(`value ${name}: stands right`, () => standsRight(page, words.direction));
  await tally.check(`value ${name}: axe finds 0 violations`, () => noViolations(page));
  await shoot(page, `value-${name}-${words.language}`);
};

/** A property with a place, a market and three deals around it at least. */
async function propertyWithMarket(page: Page): Promise<string> {
  const { rows } = await get<{ rows: { id: string }[] }>(page, 'assets?level=unit&located=yes&size=100');
  for (const { id } of rows) { const near = await get<Near>(page, `assets/${id}/comparables`); if (near.use !== null && near.at !== null && near.rows.length >= 3) return id; }
  throw new Error('no property with three comparables');
}

/** The deal that stands most alone on the map, and where on it. */
async function alone(page: Page, near: Near): Promise<{ reference: string; x: number; y: number }> {
  const box = await page.locator('.marketmap .map').boundingBox();
  if (!box || !near.at) throw new Error('no map');
  const { lon, lat } = near.at, squeeze = Math.cos((lat * Math.PI) / 180);
  const scale = (Math.min(box.width, box.height) - 2 * EDGE) / (2 * METRES / METRES_A_DEGREE);
  const spots = near.rows.flatMap((r) => (r.lon === null || r.lat === null ? [] : [{ reference: r.reference, x: box.x + box.width / 2 + (r.lon - lon) * squeeze * scale, y: box.y + box.height / 2 - (r.lat - lat) * scale }]))
    .filter((s) => s.x > box.x + 12 && s.x < box.x + box.width - 60 && s.y > box.y + 12 && s.y < box.y + box.height - 12);
  const room = (s: (typeof spots)[number]): number => Math.min(...spots.filter((o) => o !== s).map((o) => Math.hypot(o.x - s.x, o.y - s.y)));
  const best = spots.sort((a, b) => room(b) - room(a))[0];
  if (!best) throw new Error('no comparable within the map');
  return best;
}

const valueIt = async (d: Day): Promise<void> => {
  const { agent: page, url, words, tally, asset } = d;
  await tally.check('value: by comparison, with a deal taken by a click on the map', async () => {
    await page.goto(`${url}/c/DEMO/assets/${asset}?tab=value&lang=${words.language}`);
    await button(page, words.word('valuations.new')).click();
    await page.locator('.marketmap .map[data-ready]').waitFor();
    const near = await get<Near>(page, `assets/${asset}/comparables`);
    // Not Playwright's own scrolling: it waits for two frames alike, and a map drawn without a graphics card has few.
    await page.locator('.marketmap').evaluate((e) => { e.scrollIntoView({ block: 'center' }); });
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
    const spot = await alone(page, near);
    await page.mouse.click(spot.x, spot.y);
    const first = page.locator('.comparables tbody input').first();
    await until('the deal in the table', async () => (await first.inputValue()) !== '');
    expectThat(near.rows.some((r) => r.reference.startsWith('sha1:') || r.reference === spot.reference), 'no reference');
    for (let i = 0; i < 2; i += 1) await page.locator('.valuation button:not([aria-disabled=true])', { hasText: words.word('comparables.take') }).first().click();
    await page.locator('.valuation .keyfigure').waitFor();
    await screen(d, page, 'comparison');
    await button(page, words.word('valuations.save')).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
  await tally.check('value: by income, 1,292,000 as the vector says, with its sensitivity', async () => {
    await button(page, words.word('valuations.new')).click();
    await field(page, words, 'valuations.method').selectOption('income');
    await field(page, words, 'valuations.input.grossRent').fill('120000');
    await field(page, words, 'valuations.input.yield').fill('7,5');
    await until('the value', async () => (await page.locator('.valuation .keyfigure').innerText()).replace(/\D/g, '').startsWith('1292000'));
    expectThat(await page.locator('svg.curve').count() === 1, 'no curve of sensitivity');
    await screen(d, page, 'income');
    await button(page, words.word('valuations.save')).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
  await tally.check('value: a second person signs', async () => {
    await d.manager.goto(`${url}/c/DEMO/assets/${asset}?tab=value&lang=${words.language}`);
    await d.manager.getByRole('row', { name: words.like('valuations.method.income') }).first().click();
    await button(d.manager, words.word('valuations.sign')).click();
    await d.manager.getByRole('dialog').waitFor({ state: 'detached' });
    const { rows } = await get<{ rows: { method: string; state: string }[] }>(page, `assets/${asset}/valuations`);
    expectThat(rows.some((r) => r.method === 'income' && r.state === 'signed') && rows.some((r) => r.method === 'comparison' && r.state === 'draft'), JSON.stringify(rows.map((r) => [r.method, r.state])));
  });
};

const inspectIt = async (d: Day): Promise<void> => {
  const { agent: page, url, words, tally, asset } = d;
  await tally.check('value: a visit with a class, works with a cost, the index with its band', async () => {
    await page.goto(`${url}/c/DEMO/assets/${asset}?tab=condition&lang=${words.language}`);
    await button(page, words.word('condition.inspect')).click();
    await field(page, words, 'condition.whole').selectOption('bad');
    await button(page, words.word('condition.inspect.save')).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, words.word('condition.work.new')).click();
    await field(page, words, 'condition.work.title').fill('Réfection de la toiture');
    await field(page, words, 'condition.cost').fill('350000');
    await button(page, words.word('condition.work.save')).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, words.word('condition.replacement.state')).click();
    await field(page, words, 'condition.replacement').fill('4950000');
    await field(page, words, 'condition.source').fill('devis');
    await button(page, words.word('condition.work.save')).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.fciscale li[aria-current]').waitFor();
    const { fci } = await get<{ fci: { kind: string; band?: string } }>(page, `assets/${asset}/condition`);
    expectThat((await page.locator('.fciscale li[aria-current]').innerText()).includes(words.word(`condition.band.${fci.band ?? ''}`)), 'another band is marked');
  });
  await screen(d, page, 'condition');
};

const planIt = async (d: Day): Promise<void> => {
  const { agent: page, url, words, tally } = d;
  await tally.check('value: works are placed in the years of a budget', async () => {
    await page.goto(`${url}/c/DEMO/condition?lang=${words.language}`);
    await page.locator('.fciscale').waitFor();
    await screen(d, page, 'portfolio-condition');
    await page.getByRole('tab', { name: words.word('condition.tab.plan') }).click();
    await button(page, words.word('condition.plan.new')).click();
    await field(page, words, 'condition.plan.name').fill('Programme de la journée');
    await field(page, words, 'condition.plan.budget').fill('400000');
    await button(page, words.word('condition.plan.make')).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until('the years of the plan', async () => (await page.locator('.workplan').count()) >= 5);
  });
  await screen(d, page, 'plan');
};

const offerIt = async (d: Day): Promise<void> => {
  const { agent: page, url, words, tally } = d;
  await tally.check('value: idle property is ranked with its reasons, and two are offered', async () => {
    await page.goto(`${url}/c/DEMO/valorisation?lang=${words.language}`);
    const ticks = page.locator('tbody input[type=checkbox]');
    await ticks.first().waitFor();
    for (const i of [0, 1]) await ticks.nth(i).check();
    await screen(d, page, 'ranking');
    await page.getByRole('button', { name: words.like('vz.call.new') }).click();
    await field(page, words, 'vz.call.title').fill('Appel de la journée');
    await button(page, words.word('vz.call.go')).click();
    await page.waitForURL(/call=\d+/);
    await d.manager.goto(page.url());
    await button(d.manager, words.word('vz.to.open')).click();
    await button(d.manager, words.word('vz.to.closed')).waitFor();
  });
  await screen(d, d.manager, 'call');
};

const countIt = async (d: Day): Promise<void> => {
  const { agent: page, url, words, tally } = d;
  await tally.check('value: an indicator, its groups, the properties behind one', async () => {
    await page.goto(`${url}/c/DEMO/indicators?lang=${words.language}`);
    await page.locator('.inds button').first().waitFor();
    await page.locator('.indcols section').last().locator('tbody tr').nth(1).click();
    await page.getByRole('heading', { name: words.like('ind.list') }).waitFor();
    const [num] = (await page.locator('.indcols section').last().locator('tbody tr').nth(1).locator('td.num').nth(1).innerText()).match(/\d+/) ?? ['0'];
    await until('as many as the number says', async () => (await page.locator('main section').last().locator('tbody tr').count()) === Math.min(25, Number(num)));
  });
  await screen(d, page, 'indicators');
  for (const path of ['market', 'portfolio', 'reconciliation'] as const) {
    await page.goto(`${url}/c/DEMO/${path}?lang=${words.language}`);
    await page.locator('main table').first().waitFor();
    await screen(d, page, path);
  }
};

const issueIt = async (d: Day): Promise<void> => {
  const { agent: page, url, words, tally } = d;
  await tally.check('value: the sommier is issued, and its code says it is the one', async () => {
    await page.goto(`${url}/c/DEMO/papers?lang=${words.language}`);
    await button(page, words.word('st.issue')).click();
    let code: string | null = null;
    await until('the paper', async () => { const { rows } = await get<{ rows: { state: string; code: string | null }[] }>(page, 'papers/statements?size=1'); code = rows[0]?.state === 'issued' ? rows[0].code : null; return code !== null; }, 90_000);
    await screen(d, page, 'papers');
    await page.goto(`${url}/verify?lang=${words.language}`);
    await page.getByLabel(words.word('verify.code')).fill(code ?? '');
    await button(page, words.word('verify.go')).click();
    await page.getByText(words.word('verify.yes')).waitFor();
  });
  await screen(d, page, 'verify');
};

/** A day of value: two methods and a second signature, a visit, a plan, a call for projects, indicators, the sommier and its verification. */
export const valueDay = async (browser: Browser, server: Server, tally: Tally): Promise<void> => {
  const words = await wordsOf('fr'), faults: string[] = [];
  const enter = async (who: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: words.language, reducedMotion: 'reduce' });
    await bringAxe(context);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => faults.push(`${who}: ${error.message}`));
    await page.goto(`${server.url}/signin?lang=${words.language}`);
    await page.getByLabel(words.word('signin.email')).fill(`${who}@demo.example`);
    await page.getByLabel(words.word('signin.password'), { exact: true }).fill('sommier-demo');
    await button(page, words.word('signin.submit')).click();
    await page.waitForURL(/\/c\/DEMO\//);
    return page;
  };
  const [agent, manager] = [await enter('agent'), await enter('manager')];
  const day: Day = { agent, manager, url: server.url, words, tally, asset: await propertyWithMarket(agent) };
  for (const step of [valueIt, inspectIt, planIt, offerIt, countIt, issueIt]) await step(day).catch((error: unknown) => tally.check(`value ${step.name}`, () => Promise.reject(error as Error)));
  await tally.check('value: no script failed on the way', () => (faults.length ? Promise.reject(new Error(faults.join('\n'))) : Promise.resolve()));
  await agent.context().close();
  await manager.context().close();
};
