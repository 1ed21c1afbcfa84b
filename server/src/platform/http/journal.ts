import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Logger } from '../log.ts';
import { countAnswer } from '../metrics.ts';

/** Names the request and, at its end, writes one line: route as declared (no ids, no query), status, duration. */
export const beginRequest = (log: Logger) => (req: Request, res: Response): void => {
  const started = performance.now();
  const request = randomUUID();
  res.locals['requestId'] = request;
  if (!res.headersSent) res.setHeader('X-Request-Id', request);
  res.on('close', () => {
    const line = { request, method: req.method, route: (res.locals['route'] as string | undefined) ?? 'other', status: res.statusCode, ms: Math.round(performance.now() - started), cut: !res.writableFinished };
    countAnswer(line);
    if (res.statusCode >= 500 && res.statusCode !== 503) log.error(line, 'answered');
    else log[res.locals['route'] ? 'info' : 'debug'](line, 'answered');
  });
};
