import type { Router } from 'express';
import { decideOccupationConflict, listOccupationConflicts } from '@sommier/domain/occupations';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { heldWhole } from './breaches.ts';
import { lockConflict, readConflicts } from './conflicts.queries.ts';
import { decide } from './conflicts.store.ts';
import { refreshOccupancy } from './occupancy.store.ts';

export function conflictRoutes(r: Router, deps: Deps): void {
  mount(r, deps, listOccupationConflicts, async ({ query }, { tx }) => ({ ...await readConflicts(tx, query), page: query.page, size: query.size }));
  mount(r, deps, decideOccupationConflict, async ({ params, body }, ctx) => {
    const before = await lockConflict(ctx.tx, params.id);
    if (before === undefined) throw new AppError('not_found', `No conflict ${params.id}`);
    const validated = await heldWhole(() => decide(ctx.tx, before, { ...body, person: ctx.person.id }));
    await refreshOccupancy(ctx.tx, [before.assetId]);
    ctx.record(`occupation:${before.occupation.id}`, { conflict: params.id, kind: before.kind, decision: body.decision, on: body.on, other: before.other?.reference ?? null, validated }, { reason: body.reason });
    return { conflict: await lockConflict(ctx.tx, params.id) ?? before, validated };
  });
}
