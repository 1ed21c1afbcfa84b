import { Router } from 'express';
import { emptyBin, getBin, listBins, previewRecycling, recycleAsset, restoreBin, type Bin } from '@sommier/domain/recycling';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { holdToVersion } from '../history/index.ts';
import { readBin, readBinned, readBins, readCascade } from './recycling.queries.ts';
import { deleteBin, recycle, unbin } from './recycling.store.ts';

const bin = async (tx: Tx, id: string): Promise<Bin> => {
  const found = await readBin(tx, id);
  if (found === undefined) throw new AppError('not_found', `no bin ${id}`);
  return found;
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, previewRecycling, async ({ params }, { tx }) => {
    const cascade = await readCascade(tx, params.id);
    if (cascade === undefined) throw new AppError('not_found', `no property ${params.id}`);
    return cascade;
  });
  mount(r, deps, recycleAsset, async ({ params, body }, ctx) => {
    const { rows: [row] } = await ctx.tx.raw('select a.version, a.code from asset a where a.commune_id = current_commune() and a.id = :id for update', { id: params.id }) as { rows: { version: number; code: string }[] };
    if (row === undefined) throw new AppError('not_found', `no property ${params.id}`);
    await holdToVersion(ctx, params.id, row.version, null);
    const assets = await recycle(ctx.tx, params.id, { person: ctx.person.id, reason: body.reason ?? null });
    const { rows: [made] } = await ctx.tx.raw('select max(b.id) as id from asset_bin b where b.commune_id = current_commune() and b.root_id = :id', { id: params.id }) as { rows: { id: string }[] };
    ctx.record(`asset:${params.id}`, { code: row.code, assets, bin: made?.id });
    return bin(ctx.tx, made?.id ?? '0');
  });
  mount(r, deps, listBins, async ({ query }, { tx }) => readBins(tx, query));
  mount(r, deps, getBin, async ({ params }, { tx }) => ({ bin: await bin(tx, params.id), assets: await readBinned(tx, params.id) }));
  mount(r, deps, restoreBin, async ({ params }, ctx) => {
    const { code, rootId, count } = await unbin(ctx.tx, params.id, ctx.person.id);
    ctx.record(`asset:${rootId}`, { code, assets: count, bin: params.id });
    return bin(ctx.tx, params.id);
  });
  mount(r, deps, emptyBin, async ({ params }, ctx) => {
    const { code, rootId, count } = await deleteBin(ctx.tx, params.id, ctx.person.id);
    ctx.record(`asset:${rootId}`, { code, assets: count, bin: params.id });
    return bin(ctx.tx, params.id);
  });
  return r;
}
