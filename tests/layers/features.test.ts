import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LayerFeatureSheet, OwnEdits } from '@sommier/domain/layers';
import { form, photo } from '../documents/kit.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
const layer = `${at}/layers/wifi`;
const point = (lon: number) => ({ type: 'Point', coordinates: [lon, 36.8] });

describe.each(await engines())('features of own layers on the %s database', (engine) => {
  let server: TestServer, agent: Call, officer: Call, manager: Call, viewer: Call;
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, officer, manager, viewer] = [await server.as('agent'), await server.as('officer'), await server.as('manager'), await server.as('viewer')];
    expect((await agent('POST', `${at}/layers`, { name: 'wifi', title: 'Wifi', directory: 'free', form: [{ name: 'name', title: 'Nom', type: 'text', required: true }, { name: 'users', title: 'Usagers', type: 'number' }] })).status).toBe(201);
  });
  afterAll(async () => { await server.close(); });
  const add = async (name: string, call = agent) => (await call('POST', `${layer}/features`, { attributes: { name, users: 3 }, geometry: point(10.1) })).json<LayerFeatureSheet>();
  const read = async (id: string) => viewer('GET', `${layer}/features/${id}`);
  const own = async (call = agent) => (await call('GET', `${layer}/edits/own`)).json<OwnEdits>();
  const turn = async (way: 'undo' | 'redo', call = agent) => call('POST', `${layer}/edits/${(await own(call))[way]?.id ?? '0'}/undo`, {});

  test('additions, changes and removals are taken back one after the other and done again, to the last bit', async () => {
    const made = await add('Place');
    const url = `${layer}/features/${made.id}`;
    const odd = { type: 'Point', coordinates: [10.123_456_789_012_3, 36.8] };
    expect((await agent('PUT', url, { attributes: { name: 'Place neuve', users: null }, geometry: odd }, { 'if-match': '"v1"' })).status).toBe(200);
    const changed = (await read(made.id)).json<LayerFeatureSheet>();
    expect((await agent('DELETE', url, undefined, { 'if-match': '"v2"' })).status).toBe(204);
    expect(await own()).toMatchObject({ undo: { op: 'removed', title: 'Place neuve', feature: made.id }, redo: null });

    expect((await turn('undo')).json()).toMatchObject({ undo: { op: 'changed' }, redo: { op: 'added', title: 'Place neuve' } });
    const back = (await read(made.id)).json<LayerFeatureSheet>();
    expect(back).toEqual({ ...changed, version: 3 });
    // The version read before the removal is no longer good.
    expect((await agent('DELETE', url, undefined, { 'if-match': '"v2"' })).status).toBe(412);
    expect((await turn('undo')).status).toBe(200);
    expect((await read(made.id)).json()).toMatchObject({ attributes: { name: 'Place', users: 3 }, lon: 10.1 });
    expect((await turn('undo')).json()).toMatchObject({ undo: null });
    expect((await read(made.id)).status).toBe(404);
    for (const _ of [1, 2, 3]) expect((await turn('redo')).status).toBe(200);
    expect([(await read(made.id)).status, (await own()).redo]).toEqual([404, null]);
    expect((await turn('undo')).status).toBe(200);
    expect((await read(made.id)).json()).toMatchObject({ attributes: changed.attributes, geometry: changed.geometry, sourceKey: changed.sourceKey });
    expect((await viewer('GET', `${at}/layers`)).json<{ layers: { name: string; count: number }[] }>().layers.find((l) => l.name === 'wifi')?.count).toBe(1);
    expect((await (await server.as('auditor'))('GET', `${at}/audit?size=3`)).text).toContain('feature.undone');
  });

  test('an edit is its maker’s, is taken back once, and not over a later change', async () => {
    const made = await add('Gare', officer);
    const edit = (await own(officer)).undo;
    expect((await own(agent)).undo?.feature).not.toBe(made.id);
    expect((await agent('POST', `${layer}/edits/${edit?.id ?? ''}/undo`, {})).json()).toMatchObject({ code: 'forbidden', reason: 'layers.edit.not_yours' });
    expect((await agent('PUT', `${layer}/features/${made.id}`, { attributes: { name: 'Gare du nord' }, geometry: null }, { 'if-match': '"v1"' })).status).toBe(200);
    const refused = await turn('undo', officer);
    expect([refused.status, refused.json()]).toMatchObject([409, { reason: 'layers.edit.changed' }]);
    expect((await read(made.id)).json()).toMatchObject({ attributes: { name: 'Gare du nord' } });
    expect((await turn('undo')).status).toBe(200);
    expect((await turn('undo', officer)).status).toBe(200);
    expect((await officer('POST', `${layer}/edits/${edit?.id ?? ''}/undo`, {})).json()).toMatchObject({ reason: 'layers.edit.undone' });
    expect((await viewer('GET', `${layer}/edits/own`)).status).toBe(403);
    expect((await (await server.as('agent', 'THERE'))('GET', '/api/communes/THERE/layers/wifi/edits/own')).status).toBe(404);
  });

  test('photos hang on a feature, are read by who reads its layer, go with it and return with it', async () => {
    const made = await add('Parc');
    const send = async (call: Call, subjectId: string) => call('POST', `${at}/documents`, form(await photo(90), 'parc.jpg', { subjectKind: 'feature', subjectId, kind: 'photo' }));
    const sent = await send(agent, made.id);
    expect([sent.status, sent.json()]).toMatchObject([201, { subjectKind: 'feature', subjectId: made.id, subjectLabel: 'Wifi', thumbnail: true }]);
    expect((await send(agent, '999999')).status).toBe(404);
    const { id } = sent.json<{ id: string }>();
    const list = async (call: Call) => (await call('GET', `${at}/documents?subjectKind=feature&subjectId=${made.id}`)).json<{ total: number; rows: unknown[] }>();
    expect([(await list(viewer)).total, (await viewer('GET', `${at}/documents/${id}/thumbnail`)).status]).toEqual([1, 200]);
    const give = async (readers: string[] | null) => {
      const card = (await manager('GET', `${at}/layers`)).json<{ layers: { name: string; cardVersion: number }[] }>().layers.find((l) => l.name === 'wifi');
      expect((await manager('PUT', `${layer}/access`, { readers, isPublic: false, publicFields: [] }, { 'if-match': `"v${String(card?.cardVersion ?? 0)}"` })).status).toBe(200);
    };
    await give(['manager']);
    expect([await list(viewer), (await viewer('GET', `${at}/documents`)).json()]).toMatchObject([{ total: 0, rows: [] }, { total: 0 }]);
    for (const end of ['', '/content', '/thumbnail']) expect([end, (await viewer('GET', `${at}/documents/${id}${end}`)).status]).toEqual([end, 404]);
    expect((await send(agent, made.id)).status).toBe(404);
    expect((await list(manager)).total).toBe(1);
    await give(null);
    expect((await agent('DELETE', `${layer}/features/${made.id}`, undefined, { 'if-match': '*' })).status).toBe(204);
    expect([(await list(viewer)).total, (await viewer('GET', `${at}/documents/${id}/content`)).status]).toEqual([0, 404]);
    expect((await turn('undo')).status).toBe(200);
    expect([(await list(viewer)).total, (await viewer('GET', `${at}/documents/${id}/thumbnail`)).status]).toEqual([1, 200]);
  });
});
