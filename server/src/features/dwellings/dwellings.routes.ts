import { Router } from 'express';
import { decideNights, decidePairs, findPairs, getDwelling, listDwellings, listPairs } from '@sommier/domain/dwellings';
import { can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { SEEK_KIND } from './dwellings.jobs.ts';
import { readDwelling, readDwellings, readPairs, readPairsOf } from './dwellings.queries.ts';
import { followDecisions, writeNights } from './dwellings.store.ts';
import { lockPairs, writeDecision } from './pairs.store.ts';

const personal = ({ role }: CommuneContext): boolean => can(role, 'personal.read');

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, findPairs, async (_input, ctx) => {
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: SEEK_KIND, payload: {}, person: ctx.person.id, lane: SEEK_KIND });
    ctx.record(`job:${job}`);
    return { job };
  });
  mount(r, deps, listPairs, async ({ query }, ctx) => readPairs(ctx.tx, query, personal(ctx)));
  mount(r, deps, decidePairs, async ({ body }, ctx) => {
    const held = await lockPairs(ctx.tx, body.ids);
    await writeDecision(ctx.tx, body, ctx.person.id);
    const groups = await followDecisions(ctx.tx, [...new Set(held.flatMap((p) => [p.low, p.high]))]);
    ctx.record(`pairs:${String(held.length)}`, { verdict: body.verdict, pairs: held.map((p) => ({ id: p.id, was: p.verdict ?? p.state })), ...groups });
    return { decided: held.length, rows: await readPairsOf(ctx.tx, body.ids, personal(ctx)) };
  });
  mount(r, deps, listDwellings, async ({ query }, ctx) => ({ ...await readDwellings(ctx.tx, query, personal(ctx)), page: query.page, size: query.size }));
  mount(r, deps, getDwelling, async ({ params }, ctx) => readDwelling(ctx.tx, params.id, personal(ctx)));
  mount(r, deps, decideNights, async ({ params, body }, ctx) => {
    await writeNights(ctx.tx, params.id, body, ctx.person.id);
    ctx.record(`dwelling:${params.id}`, { rule: body.rule, ...(body.rule === 'one' ? { listing: body.listing } : {}) });
    return readDwelling(ctx.tx, params.id, personal(ctx));
  });
  return r;
}
