import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { caller, testServer, type Answer, type TestServer } from '../support/server.ts';
import { startProvider, type Spoiled, type Who } from '../support/provider.ts';

const CLIENT = { id: 'sommier', secret: 'a secret of tests' };

describe.each(await engines())('sign-in by a provider of identities on the %s database', (engine) => {
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let server: TestServer;
  let create = false;
  beforeAll(async () => {
    provider = await startProvider(CLIENT);
    // The address people use is known once the server listens; both are read when they are needed.
    const oidc = { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: 'Town identity', publicUrl: '', get create() { return create; } };
    server = await testServer({ engine, env: { oidc } });
    oidc.publicUrl = server.base;
  });
  afterAll(async () => { await server.close(); await provider.close(); });

  const cookieIn = (answer: Answer, name: string): string | undefined => answer.headers.getSetCookie().find((c) => c.startsWith(`${name}=`) && !c.startsWith(`${name}=;`))?.split(';')[0];
  /** Follows the way a browser takes: ask, go there, come back; `meddle` changes the address come back to. */
  const travel = async (who: Who, { cookie, meddle = (url) => url, link = false, keep = true }: { cookie?: string; meddle?: (url: URL) => URL; link?: boolean; keep?: boolean } = {}): Promise<Answer> => {
    provider.as(who);
    const asked = await caller(server.base, cookie)('POST', link ? '/api/session/provider/link' : '/api/session/provider', { next: link ? '/c/HERE/account' : '/c/HERE/map' });
    expect(asked.status).toBe(201);
    const sent = cookieIn(asked, 'sommier-provider');
    const there = await fetch(asked.json<{ url: string }>().url, { redirect: 'manual' });
    const back = meddle(new URL(there.headers.get('location') ?? ''));
    return caller(server.base, keep ? sent : undefined)('GET', back.pathname + back.search);
  };
  const whereTo = (answer: Answer): string => answer.headers.get('location') ?? '';
  const rows = async <T>(sql: string): Promise<T[]> => (await server.deps.db.asOwner((tx) => tx.raw(sql))).rows as T[];

  test('it is offered, by authorization code with PKCE, state and nonce', async () => {
    expect((await caller(server.base, undefined)('GET', '/api/session/ways')).json()).toEqual({ provider: 'Town identity' });
    await travel({ sub: 'agent-1' });
    const asked = provider.asked.at(-1)!;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: CLIENT.id, redirect_uri: `${server.base}/api/session/provider/return` });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThanOrEqual(43);
  });
  test('an identity nobody linked opens nothing, even with an address somebody here has', async () => {
    const answer = await travel({ sub: 'stranger', email: server.emailOf('admin'), email_verified: true });
    expect([answer.status, whereTo(answer), cookieIn(answer, 'sommier')]).toEqual([303, '/signin?problem=provider_unknown', undefined]);
  });
  test('linked by its person, it opens her session; the provider’s second factor counts when it says so', async () => {
    const agent = caller(server.base, undefined);
    const own = cookieIn(await agent('POST', '/api/session', { email: server.emailOf('agent'), password: 'a password of tests' }), 'sommier')!;
    expect(whereTo(await travel({ sub: 'agent-1' }, { cookie: own, link: true }))).toBe('/c/HERE/account');
    const opened = await travel({ sub: 'agent-1', auth_time: Math.floor(Date.now() / 1000) });
    expect([opened.status, whereTo(opened)]).toEqual([303, '/c/HERE/map']);
    const call = caller(server.base, cookieIn(opened, 'sommier'));
    expect((await call('GET', '/api/session')).json()).toMatchObject({ person: { email: server.emailOf('agent') }, secondFactor: false });
    expect((await caller(server.base, cookieIn(await travel({ sub: 'agent-1', amr: ['pwd', 'mfa'] }), 'sommier'))('GET', '/api/session')).json()).toMatchObject({ secondFactor: true });
    // Another person cannot take the same identity.
    const other = cookieIn(await agent('POST', '/api/session', { email: server.emailOf('officer'), password: 'a password of tests' }), 'sommier')!;
    expect(whereTo(await travel({ sub: 'agent-1' }, { cookie: other, link: true }))).toBe('/c/HERE/account?problem=provider_taken');
  });
  test('what the provider has known for hours proves nothing now', async () => {
    const call = caller(server.base, cookieIn(await travel({ sub: 'agent-1', auth_time: Math.floor(Date.now() / 1000) - 7200 }), 'sommier'));
    expect((await call('POST', '/api/communes/HERE/exports', { layers: ['assets'], format: 'csv' })).json()).toMatchObject({ code: 'step_up_required' });
  });
  test.each<[string, Spoiled]>([['nonce', 'nonce'], ['audience', 'audience'], ['issuer', 'issuer'], ['signature', 'signature'], ['time', 'expired']])('a token whose %s does not hold opens nothing', async (_name, how) => {
    provider.spoil(how);
    const answer = await travel({ sub: 'agent-1' }).finally(() => { provider.spoil(undefined); });
    expect([whereTo(answer), cookieIn(answer, 'sommier')]).toEqual(['/signin?problem=provider_refused', undefined]);
  });
  test('another state, another browser, an answer used twice and a refusal at the provider open nothing', async () => {
    const state = await travel({ sub: 'agent-1' }, { meddle: (url) => { url.searchParams.set('state', 'x'.repeat(43)); return url; } });
    const browser = await travel({ sub: 'agent-1' }, { keep: false });
    const refused = await travel({ sub: 'agent-1' }, { meddle: (url) => { url.searchParams.delete('code'); url.searchParams.set('error', 'access_denied'); return url; } });
    for (const answer of [state, browser, refused]) expect([whereTo(answer), cookieIn(answer, 'sommier')]).toEqual(['/signin?problem=provider_refused', undefined]);
    let address = '';
    provider.as({ sub: 'agent-1' });
    const asked = await caller(server.base, undefined)('POST', '/api/session/provider', {});
    address = (await fetch(asked.json<{ url: string }>().url, { redirect: 'manual' })).headers.get('location') ?? '';
    const again = caller(server.base, cookieIn(asked, 'sommier-provider')), path = address.slice(server.base.length);
    expect([whereTo(await again('GET', path)), whereTo(await again('GET', path))]).toEqual(['/', '/signin?problem=provider_refused']);
  });
  test('nobody is sent on to another site', async () => {
    for (const next of ['//elsewhere.test', '/\\elsewhere.test', 'https://elsewhere.test']) expect((await caller(server.base, undefined)('POST', '/api/session/provider', { next })).status).toBe(400);
  });
  test('an account is made only when the operator says so, and has no right', async () => {
    create = true;
    try {
      const answer = await travel({ sub: 'new-1', email: 'new@town.test', email_verified: true, name: 'Newcomer' });
      expect(whereTo(answer)).toBe('/c/HERE/map');
      const call = caller(server.base, cookieIn(answer, 'sommier'));
      expect((await call('GET', '/api/session')).json()).toMatchObject({ person: { name: 'Newcomer' }, communes: [] });
      expect((await call('GET', '/api/session/factor')).json()).toMatchObject({ localPassword: false });
      // Not from an address nobody checked, nor one that somebody here has.
      expect(whereTo(await travel({ sub: 'new-2', email: 'unchecked@town.test', email_verified: false }))).toBe('/signin?problem=provider_unknown');
      expect(whereTo(await travel({ sub: 'new-3', email: server.emailOf('admin'), email_verified: true }))).toBe('/signin?problem=provider_unknown');
    } finally { create = false; }
    expect(await rows('select subject from provider_identity order by subject')).toEqual([{ subject: 'agent-1' }, { subject: 'new-1' }]);
  });
});
