import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { allEndpoints } from '@sommier/domain/api';
import { engines } from '../support/db.ts';
import { caller, PASSWORD, signIn, testServer, type Answer, type Call, type TestServer } from '../support/server.ts';

interface Problem { code: string; message: string; wants?: string; minutes?: number }
const codeOf = (secret: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

describe.each(await engines())('second factor and step-up on the %s database', (engine) => {
  let server: TestServer;
  beforeAll(async () => { server = await testServer({ engine }); });
  afterAll(async () => { await server.close(); });
  const open = async (email: string, code?: string): Promise<Answer> => caller(server.base, undefined)('POST', '/api/session', { email, password: PASSWORD, ...(code === undefined ? {} : { code }) });
  const cookieOf = (answer: Answer): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const rested = (): Promise<unknown> => server.deps.db.asOwner((tx) => tx.raw('delete from sign_in_throttle'));
  /** Turns the factor on; answers its secret, its recovery codes and the call that goes on. */
  const enrol = async (email: string): Promise<{ secret: string; codes: string[]; call: Call }> => {
    const call = caller(server.base, await signIn(server.base, email));
    const { secret } = (await call('POST', '/api/session/factor', { password: PASSWORD })).json<{ secret: string }>();
    // The step before: the next ones stay free for the test that follows.
    const confirmed = await call('POST', '/api/session/factor/confirm', { code: codeOf(secret, -1) });
    expect(confirmed.status).toBe(201);
    return { secret, codes: confirmed.json<{ codes: string[] }>().codes, call: caller(server.base, cookieOf(confirmed)) };
  };

  test('it is turned on by the password and a first code, and is asked for from then on', async () => {
    const email = server.emailOf('agent');
    const call = caller(server.base, await signIn(server.base, email));
    const other = caller(server.base, await signIn(server.base, email));
    expect((await call('POST', '/api/session/factor', { password: 'not hers' })).status).toBe(400);
    const begun = (await call('POST', '/api/session/factor', { password: PASSWORD })).json<{ secret: string; uri: string; qr: { size: number; path: string } }>();
    expect(begun.uri).toContain(`secret=${begun.secret}`);
    expect(begun.qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
    // Until it is confirmed the password alone opens.
    expect((await open(email)).status).toBe(201);
    expect((await call('POST', '/api/session/factor/confirm', { code: '000000' })).status).toBe(400);
    const confirmed = await call('POST', '/api/session/factor/confirm', { code: codeOf(begun.secret, -1) });
    const { codes } = confirmed.json<{ codes: string[] }>();
    expect([confirmed.status, codes.length, new Set(codes).size]).toEqual([201, 10, 10]);
    expect((await other('GET', '/api/session')).status).toBe(401);
    // The session goes on under a new token; the old one is worth nothing.
    expect((await call('GET', '/api/session')).status).toBe(401);
    const here = caller(server.base, cookieOf(confirmed));
    expect((await here('GET', '/api/session')).json()).toMatchObject({ secondFactor: true });
    expect((await here('GET', '/api/session/factor')).json()).toMatchObject({ enrolled: true, recoveryLeft: 10 });
    expect((await here('POST', '/api/session/factor', { password: PASSWORD })).json()).toMatchObject({ code: 'conflict' });

    expect((await open(email)).json()).toMatchObject({ status: 401, code: 'unauthenticated', wants: 'code' });
    const code = codeOf(begun.secret);
    const opened = await open(email, code);
    expect([opened.status, opened.json<{ secondFactor: boolean }>().secondFactor]).toEqual([201, true]);
    // A code serves once, in two requests at the same moment too.
    const twice = await Promise.all([open(email, codeOf(begun.secret, 1)), open(email, codeOf(begun.secret, 1))]);
    expect(twice.map((a) => a.status).sort()).toEqual([201, 401]);
    expect((await open(email, code)).json()).toMatchObject({ status: 401, wants: 'code' });
    await rested();
    // A recovery code opens once, however it is typed.
    expect((await open(email, ` ${codes[0]!.toLowerCase().replace('-', ' ')} `)).status).toBe(201);
    expect((await open(email, codes[0])).status).toBe(401);
    expect((await here('GET', '/api/session/factor')).json()).toMatchObject({ recoveryLeft: 9 });
    const kept = (await server.deps.db.asOwner((tx) => tx.raw('select code_hash from recovery_code'))).rows as { code_hash: string }[];
    expect(kept.every((one) => one.code_hash.startsWith('$argon2id$'))).toBe(true);

    expect((await here('POST', '/api/session/factor/remove', { password: PASSWORD, code: '111111' })).status).toBe(400);
    expect((await here('POST', '/api/session/factor/remove', { password: PASSWORD, code: codes[1] })).status).toBe(204);
    expect((await open(email)).status).toBe(201);
  });

  test('guessing codes is slowed down, and the right password does not give the tries back', async () => {
    await rested();
    const email = server.emailOf('viewer');
    await enrol(email);
    await rested();
    const statuses: number[] = [];
    for (let i = 0; i < 8; i += 1) statuses.push((await open(email, i % 2 === 0 ? undefined : String(100_000 + i))).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    await rested();
  });

  test('a role that asks for it is no role without it: screens, tiles and lists alike, and nothing else is taken away', async () => {
    const admin = await enrol(server.emailOf('admin'));
    const plain = caller(server.base, await signIn(server.base, server.emailOf('officer')));
    const manager = await server.as('manager');
    expect((await plain('GET', '/api/communes/HERE')).status).toBe(200);
    expect((await (await server.as('admin', 'THERE'))('PUT', '/api/communes/THERE/second-factor', { roles: ['admin'] })).json()).toMatchObject({ code: 'rule_refused' });
    expect((await admin.call('PUT', '/api/communes/HERE/second-factor', { roles: ['admin', 'officer'] })).json()).toEqual({ roles: ['admin', 'officer'] });
    const barred = await plain('GET', '/api/communes/HERE');
    expect([barred.status, barred.json<Problem>().code]).toEqual([403, 'second_factor_required']);
    expect((await plain('GET', '/tiles/assets/8/135/100.mvt?commune=HERE')).status).toBe(403);
    expect((await plain('GET', '/ogc/HERE/collections')).status).toBe(403);
    expect((await plain('GET', '/api/session')).json<{ communes: { code: string; secondFactor: boolean }[] }>().communes).toMatchObject([{ code: 'HERE', secondFactor: true }]);
    expect((await manager('GET', '/api/communes/HERE')).status).toBe(200);
    const { call } = await enrol(server.emailOf('officer'));
    expect((await call('GET', '/api/communes/HERE')).status).toBe(200);
    expect((await call('POST', '/api/session/factor/remove', { password: PASSWORD, code: '123456' })).json()).toMatchObject({ code: 'rule_refused' });
    expect((await admin.call('PUT', '/api/communes/HERE/second-factor', { roles: [] })).status).toBe(200);
  });

  test('what issues, overrides or takes personal data away is declared so', () => {
    const declared = Object.fromEntries(allEndpoints.filter((e) => e.stepUp).map((e) => [e.id, e.stepUp]));
    expect(declared).toMatchObject({
      issueRun: 'always', cancelIssued: 'always', publishRules: 'always', issueBatch: 'always', noticeBatch: 'always', 'papers.statements.issue': 'always', purgeDocument: 'always', makeKey: 'always',
      'exports.package': 'always', revokeSession: 'always', addUser: 'always', changeUser: 'always', removeUser: 'always', givePassword: 'always', closeSessions: 'always', recordAct: 'override', createOccupation: 'override', 'exports.create': 'personal', exportRoll: 'personal', exportOccupations: 'personal',
    });
    // A key proves nothing, so nothing that asks for proof may be reached by one.
    expect(allEndpoints.filter((e) => e.stepUp && e.keyed)).toEqual([]);
  });

  test('a session left open asks again who she is, and the proof serves what follows', async () => {
    await rested();
    const email = server.emailOf('manager');
    let call = caller(server.base, await signIn(server.base, email));
    const stale = (): Promise<unknown> => server.deps.db.asOwner((tx) => tx.raw(`update session set proved_at = now() - interval '16 minutes' where revoked_at is null`));
    const roll = '/api/communes/HERE/collection/roll/file?from=2026-01-01&to=2027-01-01&format=csv';
    await stale();
    const asked = await call('POST', '/api/communes/HERE/assessments/1/issue', {});
    expect([asked.status, asked.json<Problem>().code, asked.json<Problem>().minutes]).toEqual([403, 'step_up_required', 15]);
    expect((await call('GET', roll)).json<Problem>().code).toBe('step_up_required');
    expect((await call('DELETE', '/api/sessions/1')).json<Problem>().code).toBe('step_up_required');
    // A viewer reads no personal data: what she takes away holds none. An act without an override asks for nothing.
    expect((await call('GET', '/api/communes/HERE/assets')).status).toBe(200);
    expect((await call('POST', '/api/communes/HERE/occupations', {})).json<Problem>().code).toBe('invalid');
    expect((await call('POST', '/api/session/step-up', { password: 'not hers' })).status).toBe(400);
    const proved = await call('POST', '/api/session/step-up', { password: PASSWORD });
    expect(proved.status).toBe(204);
    expect((await call('GET', '/api/session')).status).toBe(401);
    call = caller(server.base, cookieOf(proved));
    expect((await call('GET', roll)).status).toBe(200);
    expect((await call('POST', '/api/communes/HERE/assessments/1/issue', {})).json<Problem>().code).not.toBe('step_up_required');
  });

  test('signing in where a session is open ends that one', async () => {
    const before = await signIn(server.base, server.emailOf('auditor'));
    const again = await fetch(`${server.base}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: server.base, cookie: before }, body: JSON.stringify({ email: server.emailOf('auditor'), password: PASSWORD }) });
    expect(again.status).toBe(201);
    expect((await caller(server.base, before)('GET', '/api/session')).status).toBe(401);
  });

  test('a password among the commonest, or made of her own names, is refused in her language', async () => {
    const call = await server.as('manager', 'THERE');
    for (const [next, words] of [['qwerty123456', /plus courants/], ['manager-there-1', /votre nom/], ['abcabcabcabcabc', /série/]] as const) {
      const answer = await call('POST', '/api/session/password', { current: PASSWORD, next }, { 'accept-language': 'fr' });
      expect([answer.status, answer.json<{ issues: { path: string }[] }>().issues[0]?.path]).toEqual([400, 'body.next']);
      expect(answer.json<Problem>().message).toMatch(words);
      await rested();
    }
    const added = await (await server.as('admin', 'THERE'))('POST', '/api/communes/THERE/users', { email: 'lina@there.test', name: 'Lina', role: 'viewer', password: 'commune-there' });
    expect([added.status, added.json<Problem>().code]).toEqual([400, 'invalid']);
  });

  test('costly work has a pace, one person’s and not the next’s', async () => {
    const call = await server.as('manager', 'THERE');
    const ask = (who: Call): Promise<Answer> => who('POST', '/api/communes/THERE/title-conflicts/compute', {});
    expect((await ask(call)).status).toBe(202);
    // As after many: nothing left, and the next turn a minute away.
    await server.deps.db.asOwner((tx) => tx.raw(`update request_pace set tokens = 0.5, at = now() + interval '1 minute'`));
    const refused = await ask(call);
    expect([refused.status, refused.json<Problem>().code]).toEqual([429, 'too_many']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
    expect((await ask(await server.as('admin', 'THERE'))).status).toBe(202);
  });
});
