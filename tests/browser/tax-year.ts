import type { Browser, Page } from 'playwright-core';
import { expectThat, until, type Tally } from './check.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf, type Words } from './words.ts';

interface Year { officer: Page; manager: Page; url: string; words: Words; tally: Tally; run?: string; claim?: Claim }
interface Claim { dueId: string; fileId: string; partyId: string; accountId: string; open: string; paid: string; number: string }
const PERIOD = { from: '2026-04-01', to: '2026-05-01' };
const ask = <T>(page: Page, path: string, body?: object): Promise<T> => page.evaluate(async ([at, json]) => (await fetch(`/api/communes/DEMO/${at}`, json === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: json })).json() as Promise<never>, [path, body === undefined ? null : JSON.stringify(body)] as const);
const balanced = async (page: Page): Promise<void> => {
  const { green, faults } = await ask<{ green: boolean; faults: object[] }>(page, 'ledger/verify');
  expectThat(green, JSON.stringify(faults));
};
const button = (page: Page, words: Words, key: string) => page.getByRole('button', { name: words.word(key), exact: true });
const claimOf = async (y: Year): Promise<Claim> => {
  const { rows } = await ask<{ rows: Claim[] }>(y.officer, 'collection/claims/search', { run: y.run, size: 100 });
  const found = y.claim === undefined ? [...rows].sort((a, b) => Number(b.open) - Number(a.open))[0] : rows.find((r) => r.dueId === y.claim?.dueId);
  if (found === undefined) throw new Error('no claim');
  return found;
};
const enter = async (browser: Browser, url: string, who: string, words: Words): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', acceptDownloads: true, reducedMotion: 'reduce' });
  await bringAxe(context);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/signin?lang=fr`);
  await page.getByLabel(words.word('signin.email')).fill(`${who}@demo.example`);
  await page.getByLabel(words.word('signin.password'), { exact: true }).fill('sommier-demo');
  await page.getByRole('button', { name: words.word('signin.submit'), exact: true }).click();
  await page.waitForURL(/\/c\/DEMO\//);
  return page;
};

const rule = async ({ officer, url, words, tally }: Year): Promise<void> => {
  await tally.check('tax year: the Tunisian rule is taken from the template and passes its examples', async () => {
    await officer.goto(`${url}/c/DEMO/rules?lang=fr`);
    await button(officer, words, 'rules.take').first().click();
    await officer.getByRole('dialog').getByRole('listitem').filter({ hasText: 'TND' }).first().getByRole('button', { name: words.word('rules.templates.take'), exact: true }).click();
    await officer.getByRole('dialog').waitFor({ state: 'detached' });
    // The demo has the template's rules in force: what was taken is the same again, and a city goes on with a version of its own.
    const { rules } = await ask<{ rules: { id: string; state: string }[] }>(officer, 'rules?tax=tn-sejour');
    await officer.goto(`${url}/c/DEMO/rules/${rules.find((r) => r.state === 'published')?.id ?? ''}?lang=fr`);
    await button(officer, words, 'rules.next').click();
    await button(officer, words, 'rules.drop').waitFor();
    await officer.locator('.rule-ex li').first().waitFor();
    const { tried } = await ask<{ tried: { passed: boolean }[] }>(officer, 'rules/try', { tax: 'tn-sejour', ids: [], rules: [], without: [] });
    expectThat(tried.length > 0 && tried.every((x) => x.passed), `${String(tried.filter((x) => !x.passed).length)} of ${String(tried.length)} examples fail`);
    await officer.evaluate(async () => { const { rules } = await (await fetch('/api/communes/DEMO/rules?tax=tn-sejour')).json() as { rules: { id: string; state: string }[] }; for (const r of rules) if (r.state === 'draft') await fetch(`/api/communes/DEMO/rules/${r.id}`, { method: 'DELETE' }); });
  });
};
const simulate = async ({ officer, url, words, tally }: Year): Promise<void> => {
  await tally.check('tax year: a rise in one zone is simulated; nothing is written', async () => {
    await officer.goto(`${url}/c/DEMO/simulate?lang=fr`);
    await officer.getByLabel(words.word('assess.from')).fill(PERIOD.from);
    await officer.getByLabel(words.word('assess.to')).fill(PERIOD.to);
    await officer.getByLabel(words.word('assess.zone'), { exact: true }).selectOption({ index: 1 });
    await button(officer, words, 'assess.sim.go').click();
    await officer.locator('.ruled-out dl.sum').waitFor();
  });
};
const assess = async (y: Year): Promise<void> => {
  const { officer, manager, url, words, tally } = y;
  await tally.check('tax year: a run by the officer, reviewed and issued by another', async () => {
    await officer.goto(`${url}/c/DEMO/assessments?lang=fr`);
    await button(officer, words, 'assess.new').click();
    const dialog = officer.getByRole('dialog');
    await dialog.getByLabel(words.word('assess.tax')).selectOption('tn-sejour');
    await dialog.getByLabel(words.word('assess.from')).fill(PERIOD.from);
    await dialog.getByLabel(words.word('assess.to')).fill(PERIOD.to);
    await dialog.getByRole('button', { name: words.word('assess.start'), exact: true }).click();
    await officer.waitForURL(/\/assessments\/\d+/);
    const run = /assessments\/(\d+)/.exec(officer.url())?.[1] ?? '';
    await until('the draft', async () => (await ask<{ state: string }>(officer, `assessments/${run}`)).state === 'draft');
    await manager.goto(`${url}/c/DEMO/assessments/${run}?lang=fr`);
    await button(manager, words, 'assess.review').click();
    await button(manager, words, 'assess.issue').click();
    await manager.getByRole('dialog').getByRole('button', { name: words.word('assess.issue'), exact: true }).click();
    await until('the run issued', async () => (await ask<{ state: string }>(officer, `assessments/${run}`)).state === 'issued');
    y.run = run;
    await balanced(officer);
  });
};
const notify = async (y: Year): Promise<void> => {
  const { officer, manager, url, words, tally } = y;
  await tally.check('tax year: the delays of the country are taken, the notices written in one batch, a reception recorded', async () => {
    await manager.goto(`${url}/c/DEMO/collection?lang=fr`);
    await manager.getByRole('tab', { name: words.word('collect.delays') }).click();
    await button(manager, words, 'collect.delays.adopt').click();
    await manager.getByText(words.word('collect.delays.to_confirm')).first().waitFor();
    await officer.goto(`${url}/c/DEMO/collection?lang=fr`);
    await button(officer, words, 'collect.batch').click();
    await button(officer, words, 'collect.batch.go').click();
    await officer.getByRole('link', { name: words.word('collect.batch.file') }).waitFor();
    y.claim = await claimOf(y);
    await officer.goto(`${url}/c/DEMO/collection/${y.claim.fileId}?lang=fr`);
    await button(officer, words, 'collect.serve').click();
    await officer.getByRole('dialog').getByRole('button', { name: words.word('collect.do.served'), exact: true }).click();
    await officer.getByText(words.like('collect.served.on')).first().waitFor();
    await balanced(officer);
  });
};
const pay = async (y: Year): Promise<void> => {
  const { officer, url, words, tally } = y;
  await tally.check('tax year: a partial payment', async () => {
    await officer.goto(`${url}/c/DEMO/taxpayers/${y.claim?.partyId ?? ''}?lang=fr`);
    await officer.getByLabel(words.like('ledger.amount.in')).fill('1.5');
    await button(officer, words, 'ledger.collect.go').click();
    await officer.locator('.note.ok').filter({ hasText: words.like('collect.received') }).waitFor();
    expectThat((await claimOf(y)).paid === '1500', 'not 1.5 TND paid');
    await balanced(officer);
  });
};
const appeal = async (y: Year): Promise<void> => {
  const { officer, manager, url, words, tally } = y;
  await tally.check('tax year: an appeal suspends, the manager accepts it, the claim is cancelled', async () => {
    await officer.goto(`${url}/c/DEMO/collection/${y.claim?.fileId ?? ''}?lang=fr`);
    await button(officer, words, 'collect.do.appeal').click();
    const dialog = officer.getByRole('dialog');
    await dialog.getByLabel(words.word('collect.ground')).fill('Le logement était vide');
    await dialog.getByRole('button', { name: words.word('collect.do.appeal'), exact: true }).click();
    await officer.getByText(words.word('collect.suspended')).first().waitFor();
    await balanced(officer);
    await manager.goto(`${url}/c/DEMO/collection/${y.claim?.fileId ?? ''}?lang=fr`);
    await button(manager, words, 'collect.do.appeal_decision').click();
    const deciding = manager.getByRole('dialog');
    await deciding.getByLabel(words.word('collect.reason')).fill('Fermeture établie par constat');
    await deciding.getByRole('button', { name: words.word('collect.do.appeal_decision'), exact: true }).click();
    await manager.getByText(words.word('collect.outcome.accepted')).first().waitFor();
    expectThat((await claimOf(y)).open === '0', 'something is still open');
    await balanced(officer);
  });
};
const refund = async (y: Year): Promise<void> => {
  const { manager, officer, url, words, tally } = y;
  await tally.check('tax year: what was paid goes back; the ledger is balanced and the roll agrees with it', async () => {
    await manager.goto(`${url}/c/DEMO/taxpayers/${y.claim?.partyId ?? ''}?lang=fr`);
    await button(manager, words, 'collect.refund').click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel(words.word('collect.reason')).fill('Réclamation acceptée');
    await dialog.getByRole('button', { name: words.word('collect.refund'), exact: true }).click();
    await manager.getByText(/RB-\d{4}-/).first().waitFor();
    await balanced(officer);
    const roll = await ask<{ balanced: boolean; total: number }>(officer, 'collection/roll?from=2026-01-01&to=2027-01-01');
    expectThat(roll.balanced && roll.total > 0, JSON.stringify(roll));
  });
};
const look = async ({ manager, url, words, tally, claim }: Year): Promise<void> => {
  for (const language of ['fr', 'ar'] as const) for (const [name, path] of [['claims', 'collection'], ['file', `collection/${claim?.fileId ?? ''}`], ['taxpayer', `taxpayers/${claim?.partyId ?? ''}`], ['controls', 'controls']] as const) {
    await manager.goto(`${url}/c/DEMO/${path}?lang=${language}`);
    await manager.locator('main#main h1').waitFor();
    await tally.check(`tax year ${name} ${language}: stands right, axe finds 0 violations`, async () => { await standsRight(manager, language === 'ar' ? 'rtl' : words.direction); await noViolations(manager); });
    await shoot(manager, `tax-${name}-${language}`);
  }
};

/** A tax from its rule to its refund: template, simulation, run, a second person, notices, a partial payment, an appeal, the claim cancelled, the money back; the ledger balanced at each step. */
export const taxYear = async (browser: Browser, server: Pick<Server, 'url'>, tally: Tally): Promise<void> => {
  const words = await wordsOf('fr');
  const y: Year = { officer: await enter(browser, server.url, 'officer', words), manager: await enter(browser, server.url, 'manager', words), url: server.url, words, tally };
  const faults: string[] = [];
  for (const page of [y.officer, y.manager]) page.on('pageerror', (error) => faults.push(error.message));
  for (const step of [rule, simulate, assess, notify, pay, appeal, refund, look]) await step(y).catch((error: unknown) => tally.check(`tax year ${step.name}`, () => Promise.reject(error as Error)));
  await tally.check('tax year: no script failed on the way', () => (faults.length ? Promise.reject(new Error(faults.join('\n'))) : Promise.resolve()));
  await y.officer.context().close();
  await y.manager.context().close();
};
