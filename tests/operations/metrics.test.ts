import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { testServer, type TestServer } from '../support/server.ts';

const TOKEN = 'a-token-for-the-collector';

describe.each(await engines())('figures for a collector on the %s database', (engine) => {
  let server: TestServer;
  beforeAll(async () => { server = await testServer({ engine, env: { metricsToken: TOKEN } }); });
  afterAll(async () => { await server.close(); });
  const read = (authorization?: string): Promise<Response> => fetch(`${server.base}/api/metrics`, authorization === undefined ? {} : { headers: { authorization } });
  const value = (text: string, line: string): number => Number(text.split('\n').find((l) => l.startsWith(`${line} `))?.slice(line.length + 1));

  test('are told to who holds the token, and to nobody else', async () => {
    expect((await read()).status).toBe(401);
    expect((await read('Bearer another-token-of-that-length')).status).toBe(401);
    const manager = await server.as('manager');
    expect((await manager('GET', '/api/metrics')).status).toBe(401);
    const found = await read(`Bearer ${TOKEN}`);
    expect([found.status, found.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  });

  test('count answers by route and status, a tile among them, and name no id', async () => {
    const viewer = await server.as('viewer');
    const ask = async (): Promise<string> => (await read(`Bearer ${TOKEN}`)).text();
    const before = await ask();
    const route = 'sommier_http_answers_total{method="GET",route="/api/communes/{commune}/assets/{id}",status="404"}';
    for (const id of ['987654321', '987654322']) expect((await viewer('GET', `/api/communes/HERE/assets/${id}`)).status).toBe(404);
    expect((await viewer('GET', '/tiles/assets/3/4/3.mvt?commune=HERE')).status).toBe(200);
    const after = await ask();
    expect(value(after, route) - (value(before, route) || 0)).toBe(2);
    expect(after).toMatch(/sommier_http_request_seconds_count\{method="GET",route="\/tiles\/[^"]+"\} [1-9]/);
    expect(after).not.toContain('98765432');
    expect(after).not.toContain('@');
  });

  test('tell the jobs that wait and the connections', async () => {
    const before = await (await read(`Bearer ${TOKEN}`)).text();
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`insert into job (commune_id, kind, created_at) values (current_commune(), 'nobody.does', now() - interval '90 seconds')`));
    const after = await (await read(`Bearer ${TOKEN}`)).text();
    const waiting = 'sommier_jobs{state="queued"}';
    expect(value(after, waiting) - value(before, waiting)).toBe(1);
    expect(value(after, 'sommier_job_oldest_queued_seconds')).toBeGreaterThanOrEqual(90);
    expect(value(after, 'sommier_database_connections{state="free"}') + value(after, 'sommier_database_connections{state="used"}')).toBeGreaterThan(0);
    expect(after).toMatch(/sommier_build_info\{version="\d+\.\d+\.\d+"\} 1/);
  });
});
