// Writes the pictures of the guides from the demo commune, then holds the help and the weight of the screens. `npm run guide:shots`.
import { Tally } from './check.ts';
import { launch } from './chromium.ts';
import { guideShots, help } from './help.ts';
import { startServer } from './server.ts';
import { weigh } from './weight.ts';

const tally = new Tally();
const browser = await launch();
if (browser) {
  const server = await startServer();
  try {
    if (!process.argv.includes('--look')) await guideShots(browser, server.url, tally, true);
    await help(browser, server.url, tally);
    if (process.argv.includes('--weigh')) await weigh(browser, server.url, tally);
  } finally { await browser.close(); await server.stop(); }
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
