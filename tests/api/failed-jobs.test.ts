import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FailedJob, Job } from '@sommier/domain/jobs';
import { AppError } from '@sommier/domain/shared';
import { engines } from '../support/db.ts';
import { testServer, type TestServer } from '../support/server.ts';

describe.each(await engines())('jobs that failed for good on the %s database', (engine) => {
  let server: TestServer, input = '';
  let broken = true, runs = 0;
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    input = join(await server.deps.files.folder('test'), 'input');
    const run = (): Promise<unknown> => { runs += 1; return broken ? Promise.reject(new AppError('unsupported_file', 'no', { reason: 'last_admin' })) : Promise.resolve({ made: runs }); };
    // Serialization fails each time: what may pass, until its tries are used up.
    const passing = (): Promise<unknown> => { runs += 1; return Promise.reject(Object.assign(new Error('could not serialize'), { code: '40001' })); };
    server.deps.jobs.register({ 'test.fail': { run }, 'test.file': { run, stands: () => Promise.resolve(existsSync(input)) }, 'test.passing': { run: passing, retry: true } });
  });
  afterAll(async () => { await server.close(); });

  const here = () => server.communes.HERE;
  const ask = (kind: string, payload: Record<string, unknown> = {}, person: string | null = here().people.agent): Promise<string> =>
    server.deps.db.inCommune({ commune: here().id }, (tx) => server.deps.jobs.enqueue(tx, { commune: here().id, kind, payload, person }));
  const call = async (method: string, path: string, headers: Record<string, string> = {}) => (await server.as('manager'))(method, `/api/communes/HERE/${path}`, undefined, headers);
  const list = async (language = 'en'): Promise<{ total: number; jobs: FailedJob[] }> => (await call('GET', 'failed-jobs', { 'accept-language': language })).json();
  const failed = async (id: string): Promise<FailedJob | undefined> => (await list()).jobs.find((j) => j.id === id);
  const until = async (id: string, state: Job['state']): Promise<void> => {
    for (let i = 0; i < 600; i += 1) { if ((await call('GET', `jobs/${id}`)).json<Job>().state === state) return; await sleep(100); }
    throw new Error(`job ${id} did not become ${state}`);
  };
  const trail = async (action: string): Promise<{ subject: string; detail: unknown }[]> => (await (await server.as('admin'))('GET', `/api/communes/HERE/audit?action=${action}`)).json<{ entries: { subject: string; detail: unknown }[] }>().entries;

  test('a job stands there with kind, tries, who asked and its reason in the reader’s language; after all its tries where it may pass', async () => {
    const [once, thrice] = [await ask('test.fail'), await ask('test.passing', {}, null)];
    await until(once, 'failed');
    await until(thrice, 'failed');
    expect(await failed(once)).toMatchObject({ kind: 'test.fail', state: 'failed', tries: 1, askedBy: { id: here().people.agent, name: 'agent HERE' }, error: { code: 'last_admin', message: expect.stringContaining('administrator') } });
    expect(await failed(thrice)).toMatchObject({ tries: 3, askedBy: null, error: { code: 'not_ready' } });
    const texts = new Set(await Promise.all(['fr', 'ar', 'en'].map(async (l) => (await list(l)).jobs.find((j) => j.id === once)?.error?.message)));
    expect(texts.size).toBe(3);
    expect((await (await server.as('manager', 'THERE'))('GET', '/api/communes/THERE/failed-jobs')).json<{ total: number }>().total).toBe(0);
  });
  test('replayed: the same job, for the same person, begins anew and leaves its line; what runs or is done is replayed by nobody', async () => {
    const id = await ask('test.fail', { role: 'agent' });
    await until(id, 'failed');
    broken = false;
    expect((await call('POST', `failed-jobs/${id}/replay`)).status).toBe(204);
    await until(id, 'done');
    broken = true;
    expect((await call('GET', `jobs/${id}`)).json<Job>()).toMatchObject({ createdBy: here().people.agent, error: null });
    expect(await failed(id)).toBeUndefined();
    expect((await call('POST', `failed-jobs/${id}/replay`)).status).toBe(404);
    expect((await trail('job.replayed')).filter((e) => e.subject === `job:${id}`)).toMatchObject([{ detail: { kind: 'test.fail', error: 'last_admin', tries: 1 } }]);
  });
  test('refused with the reason where the input, the kind or the asker’s access is gone; the job stays', async () => {
    await writeFile(input, 'x');
    const [file, role] = [await ask('test.file'), await ask('test.fail', { role: 'officer' })];
    await until(file, 'failed');
    await until(role, 'failed');
    await rm(input);
    const alien = await server.deps.db.asOwner(async (tx) => ((await tx.raw(`insert into job (commune_id, kind, state, finished_at) values (?, 'test.gone', 'interrupted', now()) returning id`, [here().id])).rows[0] as { id: string }).id);
    const refused = async (id: string): Promise<unknown> => { const a = await call('POST', `failed-jobs/${id}/replay`, { 'accept-language': 'en' }); return [a.status, a.json<{ message: string }>().message]; };
    expect(await refused(file)).toEqual([422, expect.stringContaining('no longer there')]);
    expect(await refused(role)).toEqual([422, expect.stringContaining('same access')]);
    expect(await refused(alien)).toEqual([422, expect.stringContaining('no longer knows')]);
    for (const id of [file, role, alien]) expect(await failed(id)).toBeDefined();
    await writeFile(input, 'x');
    expect((await call('POST', `failed-jobs/${file}/replay`)).status).toBe(204);
  });
  test('dismissed: it leaves the list, stays among the jobs and in the trail, and is dismissed once', async () => {
    const id = await ask('test.fail');
    await until(id, 'failed');
    expect((await call('POST', `failed-jobs/${id}/dismiss`)).status).toBe(204);
    expect(await failed(id)).toBeUndefined();
    expect((await call('GET', `jobs/${id}`)).json<Job>().state).toBe('failed');
    expect((await trail('job.dismissed')).map((e) => e.subject)).toContain(`job:${id}`);
    for (const what of ['dismiss', 'replay']) expect((await call('POST', `failed-jobs/${id}/${what}`)).status).toBe(404);
    expect((await (await server.as('agent'))('POST', `/api/communes/HERE/failed-jobs/${id}/dismiss`)).status).toBe(403);
  });
});
