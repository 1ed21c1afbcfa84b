import { Router } from 'express';
import { FIELD_BY_KEY, createAsset, findAssetFacets, findAssets, getAsset, getAssetFacets, listAssets, placeAsset, similarAssets, updateAsset, verifyAsset, type AssetSheet } from '@sommier/domain/assets';
import { AppError, type Parsed, type Reply } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, versionTag } from '../../platform/http/index.ts';
import { refuseValidated } from '../history/index.ts';
import { layerVersion, readAssets, readFacets, readSimilar } from './assets.queries.ts';
import { locateAsset, writeProvenance } from './assets.store.ts';
import { correctAsset } from './checks.ts';
import { changeProperty, createProperty, sheet } from './saving.ts';
import { todayOf } from './sheet.queries.ts';

/** A page of the register under its version. */
export const assetPage = async (tx: Tx, query: Parsed<typeof listAssets>['query']): Promise<Reply<typeof listAssets>> =>
  ({ ...await readAssets(tx, query), page: query.page, size: query.size, version: await layerVersion(tx, 'assets') });

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listAssets, ({ query }, { tx }) => assetPage(tx, query));
  mount(r, deps, getAssetFacets, async ({ query }, { tx }) => readFacets(tx, query));
  mount(r, deps, findAssets, async ({ query, body: { filter, shape, sort, dir } }, { tx }) =>
    ({ ...await readAssets(tx, { ...filter, ...query, sort, dir }, shape), ...query, version: await layerVersion(tx, 'assets') }));
  mount(r, deps, findAssetFacets, async ({ body }, { tx }) => readFacets(tx, body.filter, body.shape));
  mount(r, deps, similarAssets, async ({ body }, { tx }) => ({ rows: await readSimilar(tx, body) }));
  mount(r, deps, createAsset, ({ body }, ctx) => createProperty(ctx, body));
  mount(r, deps, getAsset, async ({ params }, ctx) => {
    const asset = await sheet(ctx.tx, params.id);
    notModified(ctx, versionTag(asset.version));
    return asset;
  });
  mount(r, deps, updateAsset, async ({ params, body }, ctx) => changeProperty(ctx, params.id, { fields: Object.keys(body).filter((k) => k !== 'provenance').sort() },
    async (tx, before) => { refuseValidated(before.review); await correctAsset(tx, before, body, ctx.person.id, ctx.language); }));
  mount(r, deps, verifyAsset, async ({ params, body }, ctx) => changeProperty(ctx, params.id, { fields: [...body.fields].sort(), verified: body.verified }, async (tx, before) => {
    const empty = body.fields.filter((key) => FIELD_BY_KEY.get(key)?.provenance !== true || before[key as keyof AssetSheet] === null);
    if (empty.length > 0) throw new AppError('rule_refused', 'nothing to verify', { reason: 'assets.nothing_to_verify', fields: empty });
    const today = await todayOf(tx);
    const marks = { ...before.provenance };
    for (const key of body.fields) {
      const { verifiedOn: _on, verifiedBy: _by, ...rest } = marks[key] ?? { kind: 'declared' as const };
      marks[key] = body.verified ? { ...rest, verifiedOn: today, verifiedBy: ctx.person.id } : rest;
    }
    await writeProvenance(tx, params.id, marks);
  }));
  mount(r, deps, placeAsset, async ({ params, body }, ctx) => changeProperty(ctx, params.id, { ...body }, async (tx, before) => { refuseValidated(before.review); await locateAsset(tx, params.id, body); }));
  return r;
}
