import { AppError } from '@sommier/domain/shared';
import { compute, type Example, type RulePack, type TaxRule } from '@sommier/domain/tax';
import { packOf } from '@sommier/domain/rules';
import type { Tx } from '../../platform/db/index.ts';
import { readExamples, readRules } from './rules.queries.ts';
import { insertDraft, insertExample, type Author } from './rules.store.ts';

/** The taxes an example speaks of: the one it names, else those its facts are assessed for. */
const taxesOf = (example: Example, rules: readonly TaxRule[]): string[] =>
  [...new Set(example.tax === undefined ? compute(example.facts, rules, example.day).flatMap((o) => (o.tax === null ? [] : [o.tax])) : [example.tax])];

/** Takes rules of a pack as drafts, and the examples of their taxes; a draft or version with the same key and days is not taken twice. */
export async function takePack(tx: Tx, pack: RulePack, author: Author, keys?: readonly string[]): Promise<{ drafts: string[]; examples: number }> {
  const wanted = pack.rules.filter((r) => keys === undefined || keys.includes(r.key));
  const taxes = new Set(wanted.map((r) => r.tax));
  const there = new Set((await readRules(tx)).map((v) => `${v.key} ${v.rule.from ?? ''}`));
  const drafts: string[] = [];
  for (const rule of wanted) if (!there.has(`${rule.key} ${rule.from ?? ''}`)) drafts.push(await insertDraft(tx, rule, author, pack.pack));
  let examples = 0;
  for (const example of pack.examples) for (const tax of taxesOf(example, pack.rules)) {
    if (taxes.has(tax) && await insertExample(tx, tax, { ...example, tax }, author.id, pack.pack) !== null) examples += 1;
  }
  return { drafts, examples };
}

/** The rules of a tax, published or drafted, with their examples, as a file for another commune. */
export async function givePack(tx: Tx, tax: string): Promise<RulePack> {
  const versions = await readRules(tx, { tax });
  const first = versions[0];
  if (first === undefined) throw new AppError('rule_refused', 'nothing to export', { reason: 'rules.nothing' });
  // A draft of what is published already would come as its double.
  const published = new Set(versions.filter((v) => v.state === 'published').map((v) => `${v.key} ${v.rule.from ?? ''}`));
  const rules = versions.filter((v) => v.state === 'published' || !published.has(`${v.key} ${v.rule.from ?? ''}`));
  return packOf({ pack: tax.toLowerCase().replace(/[^a-z0-9]+/g, '-'), title: { fr: first.rule.label?.fr ?? tax, ...(first.rule.label?.ar === undefined ? {} : { ar: first.rule.label.ar }), ...(first.rule.label?.en === undefined ? {} : { en: first.rule.label.en }) }, country: null },
    rules.map((v) => v.rule), (await readExamples(tx, tax)).map((e) => e.example));
}
