import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import { AppError } from '@sommier/domain/shared';
import { features } from './features.ts';
import { healthRoutes, type Progress } from './features/health/index.ts';
import type { Deps } from './platform/deps.ts';
import type { Env } from './platform/env.ts';
import { errorHandler } from './platform/http/index.ts';
import type { Logger } from './platform/log.ts';
import { clientRoutes } from './serve/client-files.ts';

const JSON_LIMIT = '8mb';
const DATA = /^\/(api|tiles|ogc)(\/|$)/;

const policy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], workerSrc: ["'self'"], imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"], fontSrc: ["'self'"], manifestSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"], objectSrc: ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
});

/** One line per answer: route as declared (no ids, no query), status, duration. */
const journal = (log: Logger) => (req: Request, res: Response, next: NextFunction): void => {
  const started = performance.now();
  const request = randomUUID();
  res.locals['requestId'] = request;
  res.setHeader('X-Request-Id', request);
  res.on('close', () => {
    const line = { request, method: req.method, route: (res.locals['route'] as string | undefined) ?? 'other', status: res.statusCode, ms: Math.round(performance.now() - started), cut: !res.writableFinished };
    if (res.statusCode >= 500 && res.statusCode !== 503) log.error(line, 'answered');
    else log[res.locals['route'] ? 'info' : 'debug'](line, 'answered');
  });
  next();
};

export interface App { app: Express; /** Joins the features once the database is open; before it every data address answers 503. */ attach: (deps: Deps) => void }

/** The application around its features: journal, headers, body, health, data behind the gate of readiness, client, errors. */
export function createApp({ log, progress, env }: { log: Logger; progress: Progress; env: Env }): App {
  const app = express();
  let joined: Router | undefined;
  app.disable('x-powered-by');
  app.set('trust proxy', env.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(journal(log));
  app.use(policy);
  app.use((req, res, next) => {
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
    app,
    attach(deps) {
      const router = express.Router();
      for (const feature of features) if (feature.routes) router.use(feature.routes(deps));
      joined = router;
    },
  };
}
