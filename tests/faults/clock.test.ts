import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditEntry, ChainReport } from '@sommier/domain/audit';
import { record } from '../../server/src/platform/audit/index.ts';
import { openDatabase, type Database } from '../../server/src/platform/db/index.ts';
import { engines, testEnv } from '../support/db.ts';
import { serveProcess } from '../support/process.ts';
import { caller, PASSWORD, signIn } from '../support/server.ts';
import { api, EMAIL, foundTowns, job } from './city.ts';
import { LONG } from './scale.ts';

const here = (await engines()).includes('server') ? test : test.skip;
const HOURS = 2;
/** The server's own clock, ahead of the database's. */
const AHEAD = `const real = Date; globalThis.Date = class extends real { constructor(...a) { if (a.length === 0) super(real.now() + ${String(HOURS)} * 3600000); else super(...a); } static now() { return real.now() + ${String(HOURS)} * 3600000; } };`;

/** What the database's clock wrote down, as it stands after that clock went back: in the future. */
async function goBack(db: Database): Promise<void> {
  await db.asOwner(async (tx) => {
    const hours = `interval '${String(HOURS)} hours'`;
    await tx.raw(`update session set created_at = created_at + ${hours}, last_seen_at = last_seen_at + ${hours}, proved_at = proved_at + ${hours}, expires_at = expires_at + ${hours}`);
    await tx.raw(`update request_pace set at = at + ${hours}, tokens = 0`);
    await tx.raw(`update sign_in_throttle set window_start = window_start + ${hours}, failures = 9, locked_until = now() + ${hours}`);
    await tx.raw(`update job set created_at = created_at + ${hours}, heartbeat_at = heartbeat_at + ${hours}`);
  });
}

here('a clock that jumps breaks no session, no proof, no pace, no chain and no lease', async () => {
  const { env, remove } = await testEnv('server');
  await foundTowns(env, ['CLOCK']);
  const served = await serveProcess(env, { NODE_ENV: 'test', NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(AHEAD)}` }), db = await openDatabase(env);
  try {
    await served.ready();
    let call = caller(served.base, await signIn(served.base, EMAIL));
    const { id } = (await db.asOwner((tx) => tx.raw(`select id from commune where code = 'CLOCK'`))).rows[0] as { id: number };
    const take = async (): Promise<string> => { const answer = await call('POST', api('CLOCK', 'audit/export'), {}); return answer.status === 200 ? 'taken' : answer.json<{ code: string }>().code; };
    const make = async (code: string): Promise<number> => (await call('POST', api('CLOCK', 'assets'), { code, name: code })).status;
    // Two machines, two clocks: the proof of a moment ago holds though the server's own clock is hours from the one that wrote it.
    expect([await make('C1'), await take()]).toEqual([201, 'taken']);

    // Entries and a job from before the clock was put back, among them that of a worker which died then.
    const orphan = await db.asOwner(async (tx) => ((await tx.raw(
      `insert into job (commune_id, kind, payload, state, worker, heartbeat_at, attempts) values (?, 'imports.run', '{}', 'running', 'elsewhere/1/x', now(), 3) returning id`, [id])).rows[0] as { id: string }).id);
    await db.asOwner((tx) => tx.raw(`create schema later; create function later.clock_timestamp() returns timestamptz language sql as $$ select pg_catalog.clock_timestamp() + interval '${String(HOURS)} hours' $$; grant usage on schema later to sommier_app`));
    await db.inCommune({ commune: id }, async (tx) => {
      await tx.raw('set local search_path = later, pg_catalog, public');
      await record(tx, { commune: id, via: 'system' }, [{ action: 'test.before', subject: 'test:1' }]);
    });
    await signIn(served.base, EMAIL, 'not hers').catch(() => undefined);
    await goBack(db);

    expect([(await call('GET', '/api/session')).status, await make('C2')]).toEqual([200, 201]);
    // A proof of the future is none; proving it again is enough.
    expect(await take()).toBe('step_up_required');
    const proved = await call('POST', '/api/session/step-up', { password: PASSWORD });
    expect(proved.status).toBe(204);
    call = caller(served.base, proved.headers.get('set-cookie')?.split(';')[0]);
    expect([await take(), await make('C3')]).toEqual(['taken', 201]);
    // Nobody is kept out for the hours the clock lost.
    await signIn(served.base, EMAIL);

    const chain = (await call('GET', api('CLOCK', 'audit/verify'))).json<ChainReport>(), { entries } = (await call('GET', api('CLOCK', 'audit?size=50'))).json<{ entries: AuditEntry[] }>();
    expect(chain).toMatchObject({ ok: true, entries: entries.length });
    const seqs = entries.map((e) => Number(e.seq)), before = entries.find((e) => e.action === 'test.before'), last = entries[0];
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    expect(before && last && new Date(before.at) > new Date(last.at)).toBe(true);
    if (!LONG) return;
    for (const until = Date.now() + 90_000; (await job(call, 'CLOCK', orphan)).state === 'running'; await sleep(500)) expect(Date.now()).toBeLessThan(until);
  } finally {
    await served.stop('SIGKILL');
    await db.close();
    await remove();
  }
}, LONG ? 240_000 : 120_000);
