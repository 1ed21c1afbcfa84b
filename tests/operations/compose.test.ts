import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).optional(), volumes: z.array(z.string().regex(/^[a-z][\w-]*:\/[\w./-]+$/)).optional(),
  secrets: z.array(z.string()).optional(),
  tmpfs: z.array(z.string()).optional(), read_only: z.boolean().optional(), cap_drop: z.array(z.string()).optional(), security_opt: z.array(z.string()).optional(), shm_size: z.string().regex(/^\d+(b|k|m|g|kb|mb|gb)$/).optional(),
  healthcheck: z.strictObject({
    test: z.tuple([z.enum(['CMD', 'CMD-SHELL']), z.string()], z.string()), interval: duration, timeout: duration, retries: z.number().int(), start_period: duration.optional(),
  }),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
}).refine((s) => (s.image === undefined) !== (s.build === undefined), 'either an image or a build');
const Compose = z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/), services: z.record(z.string(), Service), volumes: z.record(z.string(), z.null()), secrets: z.record(z.string(), z.strictObject({ file: z.string().regex(/^\.\/secrets\/\w+$/) })) });

const compose = Compose.parse(parse(readFileSync('docker-compose.yml', 'utf8')));

test('services wait for a healthy one that exists and name volumes that exist', () => {
  for (const service of Object.values(compose.services)) {
    for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0]!);
  }
  expect(compose.services.app!.depends_on!.db!.condition).toBe('service_healthy');
});
test('no secret stands in the file or in an environment: each is a file, given to the service that names it and made by the lines at its head', () => {
  const text = readFileSync('docker-compose.yml', 'utf8'), head = text.slice(0, text.indexOf('\nname:'));
  expect(text).not.toMatch(/\$\{/);
  for (const service of Object.values(compose.services)) {
    const paths = Object.entries(service.environment ?? {}).filter(([name]) => /SECRET|KEY|TOKEN|PASSWORD|DATABASE_.*URL/.test(name));
    for (const [name] of paths) expect(name).toMatch(/_FILE$/);
    expect(paths.map(([, path]) => path).sort()).toEqual((service.secrets ?? []).map((secret) => `/run/secrets/${secret}`).sort());
    for (const secret of service.secrets ?? []) { expect(compose.secrets).toHaveProperty(secret); expect(head).toContain(`> secrets/${secret}`); }
  }
  for (const name of ['.gitignore', '.dockerignore']) expect(readFileSync(name, 'utf8')).toMatch(/^\/?secrets\/?$/m);
});
test('the server takes its variables, secrets as the head makes them', async () => {
  const { readEnv } = await import('../../server/src/platform/env.ts');
  const folder = mkdtempSync(join(tmpdir(), 'sommier-compose-'));
  try {
    const made = readFileSync('docker-compose.yml', 'utf8').split('\n').filter((l) => l.startsWith('#   ')).map((l) => l.slice(4));
    execFileSync('sh', ['-ec', made.join('\n')], { cwd: folder });
    const variables = Object.fromEntries(Object.entries(compose.services.app!.environment!).map(([name, value]) => [name, String(value).replace('/run/', `${folder}/`)]));
    const env = readEnv(variables);
    expect(env.databaseUrl).toMatch(/^postgres:\/\/sommier:[0-9a-f]{48}@db:5432\/sommier$/);
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
