import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Job } from '@sommier/domain/jobs';
import { engines } from '../support/db.ts';
import { type Call, testServer, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';

async function finished(call: Call, id: string): Promise<Job> {
  for (let i = 0; i < 300; i += 1) {
    const job = (await call('GET', `${at}/jobs/${id}`)).json<Job>();
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await wait(100);
  }
  throw new Error('The job did not end');
}

describe.each(await engines())('exports over HTTP on the %s database', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    const commune = server.communes.HERE.id;
    await server.deps.db.inCommune({ commune }, async (tx) => {
      await tx.raw(`insert into asset (commune_id, code, name, domain_class, title_state, geom) values (:commune, 'A1', 'Marché', 'public_naturel', 'titre_foncier', st_setsrid(st_makepoint(10.17, 36.8), 4326))`, { commune });
      await tx.raw(`insert into listing (commune_id, platform, external_id, seen_from, name, host_name, digest, geom) values (:commune, 'airbnb', '1', 1, 'Dar', 'Leila', 'd', st_setsrid(st_makepoint(10.17, 36.8), 4326))`, { commune });
    });
  });
  afterAll(async () => { await server.close(); });

  test('the weight is said before, the file is made, fetched by its maker, and noted', async () => {
    const agent = await server.as('agent');
    const estimate = (await agent('POST', `${at}/exports/estimate`, { layers: ['assets', 'listings'], format: 'geojson', bbox: [10, 36, 11, 37] })).json<{ rows: number; bytes: number }>();
    expect(estimate.rows).toBe(2);
    expect(estimate.bytes).toBeGreaterThan(200);
    // Of what would leave: narrowed by the same filters and choice.
    for (const narrowed of [{ filters: { listings: { gone: true } } }, { selection: { filter: { nature: 'land' } } }, { selection: { ids: ['999999'] } }]) expect((await agent('POST', `${at}/exports/estimate`, { layers: ['assets', 'listings'], format: 'geojson', ...narrowed })).json()).toMatchObject({ rows: 1 });
    const asked = await agent('POST', `${at}/exports`, { layers: ['listings'], format: 'geojson' });
    expect(asked.status).toBe(202);
    const { job } = asked.json<{ job: string }>();
    const ended = await finished(agent, job);
    expect(ended).toMatchObject({ state: 'done', result: { name: 'listings.geojson', rows: 1, media: 'application/geo+json' } });
    expect(JSON.stringify(ended.result)).not.toContain(server.deps.files.root);
    const file = await agent('GET', `${at}/exports/${job}/file`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="listings.geojson"');
    expect(file.headers.get('cache-control')).toContain('no-store');
    expect(file.text).toContain('Leila');
    expect((await (await server.as('officer'))('GET', `${at}/exports/${job}/file`)).status).toBe(404);
    expect((await agent('GET', `${at}/prints/${job}/file`)).status).toBe(404);
    const trail = (await (await server.as('auditor'))('GET', `${at}/audit`)).text;
    expect(trail).toContain('exports.create');
    expect(trail).not.toContain('Leila');
  });

  test('a map is printed as a job', async () => {
    const manager = await server.as('manager');
    const { job } = (await manager('POST', `${at}/prints`, { layers: ['listings', 'assets'], center: [10.17, 36.8], scale: 1000, language: 'ar' })).json<{ job: string }>();
    expect((await finished(manager, job)).state).toBe('done');
    const file = await manager('GET', `${at}/prints/${job}/file`);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('what cannot be is refused in the reader’s language', async () => {
    const agent = await server.as('agent');
    const answer = await agent('POST', `${at}/exports`, { layers: ['absente'], format: 'gpkg' }, { 'accept-language': 'ar' });
    expect(answer.status).toBe(404);
    expect(answer.json<{ message: string }>().message).toContain('غير موجودة');
    expect((await agent('POST', `${at}/exports`, { layers: ['assets'], format: 'gpkg', filters: { assets: { password: 'x' } } })).status).toBe(400);
    expect((await agent('POST', `${at}/exports/estimate`, { layers: ['assets'], format: 'csv', bbox: [1, 2] })).status).toBe(400);
  });

  test('a file past its day is gone', async () => {
    const agent = await server.as('agent');
    const { job } = (await agent('POST', `${at}/exports`, { layers: ['assets'], format: 'csv' })).json<{ job: string }>();
    await finished(agent, job);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update job set finished_at = now() - interval '25 hours' where id = ?`, [job]));
    expect((await agent('GET', `${at}/exports/${job}/file`)).status).toBe(410);
  });
});
