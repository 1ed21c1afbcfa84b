import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { caller, PASSWORD, signIn, testServer, type TestServer } from '../support/server.ts';

describe.each(await engines())('sessions on the %s database', (engine) => {
  let server: TestServer;
  beforeAll(async () => { server = await testServer({ engine }); });
  afterAll(async () => { await server.close(); });
  const open = (body: unknown, headers: Record<string, string> = {}) => fetch(`${server.base}/api/session`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
  });

  test('the right password opens one, with a cookie scripts of a page cannot read', async () => {
    const answer = await open({ email: server.emailOf('agent').toUpperCase(), password: PASSWORD });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(/^sommier=[\w-]{43}; .*HttpOnly; SameSite=Strict/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ person: { email: server.emailOf('agent') }, communes: [{ code: 'HERE', role: 'agent' }] });
  });
  test('a wrong password and an unknown address answer alike', async () => {
    const [wrong, unknown] = await Promise.all([open({ email: server.emailOf('viewer'), password: 'no' }), open({ email: 'nobody@nowhere.test', password: 'no' })]);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const { request: _, ...first } = await wrong.json() as Record<string, unknown>;
    const { request: __, ...second } = await unknown.json() as Record<string, unknown>;
    expect(first).toEqual(second);
  });
  test.each(['{"email":', '[', '"text"', 'email=a&password=b', '\u0000'])('broken JSON %j is 400 before anything else', async (body) => {
    const answers = [
      await open(body),
      await fetch(`${server.base}/api/communes/HERE/users`, { method: 'POST', body }),
      await fetch(`${server.base}/api/communes/HERE/users`, { method: 'POST', body, headers: { 'content-type': 'application/json', origin: 'http://elsewhere.test', cookie: 'sommier=x' } }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'bad_json', status: 400 });
    }
  });
  test('the problem speaks the reader’s language', async () => {
    const messages = await Promise.all(['fr', 'ar-TN,ar;q=0.9', 'en'].map(async (language) => (await (await open({}, { 'accept-language': language })).json() as { message: string }).message));
    expect(new Set(messages).size).toBe(3);
    expect(messages[1]).toMatch(/[\u0600-\u06ff]/);
  });
  test('sessions are listed, revoked, and closed by signing out', async () => {
    const first = caller(server.base, await signIn(server.base, server.emailOf('officer')));
    const second = caller(server.base, await signIn(server.base, server.emailOf('officer')));
    const listed = (await first('GET', '/api/sessions')).json<{ id: string; current: boolean }[]>();
    expect(listed).toHaveLength(2);
    expect(listed.filter((one) => one.current)).toHaveLength(1);
    const other = listed.find((one) => !one.current)!.id;
    const stranger = await server.as('manager');
    expect((await stranger('DELETE', `/api/sessions/${other}`)).status).toBe(404);
    expect((await second('GET', '/api/session')).status).toBe(200);
    expect((await first('DELETE', `/api/sessions/${other}`)).status).toBe(204);
    expect((await second('GET', '/api/session')).status).toBe(401);
    expect((await first('DELETE', '/api/session')).status).toBe(204);
    expect((await first('GET', '/api/session')).status).toBe(401);
  });
  test('a new password closes the other sessions and asks for the old one', async () => {
    const email = server.emailOf('viewer', 'THERE');
    const here = caller(server.base, await signIn(server.base, email));
    const there = caller(server.base, await signIn(server.base, email));
    expect((await here('POST', '/api/session/password', { current: 'wrong', next: 'another password' })).status).toBe(400);
    expect((await here('POST', '/api/session/password', { current: PASSWORD, next: 'another password' })).status).toBe(204);
    expect([(await here('GET', '/api/session')).status, (await there('GET', '/api/session')).status]).toEqual([200, 401]);
    await expect(signIn(server.base, email)).rejects.toThrow('401');
    await expect(signIn(server.base, email, 'another password')).resolves.toContain('sommier=');
  });
  test('an idle or expired session is over', async () => {
    const call = caller(server.base, await signIn(server.base, server.emailOf('auditor', 'THERE')));
    const id = (await call('GET', '/api/sessions')).json<{ id: string }[]>()[0]!.id;
    await server.deps.db.asOwner((tx) => tx.raw(`update session set last_seen_at = now() - interval '13 hours' where id = ?`, [id]));
    expect((await call('GET', '/api/session')).status).toBe(401);
  });
  test('guessing is slowed down, twenty guesses at once too, and the right password then waits as well', async () => {
    const email = server.emailOf('agent', 'THERE');
    const answers = await Promise.all(Array.from({ length: 20 }, () => open({ email, password: 'guess' })));
    const statuses = answers.map((one) => one.status);
    expect(statuses.filter((one) => one === 401)).toHaveLength(5);
    expect(statuses.filter((one) => one === 429)).toHaveLength(15);
    const right = await open({ email, password: PASSWORD });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(20);
    expect((await open({ email: server.emailOf('manager', 'THERE'), password: PASSWORD })).status).toBe(201);
    await server.deps.db.asOwner((tx) => tx.raw(`update sign_in_throttle set locked_until = now() - interval '1 second'`));
    expect((await open({ email, password: PASSWORD })).status).toBe(201);
  });
});
