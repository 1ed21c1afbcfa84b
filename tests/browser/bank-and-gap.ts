import { expectThat, until } from './check.ts';
import type { Extras } from './extras.ts';
import { noViolations, shoot, standsRight } from './look.ts';

interface Account { id: string; occupation: string | null; pastDue: string }
interface Gap { total: number; rows: { code: string }[] }

/** At 1024 pixels: a bank's file, its doubtful line allotted by a person; the bands of the revenue map; what a reader without the money sees. */
export const bankAndGap = async ({ page, url, words, tally }: Extras): Promise<void> => {
  const { language: lang, word } = words;
  const ask = <T>(path: string, body?: unknown): Promise<T> => page.evaluate(async ([p, b]) => (await fetch(`/api/communes/DEMO/${p as string}`, b === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(b) })).json() as Promise<unknown>, [path, body ?? null] as const) as Promise<T>;
  const screen = async (name: string): Promise<void> => { await standsRight(page, words.direction); await noViolations(page); await shoot(page, `${name}-1024-${lang}`); };
  const before = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 1024, height: 768 });
  await tally.check(`${lang} a bank’s file through the wizard: amounts in the currency’s decimals, no talk of places, the refused row with its mend`, async () => {
    const { rows } = await ask<{ rows: Account[] }>('ledger/accounts/search', { state: 'past_due', size: 3 });
    const [one, two, three] = rows.map((r) => r.occupation ?? '');
    const day = (await ask<{ day: string }>('revenue/gap?size=1')).day, on = `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
    const text = `Date;N° opération;Libellé;Montant\n${on};${lang}1;VIR ${one ?? ''};1 234,500\n${on};${lang}2;VIR ${two ?? ''} ET ${three ?? ''};20,250\n32/01/2026;${lang}3;VIR;1,000\n`;
    await page.goto(`${url}/c/DEMO/imports/new?lang=${lang}`);
    await page.getByLabel(word('imports.format')).selectOption('payments');
    await page.locator('input[type=file]').setInputFiles({ name: `banque-${lang}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: word('imports.send'), exact: true }).click();
    const next = page.getByRole('button', { name: word('imports.next'), exact: true }), run = page.getByRole('button', { name: words.like('imports.run') });
    await next.waitFor();
    for (let step = 0; step < 5 && (await run.count()) === 0; step += 1) { await next.click(); await page.waitForTimeout(400); }
    await until('the dry run', async () => (await run.count()) > 0 && (await run.first().getAttribute('aria-disabled')) !== 'true');
    const shown = await page.locator('main').innerText();
    expectThat(/1[\s\u00a0\u202f.,]?234[.,]500/.test(shown) && shown.includes(word('imports.field.received')), 'the amount as the currency writes it, under its own name');
    expectThat(!shown.includes(word('imports.preview.nomap')), 'a payment has no place on the map');
    await screen('bank');
    await run.first().click();
    await page.getByText(word('imports.finished')).first().waitFor({ timeout: 120_000 });
  });
  await tally.check(`${lang} the doubtful line is allotted on the screen`, async () => {
    const waiting = async () => (await ask<{ rows: { amount: string; id: string }[] }>('payment-lines')).rows.filter((l) => l.amount === '20250').length;
    const stood = await waiting();
    expectThat(stood > 0, 'no line waits');
    await page.goto(`${url}/c/DEMO/payments?lang=${lang}`);
    const card = page.locator('section.card', { has: page.locator('.flat-list button') }).last();
    await card.locator('.flat-list button').first().waitFor();
    await screen('allot');
    await card.locator('.flat-list button').first().click();
    await until('one line less', async () => (await waiting()) === stood - 1, 30_000);
    expectThat((await ask<{ green: boolean }>('ledger/verify')).green, 'the ledger replays green');
  });
  await tally.check(`${lang} a band of the revenue map chosen in its legend is what the table shows`, async () => {
    const gap = await ask<Gap>('revenue/gap?band=over75&size=25&sort=marketGap');
    expectThat(gap.total > 0, 'nothing in the band');
    await page.goto(`${url}/c/DEMO/revenue?lang=${lang}`);
    await page.locator('.gaplegend button', { hasText: word('revenue.band.over75') }).click();
    const table = page.getByRole('region', { name: word('revenue.by_property') });
    await until('the band’s rows', async () => (await table.locator('tbody tr').count()) === Math.min(25, gap.total) && (await table.locator('tbody tr').first().innerText()).includes(gap.rows[0]?.code ?? '-'), 20_000);
    await page.locator('.chip', { hasText: word('revenue.band.over75') }).waitFor();
    await screen('gap-band');
  });
  await tally.check(`${lang} the properties of no district are chosen like those of any other, and given back`, async () => {
    const gap = await ask<Gap>('revenue/gap?inDistrict=no&size=25&sort=marketGap'), all = await ask<Gap>('revenue/gap?size=25&sort=marketGap');
    expectThat(gap.total > 0 && gap.total < all.total, `${gap.total} of ${all.total} properties have no district`);
    await page.goto(`${url}/c/DEMO/revenue?lang=${lang}`);
    const table = page.getByRole('region', { name: word('revenue.by_property') }), first = async () => (await table.locator('tbody tr').first().innerText());
    await page.getByRole('region', { name: word('revenue.by_district') }).locator('tbody tr', { hasText: word('revenue.district.none') }).click();
    await until('the rows of no district', async () => (await first()).includes(gap.rows[0]?.code ?? '-') && (await table.locator('tbody tr').count()) === Math.min(25, gap.total), 20_000);
    await page.locator('.chip', { hasText: word('revenue.district.none') }).click();
    await until('all rows again', async () => (await first()).includes(all.rows[0]?.code ?? '-'), 20_000);
  });
  await tally.check(`${lang} a role that does not read the money is told so once, and nothing of it is asked for`, async () => {
    const context = await page.context().browser()!.newContext({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' });
    try {
      const viewer = await context.newPage(), refused: string[] = [];
      viewer.on('response', (r) => { if (r.status() === 403) refused.push(r.url()); });
      await viewer.goto(`${url}/signin?lang=${lang}`);
      await viewer.evaluate(async () => (await fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'viewer@demo.example', password: 'sommier-demo' }) })).status);
      for (const path of ['money', 'payments', 'revenue', 'revisions', 'books', 'penalties']) {
        await viewer.goto(`${url}/c/DEMO/${path}?lang=${lang}`);
        await viewer.getByText(word('shell.closed.why'), { exact: true }).waitFor();
      }
      expectThat(refused.length === 0, `asked and refused: ${refused.join(' ')}`);
      await shoot(viewer, `money-viewer-1024-${lang}`);
    } finally { await context.close(); }
  });
  await page.setViewportSize(before);
};
