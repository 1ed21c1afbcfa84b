import { Router } from 'express';
import { allEndpoints } from '@sommier/domain/api';
import { health, type Health, openApi } from '@sommier/domain/health';
import { openapi, sendJson } from '../../platform/http/index.ts';
import { VERSION } from '../../platform/version.ts';

/** How far the start is; `ready` from the moment every address answers. */
export interface Progress { stage: string; ready: boolean }

/** The two addresses that answer before the database does, so they stand before the features and outside `mount`. */
export function healthRoutes(progress: Progress): Router {
  const router = Router();
  let description: unknown;
  router.get(health.path, async (req, res) => {
    const state: Health = { status: progress.ready ? 'ready' : 'starting', stage: progress.stage, version: VERSION };
    if (!progress.ready) res.setHeader('Retry-After', '2');
    await sendJson(req, res, progress.ready ? 200 : 503, state);
  });
  router.get(openApi.path, async (req, res) => {
    res.locals['route'] = openApi.path;
    description ??= openapi(allEndpoints, VERSION);
    await sendJson(req, res, 200, description);
  });
  return router;
}
