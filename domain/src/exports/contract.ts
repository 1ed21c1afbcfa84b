import { allow, endpoint, Id, inCommune } from '../shared/index.ts';
import { ExportEstimate, ExportRequest, MEDIA_TYPES } from './model.ts';
import { JobStarted } from '../jobs/model.ts';
import { PrintRequest } from './print.ts';

const withId = inCommune.extend({ id: Id });

/** The weight of a file before it is made: of the very request that would make it. In a body, since a choice of properties may hold words. */
export const estimateExport = endpoint({
  id: 'exports.estimate', method: 'post', audit: 'none', path: '/api/communes/{commune}/exports/estimate', access: allow('export.run'),
  summary: 'Rows and estimated weight of an export, before it is made', params: inCommune, body: ExportRequest,
  status: 200, reply: ExportEstimate, errors: ['invalid', 'not_found', 'rule_refused'],
});

export const createExport = endpoint({
  id: 'exports.create', method: 'post', path: '/api/communes/{commune}/exports', access: allow('export.run'), stepUp: 'personal', heavy: true,
  summary: 'Makes a file of the chosen layers and extent, as a job', params: inCommune, body: ExportRequest,
  status: 202, reply: JobStarted, errors: ['invalid', 'not_found', 'rule_refused'], audit: 'exports.create',
});

export const exportFile = endpoint({
  id: 'exports.file', method: 'get', path: '/api/communes/{commune}/exports/{id}/file', access: allow('export.run'),
  summary: 'The file of a finished export, for its maker, for a day', params: withId,
  status: 200, reply: [...new Set(Object.values(MEDIA_TYPES))], errors: ['not_found', 'not_ready', 'gone'],
});

export const createPrint = endpoint({
  id: 'prints.create', method: 'post', path: '/api/communes/{commune}/prints', access: allow('export.run'), heavy: true,
  summary: 'Makes a map at an exact scale, as a job: a layered, georeferenced PDF, an SVG, or a picture with its world file (zip)', params: inCommune, body: PrintRequest,
  status: 202, reply: JobStarted, errors: ['invalid', 'not_found'], audit: 'prints.create',
});

export const printFile = endpoint({
  id: 'prints.file', method: 'get', path: '/api/communes/{commune}/prints/{id}/file', access: allow('export.run'),
  summary: 'The file of a finished print, for its maker, for a day', params: withId,
  status: 200, reply: [MEDIA_TYPES.pdf, MEDIA_TYPES.svg, MEDIA_TYPES.zip], errors: ['not_found', 'not_ready', 'gone'],
});

/** The way out: everything of the commune as one zip. Holds personal data: for the administrator alone, and noted in the audit. */
export const createPackage = endpoint({
  id: 'exports.package', method: 'post', path: '/api/communes/{commune}/packages', access: allow('commune.leave'), stepUp: 'always', heavy: true, audit: 'exports.package',
  summary: 'Makes the whole-commune package (data, documents, styles, dictionary, manifest of hashes), as a job', params: inCommune, status: 202, reply: JobStarted, errors: [],
});
export const packageFile = endpoint({
  id: 'exports.package_file', method: 'get', path: '/api/communes/{commune}/packages/{id}/file', access: allow('commune.leave'),
  summary: 'The zip of a finished package, for its maker, for a day', params: withId, status: 200, reply: [MEDIA_TYPES.zip], errors: ['not_found', 'not_ready', 'gone'],
});
export const endpoints = [createPackage, packageFile, estimateExport, createExport, exportFile, createPrint, printFile] as const;
