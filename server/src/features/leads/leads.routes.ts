import { Router } from 'express';
import { closeLeadFile, decideGround, decideLead, getLead, getListingLinks, identifyListings, listAssetLeads, listLeadFiles, listLeads, listVacantPotential, type ListingLinks } from '@sommier/domain/leads';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { dwellingOf, readPairsOfListing } from '../dwellings/index.ts';
import { readCheckOf } from '../registrations/index.ts';
import { closeFile, decideLead as decide } from './decide.store.ts';
import { IDENTIFY_KIND } from './leads.jobs.ts';
import { readFile, readFiles, readLeads, readLeadSheet, readLeadsOfAsset, readLeadsOfListing } from './leads.queries.ts';
import { readAddress, readGroundOf } from './match.queries.ts';
import { decideGround as writeGround } from './match.store.ts';
import { potentialOfAsset, readVacant } from './potential.queries.ts';

const personal = ({ role }: CommuneContext): boolean => can(role, 'personal.read');

async function links(ctx: CommuneContext, id: string): Promise<ListingLinks> {
  const { tx } = ctx;
  if (((await tx.raw('select from listing where commune_id = current_commune() and id = ?', [id])) as { rows: unknown[] }).rows.length === 0) throw new AppError('not_found', `no listing ${id}`);
  const shown = personal(ctx);
  return {
    address: await readAddress(tx, id), candidates: await readGroundOf(tx, id), leads: await readLeadsOfListing(tx, id, shown), pairs: await readPairsOfListing(tx, id, shown), dwelling: await dwellingOf(tx, id, shown), check: await readCheckOf(tx, id, shown),
  };
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, identifyListings, async (_input, ctx) => {
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: IDENTIFY_KIND, payload: {}, person: ctx.person.id, lane: IDENTIFY_KIND });
    ctx.record(`job:${job}`);
    return { job };
  });
  mount(r, deps, listVacantPotential, async ({ query }, { tx }) => ({ ...await readVacant(tx, query), page: query.page, size: query.size }));
  mount(r, deps, listLeads, async ({ query }, ctx) => readLeads(ctx.tx, query, personal(ctx)));
  mount(r, deps, getLead, async ({ params }, ctx) => readLeadSheet(ctx.tx, params.id, personal(ctx)));
  mount(r, deps, decideLead, async ({ params, body }, ctx) => {
    ctx.record(`lead:${params.id}`, await decide(ctx.tx, params.id, body, { person: ctx.person.id, language: ctx.language }));
    return readLeadSheet(ctx.tx, params.id, personal(ctx));
  });
  mount(r, deps, listLeadFiles, async ({ query }, ctx) => ({ ...await readFiles(ctx.tx, query, personal(ctx)), page: query.page, size: query.size }));
  mount(r, deps, closeLeadFile, async ({ params, body }, ctx) => {
    const { side, lead } = await closeFile(ctx.tx, params.id, body.outcome, body.note || null, ctx.person.id);
    // The property's file is the agent's to close, the tax's the officer's.
    if (!can(ctx.role, side === 'property' ? 'register.write' : 'activity.write')) throw new AppError('forbidden', `not a file of hers: ${side}`);
    ctx.record(`lead:${lead}`, { file: params.id, side, outcome: body.outcome });
    return readFile(ctx.tx, params.id, personal(ctx));
  });
  mount(r, deps, getListingLinks, async ({ params }, ctx) => links(ctx, params.id));
  mount(r, deps, decideGround, async ({ params, body }, ctx) => {
    await writeGround(ctx.tx, params.id, body, ctx.person.id);
    ctx.record(`listing:${params.id}`, { verdict: body.verdict, ground: `${body.kind}:${body.id}`, ...(body.verdict === 'confirmed' ? { source: body.source } : {}) });
    return links(ctx, params.id);
  });
  mount(r, deps, listAssetLeads, async ({ params }, ctx) => {
    if (((await ctx.tx.raw('select from asset where commune_id = current_commune() and id = ?', [params.id])) as { rows: unknown[] }).rows.length === 0) throw new AppError('not_found', `no property ${params.id}`);
    return { rows: await readLeadsOfAsset(ctx.tx, params.id, personal(ctx)), potential: await potentialOfAsset(ctx.tx, params.id) };
  });
  return r;
}
