import { Router } from 'express';
import { getAsset, getAssetFacets, listAssets, placeAsset, updateAsset, type AssetSheet } from '@sommier/domain/assets';
import { AppError, type Parsed, type Reply } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { layerVersion, lockAsset, readAsset, readAssets, readFacets } from './assets.queries.ts';
import { changeAsset, locateAsset } from './assets.store.ts';

const sheet = async (tx: Tx, id: string): Promise<AssetSheet> => {
  const asset = await readAsset(tx, id);
  if (asset === undefined) throw new AppError('not_found', `No property ${id}`);
  return asset;
};

/** Locks the row, holds the reader to the version she saw, works, and answers the new sheet under its tag. */
async function changing(ctx: CommuneContext, id: string, detail: Record<string, unknown>, work: (tx: Tx) => Promise<void>): Promise<AssetSheet> {
  const version = await lockAsset(ctx.tx, id);
  if (version === undefined) throw new AppError('not_found', `No property ${id}`);
  if (ctx.req.headers['if-match']?.includes(versionTag(version)) !== true) requireVersion(ctx, version, await sheet(ctx.tx, id));
  await work(ctx.tx);
  const after = await sheet(ctx.tx, id);
  ctx.record(`asset:${id}`, { code: after.code, version: after.version, ...detail });
  ctx.res.setHeader('ETag', versionTag(after.version));
  return after;
}

/** A page of the register under its version. */
export const assetPage = async (tx: Tx, query: Parsed<typeof listAssets>['query']): Promise<Reply<typeof listAssets>> =>
  ({ ...await readAssets(tx, query), page: query.page, size: query.size, version: await layerVersion(tx, 'assets') });

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listAssets, ({ query }, { tx }) => assetPage(tx, query));
  mount(r, deps, getAssetFacets, async ({ query }, { tx }) => readFacets(tx, query));
  mount(r, deps, getAsset, async ({ params }, ctx) => {
    const asset = await sheet(ctx.tx, params.id);
    notModified(ctx, versionTag(asset.version));
    return asset;
  });
  mount(r, deps, updateAsset, async ({ params, body }, ctx) => changing(ctx, params.id, { fields: Object.keys(body).sort() }, (tx) => changeAsset(tx, params.id, body)));
  mount(r, deps, placeAsset, async ({ params, body }, ctx) => changing(ctx, params.id, { ...body }, (tx) => locateAsset(tx, params.id, body)));
  return r;
}
