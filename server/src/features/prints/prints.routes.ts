import { readFile } from 'node:fs/promises';
import { Router } from 'express';
import sharp from 'sharp';
import * as contract from '@sommier/domain/prints';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag } from '../../platform/http/index.ts';
import { communeFacts, fileOf, groundFrame, openDrawn, readLogo, sender } from '../exports/index.ts';
import { subjectsOf } from './atlas.ts';
import { ATLAS_KIND, folderOf } from './prints.jobs.ts';
import { readTemplate, readTemplates } from './templates.queries.ts';
import { insertTemplate, removeTemplate, writeLogo, writeTemplate } from './templates.store.ts';

/** Sides of the picture that is kept, in pixels: 40 mm at 300 dpi. */
const LOGO = 480;
const known = async (tx: Tx, id: string, lock = false): Promise<contract.PrintTemplate> => {
  const found = await readTemplate(tx, id, lock);
  if (!found) throw new AppError('not_found', `No template ${id}`);
  return found;
};
/** The picture drawn anew, small. Throws `rule_refused` where it is none. */
const smallLogo = async (path: string): Promise<Buffer> => {
  const bytes = await readFile(path);
  const { format } = await sharp(bytes).metadata().catch(() => ({ format: undefined }));
  if (format !== 'png' && format !== 'jpeg') throw new AppError('rule_refused', 'No picture', { reason: 'prints.logo' });
  return sharp(bytes).rotate().resize(LOGO * 2, LOGO, { fit: 'inside', withoutEnlargement: true }).png({ palette: true }).toBuffer();
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listTemplates, async (_input, { tx }) => ({ templates: await readTemplates(tx) }));
  mount(r, deps, contract.createTemplate, async ({ body }, ctx) => {
    const made = await known(ctx.tx, await insertTemplate(ctx.tx, ctx.person.id, body));
    ctx.record(`print-template:${made.id}`, { name: made.name });
    ctx.res.setHeader('ETag', versionTag(made.version));
    return made;
  });
  mount(r, deps, contract.changeTemplate, async ({ params, body }, ctx) => {
    const before = await known(ctx.tx, params.id, true);
    requireVersion(ctx, before.version, before);
    await writeTemplate(ctx.tx, params.id, body);
    ctx.record(`print-template:${params.id}`, { name: body.name });
    const after = await known(ctx.tx, params.id);
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  mount(r, deps, contract.deleteTemplate, async ({ params }, ctx) => {
    if (!await removeTemplate(ctx.tx, params.id)) throw new AppError('not_found', `No template ${params.id}`);
    ctx.record(`print-template:${params.id}`);
    return undefined;
  });
  mount(r, deps, contract.setLogo, async ({ params }, ctx) => {
    const logo = ctx.prepared as Buffer;
    if (!await writeLogo(ctx.tx, params.id, logo)) throw new AppError('not_found', `No template ${params.id}`);
    ctx.record(`print-template:${params.id}`, { bytes: logo.length });
    return known(ctx.tx, params.id);
  }, { before: async (_input, { file }) => { if (!file) throw new AppError('invalid', 'No file', { issues: [{ path: 'file', message: 'required' }] }); return smallLogo(file.path); } });
  mount(r, deps, contract.logoFile, async ({ params }, { tx }) => {
    const logo = await readLogo(tx, params.id);
    if (!logo) throw new AppError('not_found', `No logo of ${params.id}`);
    return (res) => { res.setHeader('Content-Type', 'image/png'); res.setHeader('Cache-Control', 'private, no-store'); res.end(logo); };
  });

  mount(r, deps, contract.readFrame, async ({ query: { lon, lat } }, { tx }) => {
    const frame = await groundFrame(tx, (await communeFacts(tx)).srid, { center: [lon, lat], scale: 1000 }, { width: 100, height: 100 });
    return { epsg: frame.epsg, name: frame.crsName, north: frame.trueNorth * 180 / Math.PI, accuracy: frame.shiftAccuracy ?? null };
  }, { replica: true });
  mount(r, deps, contract.createAtlas, async ({ body }, { tx, commune, person, role, record }) => {
    for (const layer of body.layers) await openDrawn(tx, layer, body.filters?.[layer], role);
    const pages = (await subjectsOf(tx, body)).length;
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: ATLAS_KIND, person: person.id, payload: { request: body, role } });
    record(`job:${job}`, { layers: body.layers, pages, kind: body.pages.kind, paper: body.paper });
    return { job, pages };
  });
  mount(r, deps, contract.atlasFile, async ({ params }, { tx, commune, person }) => {
    const { path, result } = await fileOf(tx, { commune: commune.id, person: person.id, id: params.id, kind: ATLAS_KIND, folder: () => folderOf(deps, commune.id, params.id) });
    return sender(path, result);
  });
  return r;
}
