import { Router } from 'express';
import * as contract from '@sommier/domain/zones';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { askZone } from './ask.queries.ts';
import { zoneReport } from './report.queries.ts';
import { listZones, listZoneSets } from './zones.queries.ts';

export function routes(deps: Deps): Router {
  const router = Router();
  mount(router, deps, contract.listZoneSets, async (_input, { tx }) => ({ rows: await listZoneSets(tx) }));
  mount(router, deps, contract.listZones, async ({ params, query }, { tx }) => ({ rows: await listZones(tx, params.id, query.geometry === 'yes') }));
  mount(router, deps, contract.reportZones, async ({ query }, { tx }) => zoneReport(tx, query.set, query.captured));
  mount(router, deps, contract.askZone, async ({ body, query }, { tx }) => askZone(tx, body, query));
  return router;
}
