import { Router } from 'express';
import * as contract from '@sommier/domain/listings';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { compareCaptures, listCaptures } from './captures.queries.ts';
import { listListings, readHost, readListing } from './listings.queries.ts';
import { placeListing } from './listings.store.ts';

export function routes(deps: Deps): Router {
  const router = Router();
  mount(router, deps, contract.listListings, async ({ query: { page, size, sort, dir, ...filter } }, { tx }) =>
    ({ ...await listListings(tx, filter, { page, size, sort, dir }), page, size }));
  mount(router, deps, contract.findListings, async ({ query, body: { filter, sort, dir } }, { tx }) => ({ ...await listListings(tx, filter, { ...query, sort, dir }), ...query }));
  mount(router, deps, contract.getListing, async ({ params }, { tx, role }) => {
    const sheet = await readListing(tx, params.id, can(role, 'personal.read'));
    if (sheet === undefined) throw new AppError('not_found', `no listing ${params.id}`);
    return sheet;
  });
  mount(router, deps, contract.revealHost, async ({ params }, { tx, record }) => {
    const host = await readHost(tx, params.id);
    if (host === undefined) throw new AppError('not_found', `no listing ${params.id}`);
    record(`listing:${params.id}`, { fields: ['hostId', 'hostName'] });
    return host;
  });
  mount(router, deps, contract.placeListing, async ({ params, body }, { tx, role, person, record }) => {
    await placeListing(tx, params.id, body, person.id);
    record(`listing:${params.id}`, { by: body.by });
    const sheet = await readListing(tx, params.id, can(role, 'personal.read'));
    if (sheet === undefined) throw new AppError('not_found', `no listing ${params.id}`);
    return sheet;
  });
  mount(router, deps, contract.listCaptures, async ({ query }, { tx }) => ({ rows: await listCaptures(tx, query.platform) }));
  mount(router, deps, contract.compareCaptures, async ({ query }, { tx }) => compareCaptures(tx, query));
  return router;
}
