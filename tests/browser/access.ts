import type { Page } from 'playwright-core';

interface Found { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string; any: { message: string }[] }[] }
interface Axe { run: (root: Document, options: object) => Promise<{ violations: Found[] }> }
/** Every level of WCAG up to 2.2 AA; 2.1 A stands in none of the later tags. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 AA on the page as it stands, one line a rule; the size of targets, which axe leaves out by default, is among the rules. */
export const wcagViolations = (page: Page): Promise<string[]> => page.evaluate(async (values) => {
  const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values } });
  return violations.map((v) => `${v.id} × ${String(v.nodes.length)}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} (${n.any[0]?.message ?? ''})`).join(' | ')}`);
}, TAGS);

/**
 * Maps and charts of the page that say nothing to who does not see them: without a name, or without their words. These are what `aria-details`
 * leads to (a table, a list, a form's choices, a link or tab to a table), else a table or a list in the same section.
 * A sign inside a control and a mark of the page are no drawings: they are hidden or named by what holds them.
 */
export const drawingsWithoutTable = (page: Page): Promise<string[]> => page.evaluate(() => {
  const WORDS = 'table, dl, ul, ol, fieldset, a[href]';
  const drawings = new Set([...document.querySelectorAll('svg[role=img], canvas, [role=application]')].map((drawn) => drawn.closest('[role=application]') ?? drawn));
  return [...drawings].flatMap((drawn) => {
    const what = `${drawn.tagName.toLowerCase()}.${drawn.getAttribute('class') ?? drawn.parentElement?.getAttribute('class') ?? ''}`;
    if (drawn.closest('[aria-hidden=true]') || drawn.matches('.scale, .qr')) return [];
    const name = drawn.getAttribute('aria-label') ?? '';
    const told = drawn.getAttribute('aria-details');
    const holder = told === null ? drawn.parentElement?.closest('section, article, aside, dialog, li, [role=tabpanel]') : document.getElementById(told);
    return [
      ...(name.trim() ? [] : [`no name: ${what}`]),
      ...(holder?.matches(WORDS) || holder?.querySelector(told === null ? 'table, dl, ul' : WORDS) ? [] : [`no table: ${what} (${name})`]),
    ];
  });
});
