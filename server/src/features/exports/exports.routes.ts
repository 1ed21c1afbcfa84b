import { Router } from 'express';
import type { AssetSelection } from '@sommier/domain/assets';
import { createExport, createPackage, createPrint, estimateExport, exportFile, packageFile, printFile } from '@sommier/domain/exports';
import { can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { estimateLayer } from './estimate.queries.ts';
import { EXPORT_KIND, folderOf, PACKAGE_KIND, PRINT_KIND } from './exports.jobs.ts';
import { fileOf, sender } from './file.ts';
import { chosen, openData, openDrawn } from './source.ts';

/** What the trail says of a choice of properties: how many were named, or by what they were filtered; never the words, which may be a name. */
const picked = (selection: AssetSelection | undefined): Record<string, unknown> => (selection === undefined ? {}
  : { chosen: selection.ids?.length ?? null, filteredBy: [...Object.keys(selection.filter ?? {}), ...(selection.shape === undefined ? [] : ['shape'])].sort() });

export function routes(deps: Deps): Router {
  const router = Router();
  mount(router, deps, estimateExport, async ({ body }, { tx, role }) => {
    const layers = [];
    for (const name of body.layers) layers.push(await estimateLayer(tx, chosen(await openData(tx, name, body.filters?.[name], role, body.format), body.selection), body.format, body.bbox));
    return { layers, rows: layers.reduce((sum, l) => sum + l.rows, 0), bytes: layers.reduce((sum, l) => sum + l.bytes, 0), personal: can(role, 'personal.read') };
  }, { replica: true });

  mount(router, deps, createExport, async ({ body }, { tx, commune, person, role, record }) => {
    for (const layer of body.layers) await openData(tx, layer, body.filters?.[layer], role, body.format);
    const personal = can(role, 'personal.read');
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: EXPORT_KIND, person: person.id, payload: { request: body, personal, role } });
    record(`job:${job}`, { layers: body.layers, format: body.format, bbox: body.bbox ?? null, crs: body.crs ?? null, filters: body.filters ?? null, ...picked(body.selection), personal });
    return { job };
  });
  mount(router, deps, exportFile, async ({ params }, { tx, commune, person }) => {
    const { path, result } = await fileOf(tx, { commune: commune.id, person: person.id, id: params.id, kind: EXPORT_KIND, folder: () => folderOf(deps, commune.id, params.id) });
    return sender(path, result);
  });

  mount(router, deps, createPrint, async ({ body }, { tx, commune, person, role, record }) => {
    for (const layer of body.layers) await openDrawn(tx, layer, body.filters?.[layer], role);
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: PRINT_KIND, person: person.id, payload: { request: body, role } });
    record(`job:${job}`, { layers: body.layers, center: body.center, scale: body.scale, paper: body.paper, format: body.format });
    return { job };
  });
  mount(router, deps, printFile, async ({ params }, { tx, commune, person }) => {
    const { path, result } = await fileOf(tx, { commune: commune.id, person: person.id, id: params.id, kind: PRINT_KIND, folder: () => folderOf(deps, commune.id, params.id) });
    return sender(path, result);
  });
  mount(router, deps, createPackage, async (_input, { tx, commune, person, role, record }) => {
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: PACKAGE_KIND, person: person.id, payload: { role } });
    record(`job:${job}`, { personal: true });
    return { job };
  });
  mount(router, deps, packageFile, async ({ params }, { tx, commune, person }) => {
    const { path, result } = await fileOf(tx, { commune: commune.id, person: person.id, id: params.id, kind: PACKAGE_KIND, folder: () => folderOf(deps, commune.id, params.id) });
    return sender(path, result);
  });
  return router;
}
