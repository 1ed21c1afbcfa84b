import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { ExportRequest } from '@sommier/domain/exports';
import { makeExport, type Made } from '../../server/src/features/exports/export.ts';
import { ogrExport } from '../../server/src/platform/gdal/index.ts';
import { engines, type TestDatabase } from '../support/db.ts';
import { openGround } from './ground.ts';

const ogr = (...args: string[]): string => execFileSync('ogrinfo', args, { encoding: 'utf8', maxBuffer: 1e9 });

test('a file that cannot be made says why, not that a handle is null', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-refused-')), file = join(folder, 'parcels.geojsonl');
  // A folder stands where the file would.
  mkdirSync(join(folder, 'out', 'parcels.kml'), { recursive: true });
  writeFileSync(file, '{"type":"Feature","id":1,"properties":{},"geometry":{"type":"Point","coordinates":[10,36]}}\n');
  await expect(ogrExport({ folder }, [{ file, layer: 'parcels' }], { format: 'kml', name: 'parcels' })).rejects.toThrow(/Failed to create KML file.*Is a directory/);
  rmSync(folder, { recursive: true, force: true });
});

describe.each(await engines())('data files on the %s database', (engine) => {
  let db: TestDatabase;
  let communes: Map<string, number>;
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  let n = 0;
  beforeAll(async () => { ({ db, communes } = await openGround(engine)); });
  beforeAll(async () => { await db.inCommune({ commune: communes.get('Tunis') ?? 0 }, (tx) => tx.raw(`update asset set address = repeat('é', 150) where code = 'B-0001'`)); });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true, force: true }); });
  const make = (request: object, personal = false): Promise<Made> =>
    makeExport(db, { commune: communes.get('Tunis') ?? 0 }, ExportRequest.parse(request), { personal }, join(folder, String(n += 1)), { progress: () => undefined });

  test('a GeoPackage holds every layer, in the CRS asked for', async () => {
    const { path, rows } = await make({ layers: ['assets', 'listings', 'zones', 'parcels', 'mesure'], format: 'gpkg', crs: 22391 });
    expect(rows).toBe(31 + 35 + 1 + 400 + 1);
    for (const [layer, count] of [['assets', 31], ['listings', 35], ['zones', 1], ['parcels', 400], ['mesure', 1]] as const) expect(ogr('-so', path, layer)).toContain(`Feature Count: ${count}`);
    expect(ogr('-so', path, 'assets')).toContain('ID["EPSG",22391]');
    expect(ogr(path, 'assets', '-where', "code = 'B-0003'")).toMatch(/name_ar \(String\) = مدرسة عدد 3[\s\S]*land_area_m2 \(Real\) = 3.5/);
  });

  test('a GeoPackage carries the styles of its layers where QGIS looks for them', async () => {
    const { path } = await make({ layers: ['assets', 'listings', 'mesure'], format: 'gpkg', crs: 22391 });
    const table = ogr(path, 'layer_styles');
    expect(table).toContain('Feature Count: 3');
    expect(table).toContain('Geometry: None');
    expect(table.match(/useAsDefault \(Integer\(Boolean\)\) = 1/g)).toHaveLength(3);
    expect(table.match(/f_geometry_column \(String\) = geom/g)).toHaveLength(3);
    const styles = JSON.parse(execFileSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', path, 'layer_styles'], { encoding: 'utf8', maxBuffer: 1e9 })) as { features: { properties: { f_table_name: string; styleQML: string; styleSLD: string } }[] };
    for (const { properties: { f_table_name: layer, styleQML, styleSLD } } of styles.features) {
      for (const [i, text] of [styleQML, styleSLD].entries()) { const file = join(folder, `${layer}.${String(i)}.xml`); writeFileSync(file, text); execFileSync('xmllint', ['--noout', '--nonet', file]); }
      // As the published structure of a categorized renderer has it: each category names a symbol that is there, each symbol is of its layer's kind and made of parts QGIS knows.
      const symbols = [...styleQML.matchAll(/<symbol type="(\w+)" name="(\d+)"[^>]*>(.*?)<\/symbol>/gs)].map(([, type, name, body]) => ({ type, name, parts: [...(body ?? '').matchAll(/<layer class="(\w+)"/g)].map((m) => m[1]) }));
      const categories = [...styleQML.matchAll(/<category [^>]*symbol="(\d+)"/g)].map((m) => m[1]);
      expect(categories.length).toBeGreaterThan(0);
      expect(symbols.map((s) => s.name)).toEqual(categories);
      const known = { fill: ['SimpleFill', 'SimpleLine'], line: ['SimpleLine'], marker: ['SimpleMarker'] }, [kind] = symbols.map((s) => s.type);
      for (const s of symbols) expect([s.type, s.parts.length > 0, s.parts.filter((p) => !known[s.type as keyof typeof known].includes(p ?? ''))]).toEqual([kind, true, []]);
      expect(styleQML).toMatch(/^<!DOCTYPE qgis[^>]*>\s*<qgis version="\d\.\d+\.\d+"[^>]*><renderer-v2 type="categorizedSymbol" attr="[^"]+"/);
      if (layer === 'assets') expect(styleQML).toContain('type="fill"');
      if (layer === 'listings') expect(styleQML).toContain('type="marker"');
      if (layer === 'mesure') expect(styleQML).toContain('type="line"');
    }
    // The expression of the classes gives each property the class the map gives it: GDAL's own SQL reads the same language.
    const classes = /attr="(CASE .*? END)"/.exec(styles.features.find((f) => f.properties.f_table_name === 'assets')?.properties.styleQML ?? '')?.[1]?.replace(/&quot;/g, '"').replace(/&gt;/g, '>').replace(/&lt;/g, '<').replace(/&amp;/g, '&') ?? '';
    const counted = ogr(path, '-dialect', 'SQLITE', '-sql', `select ${classes} as class, count(*) as n from assets group by 1`);
    expect(counted).toMatch(/class \(String\) = private\.requisition/);
    expect(counted).toMatch(/class \(String\) = undetermined\.sans_document/);
  });

  test('a drawing has each layer under its name, outlines in metres', async () => {
    const { path, rows } = await make({ layers: ['assets', 'parcels', 'mesure'], format: 'dxf', crs: 22391 });
    expect(rows).toBe(31 + 400 + 1);
    const drawing = ogr('-al', path);
    expect(drawing).toContain('Feature Count: 431');
    for (const layer of ['assets', 'parcels', 'mesure']) expect(drawing).toContain(`Layer (String) = ${layer}`);
    const [, x, y] = /Layer \(String\) = mesure[\s\S]*?LINESTRING \((\d+\.\d+) (\d+\.\d+)/.exec(drawing) ?? [];
    expect(Number(x)).toBeCloseTo(523906.39, 1);
    expect(Number(y)).toBeCloseTo(388264.82, 1);
  });

  test('GeoJSON keeps what the database has: long ids, places, rows without one', async () => {
    const { path } = await make({ layers: ['listings'], format: 'geojson' });
    const { features } = JSON.parse(readFileSync(path, 'utf8')) as { features: { properties: Record<string, unknown>; geometry: { coordinates: [number, number] } }[] };
    expect(features).toHaveLength(35);
    expect(features[3]?.properties['external_id']).toBe('900719925474090003');
    const placed = JSON.parse(readFileSync((await make({ layers: ['assets'], format: 'geojson' })).path, 'utf8')) as { features: { geometry: unknown }[] };
    expect(placed.features.filter((f) => f.geometry === null)).toHaveLength(1);
  });

  test('an extent keeps what meets it, another commune gives nothing', async () => {
    const { rows } = await make({ layers: ['assets'], format: 'geojson', bbox: [10.1684, 36.7960, 10.1686, 36.7970] });
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(30);
    expect((await make({ layers: ['assets'], format: 'csv', bbox: [-8, 31.6, -7.9, 31.7] })).rows).toBe(0);
    await expect(make({ layers: ['assets'], format: 'gpkg', bbox: [-8, 31.6, -7.9, 31.7] })).rejects.toMatchObject({ code: 'rule_refused' });
  });

  test('names of hosts leave only with the right to read them', async () => {
    const hidden = readFileSync((await make({ layers: ['listings'], format: 'csv' })).path, 'utf8');
    expect(hidden).not.toMatch(/host_name|Hôte/);
    expect(readFileSync((await make({ layers: ['listings'], format: 'csv' }, true)).path, 'utf8')).toContain('Hôte 3');
  });

  test('a spreadsheet runs nothing of a CSV, and numbers stay numbers', async () => {
    const rows = parse(readFileSync((await make({ layers: ['listings'], format: 'csv' })).path), { columns: true, bom: true }) as Record<string, string>[];
    expect(rows[0]?.['name']).toBe(`'=HYPERLINK("http://x")`);
    expect(rows[0]?.['lon']).toMatch(/^10\.\d+$/);
    const assets = parse(readFileSync((await make({ layers: ['assets'], format: 'csv' })).path), { columns: true, bom: true }) as Record<string, string>[];
    expect(assets.at(-1)?.['name']).toBe(`'-5 rue sans lieu`);
    expect(assets[2]).toMatchObject({ code: 'B-0002', name_ar: 'مدرسة عدد 2', land_area_m2: '2.5', title_state: 'non_immatricule' });
  });

  test('a workbook has a sheet a layer, text as text', async () => {
    const { path } = await make({ layers: ['listings', 'assets'], format: 'xlsx' });
    const rows = await readSheet(path, 'assets');
    expect(rows).toHaveLength(32);
    expect(rows[0]?.slice(0, 4)).toEqual(['code', 'name', 'name_ar', 'inventory_number']);
    expect(rows[3]?.[1]).toBe('École n° 2');
    expect((await readSheet(path, 'listings'))[1]?.[2]).toBe('=HYPERLINK("http://x")');
  });

  test('a Shapefile is zipped with its encoding said; its rows without a place are counted as left out', async () => {
    const made = await make({ layers: ['assets'], format: 'shp', crs: 32632 });
    expect(made).toMatchObject({ name: 'assets-shp.zip', rows: 30, leftOut: 1 });
    // Every name that had to be cut is listed, and the file bears just those names.
    expect(made.renamed).toContainEqual({ layer: 'assets', from: 'acquisition_price_minor', to: 'ACQUISITIO' });
    const fields = [...ogr('-so', `/vsizip/${made.path}/assets_polygons.shp`, 'assets_polygons').matchAll(/^(\w+): (?:String|Integer|Integer64|Real|Date|DateTime)\b/gm)].map((m) => m[1] ?? '');
    expect(made.renamed.length).toBeGreaterThan(20);
    expect(made.renamed.every((c) => c.from.length > 10 && fields.includes(c.to))).toBe(true);
    expect(fields.filter((f) => f === f.toUpperCase() && !made.renamed.some((c) => c.to === f))).toEqual([]);
    expect(made.shortened).toEqual([{ layer: 'assets', column: 'address', rows: 1 }]);
    expect(ogr('-so', `/vsizip/${made.path}/assets_polygons.shp`, 'assets_polygons')).toContain('Feature Count: 30');
    expect(ogr(`/vsizip/${made.path}/assets_polygons.shp`, 'assets_polygons')).toContain('مدرسة عدد 3');
  });

  test.each([['gpkg', 22391], ['shp', 22391], ['fgb', 32632], ['dxf', 22391], ['geojson', 22391], ['csv', 22391], ['xlsx', 3857], ['kml', 4326]] as const)('%s in EPSG:%d, of one class of domain: what is there, where it is', async (format, crs) => {
    const { path, rows } = await make({ layers: ['assets'], format, crs, filters: { assets: { domain_class: 'prive_affecte' } } });
    const [truth] = await db.inCommune({ commune: communes.get('Tunis') ?? 0 }, async (tx) => (await tx.raw(`select st_xmin(e) as w, st_ymin(e) as s, st_xmax(e) as e, st_ymax(e) as n2 from (select st_extent(st_transform(geom, ${String(crs)})) as e from asset where domain_class = 'prive_affecte') q`)).rows) as { w: number; s: number; e: number; n2: number }[];
    expect(rows).toBe(10);
    const wanted = [truth?.w, truth?.s, truth?.e, truth?.n2].map(Number), near = crs === 4326 ? 1e-6 : 0.01;
    let found: number[];
    if (format === 'csv' || format === 'xlsx') {
      const table = format === 'csv' ? parse(readFileSync(path), { bom: true }) as string[][] : (await readSheet(path, 'assets')).map((row) => row.map(String));
      const wkt = table[0]?.indexOf('wkt') ?? -1, corners = table.slice(1).flatMap((row) => [...(row[wkt] ?? '').matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((m) => [Number(m[1]), Number(m[2])] as const));
      expect(table).toHaveLength(11);
      found = [Math.min(...corners.map((c) => c[0])), Math.min(...corners.map((c) => c[1])), Math.max(...corners.map((c) => c[0])), Math.max(...corners.map((c) => c[1]))];
    } else {
      const said = ogr('-so', '-al', format === 'shp' ? `/vsizip/${path}` : path);
      expect(said).toContain('Feature Count: 10');
      // What a drawing is in, no DXF says.
      if (format !== 'dxf') expect(said).toMatch({ 22391: /Carthage/, 32632: /UTM zone 32N/, 4326: /WGS 84/ }[crs as 22391 | 32632 | 4326]);
      found = (/Extent: \((-?[\d.]+), (-?[\d.]+)\) - \((-?[\d.]+), (-?[\d.]+)\)/.exec(said) ?? []).slice(1).map(Number);
    }
    found.forEach((v, i) => { expect(Math.abs(v - (wanted[i] ?? 0))).toBeLessThan(near); });
    expect(found).toHaveLength(4);
  });

  test.each(['kml', 'fgb'] as const)('%s opens with its rows', async (format) => {
    expect(ogr('-so', '-al', (await make({ layers: ['parcels'], format })).path)).toContain('Feature Count: 400');
  });

  test('what cannot be is refused before anything is written', async () => {
    await expect(make({ layers: ['absente'], format: 'csv' })).rejects.toMatchObject({ code: 'not_found', detail: { reason: 'exports.unknown_layer' } });
    await expect(make({ layers: ['assets'], format: 'csv', crs: 99999 })).rejects.toMatchObject({ code: 'invalid' });
    await expect(make({ layers: ['assets'], format: 'csv', filters: { assets: { 'name; drop': 'x' } } })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('stops in the middle when told to, and reads no further', async () => {
    const abort = new AbortController();
    let reported = 0;
    const stopped = makeExport(db, { commune: communes.get('Tunis') ?? 0 }, ExportRequest.parse({ layers: ['parcels', 'listings', 'assets'], format: 'csv' }), { personal: false }, join(folder, 'stopped'),
      { progress: () => { reported += 1; abort.abort(new Error('cancelled')); }, signal: abort.signal });
    await expect(stopped).rejects.toThrow();
    expect(reported).toBe(1);
  });

  test('filters narrow a layer', async () => { expect((await make({ layers: ['listings'], format: 'csv', filters: { listings: { gone: true } } })).rows).toBe(3); });
});
