import { Router } from 'express';
import { can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { keyIn } from '../../platform/http/index.ts';
import { keyPrincipalOf, principalOf, readCookie } from '../../platform/session/index.ts';
import { ownCommune } from './address.ts';
import { editRoutes } from './edit.routes.ts';
import { openRoutes } from './open.routes.ts';
import { readRoutes } from './read.routes.ts';
import { tileRoutes } from './tiles.routes.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  r.use('/ogc', ownCommune(deps));
  // What may be done at an address, for clients that ask before they offer to edit (QGIS does).
  r.options('/ogc/:commune/collections/:collection/items{/:id}', async (req, res) => {
    const { commune, collection, id } = req.params as { commune: string; collection: string; id?: string }, key = keyIn(req), token = readCookie(req);
    const caller = key !== undefined ? await keyPrincipalOf(deps.db, key, commune) : token === undefined ? undefined : await principalOf(deps.db, token, commune);
    const writes = collection === 'assets' && caller?.role !== undefined && can(caller.role, 'register.write') && caller.key?.writes !== false;
    res.setHeader('Allow', ['GET', 'HEAD', 'OPTIONS', ...(writes ? (id === undefined ? ['POST'] : ['PUT', 'PATCH', 'DELETE']) : [])].join(', '));
    res.status(204).end();
  });
  readRoutes(r, deps);
  editRoutes(r, deps);
  tileRoutes(r, deps);
  openRoutes(r, deps);
  return r;
}
