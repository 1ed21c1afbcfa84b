import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '@sommier/domain/jobs';
import { AppError } from '@sommier/domain/shared';
import { createJobs, type JobContext, type JobRow } from '../../server/src/platform/jobs/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type TestServer } from '../support/server.ts';

describe.each(await engines())('jobs on the %s database', (engine) => {
  let server: TestServer;
  const cleaned: string[] = [];
  let working = 0;
  let together = 0;
  /** Counts to `payload.steps`, as slowly as asked, and stops when told to. */
  const count = async (job: JobRow, { progress, signal, confirm, deps }: JobContext): Promise<unknown> => {
    const { steps, ms, fail } = job.payload as { steps: number; ms: number; fail?: boolean };
    working += 1;
    together = Math.max(together, working);
    try {
      for (let i = 1; i <= steps; i += 1) {
        await sleep(ms, undefined, { signal });
        progress(i, steps, 'counting');
      }
      if (fail) throw new AppError('unsupported_file', 'no', { reason: 'last_admin' });
      await deps.db.inCommune({ commune: job.commune }, (tx) => confirm(tx));
      return { counted: steps };
    } finally { working -= 1; }
  };
  const cleanup = (job: JobRow): Promise<void> => { cleaned.push(job.id); return Promise.resolve(); };
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    server.deps.jobs.register({ 'test.count': { run: count, cleanup }, 'test.again': { run: count, cleanup, retry: true } });
  });
  afterAll(async () => { await server.close(); });

  const start = (payload: Record<string, unknown>, more: { lane?: string; kind?: string; person?: string; here?: boolean } = {}): Promise<string> => {
    const { id } = server.communes.HERE;
    return server.deps.db.inCommune({ commune: id }, (tx) => server.deps.jobs.enqueue(tx, { commune: id, kind: 'test.count', payload, ...more }));
  };
  const read = async (id: string): Promise<Job> => (await (await server.as('agent'))('GET', `/api/communes/HERE/jobs/${id}`)).json<Job>();
  const until = async (id: string, holds: (job: Job) => boolean): Promise<Job> => {
    for (let i = 0; i < 200; i += 1) {
      const job = await read(id);
      if (holds(job)) return job;
      await sleep(100);
    }
    throw new Error(`job ${id} stayed ${JSON.stringify(await read(id))}`);
  };

  test('a job runs, shows its progress, ends with its result, and is listed in its commune alone', async () => {
    const id = await start({ steps: 30, ms: 100 });
    const half = await until(id, (job) => job.state === 'running' && job.done > 0);
    expect(half).toMatchObject({ stage: 'counting', total: 30, result: null });
    expect(await until(id, (job) => job.state === 'done')).toMatchObject({ done: 30, total: 30, result: { counted: 30 }, error: null });
    expect((await (await server.as('agent'))('GET', '/api/communes/HERE/jobs?kind=test.count')).json<{ jobs: Job[] }>().jobs.map((job) => job.id)).toContain(id);
    expect((await (await server.as('admin', 'THERE'))('GET', `/api/communes/THERE/jobs/${id}`)).status).toBe(404);
  });
  test('a refusal is told in the reader’s language, and what was half done is cleaned up', async () => {
    const id = await start({ steps: 1, ms: 1, fail: true });
    const job = await until(id, (one) => one.state === 'failed');
    expect(job.error).toEqual({ code: 'last_admin', message: expect.stringContaining('administrator') });
    expect(cleaned).toContain(id);
  });
  test('cancel: one’s own or a manager’s; a running job stops and is cleaned up; an ended one answers 409', async () => {
    const id = await start({ steps: 600, ms: 100 }, { person: server.communes.HERE.people.agent });
    await until(id, (job) => job.state === 'running');
    const cancel = `/api/communes/HERE/jobs/${id}/cancel`;
    expect((await (await server.as('auditor'))('POST', cancel)).status).toBe(403);
    expect((await (await server.as('agent'))('POST', cancel)).status).toBe(200);
    await until(id, (job) => job.state === 'cancelled');
    expect(cleaned).toContain(id);
    expect((await (await server.as('manager'))('POST', cancel)).status).toBe(409);
  });
  test('jobs of one lane run one after another', async () => {
    await sleep(300);
    together = 0;
    const ids = await Promise.all([1, 2, 3].map(() => start({ steps: 3, ms: 50 }, { lane: 'layer:assets' })));
    await Promise.all(ids.map((id) => until(id, (job) => job.state === 'done')));
    expect(together).toBe(1);
  });
  test('a command runs its own job, watched', async () => {
    const id = await start({ steps: 4, ms: 300 }, { here: true });
    const seen: string[] = [];
    const job = await server.deps.jobs.perform(server.communes.HERE.id, id, (row) => { seen.push(row.state); });
    expect(job).toMatchObject({ state: 'done', result: { counted: 4 } });
    expect(seen).toContain('running');
  });
  test('the job of a worker that died is cleaned up: interrupted, or queued again when that is safe', async () => {
    const { db } = server.deps;
    const { id: commune } = server.communes.HERE;
    const orphan = (kind: string): Promise<string> => db.asOwner(async (tx) => ((await tx.raw(
      `insert into job (commune_id, kind, payload, state, worker, heartbeat_at, attempts) values (?, ?, '{"steps":1,"ms":1}', 'running', 'elsewhere/1/x', now() - interval '1 minute', 1) returning id`,
      [commune, kind])).rows[0] as { id: string }).id);
    const [once, again] = [await orphan('test.count'), await orphan('test.again')];
    const other = createJobs(() => server.deps);
    other.register({ 'test.count': { run: count, cleanup }, 'test.again': { run: count, cleanup, retry: true } });
    other.start();
    try {
      expect(await until(once, (job) => job.state === 'interrupted')).toMatchObject({ result: null });
      expect(await until(again, (job) => job.state === 'done')).toMatchObject({ result: { counted: 1 } });
      expect(cleaned).toEqual(expect.arrayContaining([once, again]));
    } finally { await other.stop(); }
  });
  test('a server that stops leaves its job interrupted and cleaned up', async () => {
    const id = await start({ steps: 600, ms: 100 });
    await until(id, (job) => job.state === 'running');
    await server.deps.jobs.stop();
    expect(await read(id)).toMatchObject({ state: 'interrupted' });
    expect(cleaned).toContain(id);
  });

  const broken = (code: string): Error => Object.assign(new Error('broken off'), { code });
  test('what may pass is begun again, later each time; what may not, or may not be repeated, fails at once and says why', async () => {
    const begun = new Map<string, number>();
    const flaky = (job: JobRow): Promise<unknown> => {
      const { code, times } = job.payload as { code: string; times: number }, n = (begun.get(job.id) ?? 0) + 1;
      begun.set(job.id, n);
      return n <= times ? Promise.reject(broken(code)) : Promise.resolve({ begun: n });
    };
    const jobs = createJobs(() => server.deps);
    jobs.register({ 'test.flaky': { run: flaky, retry: true }, 'test.once': { run: flaky } });
    jobs.start();
    const ended = async (kind: string, code: string, times: number): Promise<[string, unknown, number | undefined]> => {
      const id = await start({ code, times }, { kind }), job = await until(id, (one) => ['done', 'failed'].includes(one.state));
      return [job.state, job.error?.code ?? job.result, begun.get(id)];
    };
    try {
      expect(await ended('test.flaky', '40P01', 1)).toEqual(['done', { begun: 2 }, 2]);
      expect(await ended('test.flaky', '57P01', 9)).toEqual(['failed', 'not_ready', 3]);
      expect(await ended('test.flaky', '23514', 1)).toEqual(['failed', 'internal', 1]);
      expect(await ended('test.once', '57P01', 1)).toEqual(['failed', 'not_ready', 1]);
    } finally { await jobs.stop(); }
  });

  test('a job that ends while the database is away says so when it is back: its lane is free again', async () => {
    let away = 0;
    const db = new Proxy(server.deps.db, { get: (real, name) => {
      const value = Reflect.get(real, name) as unknown;
      if (name === 'inCommune') return (...asked: Parameters<typeof real.inCommune>) => { if (away === 0) return real.inCommune(...asked); away -= 1; return Promise.reject(broken('ECONNREFUSED')); };
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(real) : value;
    } });
    const deps = { ...server.deps, db }, jobs = createJobs(() => deps);
    jobs.register({ 'test.away': { run: () => { away = 2; return Promise.resolve({ whole: true }); } }, 'test.refused': { run: () => { away = 1; return Promise.reject(new AppError('unsupported_file', 'no')); } } });
    jobs.start();
    try {
      for (const [kind, state] of [['test.away', 'done'], ['test.refused', 'failed'], ['test.away', 'done']] as const) {
        const id = await start({}, { kind, lane: 'one' });
        expect(await until(id, (one) => ['done', 'failed'].includes(one.state))).toMatchObject({ state });
      }
    } finally { await jobs.stop(); }
  });
});
