import { z } from 'zod';
import { AssetFacets, listAssets } from '../assets/index.ts';
import { listLayers } from '../layers/index.ts';
import { Session } from '../people/index.ts';
import { allow, endpoint, inCommune } from '../shared/endpoint.ts';

/** All the map's screen starts with, in one request: each part is what its own endpoint would answer (`listAssets` to this query, the facets unfiltered). */
export const openWorkspace = endpoint({
  id: 'openWorkspace', method: 'get', path: '/api/communes/{commune}/workspace', access: allow('register.read'), summary: 'What the map’s screen starts with',
  params: inCommune, query: listAssets.query, status: 200,
  reply: z.object({ session: Session, catalogue: listLayers.reply, facets: AssetFacets, assets: listAssets.reply }).meta({ id: 'Workspace' }), errors: ['invalid'],
});
export const endpoints = [openWorkspace] as const;
