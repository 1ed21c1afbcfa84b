import { Router } from 'express';
import * as contract from '@sommier/domain/reviews';
import type { AssetSheet } from '@sommier/domain/assets';
import { AppError } from '@sommier/domain/shared';
import { readAsset } from '../assets/index.ts';
import { changedSince, holdToVersion, lockStates } from '../history/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { readProposal, readProposals } from './proposals.queries.ts';
import { decideOn, propose, withdrawOwn } from './proposals.store.ts';
import { lockReviewed, readCounts, readQueue, readReview } from './reviews.queries.ts';
import { giveBack, submit, validate, withdraw } from './reviews.store.ts';

/** Audit lines of one submission: beyond this many one line stands for all. */
const LINES = 200;
const sheet = async (tx: Tx, id: string): Promise<AssetSheet> => {
  const asset = await readAsset(tx, id);
  if (asset === undefined) throw new AppError('not_found', `no property ${id}`);
  return asset;
};
const answered = async (ctx: CommuneContext, id: string, detail: Record<string, unknown>): Promise<AssetSheet> => {
  const after = await sheet(ctx.tx, id);
  ctx.record(`asset:${id}`, { code: after.code, version: after.version, ...detail });
  ctx.res.setHeader('ETag', versionTag(after.version));
  return after;
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.submitAssets, async ({ body }, ctx) => {
    const { ids, ...result } = await submit(ctx.tx, body.assets, ctx.person.id, body.note ?? null);
    if (result.submitted === 0 && result.unknown > 0 && result.already === 0) throw new AppError('not_found', 'none of these properties');
    if (ids.length > 0 && ids.length <= LINES) ids.forEach((id) => { ctx.record(`asset:${id}`, body.note === undefined ? {} : { note: body.note }); });
    else ctx.record('assets:many', { ...result, ...(body.note === undefined ? {} : { note: body.note }) });
    return result;
  });
  mount(r, deps, contract.listReviews, async ({ query }, { tx }) => readQueue(tx, { ...query, own: query.own }));
  mount(r, deps, contract.countReviews, async (_input, { tx }) => readCounts(tx));
  mount(r, deps, contract.getReview, async ({ params }, { tx }) => readReview(tx, params.id));
  mount(r, deps, contract.validateAsset, async ({ params, body }, ctx) => {
    const row = await lockReviewed(ctx.tx, params.id);
    await holdToVersion(ctx, params.id, row.version, await sheet(ctx.tx, params.id));
    await validate(ctx.tx, params.id, ctx.person.id, body.comment ?? null);
    return answered(ctx, params.id, body.comment === undefined ? {} : { comment: body.comment });
  });
  mount(r, deps, contract.returnAsset, async ({ params, body }, ctx) => {
    await giveBack(ctx.tx, params.id, ctx.person.id, body.comment);
    return answered(ctx, params.id, { comment: body.comment });
  });
  mount(r, deps, contract.withdrawSubmission, async ({ params }, ctx) => {
    await withdraw(ctx.tx, params.id, ctx.person.id);
    return answered(ctx, params.id, {});
  });
  mount(r, deps, contract.proposeChange, async ({ params, body }, ctx) => {
    const state = (await lockStates(ctx.tx, [params.id])).get(params.id);
    const asset = await sheet(ctx.tx, params.id);
    if (state === undefined) throw new AppError('not_found', `no property ${params.id}`);
    await holdToVersion(ctx, params.id, state.version, asset);
    const id = await propose(ctx.tx, asset, state, ctx.person.id, body, ctx.language);
    const made = await readProposal(ctx.tx, id);
    ctx.record(`asset:${params.id}`, { proposal: id, fields: made.fields });
    return made;
  });
  mount(r, deps, contract.listProposals, async ({ query }, { tx }) => readProposals(tx, { ...query, state: query.state, asset: query.asset }));
  mount(r, deps, contract.getProposal, async ({ params }, { tx }) => readProposal(tx, params.id));
  mount(r, deps, contract.decideProposal, async ({ params, body }, ctx) => {
    const decided = await decideOn(ctx.tx, params.id, ctx.person.id, body, async (state) => {
      throw new AppError('stale', 'the property moved', { version: state.version, present: await readProposal(ctx.tx, params.id), since: await changedSince(ctx.tx, state.id, body.version) });
    });
    ctx.record(`asset:${decided.asset}`, { proposal: params.id, state: decided.state, accepted: decided.accepted, refused: decided.refused });
    return readProposal(ctx.tx, params.id);
  });
  mount(r, deps, contract.withdrawProposal, async ({ params }, ctx) => {
    const asset = await withdrawOwn(ctx.tx, params.id, ctx.person.id);
    ctx.record(`asset:${asset}`, { proposal: params.id });
    return readProposal(ctx.tx, params.id);
  });
  return r;
}
