import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BATCH_STATES, FIELDS, IMPORT_FORMATS, ImportBatch, ImportOptions, ImportPreview, ImportUpload, Refusal, type RegisterFormat } from './model.ts';

/** An upload is named by a uuid, a batch by its number: a file becomes a batch only when its run commits. */
const upload = inCommune.extend({ upload: z.uuid() });
const batch = inCommune.extend({ id: Id });
/** Largest file taken by the page; the command reads larger ones from disk. */
export const MAX_UPLOAD_BYTES = 2_000_000_000;

/** The text field `options` (JSON of ImportOptions) may come with the file. The register is not touched: what is audited is the run. */
export const uploadImport = endpoint({
  id: 'uploadImport', method: 'post', audit: 'none', path: '/api/communes/{commune}/imports', access: allow('import.run'),
  summary: 'Send a file; the answer says what it seems to be', params: inCommune, upload: { maxBytes: MAX_UPLOAD_BYTES }, status: 201, reply: ImportUpload,
  errors: ['invalid', 'too_large', 'unsupported_file'],
});
/** Writes nothing. With `dryRun: true` the counts of a full dry run come too (seconds for a register; use a dry-run job for millions of rows). */
export const previewImport = endpoint({
  id: 'previewImport', method: 'post', audit: 'none', path: '/api/communes/{commune}/imports/uploads/{upload}/preview', access: allow('import.run'),
  summary: 'What the file would bring, under the options given', params: upload, body: z.strictObject({ options: ImportOptions.default({}), dryRun: z.boolean().default(false) }),
  status: 200, reply: ImportPreview, errors: ['invalid', 'not_found'],
});
/** The job's result is an ImportOutcome, or `{refused_file}`. */
export const runImport = endpoint({
  id: 'runImport', method: 'post', audit: 'import.started', path: '/api/communes/{commune}/imports/uploads/{upload}/run', access: allow('import.run'),
  summary: 'Run the import as a job', params: upload, body: z.strictObject({ options: ImportOptions.default({}), dryRun: z.boolean().default(false) }),
  status: 202, reply: z.object({ job: Id }), errors: ['invalid', 'forbidden', 'not_found'],
});
export const dropUpload = endpoint({
  id: 'dropUpload', method: 'delete', audit: 'none', path: '/api/communes/{commune}/imports/uploads/{upload}', access: allow('import.run'),
  summary: 'Forget a file that was sent', params: upload, status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const listImports = endpoint({
  id: 'listImports', method: 'get', path: '/api/communes/{commune}/imports', access: allow('jobs.read'), summary: 'The batches, latest first',
  params: inCommune, query: Page.extend({ format: z.enum(IMPORT_FORMATS).optional(), state: z.enum(BATCH_STATES).optional() }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(ImportBatch) }), errors: ['invalid'],
});
export const getImport = endpoint({
  id: 'getImport', method: 'get', path: '/api/communes/{commune}/imports/{id}', access: allow('jobs.read'), summary: 'One batch',
  params: batch, status: 200, reply: ImportBatch, errors: ['not_found'],
});
export const listRefusals = endpoint({
  id: 'listRefusals', method: 'get', path: '/api/communes/{commune}/imports/{id}/refusals', access: allow('jobs.read'), summary: 'The refused rows of a batch, by page',
  params: batch, query: Page.extend({ code: z.string().max(60).optional() }), status: 200,
  reply: z.object({
    total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(Refusal),
    codes: z.array(z.object({ code: z.string(), message: z.string(), count: z.number().int() })),
  }),
  errors: ['invalid', 'not_found'],
});
export const downloadRefusals = endpoint({
  id: 'downloadRefusals', method: 'get', path: '/api/communes/{commune}/imports/{id}/refusals.csv', access: allow('jobs.read'), summary: 'The refused rows as CSV',
  params: batch, status: 200, reply: ['text/csv'], errors: ['not_found'],
});
/** Formats of a commune's own tables: their columns are fields of ours, so an empty one can be handed out. */
const TABLE_FORMATS = Object.keys(FIELDS) as [RegisterFormat, ...RegisterFormat[]];
export const importTemplate = endpoint({
  id: 'importTemplate', method: 'get', path: '/api/communes/{commune}/imports/templates/{format}', access: allow('import.run'), summary: 'An empty table of a format, to fill in; its headings are read without a mapping',
  params: inCommune.extend({ format: z.enum(TABLE_FORMATS) }), query: z.object({ /** A workbook explains each column on a second sheet. */ as: z.enum(['csv', 'xlsx']).default('csv') }), status: 200, reply: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'],
});
/** Takes a batch back as one; refused (409) while a later batch or a person changed what it brought. */
export const undoImport = endpoint({
  id: 'undoImport', method: 'post', audit: 'import.undone', path: '/api/communes/{commune}/imports/{id}/undo', access: allow('import.run'), summary: 'Take a batch back',
  params: batch, status: 200, reply: ImportBatch, errors: ['not_found', 'conflict', 'forbidden'],
});
export const endpoints = [uploadImport, previewImport, runImport, dropUpload, listImports, getImport, listRefusals, downloadRefusals, importTemplate, undoImport] as const;
