import { Router } from 'express';
import { deleteLayer, getLayerFeature, listLayerFeatures, listLayers } from '@sommier/domain/layers';
import { AppError, type Reply } from '@sommier/domain/shared';
import { basemapKind } from '../../platform/basemap.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { readFeature, readFeatures, readLayers } from './layers.queries.ts';
import { removeLayer } from './layers.store.ts';

const found = <T>(value: T | undefined, name: string): T => { if (value === undefined) throw new AppError('not_found', `Nothing under ${name}`); return value; };

/** The commune's layers, and whether this server's data folder holds a base map to lay under them. */
export const catalogue = async (tx: Tx, dataDir: string): Promise<Reply<typeof listLayers>> => ({ layers: await readLayers(tx), basemap: await basemapKind(dataDir) });

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listLayers, (_input, { tx }) => catalogue(tx, deps.env.dataDir));
  mount(r, deps, listLayerFeatures, async ({ params, query }, { tx }) => found(await readFeatures(tx, params.name, query), params.name));
  mount(r, deps, getLayerFeature, async ({ params }, { tx }) => found(await readFeature(tx, params.name, params.id), params.id));
  mount(r, deps, deleteLayer, async ({ params }, ctx) => {
    if (!await removeLayer(ctx.tx, params.name)) throw new AppError('not_found', `No layer ${params.name}`);
    ctx.record(`layer:${params.name}`);
    return undefined;
  });
  return r;
}
