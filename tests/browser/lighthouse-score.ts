import type { Page } from 'playwright-core';

/** The rules that count in Lighthouse 13's category of accessibility, by weight: core/config/default-config.js (Apache-2.0). Its informative and manual audits weigh nothing. */
const WEIGHTS: Readonly<Record<number, readonly string[]>> = {
  10: ['aria-allowed-attr', 'aria-hidden-body', 'aria-required-attr', 'aria-required-children', 'aria-required-parent', 'aria-roles', 'aria-valid-attr-value', 'aria-valid-attr', 'button-name', 'duplicate-id-aria', 'image-alt', 'input-button-name', 'input-image-alt', 'label', 'meta-refresh', 'meta-viewport', 'select-name', 'video-caption'],
  7: ['accesskeys', 'aria-command-name', 'aria-conditional-attr', 'aria-dialog-name', 'aria-hidden-focus', 'aria-input-field-name', 'aria-meter-name', 'aria-progressbar-name', 'aria-prohibited-attr', 'aria-text', 'aria-toggle-field-name', 'aria-tooltip-name', 'aria-treeitem-name', 'bypass', 'color-contrast', 'definition-list', 'dlitem', 'document-title', 'frame-title', 'html-has-lang', 'html-lang-valid', 'link-in-text-block', 'link-name', 'list', 'listitem', 'object-alt', 'tabindex', 'target-size', 'td-headers-attr', 'th-has-data-cells', 'valid-lang'],
  3: ['form-field-multiple-labels', 'heading-order', 'html-xml-lang-mismatch', 'skip-link', 'landmark-one-main'],
  1: ['aria-deprecated-role'],
};
interface Found { id: string; nodes: { target: unknown[] }[] }
interface Axe { run: (root: Document, options: object) => Promise<Record<'violations' | 'passes' | 'incomplete', Found[]>> }

/** The share in a hundred of Lighthouse's weighted rules that hold on the page, not rounded as it rounds, and what fails. A rule that finds nothing to judge does not count. */
export const lighthouseScore = async (page: Page): Promise<{ score: number; failed: string[] }> => {
  const weightOf = new Map(Object.entries(WEIGHTS).flatMap(([weight, rules]) => rules.map((r) => [r, Number(weight)] as const)));
  const { failed, held } = await page.evaluate(async (values) => {
    const { violations, passes, incomplete } = await (window as unknown as { axe: Axe }).axe.run(document, { runOnly: { type: 'rule', values } });
    return { failed: violations.map((v) => ({ id: v.id, at: v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ') })), held: [...passes, ...incomplete].map((p) => p.id) };
  }, [...weightOf.keys()]);
  const weigh = (ids: Iterable<string>): number => [...ids].reduce((n, id) => n + (weightOf.get(id) ?? 0), 0);
  const lost = weigh(failed.map((f) => f.id)), all = weigh(new Set([...held, ...failed.map((f) => f.id)]));
  return { score: all === 0 ? 0 : ((all - lost) / all) * 100, failed: failed.map((f) => `${f.id}: ${f.at}`) };
};
