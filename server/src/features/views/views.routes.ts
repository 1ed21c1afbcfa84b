import { Router } from 'express';
import { AppError, can } from '@sommier/domain/shared';
import { deleteView, listViews, saveView } from '@sommier/domain/views';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { readViews } from './views.queries.ts';
import { removeView, writeView } from './views.store.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listViews, async ({ query }, { tx, person }) => ({ views: await readViews(tx, person.id, query.screen) }));
  mount(r, deps, saveView, async ({ body }, ctx) => {
    if (body.shared && !can(ctx.role, 'register.write')) throw new AppError('forbidden', 'sharing', { reason: 'views.sharing' });
    const id = await writeView(ctx.tx, ctx.person.id, body);
    // What was typed or drawn may be personal: the trail says that it was there, not what it was.
    ctx.record(`view:${id}`, { screen: body.screen, shared: body.shared, search: body.search, words: body.words !== null, shape: body.shape !== null });
    const [view] = await readViews(ctx.tx, ctx.person.id, null, id);
    if (view === undefined) throw new Error('the view cannot be read back');
    return view;
  });
  mount(r, deps, deleteView, async ({ params }, ctx) => {
    if (!await removeView(ctx.tx, ctx.person.id, params.id)) throw new AppError('not_found', 'No such view of yours');
    ctx.record(`view:${params.id}`);
    return undefined;
  });
  return r;
}
