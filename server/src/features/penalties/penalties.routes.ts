import { Router } from 'express';
import { countryOf } from '@sommier/domain/guards';
import * as contract from '@sommier/domain/penalties';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, type CommuneContext } from '../../platform/http/index.ts';
import { readAccounts, today } from '../ledger/index.ts';
import { chargePenalties } from './charge.store.ts';
import { reckon, type Reckoned } from './late.queries.ts';
import { CHARGE_KIND } from './penalties.jobs.ts';
import { deleteRule, insertRule, readRule, readRules, updateRule } from './rules.store.ts';

const must = async (ctx: CommuneContext, id: string): Promise<contract.PenaltyRule> => {
  const rule = await readRule(ctx.tx, id);
  if (rule === undefined) throw new AppError('not_found', `No rule ${id}`);
  return rule;
};
/** The day of a charge: today without one, never one to come. */
async function past(ctx: CommuneContext, day: string | undefined): Promise<string> {
  const now = await today(ctx.tx);
  if (day !== undefined && day > now) throw new AppError('rule_refused', 'a day to come', { reason: 'penalties.to_come', day });
  return day ?? now;
}
const shape = ({ due, rule, penalty, charged, change }: Reckoned): contract.PenaltyRow => ({
  dueId: due.id, kind: due.kind, from: due.from, to: due.to, dueOn: due.dueOn, amount: due.amount, open: due.open, ruleId: rule.id, rule: rule.name, since: penalty.since,
  lines: penalty.lines.map((l) => ({ ...l, base: String(l.base), amount: String(l.amount) })), ceiling: penalty.ceiling === null ? null : String(penalty.ceiling), total: String(penalty.total), charged: String(charged), change: String(change),
});
async function reckoned(ctx: CommuneContext, account: string, day: string): Promise<Reckoned[]> {
  if ((await readAccounts(ctx.tx, { id: account }, day, false)).length === 0) throw new AppError('not_found', `No account ${account}`);
  return reckon(ctx.tx, await readRules(ctx.tx), [account], day);
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listPenaltyRules, async (_input, { tx, commune, language }) => ({
    rules: await readRules(tx), models: contract.PENALTY_TEMPLATES.filter((m) => m.country === countryOf(commune)).map((m) => ({ rule: language === 'fr' ? m.rule : { ...m.rule, ...m.told[language] }, toConfirm: m.toConfirm[language] })),
  }));
  mount(r, deps, contract.createPenaltyRule, async ({ body }, ctx) => {
    const id = await insertRule(ctx.tx, body, ctx.person.id);
    ctx.record(`penalty_rule:${id}`, { ...body });
    return must(ctx, id);
  });
  mount(r, deps, contract.changePenaltyRule, async ({ params, body }, ctx) => {
    const old = await must(ctx, params.id);
    requireVersion(ctx, old.version, old);
    await updateRule(ctx.tx, old, body);
    ctx.record(`penalty_rule:${params.id}`, { before: old, after: body });
    return must(ctx, params.id);
  });
  mount(r, deps, contract.dropPenaltyRule, async ({ params }, ctx) => {
    const old = await must(ctx, params.id);
    await deleteRule(ctx.tx, old);
    ctx.record(`penalty_rule:${params.id}`, { name: old.name });
    return undefined;
  });
  mount(r, deps, contract.accountPenalties, async ({ params, query }, ctx) => {
    const day = await past(ctx, query.day);
    const rows = (await reckoned(ctx, params.id, day)).filter((x) => x.penalty.total !== 0n || x.change !== 0n);
    const sum = (pick: (x: Reckoned) => bigint): string => String(rows.reduce((n, x) => n + pick(x), 0n));
    return { day, total: sum((x) => x.penalty.total), change: sum((x) => x.change), rows: rows.map(shape) };
  });
  mount(r, deps, contract.chargeAccount, async ({ params, body }, ctx) => {
    const day = await past(ctx, body.day);
    await ctx.tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('penalty run'))`);
    const run = await chargePenalties(ctx.tx, await reckoned(ctx, params.id, day), day, ctx.person.id);
    ctx.record(`account:${params.id}`, { day, ...run });
    return run;
  });
  mount(r, deps, contract.chargeCommune, async ({ body }, ctx) => {
    const day = await past(ctx, body.day);
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: CHARGE_KIND, person: ctx.person.id, payload: { day, dry: body.dry, person: ctx.person.id }, lane: 'ledger' });
    ctx.record(`job:${job}`, { day, dry: body.dry });
    return { job };
  });
  return r;
}
