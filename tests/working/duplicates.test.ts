import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Merge, Twin, TwinPage } from '@sommier/domain/duplicates';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { at, bytes, entries, patch, read, seed } from './kit.ts';

const WKT = (x: number, y = 36.8): string => `POLYGON((${x} ${y},${x + 0.001} ${y},${x + 0.001} ${y + 0.001},${x} ${y + 0.001},${x} ${y}))`;

describe.each(await engines())('two sheets of one property on the %s database', (engine) => {
  let server: TestServer, agent: Call, ids: Record<string, string>;
  const here = <T>(sql: string, bindings: unknown[] = []) => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(sql, bindings as string[]) as { rows: T[] }).rows);
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    agent = await server.as('agent');
    ids = await seed(server, [
      { code: 'D-0412', name: 'Marché central', level: 'site', wkt: WKT(10.1), more: { address: '12, rue du Puits', title_number: 'TF 00123' } },
      { code: 'D412', name: 'Marche Central', level: 'site', wkt: WKT(10.1001), more: { address: 'rue du Puits 12', title_number: 'TF123', land_area_m2: 990 } },
      { code: 'E1', name: 'École', level: 'site', wkt: WKT(10.5), more: { title_number: 'T 9' } }, { code: 'E2', name: 'Dispensaire', level: 'site', wkt: WKT(10.6), more: { title_number: 't-9' } },
      { code: 'F1', name: 'Site', level: 'site', wkt: WKT(10.7) }, { code: 'F1-B', name: 'Site', level: 'building', parent: 'F1', wkt: WKT(10.7) },
      { code: 'D412-B1', name: 'Halle', level: 'building', parent: 'D412' },
    ]);
    await here(`insert into occupation (commune_id, reference, type, status, currency, starts_on) values (current_commune(), 'C-7', 'concession', 'active', 'TND', '2020-01-01')`);
    await here(`insert into occupation_unit (commune_id, occupation_id, asset_id) select current_commune(), o.id, ? from occupation o`, [ids['D412']]);
    await here(`insert into document_file (commune_id, sha256, bytes, media) values (current_commune(), ?, 1, 'application/pdf')`, ['a'.repeat(64)]);
    await here(`insert into document (commune_id, subject_kind, subject_id, kind, title, name, sha256) values (current_commune(), 'asset', ?, 'deed', 'Acte', 'acte.pdf', ?)`, [ids['D412'], 'a'.repeat(64)]);
  });
  afterAll(async () => { await server.close(); });
  const search = async (): Promise<TwinPage> => {
    const { job } = (await agent('POST', `${at}/duplicates/search`)).json<{ job: string }>();
    for (let i = 0; i < 200; i += 1) {
      const now = (await agent('GET', `${at}/jobs/${job}`)).json<{ state: string }>();
      if (now.state === 'done') return (await agent('GET', `${at}/duplicates`)).json();
      if (now.state !== 'queued' && now.state !== 'running') throw new Error(JSON.stringify(now));
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error('never ended');
  };
  let twin = '';

  test('pairs come with a score and its reasons, the likeliest first; a part is not its whole’s twin', async () => {
    const { rows, open } = await search();
    expect(open).toBe(2);
    expect(rows[0]).toMatchObject({ score: 100, low: { code: 'D-0412' }, high: { code: 'D412' } });
    expect(rows[0]?.reasons.map((r) => r.reason).sort()).toEqual(['code', 'name_address', 'overlap', 'title']);
    expect(rows[1]).toMatchObject({ low: { code: 'E1' }, high: { code: 'E2' }, score: 45, reasons: [{ reason: 'title' }] });
    twin = rows[0]?.id ?? '';
  });

  test('a pair said to be two stays decided, searched again or not', async () => {
    const { rows } = (await agent('GET', `${at}/duplicates`)).json<TwinPage>();
    expect((await agent('POST', `${at}/duplicates/${rows[1]?.id ?? ''}/distinct`, { note: 'deux conservations' })).json()).toMatchObject({ state: 'distinct', note: 'deux conservations' });
    expect(await search()).toMatchObject({ open: 1, distinct: 1 });
    expect((await agent('POST', `${at}/duplicates/${rows[1]?.id ?? ''}/distinct`, {})).json()).toMatchObject({ reason: 'duplicates.decided' });
  });

  test('merged field by field: children, occupations, documents and history follow; taken back, both are as they were', async () => {
    const pair = (await agent('GET', `${at}/duplicates/${twin}`)).json<Twin>();
    expect(pair.fields).toEqual(expect.arrayContaining(['name', 'landAreaM2', 'geometry']));
    expect(pair.tied).toEqual([0, 3]);
    const originals = [await bytes(server, ids['D-0412'] ?? ''), await bytes(server, ids['D412'] ?? '')];
    const versions = pair.sheets.map((s) => s.version);
    const merge = (body: object) => agent('POST', `${at}/duplicates/${twin}/merge`, body);
    expect((await merge({ keep: ids['D-0412'], take: [], versions: [9, 9] })).json()).toMatchObject({ code: 'stale', versions });
    expect((await merge({ keep: ids['E1'], take: [], versions })).json()).toMatchObject({ reason: 'duplicates.not_of_pair' });
    const done = (await merge({ keep: ids['D-0412'], take: ['landAreaM2', 'geometry'], versions })).json<Merge>();
    expect(done).toMatchObject({ kept: { code: 'D-0412' }, gone: { code: 'D412' }, moved: expect.arrayContaining([{ kind: 'occupation', count: 1 }, { kind: 'document', count: 1 }, { kind: 'child', count: 1 }]) as unknown });
    const { sheet } = await read(agent, ids['D-0412'] ?? '');
    expect(sheet).toMatchObject({ name: 'Marché central', landAreaM2: 990, titleNumber: 'TF 00123', children: [{ code: 'D412-B1' }], geometry: pair.sheets[1].geometry });
    expect((await agent('GET', `${at}/assets/${ids['D412'] ?? ''}`)).status).toBe(404);
    expect((await entries(agent, ids['D-0412'] ?? '')).some((e) => e.of === 'D412' && e.op === 'insert')).toBe(true);
    expect(await here('select asset_id from occupation_unit')).toEqual([{ asset_id: ids['D-0412'] }]);
    const { rows: [bin] } = (await agent('GET', `${at}/bin`)).json<{ rows: { id: string; kind: string; merge: string }[] }>();
    expect(bin).toMatchObject({ kind: 'merged', merge: done.id });
    expect((await agent('POST', `${at}/bin/${bin?.id ?? ''}/restore`)).json()).toMatchObject({ reason: 'recycling.merged' });
    await patch(agent, ids['D-0412'] ?? '', { landAreaM2: 991 });
    expect((await agent('POST', `${at}/merges/${done.id}/undo`)).json()).toMatchObject({ reason: 'duplicates.changed_since', fields: 'landAreaM2' });
    const { undo } = (await agent('GET', `${at}/history/own`)).json<{ undo: { action: string } }>();
    await agent('POST', `${at}/history/actions/${undo.action}/undo`);
    expect((await agent('POST', `${at}/merges/${done.id}/undo`)).json<Merge>().undoneAt).not.toBeNull();
    expect([await bytes(server, ids['D-0412'] ?? ''), await bytes(server, ids['D412'] ?? '')]).toEqual(originals);
    expect(await here(`select asset_id from occupation_unit union all select subject_id from document`)).toEqual([{ asset_id: ids['D412'] }, { asset_id: ids['D412'] }]);
    expect((await read(agent, ids['D412'] ?? '')).sheet.children).toMatchObject([{ code: 'D412-B1' }]);
    expect((await agent('GET', `${at}/duplicates`)).json()).toMatchObject({ open: 1 });
  });
});
