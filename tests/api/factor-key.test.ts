import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { sealSeeds } from '../../server/src/features/people/index.ts';
import type { Env } from '../../server/src/platform/env.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { engines } from '../support/db.ts';
import { caller, PASSWORD, signIn, testServer, type Answer, type TestServer } from '../support/server.ts';

type Keys = Env['key'];
const [first, second] = [randomBytes(32), randomBytes(32)];
const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

describe.each(await engines())('the key of second factors on the %s database', (engine) => {
  let server: TestServer;
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => { lines.push(line); } });
  beforeAll(async () => { server = await testServer({ engine }); });
  afterAll(async () => { await server.close(); });

  /** As a restart with these keys. */
  const start = async (key: Keys): Promise<string> => {
    lines.length = 0;
    await sealSeeds({ db: server.deps.db, env: { ...server.deps.env, ...(key && { key }) }, log });
    return lines.join('');
  };
  const kept = async (): Promise<Record<string, Buffer>> => {
    const rows = (await server.deps.db.asOwner((tx) => tx.raw('select p.email, f.secret from second_factor f join person p on p.id = f.person_id'))).rows as { email: string; secret: Buffer }[];
    return Object.fromEntries(rows.map(({ email, secret }) => [email, secret]));
  };
  /** A code of the moment may be given again, and nobody has tried anything. */
  const rested = (): Promise<unknown> => server.deps.db.asOwner(async (tx) => { await tx.raw('update second_factor set last_step = 0'); await tx.raw('delete from sign_in_throttle'); });
  const open = async (email: string, code: string): Promise<Answer> => { await rested(); return caller(server.base, undefined)('POST', '/api/session', { email, password: PASSWORD, code }); };
  const enrol = async (email: string): Promise<{ email: string; secret: string; codes: string[] }> => {
    const call = caller(server.base, await signIn(server.base, email));
    const { secret } = (await call('POST', '/api/session/factor', { password: PASSWORD })).json<{ secret: string }>();
    const confirmed = await call('POST', '/api/session/factor/confirm', { code: codeOf(secret) });
    expect(confirmed.status).toBe(201);
    return { email, secret, codes: confirmed.json<{ codes: string[] }>().codes };
  };

  test('seals what lies there and what comes, is changed for another, and without it recovery codes alone open', async () => {
    const before = await enrol(server.emailOf('agent'));
    expect((await kept())[before.email]?.equals(Buffer.from(Secret.fromBase32(before.secret).bytes))).toBe(true);
    expect((await start(undefined)).includes('SOMMIER_KEY is not set')).toBe(engine === 'server');

    // The first start with a key: seeds of before are sealed, and their codes go on opening.
    expect(await start({ now: first })).toContain('"seeds":1');
    const after = await enrol(server.emailOf('manager'));
    for (const { email, secret } of [before, after]) {
      const lies = (await kept())[email]!;
      expect([lies.length, lies.includes(Buffer.from(Secret.fromBase32(secret).bytes))]).toEqual([49, false]);
      expect((await open(email, codeOf(secret))).status).toBe(201);
    }
    expect(await start({ now: first })).toBe('');

    // Another key takes its place: one start with both, then the new one alone.
    expect(await start({ now: second, before: first })).toContain('"seeds":2');
    expect(await start({ now: second })).toBe('');
    expect((await open(before.email, codeOf(before.secret))).status).toBe(201);

    for (const [lost, why] of [[{ now: first }, 'is not the key'], [undefined, 'is not set']] as const) {
      expect(await start(lost)).toContain('"seeds":2');
      lines.length = 0;
      const refused = await open(after.email, codeOf(after.secret));
      expect(refused.json()).toMatchObject({ status: 400, code: 'invalid', reason: 'factor_unreadable', wants: 'code', message: expect.stringContaining('recovery code') });
      await open(after.email, codeOf(after.secret));
      expect([lines.length, lines[0]?.includes(why), lines[0]?.includes(after.secret)]).toEqual([1, true, false]);
      const opened = await open(after.email, after.codes.shift() ?? '');
      expect(opened.status).toBe(201);
      // What asks who she is answers alike, and does not end her session.
      const call = caller(server.base, opened.headers.get('set-cookie')?.split(';')[0]);
      await rested();
      expect((await call('POST', '/api/session/step-up', { code: codeOf(after.secret) })).json()).toMatchObject({ status: 400, reason: 'factor_unreadable' });
      expect((await call('GET', '/api/session')).status).toBe(200);
    }
    // With the key back in its place, nothing is lost.
    await start({ now: second });
    expect((await open(after.email, codeOf(after.secret))).status).toBe(201);
  });

  test('a seed copied to somebody else’s row opens nothing', async () => {
    const mine = await enrol(server.emailOf('viewer')), hers = await enrol(server.emailOf('officer'));
    await server.deps.db.asOwner((tx) => tx.raw(`update second_factor f set secret = m.secret from second_factor m
      where f.person_id = (select id from person where email = ?) and m.person_id = (select id from person where email = ?)`, [hers.email, mine.email]));
    expect((await open(hers.email, codeOf(mine.secret))).json()).toMatchObject({ reason: 'factor_unreadable' });
    expect((await open(mine.email, codeOf(mine.secret))).status).toBe(201);
  });
});
