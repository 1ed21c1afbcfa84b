import { Router } from 'express';
import { listPaymentLines, matchPaymentLine, setAsidePaymentLine, type PaymentLine } from '@sommier/domain/payments';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { today } from '../ledger/index.ts';
import { lockWaiting, payLine, setAside } from './lines.store.ts';
import { readLine, readLines } from './payments.queries.ts';

const line = async (ctx: CommuneContext, id: string): Promise<PaymentLine> => {
  const found = await readLine(ctx.tx, id, await today(ctx.tx), can(ctx.role, 'personal.read'));
  if (found === undefined) throw new AppError('not_found', `No line ${id}`);
  return found;
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listPaymentLines, async ({ query }, ctx) => readLines(ctx.tx, query, await today(ctx.tx), can(ctx.role, 'personal.read')));
  mount(r, deps, matchPaymentLine, async ({ params, body }, ctx) => {
    await payLine(ctx.tx, await lockWaiting(ctx.tx, params.id), body.accountId, 'person', ctx.person.id);
    ctx.record(`payment_line:${params.id}`, { account: body.accountId });
    return line(ctx, params.id);
  });
  mount(r, deps, setAsidePaymentLine, async ({ params, body }, ctx) => {
    await setAside(ctx.tx, await lockWaiting(ctx.tx, params.id), body.reason, ctx.person.id);
    ctx.record(`payment_line:${params.id}`, { reason: body.reason });
    return line(ctx, params.id);
  });
  return r;
}
