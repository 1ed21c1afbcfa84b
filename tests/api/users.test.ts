import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { caller, signIn, testServer, type TestServer } from '../support/server.ts';

describe.each(await engines())('people of a commune on the %s database', (engine) => {
  let server: TestServer;
  beforeAll(async () => { server = await testServer({ engine }); });
  afterAll(async () => { await server.close(); });
  const users = '/api/communes/HERE/users';

  test('a new person gets an account; one of another commune keeps hers and belongs to both', async () => {
    const admin = await server.as('admin');
    expect((await admin('POST', users, { email: 'new@here.test', role: 'agent' })).status).toBe(400);
    const made = await admin('POST', users, { email: 'New@here.test', role: 'agent', name: 'Nour', password: 'a long password', language: 'ar' });
    expect(made.status).toBe(201);
    expect(made.json()).toMatchObject({ email: 'new@here.test', role: 'agent', name: 'Nour', language: 'ar', disabled: false });
    expect((await admin('POST', users, { email: 'new@here.test', role: 'viewer' })).status).toBe(409);
    await signIn(server.base, 'new@here.test', 'a long password');

    const guest = server.emailOf('manager', 'THERE');
    expect((await admin('POST', users, { email: guest, role: 'viewer', name: 'Somebody else', password: 'not her password' })).status).toBe(201);
    const both = caller(server.base, await signIn(server.base, guest));
    expect((await both('GET', '/api/communes')).json<{ code: string; role: string }[]>().map((c) => [c.code, c.role])).toEqual([['HERE', 'viewer'], ['THERE', 'manager']]);
    expect((await both('GET', '/api/session')).json()).toMatchObject({ person: { name: 'manager THERE' } });
    expect((await both('GET', '/api/communes/THERE/jobs')).status).toBe(200);
    expect((await both('GET', '/api/communes/HERE/jobs')).status).toBe(403);
  });
  test('the last administrator stays, even when two removals cross', async () => {
    const admin = await server.as('admin');
    const own = `${users}/${server.communes.HERE.people.admin}`;
    for (const change of [{ role: 'viewer' }, { disabled: true }]) expect((await admin('PATCH', own, change)).json()).toMatchObject({ code: 'rule_refused' });
    expect((await admin('DELETE', own)).status).toBe(422);
    const manager = `${users}/${server.communes.HERE.people.manager}`;
    expect((await admin('PATCH', manager, { role: 'admin' })).status).toBe(200);
    const statuses = (await Promise.all([admin('DELETE', own), admin('DELETE', manager)])).map((a) => a.status).sort();
    expect(statuses[0]).toBe(204);
    expect([403, 422]).toContain(statuses[1]);
  });
  test('a creation sent a hundred times with one key is one person; the key does not serve another request', async () => {
    const admin = await server.as('admin', 'THERE');
    const there = '/api/communes/THERE/users';
    const person = { email: 'once@there.test', role: 'agent', name: 'Once', password: 'a long password' };
    const answers = await Promise.all(Array.from({ length: engine === 'server' ? 100 : 20 }, () => admin('POST', there, person, { 'idempotency-key': 'key-1' })));
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((a) => a.text)).size).toBe(1);
    expect(answers.filter((a) => a.headers.get('idempotent-replayed') === 'true')).toHaveLength(answers.length - 1);
    expect((await admin('GET', there)).json<{ email: string }[]>().filter((u) => u.email === person.email)).toHaveLength(1);
    const other = await admin('POST', there, { ...person, email: 'other@there.test' }, { 'idempotency-key': 'key-1' });
    expect([other.status, other.json<{ reason: string }>().reason]).toEqual([409, 'idempotency_reused']);
    expect((await admin('POST', there, person, { 'idempotency-key': 'key-2' })).status).toBe(409);
    expect((await admin('GET', '/api/communes/THERE/audit?action=user.added')).json<{ total: number }>().total).toBe(1);
  });
  test('the audit trail names who did it, and what was personal stands apart', async () => {
    const admin = await server.as('admin', 'THERE');
    const [entry] = (await admin('GET', '/api/communes/THERE/audit')).json<{ entries: Record<string, unknown>[] }>().entries;
    expect(entry).toMatchObject({ action: 'user.added', actorName: 'admin THERE', personal: { email: 'once@there.test', name: 'Once' }, detail: { role: 'agent' } });
    expect((await admin('GET', '/api/communes/THERE/audit/verify')).json()).toMatchObject({ ok: true, broken: null });
  });
});
