import type { Request, Response } from 'express';
import multer from 'multer';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../deps.ts';
import type { Received } from './context.ts';
import { scan } from './scan.ts';

const FIELDS = 30;

/** Receives one file of the field `file` into a folder of its own, with text fields in `req.body`; where the deployment has a scanner, the file has passed it. Throws `too_large`, `invalid`, or `not_ready` for want of the scanner. */
export async function receive(req: Request, res: Response, { files, env, log }: Pick<Deps, 'files' | 'env' | 'log'>, maxBytes: number): Promise<{ file: Received; remove: () => Promise<void> }> {
  if (!req.is('multipart/form-data')) throw new AppError('invalid', 'A multipart upload is expected', { issues: [{ path: 'headers.content-type', message: 'multipart/form-data' }] });
  const folder = await files.scratch('upload');
  const remove = (): Promise<void> => files.remove(folder);
  const one = multer({
    storage: multer.diskStorage({ destination: folder, filename: (_req, _file, done) => { done(null, 'upload'); } }),
    limits: { fileSize: maxBytes, files: 1, fields: FIELDS, fieldNameSize: 100, fieldSize: 1_000_000, parts: FIELDS + 1 },
  }).single('file');
  try {
    await new Promise<void>((done, fail) => { one(req, res, (fault: unknown) => { if (fault) fail(fault instanceof Error ? fault : new Error(String(fault))); else done(); }); });
    if (!req.file) throw new AppError('invalid', 'No file was sent', { issues: [{ path: 'file', message: 'file' }] });
    if (env.scan) await scan(env.scan, { path: req.file.path, bytes: req.file.size, request: String(res.locals['requestId'] ?? '') }, log);
    // Browsers send the name's UTF-8 bytes, which multer reads as latin1.
    const name = Buffer.from(req.file.originalname, 'latin1').toString('utf8').replace(/[\u0000-\u001f/\\]/g, '_').slice(0, 200);
    req.body = { ...(req.body as Record<string, unknown>) };
    return { file: { path: req.file.path, name, bytes: req.file.size }, remove };
  } catch (fault) {
    await remove();
    if (fault instanceof multer.MulterError) {
      throw new AppError(fault.code === 'LIMIT_FILE_SIZE' ? 'too_large' : 'invalid', fault.message, fault.code === 'LIMIT_FILE_SIZE' ? { maxBytes } : { issues: [{ path: fault.field ?? 'file', message: fault.code }] });
    }
    if (fault instanceof AppError) throw fault;
    throw new AppError('invalid', 'The upload was cut or is not readable', {}, fault);
  }
}
