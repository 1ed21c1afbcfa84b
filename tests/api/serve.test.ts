import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import type { Env } from '../../server/src/platform/env.ts';
import { engines, testEnv } from '../support/db.ts';
import { serveProcess, sommier } from '../support/process.ts';
import { signIn } from '../support/server.ts';

const all = await engines();

describe('a new installation on the server database', () => {
  const here = all.includes('server') ? test : test.skip;
  here('prints a link good once, says how far it is, and stops when told', async () => {
    const { env, remove } = await testEnv('server');
    const served = await serveProcess(env);
    const first = await fetch(`${served.base}/api/health`);
    if (first.status === 503) {
      expect(await first.json()).toMatchObject({ status: 'starting' });
      const early = await fetch(`${served.base}/api/session`);
      expect([401, 503]).toContain(early.status);
    }
    await served.ready();
    expect(await (await fetch(`${served.base}/api/health`)).json()).toMatchObject({ status: 'ready' });
    const token = /\/setup#token=([\w-]+)/.exec(served.out())?.[1];
    expect(token).toBeDefined();
    const name = (sent: string) => fetch(`${served.base}/api/setup`, {
      method: 'POST', headers: { 'content-type': 'application/json', origin: served.base },
      body: JSON.stringify({ token: sent, email: 'first@city.test', name: 'First', password: 'a long password', commune: { code: 'CITY', name: 'City', currency: 'MAD', timezone: 'Africa/Casablanca' } }),
    });
    expect((await name(`${token}x`)).status).toBe(410);
    const both = await Promise.all([name(token!), name(token!)]);
    expect(both.map((a) => a.status).sort()).toEqual([201, 410]);
    const made = both.find((a) => a.status === 201)!;
    expect(await made.json()).toMatchObject({ communes: [{ code: 'CITY', role: 'admin', currency: 'MAD' }] });
    await signIn(served.base, 'first@city.test', 'a long password');
    expect((await sommier(env, ['audit', 'verify', '--commune', 'CITY', '--json'])).out).toContain('"ok":true');
    expect(await served.stop()).toBe(0);
    await remove();
  });
});

describe('an embedded installation', () => {
  let env: Env;
  let remove: () => Promise<void>;
  beforeAll(async () => { ({ env, remove } = await testEnv('embedded')); });
  afterAll(async () => { await remove(); });

  test('commands work alone, then through the server that holds the folder, with the same answers and statuses', async () => {
    const add = await sommier(env, ['commune', 'add', 'TUN', '--name', 'Tunis', '--currency', 'TND', '--json']);
    expect(add).toMatchObject({ status: 0, out: '{"code":"TUN","name":"Tunis"}\n' });
    expect((await sommier(env, ['user', 'add', 'a@tun.test', '--commune', 'TUN', '--role', 'admin', '--json'], { stdin: 'a long password\n' })).status).toBe(0);
    const served = await serveProcess(env);
    try {
      await served.ready();
      expect(statSync(join(env.dataDir, 'command.sock')).mode & 0o777).toBe(0o600);
      await signIn(served.base, 'a@tun.test', 'a long password');
      const second = await sommier(env, ['user', 'add', 'b@tun.test', '--commune', 'TUN', '--role', 'viewer', '--json'], { stdin: 'another long one\n' });
      expect(second).toMatchObject({ status: 0, out: '{"email":"b@tun.test","commune":"TUN","role":"viewer","created":true}\n' });
      await signIn(served.base, 'b@tun.test', 'another long one');
      const wrong = await sommier(env, ['user', 'add', 'b@tun.test', '--commune', 'TUN', '--role', 'king']);
      expect([wrong.status, wrong.err]).toEqual([2, expect.stringContaining('--role')]);
      const again = await sommier(env, ['user', 'add', 'b@tun.test', '--commune', 'TUN', '--role', 'agent', '--json']);
      expect([again.status, JSON.parse(again.out)]).toEqual([1, { error: { code: 'already_member', message: expect.any(String) } }]);
      expect((await sommier(env, ['audit', 'verify', '--commune', 'NOWHERE'])).status).toBe(2);
      expect((await sommier(env, ['audit', 'verify', '--commune', 'TUN'])).out).toContain('3 entries, whole');

      const other = await serveProcess(env).then((one) => one.stop(), (fault: unknown) => fault);
      expect(String(other)).toMatch(/in use by the process|^1$/);
      expect((await fetch(`${served.base}/api/health`)).status).toBe(200);
    } finally { expect(await served.stop()).toBe(0); }
  });
  test('killed without warning, it opens again with everything acknowledged', async () => {
    const served = await serveProcess(env);
    await served.ready();
    await served.stop('SIGKILL');
    const verify = await sommier(env, ['audit', 'verify', '--commune', 'TUN', '--json']);
    expect(JSON.parse(verify.out)).toMatchObject({ ok: true, entries: 3 });
  });
  test('demo accounts keep the server on this machine', async () => {
    const db = await openDatabase(env);
    await db.asOwner((tx) => tx.raw(`insert into person (email, name, password_hash) values ('agent@demo.example', 'Demo', 'x')`));
    await db.close();
    const ended = await serveProcess(env, { HOST: '0.0.0.0' }).then(async (one) => { const status = await new Promise((done) => { one.child.on('close', done); }); return { status, said: one.err() }; });
    expect(ended).toMatchObject({ status: 1, said: expect.stringContaining('sommier demo remove') });
  });
  test('a wrong environment is told whole, with status 2', async () => {
    const wrong = await sommier(env, ['serve'], { more: { PORT: 'many', DATABASE_URL: 'mysql://x' } });
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain('PORT');
    expect(wrong.err).toContain('DATABASE_URL');
  });
});
