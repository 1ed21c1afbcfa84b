import { AppError } from '@sommier/domain/shared';
import { lacks, type RuleVersion } from '@sommier/domain/rules';
import { overlapping } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { tryAll, wouldHold } from './bench.ts';
import { readExamples, readRules } from './rules.queries.ts';
import { closeVersion, lockRules, markPublished, type Author } from './rules.store.ts';

const refuse = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason, ...detail });

/**
 * Publishes drafts together: each verified and dated, none a bill, no two versions of a key on one day, and every example of their taxes as
 * expected. `closePrevious` ends the version before each draft on the draft's first day.
 */
export async function publish(tx: Tx, ids: readonly string[], { currency, closePrevious }: { currency: string; closePrevious: boolean }, by: Author): Promise<RuleVersion[]> {
  // One publication of a commune at a time: what holds is judged as a whole.
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('tax rules'))`);
  await lockRules(tx, ids);
  const drafts = await readRules(tx, { ids });
  if (drafts.length !== new Set(ids).size) throw new AppError('not_found', 'a rule is not there');
  for (const d of drafts) {
    const [lack] = lacks(d);
    if (lack !== undefined) throw refuse(lack, { key: d.key });
    if (d.rule.currency !== currency) throw refuse('rules.currency', { key: d.key, found: d.rule.currency, currency });
  }
  if (closePrevious) for (const d of drafts) {
    const before = (await readRules(tx, { tax: d.tax, state: 'published' })).find((v) => v.key === d.key && v.rule.from !== null && d.rule.from !== null && v.rule.from < d.rule.from && v.closesOn === null && (v.rule.to === null || v.rule.to > d.rule.from));
    if (before !== undefined && d.rule.from !== null) await closeVersion(tx, before.id, d.rule.from);
  }
  for (const tax of new Set(drafts.map((d) => d.tax))) {
    const rules = await wouldHold(tx, tax, drafts.map((d) => d.rule));
    const [twice] = overlapping(rules);
    if (twice !== undefined) throw refuse('rules.overlap', { key: twice });
    const examples = (await readExamples(tx, tax)).map((e) => e.example);
    if (examples.length === 0) throw refuse('rules.no_example', { tax });
    const failed = tryAll(rules, examples, 'en').find((t) => !t.passed);
    if (failed !== undefined) throw refuse('rules.example_fails', { id: failed.id, expected: failed.expected, found: failed.found ?? failed.refusals[0]?.code ?? '–' });
  }
  for (const d of drafts) await markPublished(tx, d.id, { ...d.rule, legal: { ...d.rule.legal, verifiedBy: d.verifiedBy?.name ?? by.name, ...(d.verifiedOn === null ? {} : { verifiedOn: d.verifiedOn }) } }, by);
  return readRules(tx, { ids });
}
