import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

/** The part of the Compose Specification this project uses; anything else in the file is a mistake until it is added here. */
const duration = z.string().regex(/^(\d+(us|ms|s|m|h))+$/);
const variables = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.union([z.string(), z.number()]));
const Service = z.strictObject({
  image: z.string().regex(/^[\w./-]+:[\w.-]+$/).optional(), build: z.string().optional(), init: z.boolean().optional(), environment: variables.optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']) })).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).optional(), volumes: z.array(z.string().regex(/^[a-z][\w-]*:\/[\w./-]+$/)).optional(),
  tmpfs: z.array(z.string()).optional(), read_only: z.boolean().optional(), cap_drop: z.array(z.string()).optional(), security_opt: z.array(z.string()).optional(), shm_size: z.string().regex(/^\d+(b|k|m|g|kb|mb|gb)$/).optional(),
  healthcheck: z.strictObject({
    test: z.tuple([z.enum(['CMD', 'CMD-SHELL']), z.string()], z.string()), interval: duration, timeout: duration, retries: z.number().int(), start_period: duration.optional(),
  }),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
}).refine((s) => (s.image === undefined) !== (s.build === undefined), 'either an image or a build');
const Compose = z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/), services: z.record(z.string(), Service), volumes: z.record(z.string(), z.null()) });

const compose = Compose.parse(parse(readFileSync('docker-compose.yml', 'utf8')));

test('services wait for a healthy one that exists and name volumes that exist', () => {
  for (const service of Object.values(compose.services)) {
    for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0]!);
  }
  expect(compose.services.app!.depends_on!.db!.condition).toBe('service_healthy');
});
test('no secret stands in the file: the password has no default', () => {
  const text = readFileSync('docker-compose.yml', 'utf8');
  expect(text.match(/\$\{POSTGRES_PASSWORD[^}]*\}/g)!.every((v) => v.startsWith('${POSTGRES_PASSWORD:?'))).toBe(true);
});
test('the image is built from files that exist, runs as nobody special and starts by the tested script', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');
  for (const line of lines.filter((l) => /^COPY (?!--from)/.test(l))) for (const source of line.split(' ').slice(1, -1)) expect({ source, exists: existsSync(source) }).toEqual({ source, exists: true });
  expect(lines).toContain('USER node');
  expect(lines).toContain('CMD ["docker/start.sh"]');
});
test('.env.example names every variable of the server, and compose’s own', async () => {
  const { readEnv } = await import('../../server/src/platform/env.ts');
  const pairs = readFileSync('.env.example', 'utf8').split('\n').filter((l) => l !== '' && !l.startsWith('#')).map((l) => l.split('=') as [string, string]);
  const schema = [...readFileSync('server/src/platform/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map((m) => m[1]!);
  expect(schema).toContain('SOMMIER_DATA');
  expect(pairs.map(([name]) => name).sort()).toEqual([...schema, 'POSTGRES_PASSWORD'].sort());
  expect(readEnv(Object.fromEntries(pairs))).toEqual(readEnv({}));
});
