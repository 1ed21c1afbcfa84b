import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { AppError } from '@sommier/domain/shared';

/** The tag of a row's version. */
export const versionTag = (version: number | string): string => `"v${version}"`;

/** True when the reader names the tag among those she has. `tag` is quoted. */
export function hasTag(req: IncomingMessage, tag: string): boolean {
  const known = req.headers['if-none-match'];
  if (known === undefined) return false;
  return known === tag || known.trim() === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''));
}

/** Sets the ETag and answers true after sending 304 when the reader already has it. `tag` is quoted (`versionTag`, or `"…"`). */
export function notModified({ req, res }: { req: Request; res: Response }, tag: string): boolean {
  res.setHeader('ETag', tag);
  if (!hasTag(req, tag)) return false;
  res.status(304).end();
  return true;
}

/**
 * A change names the version it starts from. Throws `invalid` without `If-Match`, `stale` (412) with the present state when it moved.
 * `present` is what the other person saved, shown beside one's own.
 */
export function requireVersion({ req }: { req: Request }, version: number | string, present: unknown): void {
  const sent = req.headers['if-match'];
  if (sent === undefined) {
    throw new AppError('invalid', 'If-Match is missing', { issues: [{ path: 'headers.if-match', message: 'If-Match' }] });
  }
  if (sent.trim() === '*' || sent.split(',').some((one) => one.trim() === versionTag(version))) return;
  throw new AppError('stale', 'Changed in the meantime', { version, present });
}
