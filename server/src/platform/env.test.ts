import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { EnvError, readEnv } from './env.ts';
import { SECRETS } from './secrets.ts';

test('an empty environment is the embedded database on loopback', () => {
  expect(readEnv({})).toEqual({
    port: 3000, host: '127.0.0.1', databaseUrl: undefined, databaseReadUrl: undefined, dataDir: resolve('data'), samplesDir: resolve('../shared/data'), headsDir: resolve('data/heads'),
    trustProxy: 'loopback', production: false, stepUpMinutes: 15,
  });
});

test('a blank variable is an absent one', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '', SOMMIER_DATA: '' })).toEqual(readEnv({}));
});

test('every fault is named, with its variable', () => {
  const read = (): unknown => readEnv({ PORT: 'eighty', DATABASE_URL: 'mysql://here', DATABASE_READ_URL: 'nowhere', SOMMIER_DATA: 'x' });
  expect(read).toThrow(EnvError);
  try { read(); } catch (error) {
    const { faults } = error as EnvError;
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'DATABASE_READ_URL']);
    expect((error as Error).message).toContain('PORT must be a port number');
  }
});

test('a replica without its primary is a fault', () => {
  const [primary, replica] = ['postgres://primary/x?sslmode=verify-full', 'postgres://replica/x?sslmode=verify-full'];
  expect(() => readEnv({ DATABASE_READ_URL: replica })).toThrow('DATABASE_URL must name its primary');
  expect(readEnv({ DATABASE_READ_URL: replica, DATABASE_URL: primary }).databaseReadUrl).toBe(replica);
});

test.each(['65536', '-1', '1.5', 'NaN'])('%s is no port', (PORT) => { expect(() => readEnv({ PORT })).toThrow('PORT'); });

describe('secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-secrets-'));
  afterAll(() => { rmSync(folder, { recursive: true }); });
  const file = (name: string, content: string): string => { writeFileSync(join(folder, name), content); return join(folder, name); };
  const pem = String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const key = randomBytes(32).toString('base64');
  const given: Record<(typeof SECRETS)[number], string> = {
    DATABASE_URL: 'postgres://me:secret@localhost/x', DATABASE_READ_URL: 'postgres://me:secret@127.0.0.1/y', DOCUMENTS_S3_KEY: 'id', DOCUMENTS_S3_SECRET: 'hidden', OIDC_CLIENT_SECRET: 'client',
    METRICS_TOKEN: 'sixteen or more letters', SOMMIER_KEY: key, SOMMIER_KEY_BEFORE: randomBytes(32).toString('base64'), AUDIT_KEY: pem.trim(),
  };
  const others = { DOCUMENTS_S3_ENDPOINT: 'https://s3.example.org', DOCUMENTS_S3_BUCKET: 'papers', OIDC_ISSUER: 'https://who.example.org', OIDC_CLIENT_ID: 'sommier', PUBLIC_URL: 'https://sommier.example.org' };

  test('are what they would be in the environment, trimmed', () => {
    const files = Object.fromEntries(SECRETS.map((name) => [`${name}_FILE`, file(name, ` ${given[name]}\n\n`)]));
    const env = readEnv({ ...others, ...files });
    expect(env).toEqual(readEnv({ ...others, ...given }));
    expect([env.databaseUrl, env.key?.now.toString('base64'), env.auditKey]).toEqual([given.DATABASE_URL, key, given.AUDIT_KEY]);
  });
  test('every variable that holds one may come so', () => {
    const named = [...readFileSync('server/src/platform/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map((m) => m[1] ?? '');
    expect(named.filter((name) => /SECRET|KEY|TOKEN|PASSWORD|DATABASE_.*URL/.test(name)).sort()).toEqual([...SECRETS].sort());
  });
  test('a file that is not there, an empty one and both at once are faults told together, none with what a file holds', () => {
    const content = 'not-a-url-but-a-secret';
    const read = (): unknown => readEnv({
      PORT: 'many', DATABASE_URL: 'postgres://localhost/x', DATABASE_URL_FILE: file('both', content), METRICS_TOKEN_FILE: join(folder, 'nowhere'), OIDC_CLIENT_SECRET_FILE: file('empty', '\n'), SOMMIER_KEY_FILE: file('short', content), DATABASE_READ_URL_FILE: folder,
    });
    expect(read).toThrow(EnvError);
    try { read(); } catch (error) {
      const { faults, message } = error as EnvError;
      expect(faults).toEqual(expect.arrayContaining([
        'DATABASE_URL and DATABASE_URL_FILE are both set: give one of them', `METRICS_TOKEN_FILE names ${join(folder, 'nowhere')}, which cannot be read (ENOENT)`,
        `OIDC_CLIENT_SECRET_FILE names ${join(folder, 'empty')}, which is empty`, `DATABASE_READ_URL_FILE names ${folder}, which cannot be read (EISDIR)`, expect.stringContaining('SOMMIER_KEY must be 32 bytes'), expect.stringContaining('PORT'),
      ]));
      expect(message).not.toContain(content);
    }
  });
  test.each([['SOMMIER_KEY', 'c2hvcnQ='], ['AUDIT_KEY', String(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }))], ['AUDIT_KEY', 'no key at all']])('a %s of another kind is refused', (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(name);
  });
  test('a key before needs the one that takes its place', () => { expect(() => readEnv({ SOMMIER_KEY_BEFORE: key })).toThrow('SOMMIER_KEY_BEFORE'); });
});

describe('what goes to another machine', () => {
  const tls = (host: string, parameters = ''): (() => unknown) => () => readEnv({ DATABASE_URL: `postgres://me:pw@${host}/x${parameters}` });
  test.each(['localhost', '127.0.0.1', '127.8.9.1:5433', '[::1]', '%2Fvar%2Frun%2Fpostgresql'])('the database at %s is this machine’s', (host) => { expect(tls(host)).not.toThrow(); });
  test.each([
    ['db.example.org', '?sslmode=require'], ['db.example.org', '?sslmode=verify-ca'], ['10.0.0.10', '?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem'], ['db.example.org', '?host=/var/run/postgresql'], ['db.example.org', '?host=127.0.0.1'],
    ['db', '?uselibpqcompat=true&sslmode=require&sslrootcert=/etc/ssl/ca.pem'], ['db', '?uselibpqcompat=true&sslmode=verify-full'], ['db', '?sslmode=disable&sslmode=require'],
  ])('%s%s is reached over TLS with a checked certificate, or not at all', (host, parameters) => { expect(tls(host, parameters)).not.toThrow(); });
  test.each([
    ['db', ''], ['10.0.0.10', '?sslmode=disable'], ['db.example.org', '?sslmode=prefer'], ['db.example.org', '?sslmode=no-verify'], ['db.example.org', '?ssl=true'], ['127.0.0.1', '?host=db.example.org'], ['[2001:db8::1]', ''], ['127.example.org', ''],
    ['db', '?uselibpqcompat=true&sslmode=require'], ['db', '?sslmode=require&sslmode=disable'],
  ])('%s%s is refused with the mend', (host, parameters) => {
    expect(tls(host, parameters)).toThrow(/DATABASE_URL names another machine without TLS: add \?sslmode=verify-full .* DATABASE_PLAIN=yes/);
    expect(readEnv({ DATABASE_URL: `postgres://me:pw@${host}/x${parameters}`, DATABASE_PLAIN: 'yes' }).databaseUrl).toContain(host);
  });
  test('an address without a host is where the driver would go', () => {
    expect(() => readEnv({ DATABASE_URL: 'postgres:///x' })).not.toThrow();
    expect(() => readEnv({ DATABASE_URL: 'postgres:///x', PGHOST: 'db.example.org' })).toThrow('DATABASE_URL');
  });
  test('the replica as the primary', () => { expect(() => readEnv({ DATABASE_URL: 'postgres://localhost/x', DATABASE_READ_URL: 'postgres://replica/x' })).toThrow('DATABASE_READ_URL names another machine'); });
  test('store and provider by https, or on this machine', () => {
    const store = (DOCUMENTS_S3_ENDPOINT: string, DOCUMENTS_S3_PLAIN?: string): (() => unknown) => () => readEnv({ DOCUMENTS_S3_ENDPOINT, DOCUMENTS_S3_PLAIN, DOCUMENTS_S3_BUCKET: 'papers', DOCUMENTS_S3_KEY: 'id', DOCUMENTS_S3_SECRET: 'hidden' });
    for (const endpoint of ['https://s3.example.org', 'http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']) expect(store(endpoint)).not.toThrow();
    expect(store('http://10.0.0.5:9000')).toThrow('DOCUMENTS_S3_PLAIN=yes');
    expect(store('http://10.0.0.5:9000', 'yes')).not.toThrow();
    expect(() => readEnv({ OIDC_ISSUER: 'http://who.example.org', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b', PUBLIC_URL: 'https://sommier.example.org' })).toThrow('OIDC_ISSUER must be https');
  });
});

test('the scanner is words apart by spaces, as written', () => { expect(readEnv({ SCAN_COMMAND: ' clamdscan  --no-summary --fdpass ' }).scan).toEqual(['clamdscan', '--no-summary', '--fdpass']); });
