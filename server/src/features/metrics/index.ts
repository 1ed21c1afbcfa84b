import { hash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { metrics } from '@sommier/domain/metrics';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { processMetrics } from '../../platform/metrics.ts';
import { addGauges } from './gauges.ts';

const BEARER = /^Bearer (.+)$/i;
const same = (a: string, b: string): boolean => timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));

/** The figures of this process and its jobs, for a collector that holds the deployment's token; where none is set there is no such address. */
export function routes(deps: Deps): Router {
  const router = Router(), token = deps.env.metricsToken;
  const here = new Registry();
  if (token !== undefined) {
    collectDefaultMetrics({ register: here });
    addGauges(here, deps.db);
  }
  mount(router, deps, metrics, async (_input, { req, res }) => {
    if (token === undefined) throw new AppError('not_found', 'No such address');
    const sent = BEARER.exec(req.headers.authorization ?? '')?.[1];
    if (sent === undefined || !same(sent, token)) throw new AppError('unauthenticated', 'No token');
    const text = await Registry.merge([processMetrics, here]).metrics();
    res.status(200).setHeader('Content-Type', processMetrics.contentType);
    res.end(text);
  }, { ownTransactions: true });
  return router;
}
