import type { TaxRule } from './rule.ts';

/** Keys of which two versions hold on one day. Refused when rules are published, so that it never comes up in a run. */
export function overlapping(rules: readonly TaxRule[]): string[] {
  const byKey = new Map<string, TaxRule[]>();
  for (const rule of rules) byKey.set(rule.key, [...(byKey.get(rule.key) ?? []), rule]);
  return [...byKey].filter(([, own]) => {
    const inOrder = [...own].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
    return inOrder.some((rule, i) => { const next = inOrder[i + 1]; return next !== undefined && (rule.to === null || next.from === null || next.from < rule.to); });
  }).map(([key]) => key).sort();
}
