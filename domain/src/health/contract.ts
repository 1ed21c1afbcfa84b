import { z } from 'zod';
import { endpoint, PUBLIC } from '../shared/endpoint.ts';

export const Health = z.strictObject({ status: z.enum(['starting', 'ready']), stage: z.string(), version: z.string() }).meta({ id: 'Health' });
export type Health = z.output<typeof Health>;

export const health = endpoint({
  id: 'health', method: 'get', path: '/api/health', access: PUBLIC, summary: 'Ready (200), or the stage of the start (503)', status: 200, reply: Health, errors: ['not_ready'],
});
export const openApi = endpoint({
  id: 'openApi', method: 'get', path: '/api/openapi.json', access: PUBLIC, summary: 'This description', status: 200, reply: ['application/json'], errors: [],
});
export const endpoints = [health, openApi] as const;
