import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { expectThat, until } from './check.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = fileURLToPath(new URL('../../docs/.shots/', import.meta.url));
type Violation = { id: string; help: string; nodes: { target: unknown[] }[] };
interface Axe { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> }

/** Brings axe into every page before its own scripts, past the page's policy and without weakening it. */
export const bringAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: AXE });

/** Every rule of WCAG 2.0 to 2.2, A and AA, and axe's best practices. */
export const noViolations = async (page: Page): Promise<void> => {
  const violations = await page.evaluate(async () => {
    const { violations: found } = await (window as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'] });
    return found.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(' ')).slice(0, 4).join(' | ')})`);
  });
  expectThat(violations.length === 0, violations.join('\n'));
};
export const shoot = async (page: Page, name: string): Promise<void> => {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name}.png` });
};
/** Something is drawn: an empty canvas compresses to a few kilobytes. */
export const mapIsDrawn = async (page: Page): Promise<void> => {
  await until('a drawn map', async () => (await page.locator('canvas.maplibregl-canvas').first().screenshot()).length > 12_000);
};
/** The page mirrors with its language, and nothing runs out of it. */
export const standsRight = async (page: Page, direction: 'ltr' | 'rtl'): Promise<void> => {
  const seen = await page.evaluate(() => ({ dir: document.documentElement.dir, over: document.documentElement.scrollWidth - document.documentElement.clientWidth }));
  expectThat(seen.dir === direction, `dir is ${seen.dir}, not ${direction}`);
  expectThat(seen.over <= 0, `the page is ${seen.over} pixels wider than its window`);
};
