import { Router } from 'express';
import { AppError, can } from '@sommier/domain/shared';
import { createValuation, listValuations, signValuation, value, withdrawValuation, type ValuationRow } from '@sommier/domain/valuations';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { assetSeen, valuation, valuationsOf } from './valuations.queries.ts';
import { insertValuation, lockValuation, sign, withdraw } from './valuations.store.ts';

const rule = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `valuations.${reason}`, ...detail });
async function read(ctx: CommuneContext, id: string): Promise<ValuationRow> {
  const found = await valuation(ctx.tx, id);
  if (found === undefined) throw new AppError('not_found', `No valuation ${id}`);
  return found;
}
async function held(ctx: CommuneContext, id: string): Promise<ValuationRow> {
  await lockValuation(ctx.tx, id);
  const row = await read(ctx, id);
  if (row.state === 'withdrawn') throw rule('closed');
  return row;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listValuations, async ({ params }, { tx }) => {
    if (!await assetSeen(tx, params.asset)) throw new AppError('not_found', `No property ${params.asset}`);
    return { rows: await valuationsOf(tx, params.asset) };
  });
  mount(r, deps, createValuation, async ({ params, body }, ctx) => {
    if (!await assetSeen(ctx.tx, params.asset)) throw new AppError('not_found', `No property ${params.asset}`);
    if (body.inputs.currency !== ctx.commune.currency) throw rule('currency', { currency: ctx.commune.currency, field: 'inputs.currency' });
    const found = value(body.inputs);
    if (found.kind === 'refused') throw rule(found.code, { field: `inputs.${found.field}` });
    const id = await insertValuation(ctx.tx, params.asset, body, found, ctx.person.id);
    ctx.record(`valuation:${id}`, { asset: params.asset, method: body.inputs.method, value: found.value, currency: ctx.commune.currency });
    return read(ctx, id);
  });
  mount(r, deps, signValuation, async ({ params }, ctx) => {
    const row = await held(ctx, params.id);
    if (row.state === 'signed') throw rule('signed');
    if (row.author.id === ctx.person.id) throw rule('own');
    await sign(ctx.tx, params.id, ctx.person.id);
    ctx.record(`valuation:${params.id}`, { value: row.value });
    return read(ctx, params.id);
  });
  mount(r, deps, withdrawValuation, async ({ params, body }, ctx) => {
    const row = await held(ctx, params.id);
    if (!can(ctx.role, 'register.validate') && (row.state === 'signed' || row.author.id !== ctx.person.id)) throw rule('not_yours');
    await withdraw(ctx.tx, params.id, ctx.person.id, body.reason);
    ctx.record(`valuation:${params.id}`, { state: row.state, reason: body.reason });
    return read(ctx, params.id);
  });
  return r;
}
