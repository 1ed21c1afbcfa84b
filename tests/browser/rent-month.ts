import { execFileSync } from 'node:child_process';
import { expectThat, until } from './check.ts';
import { noViolations, shoot, standsRight } from './look.ts';
import type { Extras } from './extras.ts';

interface Row { id: string; pastDue: string; occupation: string | null }
interface Sheet { balance: string; paid: string; pastDue: string; payments: { id: string; receipt: string; amount: string; reversedBy: string | null }[] }

/** Dark dots of a paper's first page at 40 dots an inch: the left and the right half of its first eighth, and the whole page. */
const ink = (path: string): [number, number, number] => {
  const raw = execFileSync('pdftoppm', ['-gray', '-r', '40', '-f', '1', '-l', '1', path], { maxBuffer: 1e8 });
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(raw.subarray(0, 40).toString('latin1'));
  const width = Number(head?.[1]), height = Number(head?.[2]), dots = raw.subarray(head?.[0].length ?? 0);
  let left = 0, right = 0, all = 0;
  for (const [i, shade] of dots.entries()) {
    if (shade >= 128) continue;
    all += 1;
    if (i < width * Math.floor(height / 8)) { if (i % width < width / 2) left += 1; else right += 1; }
  }
  return [left, right, all];
};

/** A month at the desk: call, collect a part, reverse it, remind, and the account as an Arabic paper read as text. */
export const rentMonth = async ({ page, url, words, tally }: Extras): Promise<void> => {
  const { language: lang, word } = words;
  const ask = <T>(path: string, body?: unknown): Promise<T> => page.evaluate(async ([p, b]) => (await fetch(p as string, b === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(b) })).json() as Promise<unknown>, [path, body ?? null] as const) as Promise<T>;
  await tally.check(`${lang} the month's dues are called`, async () => {
    await page.goto(`${url}/c/DEMO/money?lang=${lang}`);
    await page.getByRole('button', { name: word('ledger.call'), exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: word('ledger.call.go'), exact: true }).click();
    await page.getByRole('dialog').locator('.note.ok').waitFor({ timeout: 120_000 });
    await page.getByRole('dialog').locator('footer button').click();
  });
  const [account] = (await ask<{ rows: Row[] }>('/api/communes/DEMO/ledger/accounts/search', { state: 'past_due', size: 1 })).rows;
  if (account === undefined) { await tally.check(`${lang} somebody is late`, () => Promise.reject(new Error('no account past due'))); return; }
  const sheet = (): Promise<Sheet> => ask<Sheet>(`/api/communes/DEMO/ledger/accounts/${account.id}`);
  const before = await sheet();
  await tally.check(`${lang} a part is collected from the keyboard, with its receipt`, async () => {
    await page.goto(`${url}/c/DEMO/money/${account.id}?lang=${lang}`);
    const amount = page.locator('form input[inputmode="decimal"]').first();
    await amount.fill('12,500');
    await amount.press('Enter');
    await page.locator('.note.ok').waitFor();
    const now = await sheet();
    expectThat(BigInt(before.pastDue) - BigInt(now.pastDue) === 12_500n, `12.500 was paid, the arrears went from ${before.pastDue} to ${now.pastDue}`);
  });
  await tally.check(`${lang} the account stands right, axe finds 0 violations`, async () => { await standsRight(page, words.direction); await noViolations(page); });
  await shoot(page, `account-${lang}`);
  await tally.check(`${lang} the statement in Arabic reads in its order`, async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `${word('ledger.paper.statement')}, ${word('ledger.in.ar')}` }).click()]);
    const text = execFileSync('pdftotext', ['-layout', await download.path(), '-'], { encoding: 'utf8' }).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
    expectThat(text.includes('كشف حساب') && text.includes('12,500'), 'the statement names itself and the payment');
    // As a picture: the head of an Arabic page has its ink on the right, and the page is not blank below it.
    const [left, right, all] = ink(await download.path());
    expectThat(right > left * 1.2 && all > 1000, `the page's head has ${String(left)} dark dots on its left half and ${String(right)} on its right, ${String(all)} in all`);
  });
  await tally.check(`${lang} the payment is reversed by a counter-entry`, async () => {
    await page.getByRole('button', { name: word('ledger.reverse'), exact: true }).first().click();
    await page.getByRole('dialog').locator('input').fill('saisi par erreur');
    await page.getByRole('dialog').locator('footer button').click();
    await until('reversed', async () => (await sheet()).pastDue === before.pastDue, 30_000);
    expectThat((await sheet()).payments.some((p) => p.reversedBy !== null), 'the payment stays, as reversed');
  });
  await tally.check(`${lang} reminders of everybody late a year, in one file`, async () => {
    await page.goto(`${url}/c/DEMO/money?lang=${lang}`);
    await page.getByRole('button', { name: word('ledger.batch'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type="number"]').fill('3650');
    await dialog.locator('footer button').click();
    await dialog.locator('.note.ok a').waitFor({ timeout: 180_000 });
    await dialog.locator('header button').click();
  });
  await tally.check(`${lang} the ledger replays green`, async () => { expectThat((await ask<{ green: boolean }>('/api/communes/DEMO/ledger/verify')).green, 'green'); });
  for (const screen of ['revisions', 'revenue', 'payments', 'books', 'penalties']) {
    await tally.check(`${lang} ${screen}: stands right, axe finds 0 violations`, async () => {
      await page.goto(`${url}/c/DEMO/${screen}?lang=${lang}`);
      await page.locator('h1').first().waitFor();
      await standsRight(page, words.direction);
      await noViolations(page);
    });
    await shoot(page, `${screen}-${lang}`);
  }
};
