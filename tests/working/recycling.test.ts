import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Bin, Cascade } from '@sommier/domain/recycling';
import { engines } from '../support/db.ts';
import { indexesOf, type PlanNode } from '../support/plan.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { at, bytes, entries, read, seed } from './kit.ts';

const WKT = (x: number): string => `POLYGON((${x} 36.8,${x + 0.001} 36.8,${x + 0.001} 36.801,${x} 36.801,${x} 36.8))`;

describe.each(await engines())('the recycle bin on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call, ids: Record<string, string>;
  const here = <T>(sql: string, bindings: unknown[] = []) => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(sql, bindings as string[]) as { rows: T[] }).rows);
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    ids = await seed(server, [
      { code: 'S1', name: 'Complexe', level: 'site', wkt: WKT(10.1) }, { code: 'S1-B1', name: 'Gymnase', level: 'building', parent: 'S1', wkt: WKT(10.1002) }, { code: 'S1-B1-L1', name: 'Buvette', level: 'unit', parent: 'S1-B1' },
      { code: 'S2', name: 'Marché', level: 'site', wkt: WKT(10.2) }, { code: 'S2-B1', name: 'Halle', level: 'building', parent: 'S2' }, { code: 'S3', name: 'Parc', level: 'site', wkt: WKT(10.3) },
    ]);
    await here(`insert into occupation (commune_id, reference, type, status, currency, starts_on) values (current_commune(), 'BAIL-1', 'bail_commercial', 'active', 'TND', '2020-01-01')`);
    await here(`insert into occupation_unit (commune_id, occupation_id, asset_id) select current_commune(), o.id, ? from occupation o where o.reference = 'BAIL-1'`, [ids['S2-B1']]);
  });
  afterAll(async () => { await server.close(); });
  const id = (code: string): string => ids[code] ?? '';
  const recycle = async (call: Call, code: string, reason?: string) => call('POST', `${at}/assets/${id(code)}/recycle`, reason === undefined ? {} : { reason }, { 'if-match': (await read(call, id(code))).tag });

  test('domain-property §4 case 13: a site with a building under a live lease stays; ended, it goes with all under it and nobody sees it', async () => {
    expect((await agent('GET', `${at}/assets/${id('S2')}/cascade`)).json<Cascade>()).toMatchObject({ count: 2, assets: [{ code: 'S2', depth: 0 }, { code: 'S2-B1', depth: 1 }], blockers: [{ reason: 'live_occupation', reference: 'BAIL-1', asset: 'S2-B1' }], tied: [{ kind: 'occupation', count: 1 }] });
    expect((await recycle(agent, 'S2')).json()).toMatchObject({ code: 'rule_refused', reason: 'recycling.live_occupation', reference: 'BAIL-1' });
    await here(`update occupation set status = 'ended', ended_on = '2024-01-01' where reference = 'BAIL-1'`);
    expect((await recycle(agent, 'S2')).json<Bin>()).toMatchObject({ kind: 'recycled', assets: 2, state: 'binned', own: true });
  });

  test('what is in the bin is in no list, count, tile, cell, search, facet or export, by the policy of the table', async () => {
    const before = await bytes(server, id('S1-B1'));
    const tileOf = async () => (await here<{ n: number }>(`select count(*)::integer as n from tile_assets(current_commune(), st_transform(st_makeenvelope(10, 36, 11, 37, 4326), 3857), null, null, null, null, false)`))[0]?.n;
    expect([(await agent('GET', `${at}/assets`)).json<{ total: number }>().total, await tileOf()]).toEqual([4, 3]);
    const bin = (await recycle(agent, 'S1', 'doublon de saisie')).json<Bin>();
    expect(bin).toMatchObject({ assets: 3, code: 'S1', reason: 'doublon de saisie' });
    expect((await agent('GET', `${at}/assets`)).json()).toMatchObject({ total: 1 });
    expect((await agent('GET', `${at}/assets/facets`)).json()).toMatchObject({ total: 1 });
    expect((await agent('POST', `${at}/search`, { q: 'gymnase' })).json()).toMatchObject({ hits: [] });
    expect((await agent('GET', `${at}/assets/${id('S1-B1')}`)).status).toBe(404);
    expect((await agent('POST', `${at}/exports/estimate`, { layers: ['assets'], format: 'csv' })).text).toContain('"rows":1');
    expect(await tileOf()).toBe(1);
    expect((await here<{ n: string }>(`select sum(n) as n from tile_cell where layer = 'assets' and z = 6`))[0]?.n).toBe('1');
    expect((await agent('GET', `${at}/bin`)).json()).toMatchObject({ total: 2, rows: [{ id: bin.id, binnedBy: { name: 'agent HERE' } }, { code: 'S2' }] });
    expect((await agent('GET', `${at}/bin/${bin.id}`)).json()).toMatchObject({ assets: [{ code: 'S1' }, { code: 'S1-B1' }, { code: 'S1-B1-L1' }] });
    expect((await agent('POST', `${at}/bin/${bin.id}/restore`)).json()).toMatchObject({ state: 'restored' });
    expect((await agent('GET', `${at}/assets`)).json()).toMatchObject({ total: 4 });
    expect(await bytes(server, id('S1-B1'))).toBe(before);
    expect((await entries(agent, id('S1-B1'))).map((e) => e.cause)).toEqual(['asset.unbinned', 'asset.recycled', null]);
    expect((await agent('POST', `${at}/bin/${bin.id}/restore`)).json()).toMatchObject({ reason: 'recycling.closed' });
  });

  test('deleting for good is a second person’s, refused while something is tied; the code stays spent and the history stays', async () => {
    const tied = (await agent('GET', `${at}/bin`)).json<{ rows: Bin[] }>().rows.find((b) => b.code === 'S2');
    expect((await manager('DELETE', `${at}/bin/${tied?.id ?? ''}`)).json()).toMatchObject({ reason: 'recycling.tied', tied: [{ kind: 'occupation', count: 1 }] });
    const bin = (await recycle(manager, 'S3')).json<Bin>();
    expect((await agent('DELETE', `${at}/bin/${bin.id}`)).status).toBe(403);
    expect((await manager('DELETE', `${at}/bin/${bin.id}`)).json()).toMatchObject({ reason: 'recycling.own' });
    expect((await (await server.as('admin'))('DELETE', `${at}/bin/${bin.id}`)).json()).toMatchObject({ state: 'deleted', closedBy: { name: 'admin HERE' } });
    expect((await agent('POST', `${at}/assets`, { code: 'S3', name: 'Autre parc' })).json()).toMatchObject({ code: 'conflict', reason: 'assets.code_spent' });
    const [gone] = await here<{ op: string; before: { name: string; geom: string } }>(`select op, before from asset_change where asset_id = ? order by id desc limit 1`, [id('S3')]);
    expect(gone).toMatchObject({ op: 'delete', before: { name: 'Parc' } });
  });

  test('a toast’s undo brings the set back too; lists and tiles keep their indexes under the policy', async () => {
    await recycle(agent, 'S1');
    const { undo } = (await agent('GET', `${at}/history/own`)).json<{ undo: { action: string; cause: string } }>();
    expect(undo.cause).toBe('asset.recycled');
    expect((await agent('POST', `${at}/history/actions/${undo.action}/undo`)).json()).toMatchObject({ restored: 3 });
    expect((await read(agent, id('S1'))).sheet.children).toHaveLength(1);
    await here(`insert into asset (commune_id, code, name, geom) select current_commune(), 'P' || n, 'Bien ' || n, st_setsrid(st_makepoint(9 + (n % 200) / 1000.0, 36 + (n / 200) / 1000.0), 4326) from generate_series(1, 8000) n`);
    // What was just inserted waits in the pending list of the words' index, which makes it look dear until a vacuum.
    await server.deps.db.asOwner(async (tx) => { await tx.raw(`select gin_clean_pending_list('asset_search')`); await tx.raw('analyze asset'); });
    // A small table is read through whatever the policy says; without that way out, only an index the policy lets serve is left.
    const plan = (sql: string): Promise<string[]> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      await tx.raw('set local enable_seqscan = off');
      const { rows: [row] } = await tx.raw(`explain (format json) ${sql}`) as { rows: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] };
      return row === undefined ? [] : indexesOf(row['QUERY PLAN'][0].Plan);
    });
    expect(await plan(`select * from tile_assets(current_commune(), st_tileenvelope(16, 34406, 25610), null, null, null, null, false)`)).toContain('asset_g3857');
    expect(await plan(`select a.id from asset a where a.commune_id = current_commune() and a.search like '%bien 7777%'`)).toContain('asset_search');
  });
});
