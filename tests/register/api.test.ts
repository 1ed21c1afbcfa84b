import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssetSheet } from '@sommier/domain/assets';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const CSV = [
  'code;désignation;الاسم;adresse;quartier;superficie;année;domaine;état du titre;longitude;latitude',
  'S1;Marché central;السوق المركزي;rue de la Kasbah;Médina;1 250,5;1921;domaine public;T;10.17;36.80',
  'S1-B1;Halle aux poissons;;rue de la Kasbah;Médina;0;;privé;R;;',
  'S2;Terrain du Rempart;أرض السور;boulevard Bab Souika;Bab Souika;2215,4;;privé;NI;;',
  'S3;=HYPERLINK("x");;rue 3;Médina;12O,5;1950;privé;T;10.18;36.81',
  'S1;doublon;;;;;;;;;',
].join('\r\n');
const PARCELS = JSON.stringify({ type: 'FeatureCollection', features: [
  { type: 'Feature', properties: { Reference: 'T1', Nature: 'T', Surf_Adop: 990 }, geometry: { type: 'Polygon', coordinates: [[[10.2, 36.8], [10.201, 36.8], [10.201, 36.801], [10.2, 36.801], [10.2, 36.8]]] } },
  ...['R2', 'R2'].map((r, i) => ({ type: 'Feature', properties: { Reference: r, Nature: 'R', Surf_Adop: 5 }, geometry: { type: 'Polygon', coordinates: [[[10.3 + i, 36.8], [10.301 + i, 36.8], [10.301 + i, 36.801], [10.3 + i, 36.8]]] } })),
] });

describe.each(await engines())('the register through the API on the %s database', (engine) => {
  let server: TestServer, agent: Call;
  const at = '/api/communes/HERE';
  beforeAll(async () => { server = await testServer({ engine, jobs: true }); agent = await server.as('agent'); });
  afterAll(async () => { await server.close(); });

  const send = async (name: string, text: string | Uint8Array): Promise<{ id: string; guess: Record<string, unknown>; sameFileAs: string | null; refused: { code: string } | null }> => {
    const form = new FormData();
    form.append('file', new Blob([text as BlobPart]), name);
    const answer = await agent('POST', `${at}/imports`, form);
    expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
    return answer.json();
  };
  const run = async (upload: string, options: object, dryRun = false): Promise<Record<string, unknown>> => {
    const queued = await agent('POST', `${at}/imports/uploads/${upload}/run`, { options, dryRun });
    expect(queued.status).toBe(202);
    const { job } = queued.json<{ job: string }>();
    for (let i = 0; i < 300; i++) {
      const state = (await agent('GET', `${at}/jobs/${job}`)).json<{ state: string; result: Record<string, unknown>; error: unknown }>();
      if (state.state === 'done') return state.result;
      if (state.state !== 'queued' && state.state !== 'running') throw new Error(JSON.stringify(state));
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error('the job never ended');
  };
  let batch = '';

  test('a file is sent, understood, previewed with its counts, run as a job, and its refusals come with their mend', async () => {
    const sent = await send('biens.csv', CSV);
    expect(sent).toMatchObject({ refused: null, sameFileAs: null, guess: { driver: 'csv', encoding: 'utf-8', delimiter: ';', crs: 4326, accuracyM: 0, mappingFrom: 'suggested' } });
    expect(sent.guess['mapping']).toMatchObject({ columns: { code: 'code', désignation: 'name', الاسم: 'name_ar', superficie: 'land_area_m2', domaine: 'domain_class', 'état du titre': 'title_state', longitude: 'lon' } });
    const preview = await agent('POST', `${at}/imports/uploads/${sent.id}/preview`, { options: { format: 'assets' }, dryRun: true });
    expect(preview.json()).toMatchObject({ refused: null, counts: { rows: 5, inserted: 3, refused: 2 }, features: { features: [{ geometry: { type: 'Point' } }, {}] }, bounds: [10.17, 36.8, 10.18, 36.81] });
    expect((await agent('GET', `${at}/assets`)).json()).toMatchObject({ total: 0 });
    const done = await run(sent.id, { format: 'assets' });
    expect(done).toMatchObject({ rows: 5, inserted: 3, refused: 2, refusals: [{ row: 5, column: 'superficie', value: '12O,5', code: 'not_number' }, { row: 6, code: 'duplicate_key' }] });
    batch = String(done['batch']);
    expect((await agent('GET', `${at}/imports/${batch}/refusals`, undefined, { 'accept-language': 'fr' })).json()).toMatchObject({
      total: 2, rows: [{ message: '« 12O,5 » n’est pas un nombre.', remedy: 'Écrivez le nombre en chiffres, par exemple 120,5.' }, { message: '« S1 » figure déjà à la ligne 2 du fichier.' }] });
    const csv = await agent('GET', `${at}/imports/${batch}/refusals.csv`, undefined, { 'accept-language': 'ar' });
    expect([csv.headers.get('content-type'), csv.text.split('\n').length]).toEqual(['text/csv; charset=utf-8', 4]);
    expect(csv.text).toContain('ليس عددا');
    expect((await agent('GET', `${at}/imports`)).json()).toMatchObject({ total: 1, rows: [{ id: batch, state: 'committed', undoable: true }] });
    const again = await send('biens.csv', CSV);
    expect(again).toMatchObject({ sameFileAs: batch, guess: { mappingFrom: 'remembered' } });
    expect(await run(again.id, { format: 'assets' })).toMatchObject({ inserted: 0, unchanged: 3, refused: 2 });
  });

  test('lists filter, sort, page and find words without their marks, in both scripts; facets add up', async () => {
    const codes = async (query: string): Promise<string[]> => (await agent('GET', `${at}/assets?${query}`)).json<{ rows: { code: string }[] }>().rows.map((r) => r.code);
    expect(await codes('sort=name&dir=desc')).toEqual(['S2', 'S1', 'S1-B1']);
    const found = async (q: string): Promise<string[]> => (await agent('POST', `${at}/assets/search`, { filter: { q } })).json<{ rows: { code: string }[] }>().rows.map((r) => r.code);
    expect(await found('marche medina')).toEqual(['S1']);
    expect(await found('ارض')).toEqual(['S2']);
    expect(await codes('domain=private&title=requisition,non_immatricule&sort=code')).toEqual(['S1-B1', 'S2']);
    expect(await codes('located=no&size=1&page=2&sort=code')).toEqual(['S2']);
    expect(await codes('bbox=10,36,11,37')).toEqual(['S1']);
    expect((await agent('GET', `${at}/assets?sort=id;drop`)).status).toBe(400);
    expect((await agent('GET', `${at}/assets/facets`)).json()).toMatchObject({ total: 3, located: 1, unlocated: 2, district: [{ value: 'Médina', count: 2 }, { value: 'Bab Souika', count: 1 }] });
    const [row] = (await agent('POST', `${at}/assets/search`, { filter: { q: 'halle' } })).json<{ rows: Record<string, unknown>[] }>().rows;
    expect(row).toMatchObject({ landAreaM2: null, yearBuilt: null, located: false });
  });

  test('an unlocated property is placed by parcel or by a click, against the version read; the trail says who', async () => {
    const sent = await send('parcelles.geojson', PARCELS);
    expect(sent.guess).toMatchObject({ formats: ['parcels', 'layer', 'assets'], mapping: { columns: { Reference: 'reference', Nature: 'title_state', Surf_Adop: 'stated_area_m2' } } });
    expect(await run(sent.id, { format: 'parcels' })).toMatchObject({ inserted: 3, refused: 0 });
    const id = (await agent('POST', `${at}/assets/search`, { filter: { q: 'rempart' } })).json<{ rows: { id: string }[] }>().rows[0]?.id ?? '';
    const read = await agent('GET', `${at}/assets/${id}`);
    const tag = read.headers.get('etag') ?? '';
    expect((await agent('POST', `${at}/assets/${id}/place`, { by: 'parcel', reference: 'T1' })).status).toBe(400);
    expect((await agent('POST', `${at}/assets/${id}/place`, { by: 'parcel', reference: 'R2' }, { 'if-match': tag })).status).toBe(409);
    expect((await agent('POST', `${at}/assets/${id}/place`, { by: 'parcel', reference: 'none' }, { 'if-match': tag })).status).toBe(422);
    const placed = await agent('POST', `${at}/assets/${id}/place`, { by: 'parcel', reference: 'T1' }, { 'if-match': tag });
    expect(placed.json<AssetSheet>()).toMatchObject({ located: true, locatedBy: 'parcel', version: 2, parcels: [{ reference: 'T1' }] });
    expect((await agent('POST', `${at}/assets/${id}/place`, { by: 'click', lon: 10, lat: 36 }, { 'if-match': tag })).status).toBe(412);
    const clicked = await agent('POST', `${at}/assets/${id}/place`, { by: 'click', lon: 10.19, lat: 36.8 }, { 'if-match': placed.headers.get('etag') ?? '' });
    expect(clicked.json()).toMatchObject({ locatedBy: 'click', lon: 10.19, version: 3 });
    expect((await agent('PATCH', `${at}/assets/${id}`, { name: 'Terrain des Remparts', status: 'surplus' }, { 'if-match': clicked.headers.get('etag') ?? '' })).json()).toMatchObject({ name: 'Terrain des Remparts', version: 4 });
    expect((await agent('POST', `${at}/assets/search`, { filter: { q: 'remparts' } })).json()).toMatchObject({ total: 1 });
    const admin = await server.as('admin');
    expect((await admin('GET', `${at}/audit?action=asset.placed`)).json()).toMatchObject({ total: 2 });
    expect((await agent('POST', `${at}/imports/${batch}/undo`)).status).toBe(409);
  });

  test('the palette finds every kind; layers tell what they hold; another commune sees nothing', async () => {
    const hits = async (q: string): Promise<string[]> => (await agent('POST', `${at}/search`, { q })).json<{ hits: { kind: string; code: string }[] }>().hits.map((h) => `${h.kind}:${h.code}`);
    expect(await hits('السوق')).toEqual(['asset:S1']);
    expect(await hits('s1')).toEqual(['asset:S1', 'asset:S1-B1']);
    expect((await hits('T1'))[0]).toBe('parcel:T1');
    const own = await send('zone.geojson', PARCELS);
    expect(await run(own.id, { format: 'layer', layer: 'voirie', title: 'Voirie' })).toMatchObject({ inserted: 3 });
    const { layers } = (await agent('GET', `${at}/layers`)).json<{ layers: { name: string; count: number; version: string }[] }>();
    expect(layers.map((l) => [l.name, l.count])).toEqual([['assets', 3], ['listings', 0], ['zones', 0], ['parcels', 3], ['voirie', 3]]);
    expect((await agent('POST', `${at}/layers/voirie/features/search?size=2`, { q: 'T1' })).json()).toMatchObject({ total: 1, rows: [{ attributes: { Reference: 'T1' } }] });
    const there = await server.as('agent', 'THERE');
    for (const [path, body] of [['assets'], ['parcels'], ['imports'], ['layers/voirie/features'], ['search', { q: 'S1' }]] as const) {
      const answer = await there(body ? 'POST' : 'GET', `/api/communes/THERE/${path}`, body);
      expect(answer.status === 404 || (answer.json<{ total?: number; hits?: unknown[] }>().total ?? answer.json<{ hits?: unknown[] }>().hits?.length) === 0).toBe(true);
    }
    expect((await agent('DELETE', `${at}/layers/voirie`)).status).toBe(204);
    expect((await agent('GET', `${at}/layers/voirie/features`)).status).toBe(404);
    const viewer = await server.as('viewer');
    expect((await viewer('POST', `${at}/imports/uploads/${own.id}/run`, { options: { format: 'assets' } })).status).toBe(403);
  });
});
