import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { caller, PASSWORD, signIn, testServer, type TestServer } from '../support/server.ts';

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
    // What the administrator chose opens nothing until she has chosen her own.
    const open = (next?: string) => caller(server.base, undefined)('POST', '/api/session', { email: 'new@here.test', password: 'a long password', ...(next === undefined ? {} : { next }) });
    expect((await open()).json()).toMatchObject({ status: 401, code: 'unauthenticated', wants: 'password' });
    expect((await open('a long password')).json()).toMatchObject({ status: 400, reason: 'password_same' });
    expect((await open('passwordpassword')).json()).toMatchObject({ status: 400, reason: 'password_common' });
    expect((await open('four words of mine')).status).toBe(201);
    expect((await open('four words again')).status).toBe(401);
    await signIn(server.base, 'new@here.test', 'four words of mine');

    const guest = server.emailOf('manager', 'THERE');
    expect((await admin('POST', users, { email: guest, role: 'viewer', name: 'Somebody else', password: 'not her password' })).status).toBe(201);
    const both = caller(server.base, await signIn(server.base, guest));
    expect((await both('GET', '/api/communes')).json<{ code: string; role: string }[]>().map((c) => [c.code, c.role])).toEqual([['HERE', 'viewer'], ['THERE', 'manager']]);
    expect((await both('GET', '/api/session')).json()).toMatchObject({ person: { name: 'manager THERE' } });
    expect((await both('GET', '/api/communes/THERE/jobs')).status).toBe(200);
    expect((await both('GET', '/api/communes/HERE/jobs')).status).toBe(403);
  });
  test('who forgot her password is given one that only serves to choose her own; her sessions close', async () => {
    const admin = await server.as('admin'), email = server.emailOf('officer'), id = server.communes.HERE.people.officer, given = 'given on a paper';
    const open = (password: string, next?: string) => caller(server.base, undefined)('POST', '/api/session', { email, password, ...(next === undefined ? {} : { next }) });
    const before = caller(server.base, await signIn(server.base, email));
    expect((await admin('POST', `${users}/${id}/password`, { password: 'commune here' })).json()).toMatchObject({ status: 400, reason: 'password_personal' });
    expect((await before('GET', '/api/session')).status).toBe(200);
    const answer = (await admin('POST', `${users}/${id}/password`, { password: given })).json<{ passwordGivenUntil: string; openSessions: number }>();
    expect([Math.round((Date.parse(answer.passwordGivenUntil) - Date.now()) / 86_400_000), answer.openSessions]).toEqual([7, 0]);
    expect((await before('GET', '/api/session')).status).toBe(401);
    expect((await open(PASSWORD)).json()).toMatchObject({ reason: 'wrong_password' });
    expect((await open(given)).json()).toMatchObject({ reason: 'new_password_wanted' });
    await server.deps.db.asOwner((tx) => tx.raw(`update person set password_given_until = now() - interval '1 second' where id = ?`, [id]));
    expect((await open(given, 'words of her own')).json()).toMatchObject({ status: 401, reason: 'given_password_over' });
    expect((await admin('POST', `${users}/${id}/password`, { password: given })).status).toBe(200);
    const hers = await open(given, 'words of her own');
    expect(hers.status).toBe(201);
    expect((await admin('GET', users)).json<{ id: string; passwordGivenUntil: string | null; openSessions: number }[]>().find((u) => u.id === id)).toMatchObject({ passwordGivenUntil: null, openSessions: 1 });

    const now = caller(server.base, hers.headers.get('set-cookie')?.split(';')[0]);
    expect((await now('GET', '/api/session')).status).toBe(200);
    expect((await admin('DELETE', `${users}/${id}/sessions`)).status).toBe(204);
    expect((await now('GET', '/api/session')).status).toBe(401);
    const { entries } = (await admin('GET', '/api/communes/HERE/audit')).json<{ entries: { action: string; detail: unknown }[] }>();
    expect(entries.slice(0, 2)).toMatchObject([{ action: 'user.sessions_closed', detail: { closed: 1 } }, { action: 'user.password_given' }]);
    expect(JSON.stringify(entries)).not.toContain(given);
  });
  test('nobody’s password is given by a commune that is not her only one, nor one’s own, nor where a provider opens', async () => {
    const admin = await server.as('admin'), give = async (id: string) => (await admin('POST', `${users}/${id}/password`, { password: 'given on a paper' })).json<{ status: number; reason: string }>();
    const both = server.communes.THERE.people.manager;
    // She came in the first test.
    expect(await give(both)).toMatchObject({ status: 422, reason: 'works_elsewhere' });
    expect(await give(server.communes.THERE.people.agent)).toMatchObject({ status: 404 });
    expect(await give(server.communes.HERE.people.admin)).toMatchObject({ status: 422, reason: 'own_password' });
    await server.deps.db.asOwner((tx) => tx.raw('update person set local_password = false where id = ?', [server.communes.HERE.people.viewer]));
    expect(await give(server.communes.HERE.people.viewer)).toMatchObject({ status: 422, reason: 'opens_by_provider' });
    await server.deps.db.asOwner((tx) => tx.raw('update person set local_password = true, operator = true where id = ?', [server.communes.HERE.people.viewer]));
    expect(await give(server.communes.HERE.people.viewer)).toMatchObject({ status: 422, reason: 'works_elsewhere' });
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
