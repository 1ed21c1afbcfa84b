import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { PASSWORD, signIn, testServer, type TestServer } from '../support/server.ts';

const [engine] = await engines();

describe('writes with a cookie', () => {
  let server: TestServer;
  let cookie: string;
  beforeAll(async () => { server = await testServer({ engine: engine ?? 'embedded' }); cookie = await signIn(server.base, server.emailOf('admin')); });
  afterAll(async () => { await server.close(); });
  const change = (headers: Record<string, string>) => fetch(`${server.base}/api/session`, {
    method: 'PATCH', headers: { cookie, 'content-type': 'application/json', ...headers }, body: JSON.stringify({ language: 'en' }),
  });
  const enter = (headers: Record<string, string>) => fetch(`${server.base}/api/session`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ email: server.emailOf('agent'), password: PASSWORD }),
  });

  test.each([
    ['nothing', {}, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a null origin', { origin: 'null' }, 403],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a same-site fetch', { 'sec-fetch-site': 'same-site' }, 403],
    ['a same-origin fetch', { 'sec-fetch-site': 'same-origin' }, 200],
    ['same-origin by one, another by the other', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, 403],
  ])('%s', async (_name, headers, status) => {
    const answer = await change(headers as Record<string, string>);
    expect(answer.status).toBe(status);
    if (status === 403) expect(await answer.json()).toMatchObject({ code: 'cross_site' });
  });
  test('our own origin', async () => { expect((await change({ origin: server.base })).status).toBe(200); });
  test('a script opens a session without either, even with an old cookie; another site does not', async () => {
    expect((await enter({})).status).toBe(201);
    expect((await enter({ cookie })).status).toBe(201);
    expect((await enter({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await enter({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
  test('every answer carries the policy that keeps foreign scripts out', async () => {
    for (const path of ['/', '/api/health', '/api/session', '/nothing.js']) {
      const policy = (await fetch(server.base + path)).headers.get('content-security-policy') ?? '';
      for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "worker-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "frame-ancestors 'none'"]) {
        expect(policy.split(';')).toContain(rule);
      }
    }
  });
});
