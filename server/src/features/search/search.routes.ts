import { Router } from 'express';
import { searchWords, SEARCH_KINDS } from '@sommier/domain/search';
import { can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { find } from './search.queries.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, searchWords, async ({ body: { q, kinds, limit } }, { tx, role }) => (
    { hits: await find(tx, q, SEARCH_KINDS.filter((k) => (k !== 'occupant' || can(role, 'personal.read')) && (kinds === undefined || kinds.includes(k))), limit) }));
  return r;
}
