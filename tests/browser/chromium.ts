import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

/** Ours, not the package's own list: that one runs in a single process and switches web security off. WebGL is SwiftShader's. */
const FLAGS = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--disable-dev-shm-usage'];
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium: the one npm brought, else the system's. Undefined, with the reason said, where neither starts. */
export const launch = async (): Promise<Browser | undefined> => {
  const reasons: string[] = [];
  const candidates = [
    async () => (await import('@sparticuz/chromium')).default.executablePath(),
    ...SYSTEM.filter((path) => existsSync(path)).map((path) => () => Promise.resolve(path)),
  ];
  for (const candidate of candidates) {
    try {
      return await chromium.launch({ executablePath: await candidate(), args: FLAGS, headless: true });
    } catch (error) {
      reasons.push((error as Error).message.split('\n').slice(0, 3).join(' '));
    }
  }
  console.log(`No browser starts here, so the browser tests are skipped (on Debian: apt-get install libnss3 libnspr4 libexpat1).\n${reasons.join('\n')}`);
  return undefined;
};

/** A Chromium that keeps what its pages store in a folder: closed and opened again it is the same device. */
export const launchKept = async (folder: string, options: BrowserContextOptions): Promise<BrowserContext> => {
  const system = SYSTEM.find((path) => existsSync(path));
  const executablePath = system ?? await (await import('@sparticuz/chromium')).default.executablePath();
  return chromium.launchPersistentContext(folder, { executablePath, args: FLAGS, headless: true, ...options });
};
