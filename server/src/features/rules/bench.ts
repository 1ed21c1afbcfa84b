import { message } from '@sommier/domain/messages';
import { effective, type RuleVersion, type TriedExample } from '@sommier/domain/rules';
import type { Language } from '@sommier/domain/shared';
import { compute, overlapping, tryExamples, type Example, type TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { readExamples, readRules } from './rules.queries.ts';

/** The rules of a tax as they would hold with `added` published and `without` gone. */
export async function wouldHold(tx: Tx, tax: string, added: readonly TaxRule[], without: readonly string[] = []): Promise<TaxRule[]> {
  const out = new Set(without);
  const published = (await readRules(tx, { tax, state: 'published' })).filter((v) => !out.has(v.id)).map(effective);
  return [...published, ...added.filter((r) => r.tax === tax)];
}

/** Each example of the tax on these rules, with the lines that make it; a refusal says its reason. */
export function tryAll(rules: readonly TaxRule[], examples: readonly Example[], language: Language): TriedExample[] {
  const tried = tryExamples(rules, examples);
  return tried.map((t, i) => {
    const example = examples[i];
    const lines = example === undefined ? [] : compute(example.facts, rules, example.day).flatMap((o) => (o.kind === 'assessed' ? o.lines : []));
    return { ...t, lines, refusals: t.refusals.map((r) => ({ ...r, message: message(language, `tax.${r.code}`, { field: r.field ?? '', rules: '' }) ?? r.code })) };
  });
}
export async function tryTax(tx: Tx, tax: string, added: readonly TaxRule[], without: readonly string[], language: Language): Promise<{ tried: TriedExample[]; overlaps: string[] }> {
  const rules = await wouldHold(tx, tax, added, without);
  return { tried: tryAll(rules, (await readExamples(tx, tax)).map((e) => e.example), language), overlaps: overlapping(rules) };
}
export const ruleOf = (v: RuleVersion): TaxRule => (v.state === 'published' ? effective(v) : v.rule);
