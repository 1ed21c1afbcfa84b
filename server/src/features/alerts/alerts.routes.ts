import { Router } from 'express';
import { getAlertCounts, listAlerts, listAssignees, markAlert } from '@sommier/domain/alerts';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { today } from '../occupations/index.ts';
import { countAlerts, readAlerts, readAssignees } from './alerts.queries.ts';
import { writeMark } from './alerts.store.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, getAlertCounts, async ({ query }, { tx }) => countAlerts(tx, query.on ?? await today(tx)));
  mount(r, deps, listAlerts, async ({ query }, ctx) => {
    const on = query.on ?? await today(ctx.tx);
    return { ...await readAlerts(ctx.tx, query, on, ctx.person.id), page: query.page, size: query.size, on };
  });
  mount(r, deps, listAssignees, async (_input, { tx }) => ({ people: await readAssignees(tx) }));
  mount(r, deps, markAlert, async ({ body }, ctx) => {
    if (body.state === 'assigned' && !(await readAssignees(ctx.tx)).some((p) => p.id === body.personId)) throw new AppError('not_found', `No person ${String(body.personId)} here`);
    const [kind, occupation] = body.key.split(':');
    if (!await writeMark(ctx.tx, { ...body, personId: body.state === 'assigned' ? body.personId : null }, occupation ?? '', ctx.person.id)) throw new AppError('not_found', `No occupation ${String(occupation)}`);
    ctx.record(`occupation:${occupation ?? ''}`, { alert: kind, key: body.key, state: body.state, person: body.personId, until: body.until, reason: body.reason });
    return undefined;
  });
  return r;
}
