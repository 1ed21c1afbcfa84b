import { Router } from 'express';
import {
  checkNumbers, deleteRegistration, getRegistrationRules, listChecks, listNightCaps, listRegistrations, pasteRegistrations, readList, setRegistrationRules, type ListOutcome,
} from '@sommier/domain/registrations';
import { message } from '@sommier/domain/messages';
import { can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { today } from '../occupations/index.ts';
import { readCaps } from './caps.queries.ts';
import { CHECK_KIND } from './registrations.jobs.ts';
import { readChecks, readRegistrations, readRules } from './registrations.queries.ts';
import { bringList, dropRegistration, writeRules } from './registrations.store.ts';

const personal = ({ role }: CommuneContext): boolean => can(role, 'personal.read');
/** Refusals told at once; the count tells the rest. */
const SHOWN = 200;

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listChecks, async ({ query }, ctx) => readChecks(ctx.tx, query, personal(ctx)));
  mount(r, deps, checkNumbers, async (_input, ctx) => {
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: CHECK_KIND, payload: {}, person: ctx.person.id, lane: CHECK_KIND });
    ctx.record(`job:${job}`);
    return { job };
  });
  mount(r, deps, getRegistrationRules, async (_input, { tx }) => readRules(tx));
  mount(r, deps, setRegistrationRules, async ({ body }, ctx) => {
    await writeRules(ctx.tx, body.rules, body.version, ctx.person.id);
    ctx.record('registrations:rules', { rules: body.rules });
    return readRules(ctx.tx);
  });
  mount(r, deps, listNightCaps, async ({ query }, { tx }) => {
    const year = query.year ?? Number((await today(tx)).slice(0, 4));
    return { year, page: query.page, size: query.size, ...await readCaps(tx, { ...query, year }) };
  });
  mount(r, deps, listRegistrations, async ({ query }, ctx) => ({ ...await readRegistrations(ctx.tx, query, personal(ctx)), page: query.page, size: query.size }));
  mount(r, deps, pasteRegistrations, async ({ body }, ctx): Promise<ListOutcome> => {
    const { rows, faults } = readList(body.text);
    const counts = await bringList(ctx.tx, rows.map((x) => x.value), { source: body.source, replace: body.replace, person: ctx.person.id, keep: !body.dryRun });
    ctx.record('registrations:list', { ...counts, refused: faults.length, replace: body.replace, ...(body.dryRun ? { dryRun: true } : {}) });
    const say = (key: string): string => message(ctx.language, key) ?? key;
    return {
      ...counts, rows: rows.length + faults.length, refused: faults.length,
      refusals: faults.slice(0, SHOWN).map((f) => ({ ...f, message: say(`registrations.${f.code}`), remedy: say(`registrations.${f.code}.mend`) })),
    };
  });
  mount(r, deps, deleteRegistration, async ({ params }, ctx) => {
    await dropRegistration(ctx.tx, params.id);
    ctx.record(`registration:${params.id}`);
    return undefined;
  });
  return r;
}
