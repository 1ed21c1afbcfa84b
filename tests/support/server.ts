import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ROLES, type Role } from '@sommier/domain/shared';
import { createApp } from '../../server/src/app.ts';
import { features } from '../../server/src/features.ts';
import { createCommune } from '../../server/src/features/communes/index.ts';
import { hashPassword } from '../../server/src/features/people/index.ts';
import type { Env } from '../../server/src/platform/env.ts';
import type { Deps } from '../../server/src/platform/deps.ts';
import { openFiles } from '../../server/src/platform/files.ts';
import { createJobs } from '../../server/src/platform/jobs/index.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { testDatabase, type Engine } from './db.ts';

/** The password of every account of a test server. */
export const PASSWORD = 'a password of tests';
export const COMMUNES = ['HERE', 'THERE'] as const;
export type CommuneHere = (typeof COMMUNES)[number];

export interface Answer { status: number; headers: Headers; text: string; bytes: Buffer; json: <T>() => T }
export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
export interface TestServer {
  base: string;
  deps: Deps;
  /** Row ids of the two communes and ids of their people by role. */
  communes: Record<CommuneHere, { id: number; code: string; people: Record<Role, string> }>;
  /** Calls as the person of a role in a commune, from a page of our own (same origin); null is somebody signed out. */
  as: (role: Role | null, commune?: CommuneHere) => Promise<Call>;
  emailOf: (role: Role, commune?: CommuneHere) => string;
  close: () => Promise<void>;
}

const emailOf = (role: Role, commune: CommuneHere = 'HERE'): string => `${role}@${commune.toLowerCase()}.test`;

/** The whole application on a fresh database, with a person of each role in each of two communes. `jobs` starts the runner; `env` is laid over the environment of tests. */
export async function testServer({ engine, jobs = false, env: over }: { engine: Engine; jobs?: boolean; env?: Partial<Env> }): Promise<TestServer> {
  const db = await testDatabase({ engine });
  const log = openLog(process.env['LOG_LEVEL'] ?? 'silent');
  const env = over === undefined ? db.env : { ...db.env, ...over };
  const deps: Deps = { db, env, log, files: openFiles(db.env.dataDir), jobs: createJobs(() => deps) };
  for (const feature of features) if (feature.jobs) deps.jobs.register(feature.jobs);
  const communes = { HERE: await fill(deps, 'HERE'), THERE: await fill(deps, 'THERE') };
  const { app, attach } = createApp({ log, progress: { stage: 'ready', ready: true }, env });
  attach(deps);
  const server = createServer(app);
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (jobs) deps.jobs.start();

  const cookies = new Map<string, string>();
  const as: TestServer['as'] = async (role, commune = 'HERE') => {
    if (role === null) return caller(base, undefined);
    const email = emailOf(role, commune);
    if (!cookies.has(email)) cookies.set(email, await signIn(base, email));
    // A long test meets what a person does: asked who she is again, she says it, and goes on under her new cookie.
    return async (...asked) => {
      const answer = await caller(base, cookies.get(email))(...asked);
      if (answer.status !== 403 || answer.json<{ code: string }>().code !== 'step_up_required') return answer;
      const proved = await caller(base, cookies.get(email))('POST', '/api/session/step-up', { password: PASSWORD });
      if (proved.status !== 204) throw new Error(`${email} could not prove who she is: ${proved.status} ${proved.text}`);
      cookies.set(email, proved.headers.get('set-cookie')?.split(';')[0] ?? '');
      return caller(base, cookies.get(email))(...asked);
    };
  };
  return {
    base, deps, communes, as, emailOf,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => { server.close(done); });
      await deps.jobs.stop();
      await db.drop();
    },
  };
}

let hashed: Promise<string> | undefined;

async function fill(deps: Deps, code: CommuneHere): Promise<TestServer['communes'][CommuneHere]> {
  const hash = await (hashed ??= hashPassword(PASSWORD));
  return deps.db.asOwner(async (tx) => {
    const commune = await createCommune(tx, { code, name: `Commune ${code}`, currency: 'TND', languages: ['fr', 'ar'] });
    const people = {} as Record<Role, string>;
    for (const role of ROLES) {
      const row = (await tx.raw(`insert into person (email, name, password_hash) values (?, ?, ?) returning id`, [emailOf(role, code), `${role} ${code}`, hash])).rows[0] as { id: string };
      await tx.raw('insert into membership (commune_id, person_id, role) values (?, ?, ?)', [commune.id, row.id, role]);
      people[role] = row.id;
    }
    return { ...commune, people };
  });
}

/** Opens a session as a script would; answers its cookie. */
export async function signIn(base: string, email: string, password = PASSWORD): Promise<string> {
  const answer = await fetch(`${base}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 201 || !cookie) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

/** Calls with a cookie and our own Origin; a FormData body is an upload, a string is sent as it is, anything else as JSON. */
export const caller = (base: string, cookie: string | undefined): Call => async (method, path, body, headers = {}) => {
  const upload = body instanceof FormData;
  const answer = await fetch(base + path, {
    method, redirect: 'manual',
    headers: { origin: base, 'accept-language': 'en', ...(cookie ? { cookie } : {}), ...(body === undefined || upload ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: upload || typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = bytes.toString('utf8');
  return { status: answer.status, headers: answer.headers, text, bytes, json: <T>() => JSON.parse(text) as T };
};
