import { Router } from 'express';
import { FIELD_BY_KEY, createAsset, findAssetFacets, findAssets, getAsset, getAssetFacets, listAssets, placeAsset, similarAssets, updateAsset, verifyAsset, type AssetSheet, type NewAsset } from '@sommier/domain/assets';
import { AppError, type Parsed, type Reply } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { holdToVersion, refuseValidated } from '../history/index.ts';
import { layerVersion, readAssets, readFacets, readSimilar } from './assets.queries.ts';
import { insertAsset, locateAsset, writeProvenance } from './assets.store.ts';
import { checkFamily, checkInventory, checkValues, correctAsset } from './checks.ts';
import { nextCode, spentBy } from './codes.store.ts';
import { lockAsset, readAsset, todayOf } from './sheet.queries.ts';

const sheet = async (tx: Tx, id: string): Promise<AssetSheet> => {
  const asset = await readAsset(tx, id);
  if (asset === undefined) throw new AppError('not_found', `No property ${id}`);
  return asset;
};

/** Locks the row, holds the reader to the version she saw, works, and answers the new sheet under its tag. */
async function changing(ctx: CommuneContext, id: string, detail: Record<string, unknown>, work: (tx: Tx, before: AssetSheet) => Promise<void>): Promise<AssetSheet> {
  const version = await lockAsset(ctx.tx, id);
  if (version === undefined) throw new AppError('not_found', `No property ${id}`);
  const before = await sheet(ctx.tx, id);
  await holdToVersion(ctx, id, version, before);
  await work(ctx.tx, before);
  const after = await sheet(ctx.tx, id);
  ctx.record(`asset:${id}`, { code: after.code, version: after.version, ...detail });
  ctx.res.setHeader('ETag', versionTag(after.version));
  return after;
}

/** A page of the register under its version. */
export const assetPage = async (tx: Tx, query: Parsed<typeof listAssets>['query']): Promise<Reply<typeof listAssets>> =>
  ({ ...await readAssets(tx, query), page: query.page, size: query.size, version: await layerVersion(tx, 'assets') });

async function create(ctx: CommuneContext, body: NewAsset): Promise<AssetSheet> {
  const { code: wanted, provenance: kinds, ...values } = body;
  const { tx } = ctx;
  await checkValues(tx, values, {}, true, ctx.language);
  await checkInventory(tx, values.inventoryNumber, null);
  const { parentCode } = await checkFamily(tx, { id: null, level: values.level ?? null, nature: values.nature ?? null, parentId: values.parentId ?? null });
  const today = await todayOf(tx);
  if (wanted !== undefined && await spentBy(tx, 'code', wanted) !== undefined) throw new AppError('conflict', 'code spent', { reason: 'assets.code_spent', code: wanted });
  const code = wanted ?? await nextCode(tx, { level: values.level ?? null, nature: values.nature ?? null, district: values.district ?? null, parentCode, year: Number(today.slice(0, 4)) });
  const id = await insertAsset(tx, code, values, { person: ctx.person.id, today, kinds });
  const made = await sheet(tx, id);
  ctx.record(`asset:${id}`, { code, fields: Object.keys(values).sort() });
  ctx.res.setHeader('ETag', versionTag(made.version));
  return made;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listAssets, ({ query }, { tx }) => assetPage(tx, query));
  mount(r, deps, getAssetFacets, async ({ query }, { tx }) => readFacets(tx, query));
  mount(r, deps, findAssets, async ({ query, body: { filter, shape, sort, dir } }, { tx }) =>
    ({ ...await readAssets(tx, { ...filter, ...query, sort, dir }, shape), ...query, version: await layerVersion(tx, 'assets') }));
  mount(r, deps, findAssetFacets, async ({ body }, { tx }) => readFacets(tx, body.filter, body.shape));
  mount(r, deps, similarAssets, async ({ body }, { tx }) => ({ rows: await readSimilar(tx, body) }));
  mount(r, deps, createAsset, ({ body }, ctx) => create(ctx, body));
  mount(r, deps, getAsset, async ({ params }, ctx) => {
    const asset = await sheet(ctx.tx, params.id);
    notModified(ctx, versionTag(asset.version));
    return asset;
  });
  mount(r, deps, updateAsset, async ({ params, body }, ctx) => changing(ctx, params.id, { fields: Object.keys(body).filter((k) => k !== 'provenance').sort() },
    async (tx, before) => { refuseValidated(before.review); await correctAsset(tx, before, body, ctx.person.id, ctx.language); }));
  mount(r, deps, verifyAsset, async ({ params, body }, ctx) => changing(ctx, params.id, { fields: [...body.fields].sort(), verified: body.verified }, async (tx, before) => {
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
  mount(r, deps, placeAsset, async ({ params, body }, ctx) => changing(ctx, params.id, { ...body }, async (tx, before) => { refuseValidated(before.review); await locateAsset(tx, params.id, body); }));
  return r;
}
