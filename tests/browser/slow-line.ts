import type { Browser } from 'playwright-core';
import { expectThat, type Tally } from './check.ts';

/** A 2G line as the measuring trade has it: 280 kb/s down, 256 kb/s up, 800 ms there and back. Bytes a second here. */
const LINE = { offline: false, downloadThroughput: 35_000, uploadThroughput: 32_000, latency: 800 };
/** Seconds until the form can be typed into, and from the sending of the password to the first list, on a processor four times slower. */
const BOUNDS = { form: 20, list: 30 };

/** Who works on a 2G line with an old machine signs in and reads the first list. */
export const slowLine = async (browser: Browser, url: string, tally: Tally): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'fr', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', LINE);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const took = async (name: string, bound: number, work: () => Promise<void>): Promise<void> => {
    await tally.check(`2G and a slow processor: ${name} within ${String(bound)} s`, async () => {
      const from = performance.now();
      await work();
      const seconds = (performance.now() - from) / 1000;
      console.log(`          ${seconds.toFixed(1)} s`);
      expectThat(seconds <= bound, `${seconds.toFixed(1)} s`);
    });
  };
  try {
    await took('the sign-in page can be typed into', BOUNDS.form, async () => {
      await page.goto(`${url}/signin?lang=fr&next=${encodeURIComponent('/c/DEMO/register?lang=fr')}`, { waitUntil: 'commit' });
      await page.locator('input[name=email]').fill('manager@demo.example');
      await page.locator('input[name=password]').fill('sommier-demo');
      expectThat(await page.locator('input[name=email]').inputValue() === 'manager@demo.example', 'what was typed is gone');
    });
    await took('the first list is read', BOUNDS.list, async () => {
      await page.locator('input[name=password]').press('Enter');
      await page.locator('main table tbody tr').nth(10).waitFor();
      expectThat(await page.locator('main table tbody tr').first().isVisible(), 'no row is seen');
    });
  } finally { await context.close(); }
};
