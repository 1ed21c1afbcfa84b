import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PbfReader } from 'pbf';
import { VectorTile } from '@mapbox/vector-tile';
import type { LayerEntry } from '@sommier/domain/layers';
import { type Look, ruleFor, styleOf } from '@sommier/domain/style';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
const layer = `${at}/layers/ecoles`;
const COMMON = { dot: 8, width: 1.3, opacity: 0.5, label: null };
/** Pupils of the schools: whole numbers in three clusters, one not stated, one written as words. */
const PUPILS: readonly (number | string | null)[] = [10, 12, 11, 200, 210, 220, 900, 950, null, 'beaucoup'];

describe.each(await engines())('the catalogue of layers on the %s database', (engine) => {
  let server: TestServer, manager: Call, viewer: Call, agent: Call;
  const entry = async (call = manager, name = 'ecoles'): Promise<LayerEntry | undefined> => (await call('GET', `${at}/layers`)).json<{ layers: LayerEntry[] }>().layers.find((l) => l.name === name);
  const put = async (call: Call, what: string, body: object, name = 'ecoles') => call('PUT', `${at}/layers/${name}/${what}`, body, { 'if-match': `"v${String((await entry(manager, name))?.cardVersion ?? 0)}"` });
  beforeAll(async () => {
    server = await testServer({ engine });
    [manager, viewer, agent] = [await server.as('manager'), await server.as('viewer'), await server.as('agent')];
    const form = [{ name: 'name', title: 'Nom', type: 'text', required: true }, { name: 'pupils', title: 'Élèves', type: 'number' }, { name: 'kind', title: 'Type', type: 'choice', choices: ['primaire', 'lycée'] }, { name: 'head', title: 'Directeur', type: 'text', personal: true }];
    expect((await agent('POST', `${at}/layers`, { name: 'ecoles', title: 'Écoles', titleAr: 'المدارس', directory: 'services', form })).status).toBe(201);
  });
  afterAll(async () => { await server.close(); });

  test('a directory takes answers that fit its form, by version, and the trail says which changed but not what', async () => {
    for (const [i, pupils] of PUPILS.entries()) {
      const attributes = { name: `École ${String(i)}`, pupils: typeof pupils === 'string' ? null : pupils, kind: i % 2 ? 'primaire' : 'lycée', head: 'somebody', ...(typeof pupils === 'string' ? { said: pupils } : {}) };
      expect((await agent('POST', `${layer}/features`, { attributes, geometry: { type: 'Point', coordinates: [10.1 + i / 100, 36.8] } })).status).toBe(201);
    }
    const wrong = await agent('POST', `${layer}/features`, { attributes: { name: 'x', kind: 'collège' }, geometry: null });
    expect([wrong.status, wrong.json()]).toMatchObject([400, { issues: [{ path: 'body.attributes.kind', message: 'Field “Type”: the value does not fit. Correct it after the form.' }] }]);
    expect((await agent('POST', `${layer}/features`, { attributes: {}, geometry: null })).status).toBe(400);
    const twisted = await agent('POST', `${layer}/features`, { attributes: { name: 'x' }, geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]] } });
    expect([twisted.status, twisted.json()]).toMatchObject([422, { reason: 'layers.bad_shape' }]);
    const { rows: [first] } = (await agent('GET', `${layer}/features`)).json<{ rows: { id: string; attributes: Record<string, unknown> }[] }>();
    const url = `${layer}/features/${first?.id ?? ''}`;
    const body = { attributes: { ...first?.attributes, head: 'somebody else' }, geometry: { type: 'Point', coordinates: [10.1, 36.8] } };
    expect((await agent('PUT', url, body)).status).toBe(400);
    const changed = await agent('PUT', url, body, { 'if-match': '"v1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"v2"']);
    expect((await agent('PUT', url, body, { 'if-match': '"v1"' })).status).toBe(412);
    const trail = (await (await server.as('auditor'))('GET', `${at}/audit?size=5`)).text;
    expect(trail).toContain('feature.changed');
    expect(trail).toContain('"answers":["head"]');
    expect(trail).not.toContain('somebody');
  });

  test('classes by quantile, equal steps and natural breaks count every feature; values come by frequency', async () => {
    const ask = async (method: string, classes: number) => (await viewer('GET', `${layer}/classes?field=pupils&method=${method}&classes=${String(classes)}`)).json<{ breaks: number[]; counts: number[]; missing: number; min: number; max: number }>();
    expect(await ask('natural', 3)).toMatchObject({ breaks: [200, 900], counts: [3, 3, 2], missing: 2, min: 10, max: 950 });
    expect(await ask('equal', 2)).toMatchObject({ breaks: [480], counts: [6, 2] });
    expect((await ask('quantile', 4)).counts).toEqual([2, 2, 2, 2]);
    expect((await viewer('GET', `${layer}/classes?field=nothing`)).status).toBe(400);
    expect((await viewer('GET', `${layer}/values?field=kind`)).json()).toEqual({ values: [{ value: 'lycée', count: 5 }, { value: 'primaire', count: 5 }], distinct: 2, missing: 0 });
  });

  test('a look is drawn from what tiles carry; the legend counts and filters what each rule draws, as the style says', async () => {
    const looks: Look[] = [
      { by: 'single', hue: 'public', pattern: 'hatch', ...COMMON },
      { by: 'category', field: 'kind', rest: true, classes: [{ value: 'lycée', title: 'Lycées', hue: 'permit', pattern: 'plain' }], ...COMMON },
      { by: 'class', field: 'pupils', method: 'natural', ramp: 'sea', reverse: false, breaks: [200, 900], ...COMMON, label: { field: 'name', fromScale: 5000 } },
    ];
    for (const look of looks) {
      expect((await put(agent, 'look', { look })).status).toBe(200);
      const style = styleOf('ecoles', 'Écoles', (await entry())?.look);
      const rows = (await viewer('GET', `${layer}/features?size=100`)).json<{ rows: { attributes: Record<string, unknown> }[] }>().rows;
      const expected = new Map<string, number>();
      for (const { attributes } of rows) {
        const id = ruleFor(style, Object.fromEntries(Object.entries(style.reads ?? {}).map(([p, name]) => [p, attributes[name]])))?.id;
        if (id !== undefined) expected.set(id, (expected.get(id) ?? 0) + 1);
      }
      const legend = (await viewer('GET', `${layer}/legend`)).json<{ total: number; rules: { id: string; count: number }[] }>();
      expect(Object.fromEntries(legend.rules.map((r) => [r.id, r.count]))).toEqual(Object.fromEntries(style.rules.map((r) => [r.id, expected.get(r.id) ?? 0])));
      for (const { id, count } of legend.rules) expect([id, (await viewer('GET', `${layer}/features?rules=${id}`)).json<{ total: number }>().total]).toEqual([id, count]);
    }
    const tile = await viewer('GET', '/tiles/ecoles/10/540/399.mvt?commune=HERE');
    const carried = new VectorTile(new PbfReader(tile.bytes)).layers['ecoles'];
    const found = Array.from({ length: carried?.length ?? 0 }, (_, i) => carried?.feature(i).properties);
    expect(found).toContainEqual({ p0: 12, p1: 'École 1' });
    expect((await put(agent, 'look', { look: { by: 'category', field: 'nothing', classes: [{ value: 1, hue: 'let' }] } })).status).toBe(400);
    expect((await put(agent, 'look', { look: null }, 'assets')).status).toBe(422);
  });

  test('rights by role hold in the list, the features, the tiles and the files; only a manager gives them', async () => {
    expect((await put(agent, 'access', { readers: ['agent'], isPublic: false, publicFields: [] })).status).toBe(403);
    expect((await put(manager, 'access', { readers: ['manager'], isPublic: false, publicFields: [] })).status).toBe(200);
    expect((await entry())?.readers).toEqual(['manager', 'admin']);
    expect(await entry(viewer)).toBeUndefined();
    const export_ = { layers: ['ecoles'], format: 'geojson' };
    for (const [method, url, body] of [['GET', `${layer}/features`], ['GET', `${layer}/legend`], ['GET', '/tiles/ecoles/10/540/399.mvt?commune=HERE'], ['DELETE', layer], ['POST', `${at}/exports`, export_]] as const) {
      expect([url, (await agent(method, url, body)).status]).toEqual([url, 404]);
    }
    expect((await manager('GET', '/tiles/ecoles/10/540/399.mvt?commune=HERE')).status).toBe(200);
    const personal = await put(manager, 'access', { readers: null, isPublic: true, publicFields: ['name', 'head'] });
    expect([personal.status, personal.json()]).toMatchObject([422, { reason: 'layers.not_publishable', fields: 'head' }]);
    expect((await put(manager, 'access', { readers: null, isPublic: true, publicFields: ['name', 'kind'] })).status).toBe(200);
    expect((await put(manager, 'access', { readers: null, isPublic: true, publicFields: ['code', 'extra'] }, 'assets')).status).toBe(422);
    expect((await put(agent, 'card', { title: 'Écoles et lycées', titleAr: null, group: 'Services', position: 2, description: null, source: 'Direction régionale', sourceDate: '2026-01-01', licence: 'ODbL', crs: 22391 })).status).toBe(200);
    expect(await entry()).toMatchObject({ title: 'Écoles et lycées', titleAr: null, group: 'Services', source: 'Direction régionale', licence: 'ODbL', crs: 22391, isPublic: true });
  });

  test('a composition is kept, shared with a role until a day, and refused with whom to ask', async () => {
    const kept = await agent('POST', `${at}/compositions`, { name: 'Rentrée', state: { at: '10.15,36.8,13', layers: 'ecoles,-zones,perdue', keep: 'ecoles:c0' } });
    const { id } = kept.json<{ id: string }>();
    expect([kept.status, kept.json()]).toMatchObject([201, { mine: true, unread: 1, readers: [], version: 1 }]);
    const asked = await viewer('GET', `${at}/compositions/${id}`);
    expect([asked.status, asked.json()]).toMatchObject([403, { reason: 'compositions.ask', who: 'agent HERE' }]);
    expect(asked.json<{ message: string }>().message).toContain('agent HERE');
    const share = (body: object, version: number) => agent('PUT', `${at}/compositions/${id}/share`, body, { 'if-match': `"v${String(version)}"` });
    expect((await share({ readers: ['viewer'], until: '2099-12-31' }, 1)).status).toBe(200);
    expect((await share({ readers: [], until: null }, 1)).status).toBe(412);
    expect((await viewer('GET', `${at}/compositions/${id}`)).json()).toMatchObject({ mine: false, owner: 'agent HERE', state: { keep: 'ecoles:c0' } });
    expect((await viewer('GET', `${at}/compositions`)).json<{ compositions: unknown[] }>().compositions).toHaveLength(1);
    expect((await manager('PUT', `${at}/compositions/${id}/share`, { readers: [], until: null }, { 'if-match': '*' })).status).toBe(404);
    expect((await share({ readers: ['viewer'], until: '2026-01-01' }, 2)).status).toBe(200);
    expect((await viewer('GET', `${at}/compositions/${id}`)).json()).toMatchObject({ reason: 'compositions.expired', until: '2026-01-01' });
    expect((await viewer('GET', `${at}/compositions`)).json<{ compositions: unknown[] }>().compositions).toHaveLength(0);
    const place = await viewer('POST', `${at}/bookmarks`, { name: 'Port', lon: 10.2, lat: 36.8, zoom: 15 });
    expect([place.status, (await viewer('POST', `${at}/bookmarks`, { name: 'Port', lon: 10.2, lat: 36.8, zoom: 15, shared: true })).status]).toEqual([201, 403]);
    expect((await agent('GET', `${at}/bookmarks`)).json()).toEqual({ bookmarks: [] });
    expect((await viewer('DELETE', `${at}/bookmarks/${place.json<{ id: string }>().id}`)).status).toBe(204);
  });

  test('the open page shows published attributes alone, is framed by the sites named, and is closed until it is opened', async () => {
    const nobody = await server.as(null);
    expect((await nobody('GET', '/public/HERE')).status).toBe(404);
    expect((await agent('GET', `${at}/portal`)).status).toBe(403);
    const settings = { isOpen: true, title: 'Ville <ouverte>', intro: null, frames: ['https://www.ville.example'] };
    expect((await manager('PUT', `${at}/portal`, settings)).status).toBe(400);
    expect((await manager('PUT', `${at}/portal`, { ...settings, papers: ['1'] }, { 'if-match': '"v0"' })).json()).toMatchObject({ reason: 'portal.paper', id: '1' });
    expect((await manager('PUT', `${at}/portal`, { ...settings, frames: ['javascript:x'] }, { 'if-match': '"v0"' })).status).toBe(400);
    expect((await manager('PUT', `${at}/portal`, settings, { 'if-match': '"v0"' })).json()).toMatchObject({ version: 1, isOpen: true });
    // The look reads the number of pupils, which is not published: the page draws one sign, and tells no class.
    for (const lang of ['fr', 'ar', 'en']) {
      const page = await nobody('GET', `/public/HERE?layer=ecoles&lang=${lang}`);
      expect([page.status, page.headers.get('x-frame-options')]).toEqual([200, null]);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self' https://www.ville.example");
      expect(page.text).toContain('Ville &#60;ouverte&#62;');
      expect(page.text).toContain('École 1');
      for (const hidden of ['somebody', '950', 'pupils', 'head']) expect(page.text.replaceAll(/<head>|<\/head>|<thead>|<\/thead>|<header>|<\/header>/g, '')).not.toContain(hidden);
      expect([page.bytes.length < 30_000, (page.text.match(/<path/g) ?? []).length]).toEqual([true, 1]);
    }
    // The quarters are drawn without their names until the commune publishes these.
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`with s as (insert into zone_set (commune_id, name, label_field, valid_from) values (current_commune(), 'Quartiers', 'nom', '2025-01-01') returning id)
      insert into zone (commune_id, set_id, label, label_ar, geom, area_m2) select current_commune(), s.id, 'Médina <haute>', 'المدينة العليا', st_multi(st_makeenvelope(10.1, 36.75, 10.2, 36.85, 4326)), 1 from s`));
    for (const [publicFields, names] of [[[], { fr: [], ar: [] }], [['label'], { fr: ['Médina &#60;haute&#62;'], ar: ['Médina &#60;haute&#62;'] }], [['label', 'label_ar'], { fr: ['Médina &#60;haute&#62;'], ar: ['المدينة العليا'] }]] as const) {
      expect((await put(manager, 'access', { readers: null, isPublic: true, publicFields }, 'zones')).status).toBe(200);
      for (const lang of ['fr', 'ar'] as const) expect([...(await nobody('GET', `/public/HERE?layer=zones&lang=${lang}`)).text.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((m) => m[1])).toEqual(names[lang]);
    }
    expect((await nobody('GET', '/public/HERE/style.css')).headers.get('content-type')).toMatch(/^text\/css/);
    expect((await nobody('GET', '/public/THERE')).status).toBe(404);
  });

  test('a layer removed takes its card along', async () => {
    expect((await agent('DELETE', layer)).status).toBe(204);
    expect((await agent('POST', `${at}/layers`, { name: 'ecoles', title: 'Écoles', directory: 'free' })).json()).toMatchObject({ isPublic: false, look: null, licence: null });
  });
});
