import type { Router } from 'express';
import { BUILT_IN_LAYERS, changeForm, createLayer, describeLayer, DIRECTORY_FORMS, drawLayer, type FormField, type LayerEntry, publishableOf, shareLayer } from '@sommier/domain/layers';
import { AppError } from '@sommier/domain/shared';
import { lookFields } from '@sommier/domain/style';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { holdCard, insertLayer, writeAccess, writeCard, writeForm, writeLook } from './card.store.ts';
import { readEntry } from './catalogue.queries.ts';

const isHouse = (name: string): boolean => (BUILT_IN_LAYERS as readonly string[]).includes(name);

/** The layer as she reads it, with its card in hand and her version checked. */
async function hold(ctx: CommuneContext, name: string): Promise<LayerEntry> {
  const layer = await readEntry(ctx.tx, name, ctx.role);
  if (layer === undefined) throw new AppError('not_found', `No layer ${name}`);
  requireVersion(ctx, await holdCard(ctx.tx, name), layer);
  return layer;
}
async function answer(ctx: CommuneContext, name: string): Promise<LayerEntry> {
  const layer = await readEntry(ctx.tx, name, ctx.role);
  if (layer === undefined) throw new AppError('not_found', `No layer ${name}`);
  ctx.res.setHeader('ETag', versionTag(layer.cardVersion));
  return layer;
}
const refuse = (reason: string, detail: Record<string, unknown> = {}): never => { throw new AppError('rule_refused', reason, { reason, ...detail }); };

/** What the catalogue says of each layer, who changes it by which right. */
export function cardRoutes(r: Router, deps: Deps): void {
  mount(r, deps, describeLayer, async ({ params, body }, ctx) => {
    await hold(ctx, params.name);
    await writeCard(ctx.tx, params.name, body);
    ctx.record(`layer:${params.name}`, body);
    return answer(ctx, params.name);
  });
  mount(r, deps, drawLayer, async ({ params, body }, ctx) => {
    const layer = await hold(ctx, params.name);
    if (layer.kind !== 'own') refuse('layers.house_style');
    const unknown = (body.look === null ? [] : lookFields(body.look)).find((name) => !layer.fields.some((f) => f.name === name));
    if (unknown !== undefined) throw new AppError('invalid', 'No such field', { reason: 'layers.no_field', field: unknown });
    await writeLook(ctx.tx, params.name, body.look);
    ctx.record(`layer:${params.name}`, { by: body.look?.by ?? null, fields: body.look === null ? [] : lookFields(body.look) });
    return answer(ctx, params.name);
  });
  mount(r, deps, shareLayer, async ({ params, body }, ctx) => {
    const layer = await hold(ctx, params.name);
    if (isHouse(params.name) && body.readers !== null) refuse('layers.house_rights');
    const open = publishableOf(layer), hidden = body.publicFields.filter((f) => !open.includes(f));
    if (hidden.length > 0) refuse('layers.not_publishable', { fields: hidden.join(', ') });
    await writeAccess(ctx.tx, params.name, body, ctx.role);
    ctx.record(`layer:${params.name}`, body);
    return answer(ctx, params.name);
  });
  mount(r, deps, createLayer, async ({ body }, ctx) => {
    if (isHouse(body.name) || !await insertLayer(ctx.tx, body.name, body.title)) throw new AppError('conflict', 'Taken', { reason: 'layers.taken', name: body.name });
    const form: readonly FormField[] = body.form ?? (body.directory === 'free' ? [{ name: 'name', title: 'Nom', titleAr: 'الاسم', type: 'text', choices: [], required: true, personal: false }] : DIRECTORY_FORMS[body.directory]);
    await holdCard(ctx.tx, body.name);
    await writeForm(ctx.tx, body.name, form, body.directory);
    if (body.titleAr !== null) await ctx.tx.raw('update layer_card set title_ar = :title_ar where commune_id = current_commune() and name = :name', { title_ar: body.titleAr, name: body.name });
    ctx.record(`layer:${body.name}`, { directory: body.directory, fields: form.map((f) => f.name) });
    return answer(ctx, body.name);
  });
  mount(r, deps, changeForm, async ({ params, body }, ctx) => {
    if ((await hold(ctx, params.name)).kind !== 'own') refuse('layers.house_style');
    await writeForm(ctx.tx, params.name, body.form);
    ctx.record(`layer:${params.name}`, { fields: body.form.map((f) => f.name) });
    return answer(ctx, params.name);
  });
}
