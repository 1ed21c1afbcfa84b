import { Router } from 'express';
import * as contract from '@sommier/domain/taxpayers';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { today } from '../ledger/index.ts';
import { findTaxpayers, readTaxpayer } from './taxpayers.queries.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.findTaxpayers, async ({ body }, ctx) => ({ ...await findTaxpayers(ctx.tx, body, await today(ctx.tx), can(ctx.role, 'personal.read')), page: body.page, size: body.size }));
  mount(r, deps, contract.getTaxpayer, async ({ params }, ctx) => {
    const sheet = await readTaxpayer(ctx.tx, params.id, await today(ctx.tx), can(ctx.role, 'personal.read'));
    if (sheet === undefined) throw new AppError('not_found', `No taxpayer ${params.id}`);
    return sheet;
  });
  return r;
}
