import { Router } from 'express';
import { findTwins, getTwin, keepTwins, listMerges, listTwins, mergeTwins, undoMerge, type Merge } from '@sommier/domain/duplicates';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { FIND_KIND } from './duplicates.jobs.ts';
import { readMerges, readTwin, readTwinRow, readTwins } from './duplicates.queries.ts';
import { merge, unmerge } from './merges.store.ts';
import { decideTwin, lockTwin } from './twins.store.ts';

const oneMerge = async (tx: Tx, id: string): Promise<Merge> => {
  const [found] = await readMerges(tx, 'm.id = :id', id);
  if (found === undefined) throw new AppError('not_found', `no merge ${id}`);
  return found;
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, findTwins, async (_input, ctx) => {
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: FIND_KIND, payload: {}, person: ctx.person.id, lane: 'twins' });
    ctx.record(`job:${job}`);
    return { job };
  });
  mount(r, deps, listTwins, async ({ query }, { tx }) => readTwins(tx, query));
  mount(r, deps, getTwin, async ({ params }, { tx }) => readTwin(tx, params.id));
  mount(r, deps, keepTwins, async ({ params, body }, ctx) => {
    const { low, high } = await lockTwin(ctx.tx, params.id);
    await decideTwin(ctx.tx, params.id, 'distinct', ctx.person.id, body.note ?? null);
    ctx.record(`twin:${params.id}`, { low, high });
    return readTwinRow(ctx.tx, params.id);
  });
  mount(r, deps, mergeTwins, async ({ params, body }, ctx) => {
    const id = await merge(ctx.tx, params.id, body, ctx.person.id, (a, b) => { throw new AppError('stale', 'one of the pair moved', { versions: [a.version, b.version] }); });
    const made = await oneMerge(ctx.tx, id);
    ctx.record(`asset:${made.kept.id}`, { merge: id, gone: made.gone.id, fields: made.fields, moved: made.moved });
    return made;
  });
  mount(r, deps, undoMerge, async ({ params }, ctx) => {
    const { kept, gone } = await unmerge(ctx.tx, params.id, ctx.person.id);
    ctx.record(`asset:${kept}`, { merge: params.id, gone });
    return oneMerge(ctx.tx, params.id);
  });
  mount(r, deps, listMerges, async ({ params }, { tx }) => ({ rows: await readMerges(tx, 'm.kept_id = :id and m.undone_at is null', params.id) }));
  return r;
}
