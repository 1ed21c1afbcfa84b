import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { reportPart } from '../faults/report.ts';
import { fill, makeKey, withKey, type CallWithKey, type Feature, type Page } from './kit.ts';

const run = promisify(execFile);
const ITEMS = '/ogc/HERE/collections/assets/items';
/** A collection of a commune; the full one of the issue when SOMMIER_LONG=1. */
const MANY = process.env['SOMMIER_LONG'] === undefined ? 2600 : 100_000;
const SQUARE = { type: 'Polygon', coordinates: [[[10.3, 36.6], [10.301, 36.6], [10.301, 36.601], [10.3, 36.601], [10.3, 36.6]]] };
const feature = (properties: Record<string, unknown>, geometry: unknown = null) => ({ type: 'Feature', geometry, properties });
interface Audited { action: string; subject: string; actor: string; detail: Record<string, unknown> }

describe.each(await engines())('working through the API on the %s database', (engine) => {
  let server: TestServer, agent: CallWithKey, reader: CallWithKey, key: { id: string; secret: string };
  const audited = async (): Promise<Audited[]> => (await (await server.as('auditor'))('GET', '/api/communes/HERE/audit?size=10')).json<{ entries: Audited[] }>().entries;
  beforeAll(async () => {
    server = await testServer({ engine });
    await fill(server, { properties: MANY });
    key = await makeKey(server, 'agent', { write: true });
    agent = withKey(server.base, key.secret);
    reader = withKey(server.base, (await makeKey(server, 'viewer')).secret);
  });
  afterAll(async () => { await server.close(); });

  test('a feature is made, changed, replaced and deleted by the rules of the application, and the audit says by whom and with which key', async () => {
    const made = await agent('POST', ITEMS, feature({ name: 'Halle aux grains', nature: 'building', district: 'Bardo', land_area_m2: 8000, acquired_on: '2001-02-03', acquisition_price_minor: 12500000 }, SQUARE), { prefer: 'handling=lenient' });
    expect([made.status, made.headers.get('content-type'), made.headers.get('etag') !== null]).toEqual([201, 'application/geo+json', true]);
    const at = made.headers.get('location') ?? '', one = made.json<Feature>();
    expect([one.properties['name'], one.properties['acquisition_price_minor'], one.properties['located_by'], Math.round(Number(one.properties['drawn_area_m2']) / 100)]).toEqual(['Halle aux grains', 12500000, 'drawing', 99]);
    expect((await audited())[0]).toMatchObject({ action: 'asset.created', subject: `asset:${String(one.id)}`, detail: { via: 'ogc', key: key.id } });

    // The one who read an older version is told; the one who names hers goes on; who changes by field may do without.
    const first = (await agent('GET', at)).headers.get('etag') ?? '';
    const renamed = await agent('PATCH', at, { properties: { name: 'Halle rénovée' } }, { 'if-match': first });
    expect([renamed.status, renamed.json<Feature>().properties['name'], renamed.json<Feature>().properties['district']]).toEqual([200, 'Halle rénovée', 'Bardo']);
    expect((await agent('PATCH', at, { properties: { name: 'x' } }, { 'if-match': first })).status).toBe(412);
    expect((await agent('PATCH', at, { properties: { year_built: 1931 } })).json<Feature>().properties['year_built']).toBe(1931);
    expect((await audited())[0]).toMatchObject({ action: 'asset.updated', detail: { via: 'ogc', fields: ['yearBuilt'] } });

    // Replacing wants the version; sent back as read it changes nothing but what was touched, and what is left out becomes unknown.
    const read = await agent('GET', at), whole = read.json<Feature>(), tag = read.headers.get('etag') ?? '';
    expect((await agent('PUT', at, whole)).status).toBe(400);
    const { district: _, ...rest } = whole.properties;
    const replaced = (await agent('PUT', at, { ...whole, properties: { ...rest, name: 'Halle' } }, { 'if-match': tag })).json<Feature>();
    expect([replaced.properties['name'], replaced.properties['district'], replaced.properties['year_built'], replaced.geometry]).toEqual(['Halle', null, 1931, whole.geometry]);
    expect((await audited())[0]).toMatchObject({ action: 'asset.updated', detail: { fields: ['district', 'name'] } });

    // Its ground in the national system.
    const moved = await agent('PATCH', at, { geometry: { type: 'Point', coordinates: [523906.39, 388264.82] } }, { 'content-crs': '<http://www.opengis.net/def/crs/EPSG/0/22391>', prefer: 'handling=lenient' });
    const [lon = 0, lat = 0] = moved.json<Feature>().geometry?.coordinates as number[];
    expect([lon.toFixed(4), lat.toFixed(4), moved.json<Feature>().properties['source_srid']]).toEqual(['10.1685', '36.7969', 22391]);

    expect((await agent('DELETE', at)).status).toBe(204);
    expect((await audited())[0]).toMatchObject({ action: 'asset.recycled', subject: `asset:${String(one.id)}`, detail: { via: 'ogc', key: key.id, assets: 1 } });
    expect([(await agent('GET', at)).status, (await agent('DELETE', at)).status]).toEqual([404, 404]);
    expect((await (await server.as('agent'))('GET', '/api/communes/HERE/bin')).json<{ total: number }>().total).toBe(1);
    expect((await (await server.as('auditor'))('GET', '/api/communes/HERE/audit/verify')).json()).toMatchObject({ ok: true });
  });

  test('what the form refuses is refused here, field by field, and nothing is written', async () => {
    const before = (await agent('GET', `${ITEMS}?resultType=hits`)).json<Page>().numberMatched;
    for (const [body, status, path] of [
      [feature({ nature: 'land' }), 400, 'body.properties.name'], [feature({ name: 'x', nature: 'castle' }), 400, 'body.properties.nature'], [feature({ name: 'x', nope: 1 }), 400, 'body.properties.nope'], [feature({ name: 'x', drawn_area_m2: 3 }), 400, 'body.properties.drawn_area_m2'],
      [feature({ name: 'x', land_area_m2: -1 }), 400, 'body.properties.land_area_m2'], [feature({ name: 'x', acquired_on: '2026-02-30' }), 400, 'body.properties.acquired_on'], [feature({ name: 'x', parent: 'NOBODY' }), 400, 'body.properties.parent'],
      [feature({ name: 'x' }, { type: 'GeometryCollection', geometries: [] }), 400, 'body.geometry.type'], [{ name: 'x' }, 400, undefined],
      [feature({ name: 'x', code: 'B0000001' }), 409, undefined], [feature({ name: 'x' }, { type: 'Polygon', coordinates: [[[10.3, 36.6], [10.301, 36.601], [10.301, 36.6], [10.3, 36.601], [10.3, 36.6]]] }), 422, undefined],
    ] as const) {
      const answer = await agent('POST', ITEMS, body);
      expect([JSON.stringify(body), answer.status]).toEqual([JSON.stringify(body), status]);
      if (path !== undefined) expect(answer.json<{ issues: { path: string }[] }>().issues.map((i) => i.path)).toContain(path);
    }
    // A drawing whose warnings nobody read: far from all the commune has drawn.
    const far = feature({ name: 'x' }, { type: 'Point', coordinates: [2, 48] });
    expect([(await agent('POST', ITEMS, far)).json<{ reason: string }>().reason, (await agent('POST', ITEMS, far, { prefer: 'handling=lenient' })).status]).toEqual(['geometries.unread', 201]);
    expect((await agent('GET', `${ITEMS}?resultType=hits`)).json<Page>().numberMatched).toBe((before ?? 0) + 1);
    expect((await agent('POST', '/ogc/HERE/collections/zones/items', feature({}))).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    const options = async (call: CallWithKey, path: string): Promise<string | null> => (await call('OPTIONS', path)).headers.get('allow');
    expect([await options(agent, ITEMS), await options(agent, `${ITEMS}/1`), await options(reader, `${ITEMS}/1`), await options(agent, '/ogc/HERE/collections/zones/items')])
      .toEqual(['GET, HEAD, OPTIONS, POST', 'GET, HEAD, OPTIONS, PUT, PATCH, DELETE', 'GET, HEAD, OPTIONS', 'GET, HEAD, OPTIONS']);
  });

  test('a key opens what it names, until it is revoked, over, or its person gone; it is kept as a hash and opens nothing else', async () => {
    const call = await server.as('agent'), admin = await server.as('admin');
    const { secret, id } = await makeKey(server, 'agent', { layers: ['zones'], days: 7 }), zones = withKey(server.base, secret);
    expect((await zones('GET', '/ogc/collections')).json<{ collections: { id: string }[] }>().collections.map((c) => c.id)).toEqual(['zones']);
    expect([(await zones('GET', ITEMS)).status, (await zones('GET', '/ogc/THERE/collections')).status, (await zones('GET', '/api/communes/HERE/assets')).status]).toEqual([404, 401, 401]);
    expect([(await reader('POST', ITEMS, feature({ name: 'x' }))).status, (await zones('DELETE', `${ITEMS}/1`)).status]).toEqual([403, 403]);
    expect((await fetch(`${server.base}/ogc/conformance`, { headers: { authorization: `Basic ${Buffer.from(`qgis:${secret}`).toString('base64')}` } })).status).toBe(200);
    expect((await (await server.as('viewer'))('POST', '/api/communes/HERE/keys', { name: 'x', write: true })).json()).toMatchObject({ status: 422, reason: 'keys.cannot_write' });
    const { rows: [row] } = await server.deps.db.asOwner((tx) => tx.raw('select * from access_key where id = ?', [id])) as { rows: Record<string, unknown>[] };
    expect([JSON.stringify(row).includes(secret.slice(8)), (row?.['key_hash'] as Buffer).length, row?.['last_used_at'] !== null]).toEqual([false, 32, true]);
    expect((await call('GET', '/api/communes/HERE/keys')).text).not.toContain(secret.slice(8));
    expect((await admin('GET', '/api/communes/HERE/all-keys')).json<{ id: string }[]>().map((k) => k.id)).toContain(id);
    expect([(await (await server.as('manager'))('DELETE', `/api/communes/HERE/keys/${id}`)).status, (await call('DELETE', `/api/communes/HERE/keys/${id}`)).status, (await zones('GET', '/ogc/HERE')).status]).toEqual([404, 204, 401]);
    expect((await audited()).slice(0, 2).map((e) => e.action)).toEqual(['key.revoked', 'key.made']);
    const other = await makeKey(server, 'officer'), officer = withKey(server.base, other.secret);
    await admin('PATCH', `/api/communes/HERE/users/${server.communes.HERE.people.officer}`, { disabled: true });
    expect((await officer('GET', '/ogc')).status).toBe(401);
    await admin('PATCH', `/api/communes/HERE/users/${server.communes.HERE.people.officer}`, { disabled: false });
    await server.deps.db.asOwner((tx) => tx.raw(`update access_key set expires_at = now() - interval '1 second' where id = ?`, [other.id]));
    expect((await officer('GET', '/ogc')).json()).toMatchObject({ status: 401, reason: 'keys.over' });
    expect([(await withKey(server.base, undefined)('GET', '/ogc')).status, (await withKey(server.base, 'smr_x')('GET', '/ogc/HERE')).status]).toEqual([401, 401]);
  });

  test('a layer that her role may not read is not there', async () => {
    await server.deps.db.asOwner((tx) => tx.raw(`insert into layer_card (commune_id, name, readers) values (?, 'bancs', '{manager,admin}')`, [server.communes.HERE.id]));
    const manager = withKey(server.base, (await makeKey(server, 'manager')).secret), all = async (call: CallWithKey): Promise<string[]> => (await call('GET', '/ogc/HERE/collections')).json<{ collections: { id: string }[] }>().collections.map((c) => c.id);
    expect([await all(reader), await all(manager)]).toEqual([['assets', 'listings', 'parcels', 'zones'], ['assets', 'listings', 'parcels', 'zones', 'bancs']]);
    for (const path of ['', '/items', '/items/1', '/queryables', '/tiles', '/tiles/WebMercatorQuad/0/0/0']) expect([path, (await reader('GET', `/ogc/HERE/collections/bancs${path}`)).status]).toEqual([path, 404]);
    for (const path of ['/styles/bancs', '/api']) expect((await reader('GET', `/ogc/HERE${path}`)).text).not.toContain('Bancs');
  });

  test('DCAT-AP: the catalogue of an open portal has what the profile requires, and its downloads hold public fields alone', async () => {
    const anybody = withKey(server.base, undefined), { id } = server.communes.HERE;
    expect((await anybody('GET', '/api/open/HERE/catalog.jsonld')).status).toBe(404);
    await server.deps.db.asOwner(async (tx) => {
      await tx.raw('insert into portal (commune_id, is_open) values (?, true)', [id]);
      await tx.raw(`insert into layer_card (commune_id, name, is_public, public_fields, licence, source, source_date) values (?, 'zones', true, '{label,area_m2}', 'https://creativecommons.org/licenses/by/4.0/', 'Urbanisme', '2025-01-01'), (?, 'listings', true, '{name}', null, null, null)`, [id, id]);
    });
    const answer = await anybody('GET', '/api/open/HERE/catalog.jsonld'), catalogue = answer.json<Record<string, unknown>>();
    expect(answer.headers.get('content-type')).toBe('application/ld+json');
    // DCAT-AP 3.0.0: mandatory properties of Catalogue, Dataset, Distribution and Agent.
    const missing = (what: Record<string, unknown>, ...names: string[]): string[] => names.filter((name) => what[name] === undefined || (Array.isArray(what[name]) && (what[name] as unknown[]).length === 0));
    expect([catalogue['@type'], missing(catalogue, '@context', 'dct:title', 'dct:description', 'dct:publisher', 'dcat:dataset')]).toEqual(['dcat:Catalog', []]);
    expect(missing(catalogue['dct:publisher'] as Record<string, unknown>, 'foaf:name')).toEqual([]);
    const datasets = catalogue['dcat:dataset'] as Record<string, unknown>[];
    expect(datasets.map((d) => [d['dct:identifier'], d['@type'], missing(d, 'dct:title', 'dct:description', 'dcat:distribution', 'dcat:theme', 'dct:publisher', 'dct:spatial')])).toEqual([['zones', 'dcat:Dataset', []]]);
    for (const one of datasets[0]?.['dcat:distribution'] as Record<string, { '@id': string }>[]) {
      expect([one['@type'], missing(one, 'dcat:accessURL', 'dcat:downloadURL', 'dct:format', 'dct:license', 'dcat:mediaType')]).toEqual(['dcat:Distribution', []]);
      expect((await anybody('GET', one['dcat:accessURL']?.['@id'] ?? '')).status).toBe(200);
    }
    const zones = (await anybody('GET', '/api/open/HERE/zones.geojson')).json<Page>();
    expect(zones.features.map((f) => f.properties)).toEqual([{ label: 'Zone 1' }, { label: 'Zone 2' }]);
    expect((await anybody('GET', '/api/open/HERE/zones.csv')).text.split('\n')[0]).toBe('id,label,geometry');
    for (const file of ['assets.geojson', 'listings.csv', 'bancs.geojson']) expect((await anybody('GET', `/api/open/HERE/${file}`)).status).toBe(404);
  });

  const gdal = existsSync('/usr/bin/ogr2ogr') ? test : test.skip;
  const withHeader = (secret: string) => ({ env: { ...process.env, GDAL_HTTP_HEADERS: `Authorization: Bearer ${secret}`, OGR_OAPIF_ALLOW_CQL_TEXT: 'NO' }, maxBuffer: 2 ** 26 });
  gdal('ogrinfo lists, counts, describes and filters; ogr2ogr pages every feature of a collection into a file', async () => {
    const source = `OAPIF:${server.base}/ogc`, folder = mkdtempSync(join(tmpdir(), 'ogc-'));
    const ogr = async (...args: string[]): Promise<string> => (await run('ogrinfo', ['-ro', ...args], withHeader(key.secret))).stdout;
    try {
      expect(await ogr(source)).toMatch(/assets.*\n.*listings.*\n.*parcels.*\n.*zones/);
      const total = (await agent('GET', `${ITEMS}?resultType=hits`)).json<Page>().numberMatched ?? 0;
      const described = await ogr('-so', source, 'assets');
      expect(described).toContain(`Feature Count: ${String(total)}`);
      for (const field of ['code: String', 'land_area_m2: ']) expect(described).toContain(field);
      const land = (await agent('GET', `${ITEMS}?resultType=hits&filter=${encodeURIComponent(`nature = 'land' AND land_area_m2 > 2000`)}`)).json<Page>().numberMatched ?? 0;
      expect(await ogr('-so', '-where', `nature = 'land' AND land_area_m2 > 2000`, source, 'assets')).toContain(`Feature Count: ${String(land)}`);
      expect(await ogr('-q', '-spat', '10.1005', '36.69', '10.1015', '36.7002', source, 'assets')).toMatch(/code \(String\) = B0000001/);
      const file = join(folder, 'all.gpkg');
      const from = performance.now();
      await run('ogr2ogr', ['-f', 'GPKG', '-oo', 'PAGE_SIZE=1000', file, source, 'assets', 'zones', 'listings'], withHeader(key.secret));
      const { stdout } = await run('ogrinfo', ['-so', file, 'assets'], { maxBuffer: 2 ** 24 });
      expect(stdout).toContain(`Feature Count: ${String(total)}`);
      const { stdout: ids } = await run('ogrinfo', ['-q', '-sql', 'select count(distinct code) as n from assets', file]);
      expect(ids).toContain(`= ${String(total)}`);
      reportPart(`ogc-${engine}`, `GDAL pages a whole collection, ${engine} database`, [`ogr2ogr through its OAPIF driver read ${total.toLocaleString('en')} properties by pages of 1,000 into a GeoPackage, with zones and listings, in ${((performance.now() - from) / 1000).toFixed(1)} s; every code is there once; ogrinfo filters to the count that the API says.`]);
      // By name and password too, which is what QGIS’s simplest configuration sends.
      expect((await run('ogrinfo', ['-ro', '-oo', `USERPWD=qgis:${key.secret}`, source])).stdout).toContain('assets');
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });
  gdal('GDAL reads a vector tile as it is answered, at its place', async () => {
    const { tiles: [address = ''] } = (await agent('GET', '/ogc/HERE/collections/assets/tiles/WebMercatorQuad?f=tilejson')).json<{ tiles: string[] }>();
    const tile = await fetch(address.replace('{z}', '16').replace('{x}', '34606').replace('{y}', '25576'), { headers: { authorization: `Bearer ${key.secret}` } });
    const folder = mkdtempSync(join(tmpdir(), 'ogc-'));
    try {
      mkdirSync(join(folder, '16', '34606'), { recursive: true });
      writeFileSync(join(folder, '16', '34606', '25576.pbf'), Buffer.from(await tile.arrayBuffer()));
      const { stdout } = await run('ogrinfo', ['-ro', '-so', '-al', join(folder, '16', '34606', '25576.pbf')]);
      expect(stdout).toMatch(/Layer name: assets[^]*Feature Count: [1-9]/);
      // The tile's own corner, in metres of the projection.
      const extent = /Extent: \(([\d.]+), ([\d.]+)\)/.exec(stdout);
      expect(Math.abs(Number(extent?.[1]) - 1124433) + Math.abs(Number(extent?.[2]) - 4398000)).toBeLessThan(3000);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });
});
