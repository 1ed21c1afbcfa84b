import { Router } from 'express';
import { openWorkspace } from '@sommier/domain/workspace';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { assetPage, assetFacets } from '../assets/index.ts';
import { catalogue } from '../layers/index.ts';
import { sessionReply } from '../people/index.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, openWorkspace, async ({ query }, { tx, person, role }) => ({
    session: await sessionReply(tx, person), catalogue: await catalogue(tx, role, deps.env.dataDir), facets: await assetFacets(tx, {}), assets: await assetPage(tx, query),
  }));
  return r;
}
