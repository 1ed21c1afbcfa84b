import { stringify } from 'csv-stringify';
import { Router } from 'express';
import {
  downloadRefusals, dropUpload, importTemplate, getImport, ImportOptions, listImports, listRefusals, previewImport, refusalText, runImport as runImportEndpoint, undoImport as undoEndpoint, uploadImport,
} from '@sommier/domain/imports';
import { AppError, can, type Role } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { SHEET_MEDIA } from '../../platform/sheets/index.ts';
import { refusalOf } from './describe.ts';
import { importFormats } from './formats.ts';
import { readBatch, readBatches, readRefusals, sameBytes } from './imports.queries.ts';
import { previewFile } from './preview.ts';
import { sha256 } from './run-import.ts';
import { writeTemplate } from './template.ts';
import { undoImport } from './undo-import.ts';
import { findUpload, keepUpload, removeUpload } from './uploads.ts';

const found = <T>(value: T | undefined, what: string): T => { if (value === undefined) throw new AppError('not_found', what); return value; };
/** Importing asks for the right to write what the format writes. */
async function formatFor(name: string | undefined, role: Role) {
  const format = (await importFormats()).get(name ?? '');
  if (format === undefined) throw new AppError('invalid', 'No format', { issues: [{ path: 'body.options.format', message: [...(await importFormats()).keys()].join(', ') }] });
  if (!can(role, format.permission)) throw new AppError('forbidden', `Not allowed: ${format.permission}`);
  return format;
}

export function routes(deps: Deps): Router {
  const r = Router();
  const { db, files } = deps;

  mount(r, deps, uploadImport, async (_input, ctx) => {
    const file = found(ctx.file, 'no file');
    const sent = ctx.req.body as Record<string, unknown>;
    const options = ImportOptions.safeParse(typeof sent['options'] === 'string' ? parsed(sent['options']) : {});
    if (!options.success) throw new AppError('invalid', 'options', { issues: options.error.issues.map((i) => ({ path: `options.${i.path.join('.')}`, message: i.message })) });
    const upload = await keepUpload(files, ctx.commune.id, file, ctx.person.id);
    const hash = await sha256(upload.path);
    const same = await db.inCommune({ commune: ctx.commune.id, person: ctx.person.id }, (tx) => sameBytes(tx, hash));
    const seen = await previewFile(db, { commune: ctx.commune, file: upload.path, name: upload.name, options: options.data, language: ctx.language, person: ctx.person.id, dryRun: false });
    return { id: upload.id, name: upload.name, bytes: upload.bytes, sameFileAs: same, refused: seen.refused, guess: seen.guess };
  }, { ownTransactions: true });

  mount(r, deps, previewImport, async ({ params, body }, ctx) => {
    const upload = found(await findUpload(files, ctx.commune.id, params.upload), 'no upload');
    return previewFile(db, { commune: ctx.commune, file: upload.path, name: upload.name, options: body.options, language: ctx.language, person: ctx.person.id, dryRun: body.dryRun });
  }, { ownTransactions: true });

  mount(r, deps, dropUpload, async ({ params }, ctx) => {
    await removeUpload(files, found(await findUpload(files, ctx.commune.id, params.upload), 'no upload'));
    return undefined;
  }, { ownTransactions: true });

  mount(r, deps, runImportEndpoint, async ({ params, body }, ctx) => {
    const upload = found(await findUpload(files, ctx.commune.id, params.upload), 'no upload');
    const format = await formatFor(body.options.format, ctx.role);
    const job = await deps.jobs.enqueue(ctx.tx, {
      commune: ctx.commune.id, kind: 'import', person: ctx.person.id, lane: `import ${format.layer(body.options)}`,
      payload: { upload: upload.id, name: upload.name, options: body.options, dryRun: body.dryRun, language: ctx.language, person: ctx.person.id },
    });
    ctx.record(`job:${job}`, { format: format.name, dry_run: body.dryRun });
    return { job };
  });

  mount(r, deps, listImports, async ({ query }, ctx) => ({ ...await readBatches(ctx.tx, query), page: query.page, size: query.size }));
  mount(r, deps, getImport, async ({ params }, ctx) => found(await readBatch(ctx.tx, params.id), 'no batch'));
  mount(r, deps, listRefusals, async ({ params, query }, ctx) => {
    found(await readBatch(ctx.tx, params.id), 'no batch');
    const read = await readRefusals(ctx.tx, params.id, query);
    return {
      total: read.total, page: query.page, size: query.size, rows: read.rows.map((x) => refusalOf(ctx.language, x)),
      codes: read.codes.map((c) => ({ ...c, message: refusalText(ctx.language, c.code, {}).message || c.code })),
    };
  });
  mount(r, deps, importTemplate, async ({ params: { format }, query }, ctx) => {
    const bytes = await writeTemplate(format, query.as, ctx.language, ctx.commune.currency);
    return (res) => { res.type(SHEET_MEDIA[query.as]).attachment(`${format}.${query.as}`).end(bytes); };
  });
  mount(r, deps, downloadRefusals, async ({ params }, ctx) => {
    found(await readBatch(ctx.tx, params.id), 'no batch');
    const { rows } = await readRefusals(ctx.tx, params.id, { page: 1, size: 1_000_000 });
    const language = ctx.language;
    return (res) => {
      res.type('text/csv; charset=utf-8').attachment(`refusals-${params.id}.csv`);
      // A cell that begins like a formula must not run in the reader's spreadsheet.
      const csv = stringify({ bom: true, header: true, columns: ['row', 'column', 'value', 'code', 'message', 'remedy'], escape_formulas: true });
      csv.pipe(res);
      for (const x of rows) csv.write(refusalOf(language, x));
      csv.end();
    };
  });
  mount(r, deps, undoEndpoint, async ({ params }, ctx) => {
    const formats = await importFormats();
    const batch = found(await readBatch(ctx.tx, params.id), 'no batch');
    await formatFor(batch.format, ctx.role);
    await undoImport(ctx.tx, ctx.commune, params.id, (name) => formats.get(name), { person: ctx.person.id, audited: false });
    ctx.record(`batch:${params.id}`, { format: batch.format, layer: batch.layer, rows: batch.rows });
    return found(await readBatch(ctx.tx, params.id), 'no batch');
  });
  return r;
}

const parsed = (text: string): unknown => { try { return JSON.parse(text) as unknown; } catch { return null; } };
