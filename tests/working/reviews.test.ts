import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Proposal } from '@sommier/domain/reviews';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { at, entries, patch, read, seed } from './kit.ts';

const SQUARE = (x: number): [number, number][] => [[x, 36.8], [x + 0.001, 36.8], [x + 0.001, 36.801], [x, 36.801], [x, 36.8]];
const WKT = (x: number): string => `POLYGON((${SQUARE(x).map((p) => p.join(' ')).join(',')}))`;

describe.each(await engines())('two persons for one property on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call, admin: Call, ids: Record<string, string>;
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager, admin] = [await server.as('agent'), await server.as('manager'), await server.as('admin')];
    ids = await seed(server, [{ code: 'R1', name: 'Halle', wkt: WKT(10.1) }, { code: 'R2', name: 'Dépôt' }, { code: 'R3', name: 'École' }, { code: 'R4', name: 'Stade' }]);
  });
  afterAll(async () => { await server.close(); });
  const id = (code: string): string => ids[code] ?? '';
  const submit = (call: Call, codes: string[], note?: string) => call('POST', `${at}/reviews`, { assets: codes.map(id), ...(note === undefined ? {} : { note }) });
  const validate = async (call: Call, code: string) => call('POST', `${at}/assets/${id(code)}/validate`, {}, { 'if-match': (await read(call, id(code))).tag });
  const state = async (code: string): Promise<string> => (await read(agent, id(code))).sheet.review;
  const propose = async (call: Call, code: string, body: object) => call('POST', `${at}/assets/${id(code)}/proposals`, body, { 'if-match': (await read(call, id(code))).tag });

  test('domain-property §4 case 11: whoever submitted cannot validate, by the API or past it; a second person does', async () => {
    expect((await submit(manager, ['R1', 'R2', 'R3'], 'levé de mai')).json()).toEqual({ submitted: 3, already: 0, unknown: 0 });
    expect((await submit(manager, ['R1'])).json()).toMatchObject({ submitted: 0, already: 1 });
    expect((await validate(agent, 'R1')).status).toBe(403);
    expect((await validate(manager, 'R1')).json()).toMatchObject({ code: 'rule_refused', reason: 'reviews.own' });
    const past = server.deps.db.inCommune({ commune: server.communes.HERE.id, person: server.communes.HERE.people.manager }, (tx) => tx.raw(`update asset set review = 'validated', validated_by = submitted_by, validated_at = now() where id = ?`, [id('R1')]));
    await expect(past).rejects.toMatchObject({ code: '23514', constraint: 'asset_second_person' });
    expect((await admin('GET', `${at}/reviews?own=no`)).json()).toMatchObject({ total: 3, rows: [{ asset: { code: 'R1' }, note: 'levé de mai', own: false }, {}, {}] });
    expect((await validate(admin, 'R1')).json()).toMatchObject({ review: 'validated' });
    expect((await admin('GET', `${at}/assets?review=validated`)).json()).toMatchObject({ total: 1 });
    expect((await admin('GET', `${at}/assets/${id('R1')}/review`)).json()).toMatchObject({ state: 'validated', submittedBy: { name: 'manager HERE' }, validatedBy: { name: 'admin HERE' } });
  });

  test('a return needs a comment and gives the draft back; an edit of what was submitted makes it a draft again', async () => {
    expect((await admin('POST', `${at}/assets/${id('R2')}/return`, {})).status).toBe(400);
    expect((await admin('POST', `${at}/assets/${id('R2')}/return`, { comment: 'adresse ?' })).json()).toMatchObject({ review: 'draft' });
    expect((await manager('GET', `${at}/assets/${id('R2')}/review`)).json()).toMatchObject({ returned: { comment: 'adresse ?' } });
    expect((await manager('GET', `${at}/reviews/counts`)).json()).toMatchObject({ returned: 1 });
    expect((await patch(admin, id('R3'), { address: 'rue 3' })).json()).toMatchObject({ review: 'draft' });
    expect((await validate(admin, 'R3')).json()).toMatchObject({ reason: 'reviews.not_submitted' });
    expect((await submit(agent, ['R2', 'R3'])).json()).toMatchObject({ submitted: 2 });
    expect((await manager('POST', `${at}/assets/${id('R3')}/withdraw`)).json()).toMatchObject({ reason: 'reviews.not_own' });
    expect((await agent('POST', `${at}/assets/${id('R3')}/withdraw`)).json()).toMatchObject({ review: 'draft' });
  });

  test('a validated property changes by a proposal alone, field by field, shape too; the one who asked does not decide', async () => {
    expect((await patch(agent, id('R1'), { name: 'Halle neuve' })).json()).toMatchObject({ code: 'rule_refused', reason: 'reviews.validated' });
    const geometry = { type: 'Polygon', coordinates: [SQUARE(10.1005)] };
    expect((await agent('PUT', `${at}/assets/${id('R1')}/geometry`, { geometry, acknowledged: true }, { 'if-match': (await read(agent, id('R1'))).tag })).json()).toMatchObject({ reason: 'reviews.validated' });
    expect((await propose(manager, 'R1', { change: { name: 'Halle' } })).json()).toMatchObject({ reason: 'reviews.nothing_proposed' });
    const made = (await propose(manager, 'R1', { change: { name: 'Halle neuve', yearBuilt: 1932, address: 'rue 1' }, geometry, comment: 'levé' })).json<Proposal>();
    expect(made).toMatchObject({ state: 'open', fields: ['address', 'geometry', 'name', 'yearBuilt'], diff: [{ field: 'address', base: null, proposed: 'rue 1' }, { field: 'geometry', base: { type: 'Polygon' } }, { field: 'name', base: 'Halle', current: 'Halle', conflict: false }, {}] });
    expect((await read(agent, id('R1'))).sheet).toMatchObject({ name: 'Halle', review: 'validated' });
    const decide = (call: Call, body: object) => call('POST', `${at}/proposals/${made.id}/decision`, body);
    expect((await decide(manager, { version: made.assetVersion, accept: ['name'] })).json()).toMatchObject({ reason: 'reviews.own_proposal' });
    expect((await decide(admin, { version: made.assetVersion - 1, accept: ['name'] })).json()).toMatchObject({ code: 'stale', present: { id: made.id } });
    expect((await decide(admin, { version: made.assetVersion, accept: ['name', 'geometry'] })).json()).toMatchObject({ reason: 'reviews.reason_wanted' });
    expect((await decide(admin, { version: made.assetVersion, accept: ['name', 'geometry'], reason: 'année à justifier' })).json()).toMatchObject({ state: 'partly', accepted: ['name', 'geometry'], reason: 'année à justifier' });
    const { sheet } = await read(agent, id('R1'));
    expect(sheet).toMatchObject({ name: 'Halle neuve', yearBuilt: null, review: 'validated', locatedBy: 'drawing', geometry: { coordinates: [SQUARE(10.1005)] } });
    const [last] = await entries(agent, id('R1'));
    expect(last).toMatchObject({ cause: 'proposal.decided', by: { name: 'admin HERE' } });
    expect((await admin('GET', `${at}/assets/${id('R1')}/review`)).json()).toMatchObject({ state: 'validated', submittedBy: { name: 'manager HERE' }, validatedBy: { name: 'admin HERE' } });
    expect((await decide(admin, { version: sheet.version, accept: ['yearBuilt'] })).json()).toMatchObject({ reason: 'reviews.decided' });
  });

  test('a proposal on an older version overwrites nothing: what changed since is named and asks to be confirmed', async () => {
    const first = (await propose(agent, 'R1', { change: { name: 'Halle A', district: 'Médina' } })).json<Proposal>();
    const second = (await propose(manager, 'R1', { change: { name: 'Halle B' } })).json<Proposal>();
    expect((await admin('POST', `${at}/proposals/${second.id}/decision`, { version: second.assetVersion, accept: ['name'] })).json()).toMatchObject({ state: 'accepted' });
    const now = (await admin('GET', `${at}/proposals/${first.id}`)).json<Proposal>();
    expect(now).toMatchObject({ outdated: true, diff: [{ field: 'district', conflict: false }, { field: 'name', base: 'Halle neuve', current: 'Halle B', proposed: 'Halle A', conflict: true }] });
    const decide = (body: object) => admin('POST', `${at}/proposals/${first.id}/decision`, { version: now.assetVersion, ...body });
    expect((await decide({ accept: ['name', 'district'] })).json()).toMatchObject({ reason: 'reviews.conflicting', conflicts: ['name'] });
    expect((await decide({ accept: ['district'], reason: 'le nom vient d’être changé' })).json()).toMatchObject({ state: 'partly' });
    expect((await read(agent, id('R1'))).sheet).toMatchObject({ name: 'Halle B', district: 'Médina' });
  });

  test('what an import, an act or any other writer changes on a validated property makes it a draft: nobody has seen it so', async () => {
    expect(await state('R1')).toBe('validated');
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update asset set tenure = 'x', version = version + 1 where id = ?`, [id('R1')]));
    expect(await state('R1')).toBe('draft');
    expect((await entries(agent, id('R1')))[0]?.fields.map((f) => f.field)).toEqual(['review', 'tenure']);
  });
});
