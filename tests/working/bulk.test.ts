import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BulkPreview, BulkResult } from '@sommier/domain/bulk';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { at, bytes, patch, read, seed } from './kit.ts';

describe.each(await engines())('many properties at once on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call, ids: Record<string, string>;
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    ids = await seed(server, Array.from({ length: 40 }, (_, n) => ({ code: `K${n}`, name: `Kiosque ${n}`, more: { district: n < 30 ? 'Médina' : 'Kasbah', use_label: n === 0 ? 'vente' : null, status: n === 1 ? 'active' : null } })));
    await agent('POST', `${at}/reviews`, { assets: [ids['K2']] });
    await manager('POST', `${at}/assets/${ids['K2'] ?? ''}/validate`, {}, { 'if-match': (await read(manager, ids['K2'] ?? '')).tag });
  });
  afterAll(async () => { await server.close(); });
  const edit = { selection: { filter: { district: 'Médina' } }, change: { useLabel: 'vente', status: 'dormant', floors: 1 } };
  const run = async (body: object): Promise<BulkResult> => {
    const { job } = (await agent('POST', `${at}/bulk`, body)).json<{ job: string }>();
    for (let i = 0; i < 200; i += 1) {
      const now = (await agent('GET', `${at}/jobs/${job}`)).json<{ state: string; result: BulkResult; error: unknown }>();
      if (now.state === 'done') return now.result;
      if (now.state !== 'queued' && now.state !== 'running') throw new Error(JSON.stringify(now));
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error('never ended');
  };

  test('a preview says what would change, what not and why, and writes nothing', async () => {
    const before = await bytes(server, ids['K5'] ?? '');
    const preview = (await agent('POST', `${at}/bulk/preview`, edit)).json<BulkPreview>();
    expect(preview).toMatchObject({ rows: 30, changed: 28, unchanged: 0, proposed: 1, refused: 1, refusals: [{ code: 'K1', reason: 'status_follows_acts' }] });
    expect(preview.values).toContainEqual({ field: 'useLabel', value: null, count: 29 });
    expect(preview.examples[0]).toMatchObject({ code: 'K0', before: { useLabel: 'vente', status: null, floors: null } });
    expect(await bytes(server, ids['K5'] ?? '')).toBe(before);
    expect((await agent('POST', `${at}/bulk/preview`, { ...edit, change: { inventoryNumber: 'X1' } })).json()).toMatchObject({ reason: 'bulk.one_number' });
    expect((await (await server.as('viewer'))('POST', `${at}/bulk/preview`, edit)).status).toBe(403);
  });

  test('it runs as one job and one action; one undo takes it back but for what moved since, which is named', async () => {
    const originals = new Map<string, string>();
    for (const code of ['K0', 'K3', 'K4', 'K5']) originals.set(code, await bytes(server, ids[code] ?? ''));
    const result = await run(edit);
    expect(result).toMatchObject({ rows: 30, changed: 28, unchanged: 0, proposed: 1, refused: 1 });
    expect((await read(agent, ids['K5'] ?? '')).sheet).toMatchObject({ useLabel: 'vente', status: 'dormant', floors: 1, version: 2, provenance: { floors: { kind: 'declared' } } });
    expect((await read(agent, ids['K2'] ?? '')).sheet).toMatchObject({ useLabel: null, review: 'validated' });
    expect((await manager('GET', `${at}/proposals?state=open`)).json()).toMatchObject({ total: 1, rows: [{ asset: { code: 'K2' }, fields: ['floors', 'status', 'useLabel'] }] });
    expect(await run(edit)).toMatchObject({ changed: 0, unchanged: 28 });
    await patch(manager, ids['K4'] ?? '', { address: 'rue 4' });
    const own = (await agent('GET', `${at}/history/own`)).json<{ undo: { action: string; assets: number } }>();
    expect(own.undo).toMatchObject({ action: result.action, cause: 'asset.bulk_changed', assets: 28 });
    expect((await agent('POST', `${at}/history/actions/${result.action ?? ''}/undo`)).json()).toMatchObject({ total: 28, restored: 27, refused: 1, refusals: [{ code: 'K4', reason: 'changed_since' }] });
    for (const [code, original] of originals) if (code !== 'K4') expect(await bytes(server, ids[code] ?? '')).toBe(original);
    expect((await read(agent, ids['K4'] ?? '')).sheet).toMatchObject({ useLabel: 'vente', address: 'rue 4' });
  });
});
