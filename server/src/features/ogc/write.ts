import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { compressed } from '../../platform/http/index.ts';
import type { ItemRow } from './items.queries.ts';
import type { Link } from './links.ts';

export const GEOJSON = 'application/geo+json';
/** A reader who takes nothing for so long is cut: a reading of the database waits behind her. */
const PATIENCE_MS = 30_000;

/** A feature as a JSON value, with its links. */
export const featureOf = (address: string, row: ItemRow, links: readonly Link[] = [{ href: address, rel: 'self', type: GEOJSON }]): Record<string, unknown> => ({
  type: 'Feature', id: Number(row.id), geometry: row.geometry === null ? null : JSON.parse(row.geometry) as unknown, properties: JSON.parse(row.properties) as unknown,
  links: [...links, { href: address.replace(/\/items\/\d+$/, ''), rel: 'collection', type: 'application/json' }],
});
/** The same in text, without links: the database's own words, so that nothing is read and written again on the way. */
export const featureText = ({ id, geometry, properties }: ItemRow): string => `{"type":"Feature","id":${id},"geometry":${geometry ?? 'null'},"properties":${properties}}`;

/** Sends a whole document, compressed where that pays. */
export async function sendDocument(req: Request, res: Response, status: number, type: string, text: string | Buffer): Promise<void> {
  res.status(status).setHeader('Content-Type', type);
  res.vary('Accept');
  const bytes = await compressed(req, res, Buffer.from(text));
  res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
}

/** Sends pieces of text as they come, compressed where the reader takes it, no faster than she takes them. Fails when she goes away. */
export async function stream(req: Request, res: Response, pieces: AsyncIterable<string>): Promise<void> {
  const zipped = req.acceptsEncodings(['gzip', 'identity']) === 'gzip';
  res.vary('Accept-Encoding');
  res.vary('Accept');
  if (zipped) res.setHeader('Content-Encoding', 'gzip');
  res.setTimeout(PATIENCE_MS, () => { res.destroy(); });
  const out = zipped ? createGzip({ level: 5 }) : res;
  if (zipped) out.pipe(res);
  const gone = once(res, 'close').then(() => { throw new Error('the reader went away'); });
  gone.catch(() => undefined);
  for await (const piece of pieces) if (!out.write(piece)) await Promise.race([once(out, 'drain'), gone]);
  out.end();
}
