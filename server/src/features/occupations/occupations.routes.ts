import { Router } from 'express';
import {
  changeOccupationStatus, confirmOccupationParty, createOccupation, deleteOccupation, findOccupationFacets, findOccupations, getOccupancy, getOccupation, getOccupationFacets, listOccupations, unsound, updateOccupation, type OccupationSheet, type WrittenRight,
} from '@sommier/domain/occupations';
import { AppError, can } from '@sommier/domain/shared';
import type { GuardOverride } from '@sommier/domain/guards';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import type { Enforced } from '../guards/index.ts';
import { heldWhole } from './breaches.ts';
import { conflictRoutes } from './conflicts.routes.ts';
import { refreshOccupancy } from './occupancy.store.ts';
import { readTimeline } from './occupancy.queries.ts';
import { exportRoutes } from './export.routes.ts';
import { readOccupationFacets, readOccupations } from './occupations.queries.ts';
import { confirmParty } from './lists.store.ts';
import { changeOccupation, deleteDraft, insertOccupation, keepOverrides, TOUCHED } from './occupations.store.ts';
import { findingsOf, holdToRules } from './rules.ts';
import { lockOccupation, readOccupation } from './sheet.queries.ts';
import { applyStatus } from './status.store.ts';
import { today } from './today.ts';

export const personal = ({ role }: CommuneContext): boolean => can(role, 'personal.read');

async function sheet(ctx: CommuneContext, id: string, on?: string): Promise<OccupationSheet> {
  const found = await readOccupation(ctx.tx, id, on ?? await today(ctx.tx), personal(ctx));
  if (found === undefined) throw new AppError('not_found', `No occupation ${id}`);
  return found;
}

/** The right under lock, at the version its reader saw. */
async function held(ctx: CommuneContext, id: string): Promise<OccupationSheet> {
  const version = await lockOccupation(ctx.tx, id);
  if (version === undefined) throw new AppError('not_found', `No occupation ${id}`);
  const present = await sheet(ctx, id);
  requireVersion(ctx, version, present);
  return present;
}

/** The reply of a write, with the audit line of what was done and of the rules met. */
async function answer(ctx: CommuneContext, id: string, enforced: Enforced, detail: Record<string, unknown>) {
  const passed = enforced.findings.flatMap((f) => f.overridden === null ? [] : [{ guard: f.code, reason: f.overridden }]);
  await keepOverrides(ctx.tx, id, passed, ctx.person.name);
  const after = await sheet(ctx, id);
  await refreshOccupancy(ctx.tx, after.units.map((u) => u.assetId));
  ctx.record(`occupation:${id}`, { reference: after.reference, type: after.type, version: after.version, ...detail, ...enforced.detail }, enforced.personal);
  ctx.res.setHeader('ETag', versionTag(after.version));
  return { ...after, findings: enforced.findings };
}
/** What a body states; a field left out stays as it is. */
const given = <T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(body).filter(([, v]) => v !== undefined)) as never;
/** Throws `invalid` with the field and the mend where a right cannot stand as written. */
function holdToSense(right: WrittenRight): void {
  const fault = unsound(right);
  if (fault !== null) throw new AppError('invalid', fault.reason, { reason: `occupations.${fault.reason}`, ...fault.params, issues: [{ path: `body.${fault.path}`, message: fault.reason }] });
}
const NO_OVERRIDES: readonly GuardOverride[] = [];

export function routes(deps: Deps): Router {
  const r = Router();
  exportRoutes(r, deps);
  conflictRoutes(r, deps);
  mount(r, deps, listOccupations, async ({ query }, ctx) => {
    const on = query.on ?? await today(ctx.tx);
    return { ...await readOccupations(ctx.tx, query, on, personal(ctx)), page: query.page, size: query.size, on };
  });
  mount(r, deps, getOccupationFacets, async ({ query }, { tx }) => readOccupationFacets(tx, query, query.on ?? await today(tx)));
  mount(r, deps, findOccupations, async ({ query, body: { filter, ...order } }, ctx) => {
    const on = filter.on ?? await today(ctx.tx);
    return { ...await readOccupations(ctx.tx, { ...filter, ...query, ...order }, on, personal(ctx)), page: query.page, size: query.size, on };
  });
  mount(r, deps, findOccupationFacets, async ({ body: { filter } }, { tx }) => readOccupationFacets(tx, filter, filter.on ?? await today(tx)));
  mount(r, deps, getOccupation, async ({ params, query }, ctx) => {
    const found = await sheet(ctx, params.id, query.on);
    if (query.on === undefined) ctx.res.setHeader('ETag', versionTag(found.version)); else notModified(ctx, `"v${String(found.version)}-${query.on}"`);
    return found;
  });
  mount(r, deps, createOccupation, async ({ body }, ctx) => {
    holdToSense({ startsOn: null, endsOn: null, parentId: null, ...given(body), endedOn: null, validated: false, id: null });
    const enforced = holdToRules(ctx, await findingsOf(ctx.tx, body), [], body.overrides);
    const id = await insertOccupation(ctx.tx, body, ctx.commune.currency, ctx.person.id);
    return answer(ctx, id, enforced, { units: body.units.map((u) => u.assetId) });
  });
  mount(r, deps, updateOccupation, async ({ params, body }, ctx) => {
    const before = await held(ctx, params.id);
    holdToSense({ ...before, ...given(body) });
    const enforced = holdToRules(ctx, await findingsOf(ctx.tx, before, body), await findingsOf(ctx.tx, before), body.overrides ?? NO_OVERRIDES);
    await heldWhole(() => changeOccupation(ctx.tx, params.id, body, before.currency));
    if (body.units) await refreshOccupancy(ctx.tx, before.units.map((u) => u.assetId));
    return answer(ctx, params.id, enforced, { fields: Object.keys(body).filter((k) => k !== 'overrides').sort() });
  });
  mount(r, deps, changeOccupationStatus, async ({ params, body }, ctx) => {
    const before = await held(ctx, params.id);
    if (body.to === 'active' && body.endsOn !== undefined) holdToSense({ ...before, endedOn: null, endsOn: body.endsOn });
    const found = body.to === 'active' && before.writtenStatus === 'draft' ? await findingsOf(ctx.tx, before) : [];
    const answered = found.filter((f) => before.overrides.some((o) => o.guard === f.code));
    const enforced = holdToRules(ctx, found, answered, body.overrides);
    await heldWhole(() => applyStatus(ctx.tx, before, body, ctx.person.id));
    return answer(ctx, params.id, enforced, { from: before.writtenStatus, to: body.to, on: body.on, ...(body.endsOn === undefined ? {} : { endsOn: body.endsOn }), ...(body.reason === null ? {} : { reason: body.reason }) });
  });
  mount(r, deps, deleteOccupation, async ({ params }, ctx) => {
    const before = await held(ctx, params.id);
    if (before.validated || before.children.length > 0) throw new AppError('rule_refused', 'not a draft', { reason: 'occupations.not_a_draft' });
    await deleteDraft(ctx.tx, params.id);
    await refreshOccupancy(ctx.tx, before.units.map((u) => u.assetId));
    ctx.record(`occupation:${params.id}`, { reference: before.reference, type: before.type });
    return undefined;
  });
  mount(r, deps, confirmOccupationParty, async ({ params, body }, ctx) => {
    await held(ctx, params.id);
    const party = await confirmParty(ctx.tx, params.id, body.partyId, body.same, ctx.person.id);
    if (party === undefined) throw new AppError('not_found', `No question on party ${body.partyId}`);
    await ctx.tx.raw(`update occupation set ${TOUCHED} where commune_id = current_commune() and id = ?`, [params.id]);
    const after = await sheet(ctx, params.id);
    ctx.record(`occupation:${params.id}`, { party: body.partyId, same: body.same, now: party });
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  mount(r, deps, getOccupancy, async ({ params, query }, { tx }) => {
    const timeline = await readTimeline(tx, params.id, query, await today(tx));
    if (timeline === undefined) throw new AppError('not_found', `No property ${params.id}`);
    return timeline;
  });
  return r;
}
