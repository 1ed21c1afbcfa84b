import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allEndpoints } from '@sommier/domain/api';
import type { EndpointSpec } from '@sommier/domain/shared';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const RUNS = process.env['SOMMIER_LONG'] === undefined ? 6 : 200;
const SKIPPED = new Set(['signOut', 'signIn', 'setUp', 'changePassword']);

/** A URL carries no lone surrogate. */
const whole = (text: string): string => Buffer.from(text).toString('utf8');

/** What breaks naive servers: other types, huge and odd numbers, controls, bidi marks, SQL, templates, paths. */
const hostile = fc.oneof(
  fc.constantFrom('', '0', '-1', '1e400', 'NaN', '9223372036854775808', '99999999999999999999', '\u0000', '\u202e', '%', '%00', "'; drop table asset; --", "' or 1=1 --", '${7*7}', '../../etc/passwd',
    '{"a":1}', '[]', 'null', 'true', 'a'.repeat(5000), 'ٱلْعَرَبِيَّة', '😀', '__proto__', 'constructor', '1,2,3,4', '-181,-91,181,91', '1e308,1e308,-1e308,-1e308', '2026-02-30', 'id desc', '0x10', ':a ? ?? \\?'),
  fc.string({ unit: 'binary', maxLength: 40 }), fc.integer().map(String), fc.double().map(String),
);
const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(fc.constantFrom('email', 'role', 'name', 'layers', 'format', 'bbox', 'zone', 'polygon', 'options', 'version', 'parcel', 'lon', 'lat', 'disabled'), fc.jsonValue({ maxDepth: 2 })));
const request = (e: EndpointSpec) => fc.record({
  params: fc.record(Object.fromEntries(Object.keys(e.params?.shape ?? {}).map((name) => [name, name === 'commune' ? fc.constant('HERE') : fc.oneof({ weight: 3, arbitrary: hostile }, fc.constant('1'))]))),
  query: fc.dictionary(fc.constantFrom(...Object.keys(e.query?.shape ?? { x: 1 })), fc.oneof(hostile, fc.constant('1')), { maxKeys: 4 }),
  body: fc.option(json, { nil: undefined }),
});

describe.each(await engines())('hostile requests on the %s database', (engine) => {
  let server: TestServer;
  let call: Call;
  beforeAll(async () => { server = await testServer({ engine }); call = await server.as('admin'); });
  afterAll(async () => { await server.close(); });

  test.each(allEndpoints.filter((e) => !SKIPPED.has(e.id)).map((e) => [e.id, e] as const))('%s never answers 5xx, and a refusal says its code and a message', async (_id, e) => {
    await fc.assert(fc.asyncProperty(request(e), async ({ params, query, body }) => {
      const path = e.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(whole((params as Record<string, string>)[name] ?? '')));
      const search = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, whole(v)]));
      if (!e.path.includes('{commune}')) search.set('commune', 'HERE');
      const answer = await call(e.method.toUpperCase(), `${path}?${search.toString()}`, e.method === 'get' ? undefined : body ?? {});
      if (answer.status >= 500 && answer.json<{ code?: string }>().code !== 'not_ready') throw new Error(`${answer.status} ${answer.text}`);
      if (answer.status >= 400 && !(answer.headers.get('content-type') ?? '').startsWith('text/')) expect(answer.json()).toMatchObject({ code: expect.any(String), message: expect.any(String), status: answer.status });
    }), { seed: 20261122, numRuns: RUNS, interruptAfterTimeLimit: 60_000 });
  });
  test('an address that cannot be read is the sender’s fault', async () => {
    for (const path of ['/api/communes/%E0%A4%A', '/tiles/%ff/1/1/1.mvt?commune=HERE']) expect((await call('GET', path)).status).toBe(400);
  });
  test('a body too large is told so', async () => {
    expect((await call('PATCH', '/api/session', JSON.stringify({ name: 'x'.repeat(9_000_000) }))).json()).toMatchObject({ status: 413, code: 'too_large' });
  });
});
