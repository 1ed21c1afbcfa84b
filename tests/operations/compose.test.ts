import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

/** The part of the Compose Specification this project uses; anything else in the file is a mistake until it is added here. */
const duration = z.string().regex(/^(\d+(us|ms|s|m|h))+$/);
const variables = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.union([z.string(), z.number()]));
const Service = z.strictObject({
  image: z.string().regex(/^[\w./-]+:[\w.-]+$/).optional(), build: z.string().optional(), init: z.boolean().optional(), environment: variables.optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']) })).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).optional(), volumes: z.array(z.string().regex(/^([a-z][\w-]*|\.\/docker\/[\w.]+):\/[\w./-]+(:ro)?$/)).optional(),
  command: z.array(z.string()).optional(), network_mode: z.literal('none').optional(),
  tmpfs: z.array(z.string()).optional(), read_only: z.boolean().optional(), cap_drop: z.array(z.string()).optional(), security_opt: z.array(z.string()).optional(), shm_size: z.string().regex(/^\d+(b|k|m|g|kb|mb|gb)$/).optional(),
  healthcheck: z.strictObject({
    test: z.tuple([z.enum(['CMD', 'CMD-SHELL']), z.string()], z.string()), interval: duration, timeout: duration, retries: z.number().int(), start_period: duration.optional(),
  }).optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
}).refine((s) => (s.image === undefined) !== (s.build === undefined), 'either an image or a build');
const Compose = z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/), services: z.record(z.string(), Service), volumes: z.record(z.string(), z.null()) });

const compose = Compose.parse(parse(readFileSync('docker-compose.yml', 'utf8')));

const { secrets, ...lasting } = compose.services;

test('services wait for one that exists and name volumes and files that exist; what stays up says how it is', () => {
  for (const service of Object.values(compose.services)) {
    for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other);
    for (const volume of service.volumes ?? []) { const from = volume.split(':')[0]!; if (from.startsWith('./')) expect({ from, exists: existsSync(from) }).toEqual({ from, exists: true }); else expect(compose.volumes).toHaveProperty(from); }
  }
  expect(compose.services.app!.depends_on!.db!.condition).toBe('service_healthy');
  for (const service of Object.values(lasting)) expect(service.healthcheck).toBeDefined();
});
test('no secret stands in the file or in an environment: each is made once, in a volume that one service alone reads', () => {
  expect(readFileSync('docker-compose.yml', 'utf8')).not.toMatch(/\$\{/);
  expect(compose.services.db!.depends_on!.secrets!.condition).toBe('service_completed_successfully');
  for (const [service, { environment, volumes }] of Object.entries(lasting)) {
    const paths = Object.entries(environment ?? {}).filter(([name]) => /SECRET|KEY|TOKEN|PASSWORD|DATABASE_.*URL/.test(name));
    expect(paths.length).toBeGreaterThan(0);
    for (const [name, path] of paths) { expect(name).toMatch(/_FILE$/); expect(path).toMatch(/^\/run\/secrets\/\w+$/); }
    expect(volumes!.filter((v) => v.includes('secrets'))).toEqual([`${service}-secrets:/run/secrets:ro`]);
    expect(secrets!.volumes).toContain(`${service}-secrets:/run/secrets/${service}`);
  }
});
test('the first start makes the secrets that the services read, a later one changes none', async () => {
  const { readEnv } = await import('../../server/src/platform/env.ts');
  const folder = mkdtempSync(join(tmpdir(), 'sommier-compose-'));
  try {
    for (const service of ['db', 'app']) mkdirSync(join(folder, service));
    const made = (): Record<string, string> => {
      execFileSync('sh', ['docker/secrets.sh', join(folder, 'db'), join(folder, 'app')]);
      return Object.fromEntries(['db/postgres_password', 'app/database_url', 'app/sommier_key'].map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    };
    const first = made();
    expect(made()).toEqual(first);
    for (const [service, { environment }] of Object.entries(lasting)) for (const [name, path] of Object.entries(environment!)) if (name.endsWith('_FILE')) expect(existsSync(String(path).replace('/run/secrets', join(folder, service)))).toBe(true);
    const variables = Object.fromEntries(Object.entries(compose.services.app!.environment!).map(([name, value]) => [name, String(value).replace('/run/secrets', join(folder, 'app'))]));
    const env = readEnv(variables);
    expect(first['db/postgres_password']).toMatch(/^[0-9a-f]{48}$/);
    expect(env.databaseUrl).toBe(`postgres://sommier:${first['db/postgres_password']}@db:5432/sommier`);
    expect(env.key?.now.length).toBe(32);
    expect(() => readEnv({ ...variables, DATABASE_PLAIN: '' })).toThrow('DATABASE_URL names another machine without TLS');
  } finally { rmSync(folder, { recursive: true }); }
});
test('the image is built from files that exist, runs as nobody special and starts by the tested script', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');
  for (const line of lines.filter((l) => /^COPY (?!--from)/.test(l))) for (const source of line.split(' ').slice(1, -1)) expect({ source, exists: existsSync(source) }).toEqual({ source, exists: true });
  expect(lines).toContain('USER node');
  expect(lines).toContain('CMD ["docker/start.sh"]');
});
test('.env.example names every variable of the server, and each secret that may be a file', async () => {
  const { readEnv } = await import('../../server/src/platform/env.ts');
  const pairs = readFileSync('.env.example', 'utf8').split('\n').filter((l) => l !== '' && !l.startsWith('#')).map((l) => l.split('=') as [string, string]);
  const schema = [...readFileSync('server/src/platform/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map((m) => m[1]!);
  expect(schema).toContain('SOMMIER_DATA');
  expect(pairs.map(([name]) => name).sort()).toEqual(schema.sort());
  const { SECRETS } = await import('../../server/src/platform/secrets.ts'), said = `${readFileSync('.env.example', 'utf8').split('PORT=')[0]!} ${readFileSync('docs/operations.md', 'utf8')}`;
  for (const name of SECRETS) expect(said.split(name).length).toBeGreaterThan(2);
  expect(readEnv(Object.fromEntries(pairs))).toEqual(readEnv({}));
});
