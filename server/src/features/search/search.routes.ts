import { Router } from 'express';
import { search, searchWords, SEARCH_KINDS } from '@sommier/domain/search';
import { can, splitList } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { find } from './search.queries.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, search, async ({ query }, { tx }) => {
    const wanted = splitList(query.kinds);
    return { hits: await find(tx, query.q, SEARCH_KINDS.filter((k) => k !== 'occupant' && (wanted.length === 0 || wanted.includes(k))), query.limit) };
  });
  mount(r, deps, searchWords, async ({ body: { q, kinds, limit } }, { tx, role }) => (
    { hits: await find(tx, q, SEARCH_KINDS.filter((k) => (k !== 'occupant' || can(role, 'personal.read')) && (kinds === undefined || kinds.includes(k))), limit) }));
  return r;
}
