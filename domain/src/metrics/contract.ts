import { endpoint, PUBLIC } from '../shared/endpoint.ts';

/** Nobody's session opens it: the operator's collector sends the token of its deployment (`METRICS_TOKEN`). */
export const metrics = endpoint({
  id: 'metrics', method: 'get', path: '/api/metrics', access: PUBLIC, summary: 'Figures of this server for a collector (Prometheus text format), by the token of the deployment; without one, no such address',
  status: 200, reply: ['text/plain'], errors: ['not_found', 'unauthenticated'],
});
export const endpoints = [metrics] as const;
