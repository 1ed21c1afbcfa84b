import type { NewOccupation } from '@sommier/domain/occupations';
import type { CommuneContext } from '../../platform/http/index.ts';
import { insertOccupation, keepOverrides } from './occupations.store.ts';
import { findingsOf, holdToRules } from './rules.ts';

/**
 * Writes a right as a draft for another feature (an award), held to the rules of its type like one written by hand. Answers its id, and what the audit
 * line of the caller's write says of the rules met. Throws `rule_refused` or `forbidden` (guards).
 */
export async function draftRight(ctx: CommuneContext, o: NewOccupation): Promise<{ id: string; detail: Record<string, unknown>; personal: Record<string, string> }> {
  const enforced = holdToRules(ctx, await findingsOf(ctx.tx, o), [], o.overrides);
  const id = await insertOccupation(ctx.tx, o, ctx.commune.currency, ctx.person.id);
  await keepOverrides(ctx.tx, id, enforced.findings.flatMap((f) => (f.overridden === null ? [] : [{ guard: f.code, reason: f.overridden }])), ctx.person.name);
  return { id, detail: enforced.detail, personal: enforced.personal };
}
