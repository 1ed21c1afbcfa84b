import { Router } from 'express';
import { AppError, can } from '@sommier/domain/shared';
import { addOpposition, addStep, changeTitle, dropStep, findTitles, getTitle, listTitles, openTitle, settleOpposition, titleBoard, type NewStep, type TitleSheet } from '@sommier/domain/titles';
import { today } from '../acts/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { conflictRoutes } from './conflicts.routes.ts';
import { lockTitle, readBoard, readTitle, readTitles } from './titles.queries.ts';
import { deleteStep, insertOpposition, insertStep, insertTitle, refreshTitle, updateOpposition, updateTitle } from './titles.store.ts';

async function sheet({ tx, role, res }: CommuneContext, id: string): Promise<TitleSheet> {
  const title = await readTitle(tx, id, can(role, 'personal.read'));
  if (title === undefined) throw new AppError('not_found', `No title file ${id}`);
  res.setHeader('ETag', versionTag(title.version));
  return title;
}
const locked = async (tx: Tx, id: string): Promise<{ version: number; assetId: string; closed: boolean }> => {
  const title = await lockTitle(tx, id);
  if (title === undefined) throw new AppError('not_found', `No title file ${id}`);
  return title;
};
async function refuseFuture(tx: Tx, steps: readonly NewStep[]): Promise<void> {
  const day = await today(tx);
  if (steps.some((s) => !s.planned && s.on > day)) throw new AppError('invalid', 'future', { reason: 'titles.future', issues: [{ path: 'body.on', message: day }] });
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listTitles, async ({ query }, { tx, role }) => ({ ...await readTitles(tx, query, can(role, 'personal.read')), page: query.page, size: query.size }));
  mount(r, deps, findTitles, async ({ query, body }, { tx, role }) => ({ ...await readTitles(tx, { ...body, ...query }, can(role, 'personal.read')), page: query.page, size: query.size }));
  mount(r, deps, titleBoard, async (_input, { tx }) => readBoard(tx));
  mount(r, deps, getTitle, async ({ params }, ctx) => {
    const title = await sheet(ctx, params.id);
    notModified(ctx, versionTag(title.version));
    return title;
  });
  mount(r, deps, openTitle, async ({ body }, ctx) => {
    const { rows } = await ctx.tx.raw('select code from asset where commune_id = current_commune() and id = ? for update', [body.assetId]) as { rows: { code: string }[] };
    if (rows[0] === undefined) throw new AppError('not_found', 'no property', { reason: 'titles.no_such_asset' });
    await refuseFuture(ctx.tx, body.steps);
    const title = await sheet(ctx, await insertTitle(ctx.tx, body, ctx.person.id));
    ctx.record(`title:${title.id}`, { asset: body.assetId, code: title.code, stage: title.stage, steps: body.steps.map((s) => s.kind) });
    return title;
  });
  mount(r, deps, changeTitle, async ({ params, body }, ctx) => {
    const row = await locked(ctx.tx, params.id);
    requireVersion(ctx, row.version, await sheet(ctx, params.id));
    await updateTitle(ctx.tx, params.id, body);
    ctx.record(`title:${params.id}`, { asset: row.assetId, fields: Object.keys(body).sort() });
    return sheet(ctx, params.id);
  });
  mount(r, deps, addStep, async ({ params, body }, ctx) => {
    const row = await locked(ctx.tx, params.id);
    if (row.closed) throw new AppError('conflict', 'closed', { reason: 'titles.closed' });
    await refuseFuture(ctx.tx, [body]);
    await insertStep(ctx.tx, params.id, body, ctx.person.id);
    await refreshTitle(ctx.tx, params.id);
    const title = await sheet(ctx, params.id);
    ctx.record(`title:${params.id}`, { asset: row.assetId, step: body.kind, on: body.on, planned: body.planned, number: body.number, stage: title.stage });
    return title;
  });
  mount(r, deps, dropStep, async ({ params }, ctx) => {
    const row = await locked(ctx.tx, params.id);
    const gone = await deleteStep(ctx.tx, params.id, params.step);
    if (gone === undefined) throw new AppError('not_found', 'no step');
    await refreshTitle(ctx.tx, params.id);
    const title = await sheet(ctx, params.id);
    ctx.record(`title:${params.id}`, { asset: row.assetId, step: gone.kind, on: gone.on, number: gone.number, stage: title.stage });
    return title;
  });
  mount(r, deps, addOpposition, async ({ params, body }, ctx) => {
    const row = await locked(ctx.tx, params.id);
    if (row.closed) throw new AppError('conflict', 'closed', { reason: 'titles.closed' });
    if (body.partyId !== null) {
      const { rows } = await ctx.tx.raw('select 1 from party where commune_id = current_commune() and id = ?', [body.partyId]) as { rows: unknown[] };
      if (rows.length === 0) throw new AppError('not_found', 'no party', { reason: 'acts.no_such_party' });
    }
    const opposition = await insertOpposition(ctx.tx, params.id, body, ctx.person.id);
    await refreshTitle(ctx.tx, params.id);
    ctx.record(`title:${params.id}`, { asset: row.assetId, opposition, filed_on: body.filedOn, party: body.partyId }, body.opponent === null ? {} : { opponent: body.opponent });
    return sheet(ctx, params.id);
  });
  mount(r, deps, settleOpposition, async ({ params, body }, ctx) => {
    const row = await locked(ctx.tx, params.id);
    if (!await updateOpposition(ctx.tx, params.id, params.opposition, body)) throw new AppError('not_found', 'no opposition');
    await refreshTitle(ctx.tx, params.id);
    ctx.record(`title:${params.id}`, { asset: row.assetId, opposition: params.opposition, outcome: body.outcome, decided_on: body.decidedOn });
    return sheet(ctx, params.id);
  });
  r.use(conflictRoutes(deps));
  return r;
}
