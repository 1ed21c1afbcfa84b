import type { Request } from 'express';
import { AppError } from '@sommier/domain/shared';

/**
 * Writes with a cookie must come from our own pages: `Sec-Fetch-Site: same-origin`, or an `Origin` whose host is the one asked for.
 * `opensSession` spares a client that sends neither (a script); a browser always sends one of them.
 */
export function refuseCrossSite(req: Request, hasCookie: boolean, opensSession: boolean): void {
  const site = req.headers['sec-fetch-site'];
  const origin = req.headers.origin;
  if (site === undefined && origin === undefined) {
    if (!hasCookie || opensSession) return;
    throw new AppError('cross_site', 'A write with a cookie names its Origin');
  }
  if (site !== undefined && site !== 'same-origin') throw new AppError('cross_site', 'The request comes from another site');
  if (origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === req.headers.host)) {
    throw new AppError('cross_site', 'The Origin is another');
  }
}
