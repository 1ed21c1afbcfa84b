import { z } from 'zod';
import { MEDIA_TYPES } from '../exports/model.ts';
import { JobStarted } from '../jobs/model.ts';
import { allow, endpoint, Id, inCommune } from '../shared/endpoint.ts';
import { AtlasRequest, LOGO_BYTES, NewTemplate, PrintTemplate } from './model.ts';

const one = inCommune.extend({ id: Id });
export const listTemplates = endpoint({
  id: 'prints.templates.list', method: 'get', path: '/api/communes/{commune}/print-templates', access: allow('export.run'), summary: 'The sheets the commune keeps under a name',
  params: inCommune, status: 200, reply: z.object({ templates: z.array(PrintTemplate) }), errors: [],
});
export const createTemplate = endpoint({
  id: 'prints.templates.create', method: 'post', audit: 'prints.template_created', path: '/api/communes/{commune}/print-templates', access: allow('print.templates'), summary: 'Keep a sheet under a name for the commune',
  params: inCommune, body: NewTemplate, status: 201, reply: PrintTemplate, errors: ['invalid', 'rule_refused'],
});
export const changeTemplate = endpoint({
  id: 'prints.templates.change', method: 'put', audit: 'prints.template_changed', path: '/api/communes/{commune}/print-templates/{id}', access: allow('print.templates'), summary: 'Change a kept sheet',
  params: one, body: NewTemplate, status: 200, reply: PrintTemplate, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const deleteTemplate = endpoint({
  id: 'prints.templates.delete', method: 'delete', audit: 'prints.template_deleted', path: '/api/communes/{commune}/print-templates/{id}', access: allow('print.templates'), summary: 'Forget a kept sheet',
  params: one, status: 204, reply: z.undefined(), errors: ['not_found'],
});
/** The picture is drawn anew and kept small: nothing of the file that was sent is written into a paper. */
export const setLogo = endpoint({
  id: 'prints.templates.logo', method: 'put', audit: 'prints.template_logo', path: '/api/communes/{commune}/print-templates/{id}/logo', access: allow('print.templates'), summary: 'The logo at the head of a kept sheet (PNG or JPEG)',
  params: one, upload: { maxBytes: LOGO_BYTES }, status: 200, reply: PrintTemplate, errors: ['invalid', 'not_found', 'too_large', 'rule_refused'],
});
export const logoFile = endpoint({
  id: 'prints.templates.logo_file', method: 'get', path: '/api/communes/{commune}/print-templates/{id}/logo', access: allow('export.run'), summary: 'The logo of a kept sheet',
  params: one, status: 200, reply: ['image/png'], errors: ['not_found'],
});
export const createAtlas = endpoint({
  id: 'prints.atlas.create', method: 'post', audit: 'prints.atlas', path: '/api/communes/{commune}/atlases', access: allow('export.run'), heavy: true, summary: 'One page a zone or a property, in one PDF, as a job',
  params: inCommune, body: AtlasRequest, status: 202, reply: JobStarted.extend({ pages: z.number().int() }), errors: ['invalid', 'not_found', 'rule_refused'],
});
export const atlasFile = endpoint({
  id: 'prints.atlas.file', method: 'get', path: '/api/communes/{commune}/atlases/{id}/file', access: allow('export.run'), summary: 'The PDF of a finished atlas, for its maker, for a day',
  params: one, status: 200, reply: [MEDIA_TYPES.pdf], errors: ['not_found', 'not_ready', 'gone'],
});
/** What a sheet's preview needs to be true: the projection the sheet will be in, and how far its grid is turned from north there. */
export const readFrame = endpoint({
  id: 'prints.frame', method: 'get', path: '/api/communes/{commune}/prints/frame', access: allow('export.run'), summary: 'The projection of a sheet at a place, and where north is on its grid',
  params: inCommune, query: z.object({ lon: z.coerce.number().min(-180).max(180), lat: z.coerce.number().min(-80).max(80) }), status: 200,
  reply: z.object({ epsg: z.number().int(), name: z.string(), /** degrees clockwise from the grid's north */ north: z.number(), /** metres, of the shift from the world system */ accuracy: z.number().nullable() }), errors: ['invalid'],
});
export const endpoints = [readFrame, listTemplates, createTemplate, changeTemplate, deleteTemplate, setLogo, logoFile, createAtlas, atlasFile] as const;
