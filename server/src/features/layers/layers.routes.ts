import { Router } from 'express';
import { classifyLayer, deleteLayer, findLayerFeatures, getLayerFeature, listLayerFeatures, listLayers, listLayerValues, readLegend } from '@sommier/domain/layers';
import { AppError, type Reply, type Role } from '@sommier/domain/shared';
import { MOST_CATEGORIES } from '@sommier/domain/style';
import { basemapKind } from '../../platform/basemap.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, versionTag } from '../../platform/http/index.ts';
import { cardRoutes } from './card.routes.ts';
import { classesOf, legendOf, valuesOf } from './classes.queries.ts';
import { featureRoutes } from './features.routes.ts';
import { type OwnLayer, readFeature, readFeatures, readOwnLayer } from './features.queries.ts';
import { readCatalogue } from './catalogue.queries.ts';
import { removeLayer } from './layers.store.ts';
import { removeRaster } from './raster/raster.store.ts';
import { rasterRoutes } from './raster/raster.routes.ts';

const found = <T>(value: T | undefined, name: string): T => { if (value === undefined) throw new AppError('not_found', `Nothing under ${name}`); return value; };
/** The own layer with that attribute. Throws `not_found`, or `invalid` naming the attribute it has not. */
async function withField(tx: Tx, name: string, role: Role, field: string): Promise<OwnLayer> {
  const layer = found(await readOwnLayer(tx, name, role), name);
  if (!layer.fields.some((f) => f.name === field)) throw new AppError('invalid', 'No such field', { reason: 'layers.no_field', field });
  return layer;
}

/** The layers her role reads, and whether this server's data folder holds a base map to lay under them. */
export const catalogue = async (tx: Tx, role: Role, dataDir: string): Promise<Reply<typeof listLayers>> => ({ layers: await readCatalogue(tx, role), basemap: await basemapKind(dataDir) });

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listLayers, (_input, { tx, role }) => catalogue(tx, role, deps.env.dataDir));
  mount(r, deps, listLayerFeatures, async ({ params, query }, { tx, role }) => found(await readFeatures(tx, params.name, role, query), params.name));
  mount(r, deps, findLayerFeatures, async ({ params, query, body }, { tx, role }) => found(await readFeatures(tx, params.name, role, { ...body, ...query }), params.name));
  mount(r, deps, getLayerFeature, async ({ params }, { tx, role, res }) => {
    const feature = found(await readFeature(tx, params.name, params.id, role), params.id);
    res.setHeader('ETag', versionTag(feature.version));
    return feature;
  });
  mount(r, deps, classifyLayer, async ({ params, query }, { tx, role }) => classesOf(tx, await withField(tx, params.name, role, query.field), query.field, query.method, query.classes));
  mount(r, deps, listLayerValues, async ({ params, query }, { tx, role }) => valuesOf(tx, await withField(tx, params.name, role, query.field), query.field, MOST_CATEGORIES));
  mount(r, deps, readLegend, async ({ params }, { tx, role }) => legendOf(tx, found(await readOwnLayer(tx, params.name, role), params.name)));
  mount(r, deps, deleteLayer, async ({ params }, ctx) => {
    const layer = found((await readCatalogue(ctx.tx, ctx.role)).find((l) => l.name === params.name && l.kind !== 'built-in'), params.name);
    await (layer.kind === 'raster' ? removeRaster : removeLayer)(ctx.tx, params.name);
    ctx.record(`layer:${params.name}`);
    return undefined;
  });
  cardRoutes(r, deps);
  featureRoutes(r, deps);
  rasterRoutes(r, deps);
  return r;
}
