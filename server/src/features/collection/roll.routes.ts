import type { Response, Router } from 'express';
import * as contract from '@sommier/domain/collection';
import { delayModels } from '@sommier/domain/collection';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, type CommuneContext } from '../../platform/http/index.ts';
import { today } from '../ledger/index.ts';
import { ROLL_MEDIA, writeRoll } from './roll-file.ts';
import { readRoll } from './roll.queries.ts';
import { adoptModels, country, insertDelay, readDelay, readDelays, updateDelay } from './rules.store.ts';

const by = (ctx: CommuneContext) => ({ id: ctx.person.id, name: ctx.person.name });
async function delay(ctx: CommuneContext, id: string): Promise<contract.DelayRule> {
  const found = await readDelay(ctx.tx, id);
  if (found === undefined) throw new AppError('not_found', `No delay ${id}`);
  return found;
}

/** The roll with its files, and the dated delays of the procedure. */
export function rollRoutes(r: Router, deps: Deps): void {
  mount(r, deps, contract.readRoll, async ({ query }, ctx) => readRoll(ctx.tx, query, ctx.commune.currency, can(ctx.role, 'personal.read')));
  mount(r, deps, contract.exportRoll, async ({ query }, ctx) => {
    const { file } = await writeRoll(ctx.tx, query, query.format, ctx.language, ctx.commune.currency, can(ctx.role, 'personal.read'));
    return (res: Response): void => {
      res.setHeader('Content-Type', ROLL_MEDIA[query.format]);
      res.setHeader('Content-Disposition', `attachment; filename="roll-${query.from}-${query.to}.${query.format}"`);
      res.setHeader('Cache-Control', 'private, no-store');
      res.end(file);
    };
  });
  mount(r, deps, contract.listDelays, async (_input, { tx }) => { const where = await country(tx); return { country: where, rules: await readDelays(tx), models: delayModels(where ?? '') }; });
  mount(r, deps, contract.adoptDelays, async (_input, ctx) => {
    const adopted = await adoptModels(ctx.tx, by(ctx), await today(ctx.tx));
    ctx.record(`commune:${String(ctx.commune.id)}`, { adopted });
    return { adopted };
  });
  mount(r, deps, contract.createDelay, async ({ body }, ctx) => {
    const id = await insertDelay(ctx.tx, body, by(ctx), await today(ctx.tx));
    ctx.record(`collection_rule:${id}`, { ...body });
    return delay(ctx, id);
  });
  mount(r, deps, contract.changeDelay, async ({ params, body }, ctx) => {
    const before = await delay(ctx, params.id);
    requireVersion(ctx, before.version, before);
    await updateDelay(ctx.tx, params.id, body, by(ctx), await today(ctx.tx));
    ctx.record(`collection_rule:${params.id}`, { before, after: body });
    return delay(ctx, params.id);
  });
}
