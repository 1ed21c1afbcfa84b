import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Under one network packet compressing costs more than it saves. */
const WORTH = 1400;

/** Compresses by what the reader accepts; answers the bytes and sets the headers. For JSON and tiles made on the fly: quality 4, level 5. */
export async function compressed(req: Request, res: Response, bytes: Buffer): Promise<Buffer> {
  res.vary('Accept-Encoding');
  if (bytes.length < WORTH) return bytes;
  const encoding = req.acceptsEncodings(['br', 'gzip', 'identity']);
  if (encoding === 'br') {
    res.setHeader('Content-Encoding', 'br');
    return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  }
  if (encoding === 'gzip') {
    res.setHeader('Content-Encoding', 'gzip');
    return zip(bytes, { level: 5 });
  }
  return bytes;
}

/** Sends JSON, compressed when that pays. */
export async function sendJson(req: Request, res: Response, status: number, value: unknown): Promise<void> {
  res.status(status).type('application/json');
  const bytes = await compressed(req, res, Buffer.from(JSON.stringify(value ?? null)));
  res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
}
