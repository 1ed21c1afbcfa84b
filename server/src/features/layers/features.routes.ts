import type { Router } from 'express';
import { addFeature, changeFeature, getOwnEdits, type LayerFeatureSheet, type NewFeature, removeFeature, undoFeatureEdit, wrongAnswer } from '@sommier/domain/layers';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { ownEdits } from './edits.queries.ts';
import { undoEdit } from './edits.store.ts';
import { type OwnLayer, readFeature, readOwnLayer } from './features.queries.ts';
import { deleteFeature, insertFeature, replaceFeature } from './features.store.ts';

/** The own layer she reads, or `not_found`: the house's layers have lists and rules of their own. */
export async function ownLayer(ctx: Pick<CommuneContext, 'tx' | 'role'>, name: string): Promise<OwnLayer> {
  const layer = await readOwnLayer(ctx.tx, name, ctx.role);
  if (layer === undefined) throw new AppError('not_found', `No layer ${name}`);
  return layer;
}
/** Throws `invalid` naming the answer that does not fit the layer's form. */
export function checkAnswers(layer: OwnLayer, feature: NewFeature): void {
  for (const field of layer.form ?? []) {
    const fault = wrongAnswer(field, feature.attributes[field.name]);
    if (fault !== null) throw new AppError('invalid', 'An answer does not fit', { reason: 'layers.answer', field: field.title, issues: [{ path: `body.attributes.${field.name}`, message: fault }] });
  }
}
async function hold(ctx: CommuneContext, layer: OwnLayer, id: string): Promise<LayerFeatureSheet> {
  await ctx.tx.raw('select 1 from layer_feature where commune_id = current_commune() and layer_id = :layer and id = :id for update', { layer: layer.id, id });
  const before = await readFeature(ctx.tx, layer.name, id, ctx.role);
  if (before === undefined) throw new AppError('not_found', `No feature ${id}`);
  requireVersion(ctx, before.version, before);
  return before;
}
async function answer(ctx: CommuneContext, layer: OwnLayer, id: string): Promise<LayerFeatureSheet> {
  const feature = await readFeature(ctx.tx, layer.name, id, ctx.role);
  if (feature === undefined) throw new Error('the feature cannot be read back');
  ctx.res.setHeader('ETag', versionTag(feature.version));
  return feature;
}

/** Features of own layers, one by one. What the trail keeps is which answers changed: a form may ask for personal ones. */
export function featureRoutes(r: Router, deps: Deps): void {
  mount(r, deps, addFeature, async ({ params, body }, ctx) => {
    const layer = await ownLayer(ctx, params.name);
    checkAnswers(layer, body);
    const id = await insertFeature(ctx.tx, layer, body);
    ctx.record(`feature:${id}`, { layer: layer.name, answers: Object.keys(body.attributes), shape: body.geometry?.type ?? null });
    return answer(ctx, layer, id);
  });
  mount(r, deps, changeFeature, async ({ params, body }, ctx) => {
    const layer = await ownLayer(ctx, params.name);
    const before = await hold(ctx, layer, params.id);
    checkAnswers(layer, body);
    await replaceFeature(ctx.tx, layer, params.id, body);
    const changed = [...new Set([...Object.keys(before.attributes), ...Object.keys(body.attributes)])].filter((k) => JSON.stringify(before.attributes[k] ?? null) !== JSON.stringify(body.attributes[k] ?? null));
    ctx.record(`feature:${params.id}`, { layer: layer.name, answers: changed, moved: JSON.stringify(before.geometry) !== JSON.stringify(body.geometry) });
    return answer(ctx, layer, params.id);
  });
  mount(r, deps, removeFeature, async ({ params }, ctx) => {
    const layer = await ownLayer(ctx, params.name);
    await hold(ctx, layer, params.id);
    await deleteFeature(ctx.tx, layer, params.id);
    ctx.record(`feature:${params.id}`, { layer: layer.name });
    return undefined;
  });
  mount(r, deps, getOwnEdits, async ({ params }, ctx) => ownEdits(ctx.tx, await ownLayer(ctx, params.name)));
  mount(r, deps, undoFeatureEdit, async ({ params }, ctx) => {
    const layer = await ownLayer(ctx, params.name);
    const feature = await undoEdit(ctx.tx, layer, params.id, ctx.person.id);
    ctx.record(`feature:${feature}`, { layer: layer.name, edit: params.id });
    return ownEdits(ctx.tx, layer);
  });
}
