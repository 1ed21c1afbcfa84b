import { Router } from 'express';
import { changeRegisterSettings, getRegisterSettings, isLegalList, LEGAL_LISTS, listExtraFields, listReferences, registerLists, removeExtraField, removeReference, saveExtraField, saveReference, type ReferenceList } from '@sommier/domain/references';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag } from '../../platform/http/index.ts';
import { bumpVersion } from '../tiles/index.ts';
import { readExtraFields, readReferences, readSettings, usesOfExtra } from './references.queries.ts';
import { deleteExtraField, deleteReference, writeExtraField, writeReference, writeSettings } from './references.store.ts';

const isLegal = (list: ReferenceList, code: string): boolean => isLegalList(list) && (LEGAL_LISTS[list] as readonly string[]).includes(code);
const fixed = (): AppError => new AppError('rule_refused', 'the codes are the law’s', { reason: 'references.legal' });

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, registerLists, async (_input, { tx }) => ({ items: await readReferences(tx), fields: await readExtraFields(tx, true), settings: await readSettings(tx) }));
  mount(r, deps, listReferences, async (_input, { tx }) => ({ items: await readReferences(tx) }));
  mount(r, deps, saveReference, async ({ params, body }, ctx) => {
    if (isLegalList(params.list) && (!isLegal(params.list, params.code) || !body.active)) throw fixed();
    await writeReference(ctx.tx, params.list, params.code, body);
    ctx.record(`reference:${params.list}/${params.code}`, { active: body.active, labels: body.labels });
    const item = (await readReferences(ctx.tx)).find((i) => i.list === params.list && i.code === params.code);
    if (item === undefined) throw new Error('the code was not written');
    return item;
  });
  mount(r, deps, removeReference, async ({ params }, ctx) => {
    if (isLegalList(params.list)) throw fixed();
    const item = (await readReferences(ctx.tx)).find((i) => i.list === params.list && i.code === params.code);
    if (item === undefined) throw new AppError('not_found', 'No such code');
    if (item.uses > 0) throw new AppError('rule_refused', 'the code is in use', { reason: 'references.in_use', uses: item.uses });
    await deleteReference(ctx.tx, params.list, params.code);
    ctx.record(`reference:${params.list}/${params.code}`, { labels: item.labels });
    return undefined;
  });
  mount(r, deps, listExtraFields, async (_input, { tx }) => ({ fields: await readExtraFields(tx, true) }));
  mount(r, deps, saveExtraField, async ({ params, body }, ctx) => {
    const before = (await readExtraFields(ctx.tx)).find((f) => f.key === params.key);
    const { uses, values } = await usesOfExtra(ctx.tx, params.key);
    const lost = body.type === 'list' && values.some((v) => !body.options.some((o) => o.code === v));
    if (uses > 0 && ((before !== undefined && before.type !== body.type) || lost)) throw new AppError('rule_refused', 'values stand under this type', { reason: 'references.type_in_use', uses });
    await writeExtraField(ctx.tx, params.key, body);
    ctx.record(`extra_field:${params.key}`, { type: body.type, required: body.required, active: body.active });
    return { key: params.key, ...body, uses };
  });
  mount(r, deps, removeExtraField, async ({ params }, ctx) => {
    if (!(await readExtraFields(ctx.tx)).some((f) => f.key === params.key)) throw new AppError('not_found', 'No such field');
    const { uses } = await usesOfExtra(ctx.tx, params.key);
    if (uses > 0) throw new AppError('rule_refused', 'the field is in use', { reason: 'references.type_in_use', uses });
    await deleteExtraField(ctx.tx, params.key);
    ctx.record(`extra_field:${params.key}`);
    return undefined;
  });
  mount(r, deps, getRegisterSettings, async (_input, ctx) => {
    const now = await readSettings(ctx.tx);
    notModified(ctx, versionTag(now.version));
    return now;
  });
  mount(r, deps, changeRegisterSettings, async ({ body }, ctx) => {
    const now = await readSettings(ctx.tx);
    requireVersion(ctx, now.version, now);
    if (!await writeSettings(ctx.tx, body, now.version)) throw new AppError('stale', 'Changed in the meantime', { present: await readSettings(ctx.tx) });
    // Lists flag areas by these tolerances.
    await bumpVersion(ctx.tx, 'assets');
    ctx.record('register:settings', { before: { ...now }, after: { ...body } });
    const after = await readSettings(ctx.tx);
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  return r;
}
