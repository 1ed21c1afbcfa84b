import { Router } from 'express';
import { type Composition, deleteBookmark, deleteComposition, getComposition, listBookmarks, listCompositions, readingOf, saveBookmark, saveComposition, shareComposition } from '@sommier/domain/compositions';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { readCatalogue } from '../layers/index.ts';
import { type Kept, readBookmarks, readComposition, readCompositions, todayHere } from './compositions.queries.ts';
import { holdComposition, removeBookmark, removeComposition, writeBookmark, writeComposition, writeShare } from './compositions.store.ts';

/** With the number of its layers that her role does not read (or that are gone). */
async function withUnread(ctx: Pick<CommuneContext, 'tx' | 'role'>, list: readonly Kept[]): Promise<Composition[]> {
  const known = new Set((await readCatalogue(ctx.tx, ctx.role)).map((l) => l.name));
  const named = (c: Kept): string[] => (c.state.layers ?? '').split(',').filter(Boolean).filter((l) => !l.startsWith('-')).map((l) => l.split(':')[0] ?? '');
  return list.map((c) => ({ ...c, unread: named(c).filter((name) => !known.has(name)).length }));
}
async function answer(ctx: CommuneContext, id: string): Promise<Composition> {
  const kept = await readComposition(ctx.tx, ctx.person.id, id);
  if (kept === undefined) throw new AppError('not_found', 'No such composition');
  const reading = readingOf(kept, ctx.role, await todayHere(ctx.tx));
  if (reading !== 'open') throw new AppError('forbidden', 'Not shared', { reason: reading === 'expired' ? 'compositions.expired' : 'compositions.ask', who: kept.owner, ...(kept.until === null ? {} : { until: kept.until }) });
  ctx.res.setHeader('ETag', versionTag(kept.version));
  const [composition] = await withUnread(ctx, [kept]);
  if (composition === undefined) throw new Error('one in, one out');
  return composition;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listCompositions, async (_input, ctx) => ({ compositions: await withUnread(ctx, await readCompositions(ctx.tx, ctx.person.id, ctx.role, await todayHere(ctx.tx))) }));
  mount(r, deps, getComposition, ({ params }, ctx) => answer(ctx, params.id));
  mount(r, deps, saveComposition, async ({ body }, ctx) => {
    const id = await writeComposition(ctx.tx, ctx.person.id, body);
    ctx.record(`composition:${id}`, { state: body.state });
    return answer(ctx, id);
  });
  mount(r, deps, shareComposition, async ({ params, body }, ctx) => {
    const version = await holdComposition(ctx.tx, ctx.person.id, params.id);
    if (version === undefined) throw new AppError('not_found', 'No such composition of yours');
    requireVersion(ctx, version, await readComposition(ctx.tx, ctx.person.id, params.id));
    await writeShare(ctx.tx, params.id, body);
    ctx.record(`composition:${params.id}`, body);
    return answer(ctx, params.id);
  });
  mount(r, deps, deleteComposition, async ({ params }, ctx) => {
    if (!await removeComposition(ctx.tx, ctx.person.id, params.id)) throw new AppError('not_found', 'No such composition of yours');
    ctx.record(`composition:${params.id}`);
    return undefined;
  });
  mount(r, deps, listBookmarks, async (_input, { tx, person }) => ({ bookmarks: await readBookmarks(tx, person.id) }));
  mount(r, deps, saveBookmark, async ({ body }, ctx) => {
    if (body.shared && !can(ctx.role, 'layers.write')) throw new AppError('forbidden', 'sharing', { reason: 'compositions.sharing' });
    const id = await writeBookmark(ctx.tx, ctx.person.id, body);
    ctx.record(`bookmark:${id}`, { lon: body.lon, lat: body.lat, shared: body.shared });
    const [bookmark] = await readBookmarks(ctx.tx, ctx.person.id, id);
    if (bookmark === undefined) throw new Error('the place cannot be read back');
    return bookmark;
  });
  mount(r, deps, deleteBookmark, async ({ params }, ctx) => {
    if (!await removeBookmark(ctx.tx, ctx.person.id, params.id)) throw new AppError('not_found', 'No such place of yours');
    ctx.record(`bookmark:${params.id}`);
    return undefined;
  });
  return r;
}
