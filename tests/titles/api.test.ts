import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ConflictMap, ConflictRow, TitleBoard, TitleSheet } from '@sommier/domain/titles';
import { computeAll } from '../../server/src/features/titles/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
const square = (x: number, y: number, size = 0.001): string => `POLYGON((${[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]].map((p) => p.join(' ')).join(',')}))`;

describe.each(await engines())('titles on the %s database', (engine) => {
  let server: TestServer;
  let agent: Call, viewer: Call, auditor: Call;
  let serial = 0;
  const inside = <T>(sql: string, bindings: Record<string, unknown> = {}): Promise<T[]> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(sql, bindings as never) as { rows: T[] }).rows);
  const asset = async (): Promise<string> => (await inside<{ id: string }>(`insert into asset (commune_id, code, name) values (current_commune(), :code, 'Bien') returning id`, { code: `T${String(serial += 1)}` }))[0]!.id;
  const sheet = async (method: string, path: string, body?: unknown): Promise<TitleSheet> => { const a = await agent(method, `${at}/titles${path}`, body); if (a.status >= 300) throw new Error(a.text); return a.json<TitleSheet>(); };

  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, viewer, auditor] = await Promise.all([server.as('agent'), server.as('viewer'), server.as('auditor')]);
    await inside(`update commune set country = 'MA', timezone = 'Africa/Casablanca' where id = current_commune()`).catch(() => server.deps.db.asOwner((tx) => tx.raw(`update commune set country = 'MA', timezone = 'Africa/Casablanca' where code = 'HERE'`)));
  });
  afterAll(() => server.close());

  test('the property’s title follows its file, step by step and back', async () => {
    const id = await asset();
    const said = async (): Promise<unknown[]> => { const a = (await agent('GET', `${at}/assets/${id}`)).json<Record<string, unknown>>(); return [a['titleState'], a['titleNumber'], a['requisitionNumber'], a['conservation']]; };
    expect(await said()).toEqual([null, null, null, null]);
    const file = await sheet('POST', '', { assetId: id, conservation: 'Guelmim', steps: [{ kind: 'search', on: '2018-01-10' }] });
    expect([file.stage, ...await said()]).toEqual(['non_immatricule', 'non_immatricule', null, null, 'Guelmim']);
    expect(await sheet('POST', `/${file.id}/steps`, { kind: 'deposit', on: '2019-03-12', number: 'R 16604/31' })).toMatchObject({ stage: 'requisition', requisitionNumber: 'R 16604/31' });
    expect(await said()).toEqual(['requisition', 'R 16604/31', 'R 16604/31', 'Guelmim']);
    await sheet('POST', `/${file.id}/steps`, { kind: 'boundary', on: '2019-06-08' });
    const noticed = await sheet('POST', `/${file.id}/steps`, { kind: 'boundary_notice', on: '2019-08-31' });
    expect(noticed).toMatchObject({ stage: 'bornage', overdue: 2, since: '2019-06-08' });
    expect(noticed.deadlines.find((d) => d.kind === 'oppositions_end')).toMatchObject({ due: '2019-10-31', kept: true, confirmed: false });
    expect((await agent('POST', `${at}/titles/${file.id}/steps`, { kind: 'registration', on: '2099-01-01', number: 'TF 1' })).status).toBe(400);
    expect((await agent('POST', `${at}/titles/${file.id}/steps`, { kind: 'registration', on: '2020-01-15' })).status).toBe(400);
    const done = await sheet('POST', `/${file.id}/steps`, { kind: 'registration', on: '2020-01-15', number: 'TF 71204' });
    expect([done.stage, done.closed, done.overdue, ...await said()]).toEqual(['titre_foncier', true, 0, 'titre_foncier', 'TF 71204', 'R 16604/31', 'Guelmim']);
    expect((await agent('POST', `${at}/titles/${file.id}/steps`, { kind: 'hearing', on: '2020-02-01' })).status).toBe(409);
    await sheet('DELETE', `/${file.id}/steps/${done.steps.find((s) => s.kind === 'registration')!.id}`);
    expect((await said()).slice(0, 2)).toEqual(['requisition', 'R 16604/31']);
    expect((await auditor('GET', `${at}/audit?subject=title:${file.id}`)).json()).toMatchObject({ total: 6 });
  });

  test('an opposition has its day and outcome, is late by the file’s own notice, and its author is not for every reader', async () => {
    const file = await sheet('POST', '', { assetId: await asset(), steps: [{ kind: 'deposit', on: '2019-03-12', number: 'R 2' }, { kind: 'boundary', on: '2019-06-08' }, { kind: 'boundary_notice', on: '2019-08-31' }] });
    const opposed = await sheet('POST', `/${file.id}/oppositions`, { opponent: 'Brahim Aït Baha', filedOn: '2019-10-30', object: 'limite nord', areaM2: 120 });
    expect(opposed).toMatchObject({ pending: 1, oppositions: [{ opponent: 'Brahim Aït Baha', outcome: 'pending', late: false }] });
    expect((await sheet('POST', `/${file.id}/oppositions`, { opponent: 'Autre', filedOn: '2019-11-02' })).oppositions[1]).toMatchObject({ late: true });
    expect((await viewer('GET', `${at}/titles/${file.id}`)).json()).toMatchObject({ oppositions: [{ opponent: 'B. A. B.' }, { opponent: 'A.' }] });
    const first = opposed.oppositions[0]!.id;
    expect((await agent('POST', `${at}/titles/${file.id}/oppositions/${first}`, { outcome: 'rejected' })).status).toBe(400);
    expect(await sheet('POST', `/${file.id}/oppositions/${first}`, { outcome: 'rejected', decidedOn: '2021-05-04', reference: 'jugement 88/21' })).toMatchObject({ pending: 1, oppositions: [{ outcome: 'rejected', decidedOn: '2021-05-04' }, {}] });
    const trail = (await auditor('GET', `${at}/audit?action=title.opposed`)).json<{ entries: { detail: unknown; personal: Record<string, string> }[] }>();
    expect([JSON.stringify(trail.entries.map((e) => e.detail)).includes('Brahim'), trail.entries.some((e) => e.personal['opponent'] === 'Brahim Aït Baha')]).toEqual([false, true]);
  });

  test('a file is found by its numbers, its property, and who opposes it by right; words never stand in an address', async () => {
    const file = await sheet('POST', '', { assetId: await asset(), parcelReference: 'Îlot 7', steps: [{ kind: 'deposit', on: '2019-03-12', number: 'R 9911/31' }] });
    await sheet('POST', `/${file.id}/oppositions`, { opponent: 'Épouse Mansouri', filedOn: '2019-05-30' });
    const found = async (as: Call, q: string): Promise<string[]> => (await as('POST', `${at}/titles/search`, { q })).json<{ rows: TitleSheet[] }>().rows.map((r) => r.id);
    for (const q of ['9911/31', 'ilot 7', `${file.code} ilot`, 'EPOUSE mansouri']) expect(await found(agent, q)).toEqual([file.id]);
    expect([await found(viewer, 'ilot'), await found(viewer, 'mansouri')]).toEqual([[file.id], []]);
    expect((await agent('POST', `${at}/titles/search`, { q: 'ilot', stage: 'titre_foncier' })).json()).toMatchObject({ total: 0 });
    expect((await agent('GET', `${at}/titles?q=mansouri`)).json()).toMatchObject({ status: 400, issues: [{ path: 'query.q' }] });
  });

  test('the board counts files by stage and age, those overdue and opposed, and properties without a file', async () => {
    const board = (await agent('GET', `${at}/titles/board`)).json<TitleBoard>();
    const list = (await agent('GET', `${at}/titles?size=100`)).json<{ total: number; rows: TitleSheet[] }>();
    expect(board.stages.reduce((n, s) => n + s.count, 0)).toBe(list.total);
    for (const s of board.stages) {
      expect(Object.values(s.ages).reduce((n, x) => n + x, 0)).toBe(s.count);
      expect(s.overdue).toBe(list.rows.filter((r) => r.stage === s.stage && r.overdue > 0).length);
      expect((await agent('GET', `${at}/titles?stage=${s.stage}&age=ten`)).json()).toMatchObject({ total: s.ages.ten });
    }
    await asset();
    expect((await agent('GET', `${at}/titles/board`)).json<TitleBoard>().withoutFile).toEqual([{ titleState: null, count: 1 }]);
    expect((await agent('GET', `${at}/titles?overdue=yes`)).json<{ rows: TitleSheet[] }>().rows.every((r) => r.overdue > 0)).toBe(true);
  });

  test('conflicts are listed with the shared area, decided against the version read, drawn, and taken out as CSV', async () => {
    await inside(`insert into parcel (commune_id, source_key, reference, title_state, geom, area_m2) select current_commune(), v.k, v.r, v.s, st_geomfromtext(v.g, 4326), st_area(st_geomfromtext(v.g, 4326)::geography)
      from (values ('a', 'T1', 'titre_foncier', :a), ('b', 'R1', 'requisition', :b), ('c', 'R1', 'requisition', :c), ('d', '=cmd', 'non_immatricule', :a), ('e', null, 'non_immatricule', :b)) v(k, r, s, g)`,
      { a: square(10, 36), b: square(10.0005, 36), c: square(10.01, 36) });
    expect(await computeAll(server.deps.db, { commune: server.communes.HERE.id })).toEqual({ 'T-T': 0, 'R-T': 1, 'R-R': 0, 'N-T': 2, 'N-R': 2, repeat: 1 });
    const list = (await agent('GET', `${at}/title-conflicts?kind=R-T`)).json<{ rows: ConflictRow[]; version: string; computedVersion: string }>();
    expect(list.rows).toMatchObject([{ kind: 'R-T', state: 'open', present: true, sides: [{ reference: 'T1', titleState: 'titre_foncier' }, { reference: 'R1' }] }]);
    expect([list.rows[0]!.share?.toFixed(3), list.version === list.computedVersion]).toEqual(['0.500', true]);
    const one = await agent('GET', `${at}/title-conflicts/${list.rows[0]!.id}`);
    expect(one.json()).toMatchObject({ overlap: { type: expect.stringMatching(/Polygon/) }, shapes: [{}, {}] });
    const tag = one.headers.get('etag') ?? '';
    const url = `${at}/title-conflicts/${list.rows[0]!.id}/decision`;
    expect((await agent('POST', url, { state: 'real' }, { 'if-match': tag })).status).toBe(400);
    expect((await viewer('POST', url, { state: 'real', note: 'x' }, { 'if-match': tag })).status).toBe(403);
    expect((await agent('POST', url, { state: 'real', note: 'Deux bornages sur la même bande' }, { 'if-match': tag })).json()).toMatchObject({ state: 'real', decidedBy: 'agent HERE', version: 2 });
    expect((await agent('POST', url, { state: 'drawing', note: 'autre avis' }, { 'if-match': tag })).status).toBe(412);
    const drawn = (await agent('GET', `${at}/title-conflicts/map`)).json<ConflictMap>();
    expect(drawn.features.map((f) => [f.kind, f.state, f.geometry.type]).sort()).toEqual([['N-R', 'open', 'Polygon'], ['N-R', 'open', 'Polygon'], ['N-T', 'open', 'Polygon'], ['N-T', 'open', 'Polygon'], ['R-T', 'real', 'Polygon'], ['repeat', 'open', 'MultiPoint']]);
    expect([drawn.cut, drawn.bounds?.map((b) => Math.round(b * 1e4) / 1e4)]).toEqual([false, [10, 36, 10.0105, 36.001]]);
    expect((await agent('GET', `${at}/title-conflicts/map?state=real`)).json<ConflictMap>().features.map((f) => f.id)).toEqual([list.rows[0]!.id]);
    const csv = (await agent('GET', `${at}/title-conflicts.csv`, undefined, { 'accept-language': 'fr' })).text;
    expect(csv.split('\n')).toHaveLength(8);
    expect(csv).toContain('conflit réel,Deux bornages sur la même bande,agent HERE');
    expect(csv).toContain("'=cmd");
    const job = await agent('POST', `${at}/title-conflicts/compute`);
    expect(job.status).toBe(202);
    const there = await server.as('admin', 'THERE');
    expect((await there('GET', '/api/communes/THERE/title-conflicts')).json()).toMatchObject({ total: 0, computedAt: null });
  });
});
