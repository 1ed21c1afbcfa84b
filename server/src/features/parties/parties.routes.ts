import { Router } from 'express';
import { createParty, getParty, mergeParties, revealParty, searchParties, updateParty, type NewParty, type PartySheet } from '@sommier/domain/parties';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { findParties, lockParty, readParty } from './parties.queries.ts';
import { changeParty, insertParty, joinParties } from './parties.store.ts';

const personal = ({ role }: CommuneContext): boolean => can(role, 'personal.read');

async function sheet(ctx: CommuneContext, id: string, full = false): Promise<PartySheet> {
  const party = await readParty(ctx.tx, id, { personal: personal(ctx), full });
  if (party === undefined) throw new AppError('not_found', `No party ${id}`);
  return party;
}

/** The party under lock, at the version its reader saw. Throws `rule_refused` when it was merged away. */
async function held(ctx: CommuneContext, id: string) {
  const row = await lockParty(ctx.tx, id);
  if (row === undefined) throw new AppError('not_found', `No party ${id}`);
  requireVersion(ctx, row.version, await sheet(ctx, id));
  if (row.mergedInto !== null) throw new AppError('rule_refused', 'merged away', { reason: 'parties.merged', mergedInto: row.mergedInto });
  return row;
}

/** What goes into the trail as personal values, by path: the names of a person, and every number added. */
const traces = (kind: string, p: { name?: string | undefined; nameAr?: string | null | undefined; add?: NewParty['identifiers'] | undefined }): Record<string, string> => ({
  ...(kind === 'natural' && p.name ? { name: p.name } : {}), ...(kind === 'natural' && p.nameAr ? { nameAr: p.nameAr } : {}),
  ...Object.fromEntries((p.add ?? []).map((i, n) => [`${i.kind}.${String(n)}`, i.value])),
});

async function answer(ctx: CommuneContext, id: string): Promise<PartySheet> {
  const party = await sheet(ctx, id);
  ctx.res.setHeader('ETag', versionTag(party.version));
  return party;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, searchParties, async ({ query, body }, ctx) => ({ ...await findParties(ctx.tx, { ...body, ...query }, personal(ctx)), page: query.page, size: query.size }));
  mount(r, deps, getParty, async ({ params }, ctx) => {
    const party = await sheet(ctx, params.id);
    notModified(ctx, versionTag(party.version));
    return party;
  });
  mount(r, deps, revealParty, async ({ params }, ctx) => {
    const party = await sheet(ctx, params.id, true);
    ctx.record(`party:${params.id}`, { kinds: [...new Set(party.identifiers.map((i) => i.kind))] });
    return party;
  });
  mount(r, deps, createParty, async ({ body }, ctx) => {
    const id = await insertParty(ctx.tx, body, ctx.person.id);
    ctx.record(`party:${id}`, { kind: body.kind, ...(body.kind === 'legal' ? { name: body.name } : {}) }, traces(body.kind, { name: body.name, nameAr: body.nameAr, add: body.identifiers }));
    return answer(ctx, id);
  });
  mount(r, deps, updateParty, async ({ params, body }, ctx) => {
    const row = await held(ctx, params.id);
    if (row.kind === 'natural' && body.legalForm) throw new AppError('rule_refused', 'a person has no legal form', { reason: 'parties.form_of_natural' });
    await changeParty(ctx.tx, params.id, body);
    ctx.record(`party:${params.id}`, { fields: Object.keys(body).sort(), removed: body.remove ?? [] }, traces(row.kind, body));
    return answer(ctx, params.id);
  });
  mount(r, deps, mergeParties, async ({ params, body }, ctx) => {
    if (params.id === body.gone) throw new AppError('rule_refused', 'the same party', { reason: 'parties.same' });
    const kept = await held(ctx, params.id);
    const gone = await lockParty(ctx.tx, body.gone);
    if (gone === undefined) throw new AppError('not_found', `No party ${body.gone}`);
    if (gone.mergedInto !== null) throw new AppError('rule_refused', 'merged away', { reason: 'parties.merged', mergedInto: gone.mergedInto });
    if (gone.kind !== kept.kind) throw new AppError('rule_refused', 'kinds differ', { reason: 'parties.kinds_differ' });
    const moved = await joinParties(ctx.tx, params.id, body.gone);
    ctx.record(`party:${params.id}`, { gone: `party:${body.gone}`, moved });
    return answer(ctx, params.id);
  });
  return r;
}
