import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssetSheet } from '@sommier/domain/assets';
import type { PartySheet } from '@sommier/domain/parties';
import type { SavedView } from '@sommier/domain/views';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
describe.each(await engines())('finding in the register on the %s database', (engine) => {
  let server: TestServer, agent: Call, viewer: Call, manager: Call;
  beforeAll(async () => { server = await testServer({ engine }); [agent, viewer, manager] = await Promise.all([server.as('agent'), server.as('viewer'), server.as('manager')]); });
  afterAll(async () => { await server.close(); });
  const find = async (call: Call, q: string): Promise<string[]> => (await call('POST', `${at}/search`, { q })).json<{ hits: { kind: string; code: string }[] }>().hits.map((h) => `${h.kind}:${h.code}`);

  test('the palette finds a property by code, name, address, title and in Arabic by any spelling; its occupant only by right, and never in an address', async () => {
    const made = (await agent('POST', `${at}/assets`, { code: 'S0412', name: 'Échoppe du Puits', nameAr: 'دُكّان نهج البئر', address: '12, rue des Tisserands', titleNumber: 'TF 60123', titleState: 'titre_foncier', requisitionNumber: 'R 77/36' })).json<AssetSheet>();
    for (const q of ['s0412', 'S04', 'echoppe', 'ÉCHOPPE puits', 'tisserands', '60123', 'r 77/36', 'دكان البئر', 'دكّان', 'البئر']) expect([q, await find(agent, q)]).toEqual([q, ['asset:S0412']]);
    const party = (await agent('POST', `${at}/parties`, { kind: 'natural', name: 'Zeïneb Ouertani' })).json<PartySheet>();
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      const { rows: [o] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, starts_on, currency, validated_at) values (current_commune(), 'BAIL-1', 'bail_commercial', 'active', '2020-01-01', 'TND', now()) returning id`) as { rows: { id: string }[] };
      await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [o?.id ?? '', made.id]);
      await tx.raw(`insert into occupation_party (commune_id, occupation_id, party_id, role) values (current_commune(), ?, ?, 'tenant')`, [o?.id ?? '', party.id]);
    });
    expect(await find(agent, 'zeineb')).toEqual(['occupant:S0412']);
    expect(await find(viewer, 'zeineb')).toEqual([]);
    // Words that may be a name stand in no address: there is no such reading, or it is refused rather than passed over.
    expect((await agent('GET', `${at}/search?q=zeineb`)).status).toBe(404);
    for (const path of ['assets', 'assets/facets', 'workspace', 'listings', 'documents', 'acts', 'titles', 'occupations']) expect([path, (await agent('GET', `${at}/${path}?q=zeineb`)).json()]).toMatchObject([path, { status: 400, issues: [{ path: 'query.q' }] }]);
    for (const path of ['parcels', 'registrations', 'registrations/checks']) expect([path, (await agent('GET', `${at}/${path}?q=zeineb`)).status]).toEqual([path, 400]);
    expect((await agent('GET', `${at}/assets?extra=gardien:zeineb`)).json()).toMatchObject({ status: 400, issues: [{ path: 'query.extra' }] });
  });

  test('a view is kept for oneself or shared, opens as it was saved, and its words and shape are in no trail', async () => {
    const shape = { type: 'Polygon', coordinates: [[[10, 36], [10.1, 36], [10.1, 36.1], [10, 36]]] };
    const saved = await agent('POST', `${at}/views`, { screen: 'register', name: 'Titrés sans date', search: 'title=titre_foncier&missing=appropriatedOn&sort=-code', words: 'Zeïneb', shape, shared: true });
    expect(saved.json()).toMatchObject({ name: 'Titrés sans date', mine: true, shared: true, words: 'Zeïneb', shape });
    await agent('POST', `${at}/views`, { screen: 'register', name: 'À moi', search: 'nature=land' });
    const names = async (call: Call): Promise<[string, boolean][]> => (await call('GET', `${at}/views?screen=register`)).json<{ views: SavedView[] }>().views.map((v) => [v.name, v.mine]);
    expect(await names(agent)).toEqual([['À moi', true], ['Titrés sans date', true]]);
    expect(await names(manager)).toEqual([['Titrés sans date', false]]);
    expect((await agent('POST', `${at}/views`, { screen: 'register', name: 'À moi', search: 'nature=road' })).json()).toMatchObject({ search: 'nature=road', version: 2 });
    expect((await viewer('POST', `${at}/views`, { screen: 'register', name: 'Vue', search: '', shared: true })).json()).toMatchObject({ status: 403, reason: 'views.sharing' });
    expect((await viewer('POST', `${at}/views`, { screen: 'register', name: 'Vue', search: '' })).status).toBe(201);
    const { id } = saved.json<SavedView>();
    expect([(await manager('DELETE', `${at}/views/${id}`)).status, (await agent('DELETE', `${at}/views/${id}`)).status]).toEqual([404, 204]);
    const trail = await (await server.as('admin'))('GET', `${at}/audit?action=view.saved`);
    expect(trail.text).not.toContain('Zeïneb');
    expect((await (await server.as('agent', 'THERE'))('GET', '/api/communes/THERE/views?screen=register')).json()).toEqual({ views: [] });
  });

  test('counts follow every write at once, though they are kept between two', async () => {
    const total = async (): Promise<number> => (await agent('GET', `${at}/assets/facets?nature=cemetery`)).json<{ total: number }>().total;
    expect(await total()).toBe(0);
    await agent('POST', `${at}/assets`, { name: 'Cimetière', nature: 'cemetery' });
    expect([await total(), (await agent('GET', `${at}/assets?nature=cemetery`)).json<{ total: number }>().total]).toEqual([1, 1]);
  });
});
