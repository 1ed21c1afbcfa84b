import { Router } from 'express';
import * as contract from '@sommier/domain/condition';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { todayOf } from '../assets/index.ts';
import { adoptPlan, changePlan, insertPlan, lockPlan, planHeads, readPlan } from './plans.store.ts';

async function answer(ctx: CommuneContext, id: string): Promise<contract.WorksPlan> {
  const plan = await readPlan(ctx.tx, id, await todayOf(ctx.tx), ctx.commune.currency);
  ctx.res.setHeader('ETag', versionTag(plan.version));
  return plan;
}

/** Works plans over several years against a budget. */
export function planRoutes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listPlans, async (_, { tx }) => ({ rows: await planHeads(tx) }));
  mount(r, deps, contract.getPlan, ({ params }, ctx) => answer(ctx, params.id));
  mount(r, deps, contract.createPlan, async ({ body }, ctx) => {
    const id = await insertPlan(ctx.tx, body, ctx.person.id);
    ctx.record(`works_plan:${id}`, body);
    return answer(ctx, id);
  });
  mount(r, deps, contract.changePlan, async ({ params, body }, ctx) => {
    const head = await lockPlan(ctx.tx, params.id);
    requireVersion(ctx, head.version, await answer(ctx, params.id));
    await changePlan(ctx.tx, params.id, body);
    ctx.record(`works_plan:${params.id}`, body);
    return answer(ctx, params.id);
  });
  mount(r, deps, contract.adoptPlan, async ({ params }, ctx) => {
    const head = await lockPlan(ctx.tx, params.id);
    if (head.author.id === ctx.person.id) throw new AppError('rule_refused', 'own', { reason: 'condition.own' });
    const plan = await answer(ctx, params.id);
    await adoptPlan(ctx.tx, plan, ctx.person.id);
    ctx.record(`works_plan:${params.id}`, { years: plan.years.map((y) => ({ year: y.year, spent: y.spent, works: y.works.length })), putOff: plan.putOff.length });
    return answer(ctx, params.id);
  });
  return r;
}
