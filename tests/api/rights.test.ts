import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allEndpoints } from '@sommier/domain/api';
import { can, type EndpointSpec, ROLES, type Role } from '@sommier/domain/shared';
import { engines } from '../support/db.ts';
import { caller, COMMUNES, type CommuneHere, signIn, testServer, type TestServer } from '../support/server.ts';
import { CASES, type Case } from './rights.cases.ts';

const urlOf = (e: EndpointSpec, one: Case, commune: string): string => {
  const inQuery = !e.path.includes('{commune}') && e.access.kind === 'commune';
  const path = e.path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'commune' ? commune : one.params?.[name] ?? `missing-${name}`));
  const query = [one.query, inQuery ? `commune=${commune}` : undefined].filter(Boolean).join('&');
  return query ? `${path}?${query}` : path;
};

/** What the table of permissions promises for a person of `HERE` asking about `commune`. */
const expected = (e: EndpointSpec, one: Case, role: Role | null, commune: CommuneHere): number => {
  if (e.access.kind === 'public') return one.allowed;
  // Declarants are another realm: no cookie of staff opens their endpoints.
  if (role === null || e.access.kind === 'declarant') return 401;
  if (e.access.kind === 'signed-in') return one.allowed;
  return commune === 'HERE' && can(role, e.access.permission) ? one.allowed : 403;
};

test('every endpoint has its case, and every case its endpoint', () => {
  expect(Object.keys(CASES).sort()).toEqual(allEndpoints.map((e) => e.id).sort());
});
test('an endpoint is named once, and one method of one path is one endpoint', () => {
  expect(new Set(allEndpoints.map((e) => e.id)).size).toBe(allEndpoints.length);
  expect(new Set(allEndpoints.map((e) => `${e.method} ${e.path}`)).size).toBe(allEndpoints.length);
});

describe.each(await engines())('rights on the %s database', (engine) => {
  let server: TestServer;
  beforeAll(async () => { server = await testServer({ engine }); });
  afterAll(async () => { await server.close(); });

  test.each(allEndpoints.map((e) => [e.id, e] as const))('%s', async (_id, e) => {
    const one = CASES[e.id];
    if (!one) throw new Error(`${e.id} has no case in rights.cases.ts`);
    const found: string[] = [];
    const wanted: string[] = [];
    for (const role of [null, ...ROLES]) {
      for (const commune of COMMUNES) {
        const call = role !== null && one.ends ? caller(server.base, await signIn(server.base, server.emailOf(role))) : await server.as(role);
        const answer = await call(e.method.toUpperCase(), urlOf(e, one, commune), one.body);
        found.push(`${role ?? 'signed out'} ${commune} ${answer.status}`);
        wanted.push(`${role ?? 'signed out'} ${commune} ${expected(e, one, role, commune)}`);
      }
    }
    expect(found).toEqual(wanted);
  });

  test('a person disabled in her commune, or taken out of it, may nothing there from that moment', async () => {
    const admin = await server.as('admin');
    const officer = await server.as('officer');
    const user = `/api/communes/HERE/users/${server.communes.HERE.people.officer}`;
    expect((await officer('GET', '/api/communes/HERE')).status).toBe(200);
    expect((await admin('PATCH', user, { disabled: true })).status).toBe(200);
    expect((await officer('GET', '/api/communes/HERE')).status).toBe(403);
    expect((await admin('PATCH', user, { disabled: false, role: 'viewer' })).json()).toMatchObject({ role: 'viewer', disabled: false });
    expect((await officer('GET', '/api/communes/HERE/jobs')).status).toBe(403);
    expect((await admin('DELETE', user)).status).toBe(204);
    expect((await officer('GET', '/api/communes/HERE')).status).toBe(403);
    expect((await officer('GET', '/api/communes')).json()).toEqual([]);
  });
});
