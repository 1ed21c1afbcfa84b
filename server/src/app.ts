import type { RequestListener } from 'node:http';
import express, { type Router } from 'express';
import { AppError } from '@sommier/domain/shared';
import { features } from './features.ts';
import { healthRoutes, type Progress } from './features/health/index.ts';
import type { Deps } from './platform/deps.ts';
import type { Env } from './platform/env.ts';
import { beginRequest, type Direct, errorHandler, listenerOf, securityHeaders } from './platform/http/index.ts';
import type { Logger } from './platform/log.ts';
import { clientRoutes } from './serve/client-files.ts';

const JSON_LIMIT = '8mb';
const DATA = /^\/(api|tiles|ogc)(\/|$)/;

export interface App { app: RequestListener; /** Joins the features once the database is open; before it every data address answers 503. */ attach: (deps: Deps) => void }

/** The application around its features: journal, headers, body, health, data behind the gate of readiness, client, errors. */
export function createApp({ log, progress, env }: { log: Logger; progress: Progress; env: Env }): App {
  const app = express();
  let joined: Router | undefined;
  let direct: readonly Direct[] = [];
  const begin = beginRequest(log);
  app.disable('x-powered-by');
  app.set('trust proxy', env.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use((req, res, next) => {
    begin(req, res);
    for (const [name, value] of securityHeaders) res.setHeader(name, value);
    if (DATA.test(req.path)) res.setHeader('Cache-Control', 'no-store');
    next();
  });
  // Whatever its declared type a body is JSON unless it is an upload: a broken one is refused before anything is looked at.
  app.use(express.json({ limit: JSON_LIMIT, type: (req) => !String(req.headers['content-type'] ?? '').startsWith('multipart/') }));
  app.use(healthRoutes(progress));
  app.use((req, res, next) => {
    if (joined) { joined(req, res, next); return; }
    next(DATA.test(req.path) ? new AppError('not_ready', 'Starting', { stage: progress.stage, retryAfter: 2 }) : undefined);
  });
  app.use((req, _res, next) => { next(DATA.test(req.path) ? new AppError('not_found', 'No such address') : undefined); });
  app.use(clientRoutes(env.dataDir));
  app.use(errorHandler(log));
  return {
    app: listenerOf({ app, log, direct: () => direct }),
    attach(deps) {
      const router = express.Router();
      for (const feature of features) if (feature.routes) router.use(feature.routes(deps));
      direct = features.flatMap((feature) => feature.direct?.(deps) ?? []);
      joined = router;
    },
  };
}
