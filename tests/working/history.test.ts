import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OwnActions, UndoResult } from '@sommier/domain/history';
import { reportPart } from '../faults/report.ts';
import { LONG, scale } from '../faults/scale.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { at, bytes, entries, patch, read, seed } from './kit.ts';

const SQUARE = (x: number): string => `POLYGON((${x} 36.8,${x + 0.001} 36.8,${x + 0.001} 36.801,${x} 36.801,${x} 36.8))`;
const EDITS = LONG ? 100 : 25;
const ROUNDS = scale('ROUNDS', 1000, 40);
const BULK = LONG ? 100_000 : 5_000;

describe.each(await engines())('the history of every field on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call, ids: Record<string, string>;
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    ids = await seed(server, [{ code: 'H1', name: 'Halle', wkt: SQUARE(10.1), more: { land_area_m2: 1234.5678901234567 } }, { code: 'H2', name: 'Dépôt', wkt: SQUARE(10.2) }, { code: 'H3', name: 'École' }]);
  });
  afterAll(async () => { await server.close(); });
  const id = (code: string): string => ids[code] ?? '';
  const own = async (call: Call): Promise<OwnActions> => (await call('GET', `${at}/history/own`)).json();
  const undo = (call: Call, action: string | undefined) => call('POST', `${at}/history/actions/${action ?? '0'}/undo`);

  test('an edit, a click and a write that knows nothing of histories leave their fields before and after, with person, time and cause', async () => {
    expect((await patch(agent, id('H1'), { name: 'Halle aux grains', yearBuilt: 1921 })).status).toBe(200);
    const tag = (await read(agent, id('H1'))).tag;
    expect((await agent('POST', `${at}/assets/${id('H1')}/place`, { by: 'click', lon: 10.15, lat: 36.85 }, { 'if-match': tag })).status).toBe(200);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update asset set origin = 'don', version = version + 1 where id = ?`, [id('H1')]));
    const [plain, placed, named, made] = await entries(agent, id('H1'));
    expect(plain).toMatchObject({ by: null, cause: null, fields: [{ field: 'origin', before: null, after: 'don' }] });
    expect(placed).toMatchObject({ by: { id: server.communes.HERE.people.agent }, cause: 'asset.placed' });
    expect(placed?.fields.find((f) => f.field === 'geometry')).toMatchObject({ before: { type: 'Polygon' }, after: { type: 'Point', coordinates: [10.15, 36.85] } });
    expect(named).toMatchObject({ by: { name: 'agent HERE' }, cause: 'asset.updated', version: 2, fields: [{ field: 'name', before: 'Halle', after: 'Halle aux grains' }, { field: 'yearBuilt', before: null, after: 1921 }] });
    expect(made).toMatchObject({ op: 'insert', by: null, fields: [] });
    const { entries: trail } = (await (await server.as('auditor'))('GET', `${at}/audit?action=asset.updated`)).json<{ entries: { seq: string }[] }>();
    expect(trail.map((e) => e.seq)).toContain(named?.auditSeq);
  });

  test('the application cannot rewrite what happened, and another commune does not see it', async () => {
    const there = server.communes.THERE.id, here = server.communes.HERE.id;
    for (const sql of ['update asset_change set before = null', 'delete from asset_change', 'insert into asset_action (commune_id) values (current_commune())', 'update asset_action set person_id = null']) {
      await expect(server.deps.db.inCommune({ commune: here }, (tx) => tx.raw(sql))).rejects.toMatchObject({ code: '42501' });
    }
    expect((await server.deps.db.inCommune({ commune: there }, (tx) => tx.raw('select 1 from asset_change'))).rows).toEqual([]);
    const stranger = await server.as('agent', 'THERE');
    expect((await stranger('GET', `/api/communes/THERE/assets/${id('H1')}/history`)).status).toBe(404);
  });

  test('one field or a whole version comes back as a new version; nothing is erased', async () => {
    const [, placed, named] = await entries(agent, id('H1'));
    const restore = async (body: object) => agent('POST', `${at}/assets/${id('H1')}/restore`, body, { 'if-match': (await read(agent, id('H1'))).tag });
    const before = (await entries(agent, id('H1'))).length;
    expect((await restore({ at: named?.first, side: 'before', fields: ['name'] })).json()).toMatchObject({ name: 'Halle', yearBuilt: 1921, origin: 'don' });
    expect((await restore({ at: placed?.first, side: 'before', fields: ['geometry'] })).json()).toMatchObject({ geometry: { type: 'Polygon' }, yearBuilt: 1921 });
    expect((await restore({ at: named?.first, side: 'before' })).json()).toMatchObject({ name: 'Halle', yearBuilt: null, origin: null, landAreaM2: 1234.5678901234567 });
    expect((await restore({ at: named?.first, side: 'before' })).json()).toMatchObject({ code: 'rule_refused', reason: 'history.nothing_to_restore' });
    expect((await restore({ at: '999999', side: 'before' })).json()).toMatchObject({ reason: 'history.unknown_change' });
    expect((await agent('POST', `${at}/assets/search`, { filter: { q: 'halle' } })).json()).toMatchObject({ total: 1 });
    expect((await entries(agent, id('H1'))).length).toBe(before + 3);
  });

  test(`${EDITS} edits of fields and place, undone one after another: equal to the original; redone: equal to the last`, async () => {
    const original = await bytes(server, id('H2'));
    for (let n = 0; n < EDITS; n += 1) {
      const { sheet, tag } = await read(agent, id('H2'));
      const answer = n % 4 === 3 ? await agent('POST', `${at}/assets/${id('H2')}/place`, { by: 'click', lon: 10 + n / 7, lat: 36 + n / 13 }, { 'if-match': tag })
        : await agent('PATCH', `${at}/assets/${id('H2')}`, n % 4 === 0 ? { name: `Nom ${n}`, landAreaM2: n + 0.1 } : n % 4 === 1 ? { address: `rue ${n}`, name: `${sheet.name} bis` } : { yearBuilt: 1900 + n, address: null }, { 'if-match': tag });
      expect(answer.status).toBe(200);
    }
    const last = await bytes(server, id('H2'));
    for (let n = 0; n < EDITS; n += 1) expect((await undo(agent, (await own(agent)).undo?.action)).json()).toMatchObject({ restored: 1, refused: 0 });
    expect(await bytes(server, id('H2'))).toBe(original);
    for (let n = 0; n < EDITS; n += 1) expect((await undo(agent, (await own(agent)).redo?.action)).status).toBe(200);
    expect(await bytes(server, id('H2'))).toBe(last);
    expect((await own(agent)).redo).toBeNull();
    reportPart(`4-undo-${engine}`, `Edits undone and redone, ${engine} database`, [`${EDITS} edits of fields and place over HTTP, undone one after another: every column but version and dates equal to the original; redone: equal to the last state.`]);
  }, LONG ? 1_800_000 : 240_000);

  test('an undo leaves what somebody else changed since, says so, and is one’s own alone', async () => {
    await patch(agent, id('H3'), { name: 'École A' });
    const mine = (await own(agent)).undo;
    expect(mine).toMatchObject({ cause: 'asset.updated', assets: 1, fields: ['name'], first: { code: 'H3' } });
    expect((await undo(manager, mine?.action)).status).toBe(403);
    await patch(manager, id('H3'), { address: 'rue 3' });
    await patch(manager, id('H3'), { name: 'École B' });
    expect((await undo(agent, mine?.action)).json()).toMatchObject({ code: 'conflict', refused: 1, refusals: [{ code: 'H3', reason: 'changed_since' }] });
    await patch(manager, id('H3'), { name: 'École A' });
    expect((await undo(agent, mine?.action)).json<UndoResult>()).toMatchObject({ restored: 1, refused: 0 });
    expect((await read(agent, id('H3'))).sheet).toMatchObject({ name: 'École', address: 'rue 3' });
    expect((await undo(agent, mine?.action)).json()).toMatchObject({ reason: 'history.undone_before' });
  });

  test(`domain-property §4 case 11: ${ROUNDS} rounds of two agents on one property, one save each: one refused with the other’s values, none lost`, async () => {
    let conflicts = 0;
    for (let n = 0; n < ROUNDS; n += 1) {
      const tag = (await read(agent, id('H3'))).tag;
      const [a, b] = await Promise.all([agent('PATCH', `${at}/assets/${id('H3')}`, { name: `A${n}` }, { 'if-match': tag }), manager('PATCH', `${at}/assets/${id('H3')}`, { address: `B${n}` }, { 'if-match': tag })]);
      expect([a.status, b.status].sort()).toEqual([200, 412]);
      const [lost, won] = a.status === 412 ? [a, b] : [b, a];
      conflicts += 1;
      expect(lost.json()).toMatchObject({ code: 'stale', present: { version: won.json<{ version: number }>().version }, since: [{ fields: [a.status === 412 ? 'address' : 'name'], by: { id: server.communes.HERE.people[a.status === 412 ? 'manager' : 'agent'] } }] });
      const again = await (a.status === 412 ? agent : manager)('PATCH', `${at}/assets/${id('H3')}`, a.status === 412 ? { name: `A${n}` } : { address: `B${n}` }, { 'if-match': `"v${won.json<{ version: number }>().version}"` });
      expect(again.json()).toMatchObject({ name: `A${n}`, address: `B${n}` });
    }
    expect(conflicts).toBe(ROUNDS);
    const lines = await entries(agent, id('H3'));
    expect(lines.slice(0, 2).flatMap((e) => e.fields.map((f) => f.after)).sort()).toEqual([`A${ROUNDS - 1}`, `B${ROUNDS - 1}`]);
    reportPart(`4-conflicts-${engine}`, `Two agents on one property, ${engine} database`, [`${ROUNDS.toLocaleString('en')} rounds, both saving against the same version at once: ${conflicts.toLocaleString('en')} conflicts detected (one refused each time, with the other’s values), 0 lost updates.`]);
  }, LONG ? 3_600_000 : 600_000);

  test(`${BULK.toLocaleString('en')} rows written in one statement leave as many changes, at a bearable price`, async () => {
    const timed = async (sql: string): Promise<number> => {
      const from = performance.now();
      await server.deps.db.inCommune({ commune: server.communes.THERE.id }, (tx) => tx.raw(sql));
      return performance.now() - from;
    };
    const made = await timed(`insert into asset (commune_id, code, name, geom) select current_commune(), 'C' || n, 'Bien ' || n, st_setsrid(st_makepoint(10 + n * 1e-6, 36), 4326) from generate_series(1, ${BULK}) n`);
    const changed = await timed(`update asset set name = name || ' bis', address = 'rue ' || id, year_built = 1950, version = version + 1 where code like 'C%'`);
    const bare = await server.deps.db.asOwner(async (tx) => {
      await tx.raw('alter table asset disable trigger user');
      const from = performance.now();
      await tx.raw(`update asset set name = name || ' ter', address = 'rue ' || code, year_built = 1951, version = version + 1 where code like 'C%'`);
      const took = performance.now() - from;
      await tx.raw('alter table asset enable trigger user');
      return took;
    });
    console.info(`${engine}: ${BULK} created in ${made.toFixed(0)} ms, changed in ${changed.toFixed(0)} ms, without a history ${bare.toFixed(0)} ms`);
    const { rows: [n] } = await server.deps.db.inCommune({ commune: server.communes.THERE.id }, (tx) => tx.raw(`select count(*) filter (where op = 'insert')::integer as made, count(*) filter (where op = 'update')::integer as changed, count(distinct action_id)::integer as actions from asset_change`)) as { rows: unknown[] };
    expect(n).toEqual({ made: BULK, changed: BULK, actions: 2 });
  }, 900_000);
});
