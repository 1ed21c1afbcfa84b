import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { openSource, type SourceOptions, type SourceRecord } from '../../server/src/platform/source/index.ts';

/** GDAL's own program judges what is read, where it is installed (Debian's gdal-bin has the readers that ours lacks). */
const judge = ((): boolean => { try { execFileSync('ogr2ogr', ['--version']); return true; } catch { return false; } })();
if (!judge) console.warn('ogr2ogr is absent: files are not compared with what it reads.');
const judged = judge ? test : test.skip;

const PROPERTIES = [
  { code: 'ECO-001', nom: 'École Jules « Ferry » & Cie <1>', surface: 1250.5, etages: 3, adresse: 'مدرسة الحرية', vide: null, num: '007' },
  { code: 'MAR-002', nom: 'Marché', surface: -2.25, etages: null, adresse: 'السوق البلدي', vide: null, num: '1e5' },
  { code: 'JAR-003', nom: 'Jardin', surface: 0, etages: 0, adresse: null, vide: null, num: '12' },
];
const SHAPES = [
  { type: 'Polygon', coordinates: [[[10, 36], [10.1, 36], [10.1, 36.1], [10, 36.1], [10, 36]], [[10.02, 36.02], [10.02, 36.04], [10.04, 36.04], [10.02, 36.02]]] },
  { type: 'MultiPolygon', coordinates: [[[[11, 36], [11.1, 36], [11.1, 36.1], [11, 36]]], [[[12, 36], [12.1, 36], [12.1, 36.1], [12, 36]]]] },
  { type: 'MultiPolygon', coordinates: [[[[9, 36], [9.1, 36], [9.1, 36.1], [9, 36]]]] },
];

describe('vector files', () => {
  let folder: string, made = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sommier-formats-'));
    writeFileSync(join(folder, 'biens.geojson'), JSON.stringify({ type: 'FeatureCollection', features: PROPERTIES.map((properties, i) => ({ type: 'Feature', properties, geometry: SHAPES[i] })) }));
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const read = async (path: string, options: SourceOptions = {}): Promise<{ columns: string[]; records: SourceRecord[]; layers: string[]; crs: number | null }> => {
    const work = join(folder, `work${String(made += 1)}`);
    mkdirSync(work);
    const source = await openSource(path, basename(path), work, options), records: SourceRecord[] = [];
    for await (const record of source.records()) records.push(record);
    expect(records.length).toBe(source.total);
    return { columns: source.columns, records, layers: source.layers.map(({ name }) => name), crs: source.crs };
  };
  const file = (name: string, text: string | Uint8Array): string => { const path = join(folder, name); writeFileSync(path, text); return path; };
  const made_by = (name: string, options: string[]): string => { execFileSync('ogr2ogr', [...options, join(folder, name), join(folder, 'biens.geojson')], { stdio: 'ignore' }); return join(folder, name); };
  /** The same file as GDAL's program reads it. */
  const asJudged = (path: string): { properties: Record<string, unknown>; geometry: unknown }[] =>
    (JSON.parse(execFileSync('ogr2ogr', ['-f', 'GeoJSON', '-t_srs', 'EPSG:4326', '-dim', 'XY', '-lco', 'COORDINATE_PRECISION=9', '/vsistdout/', path], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()) as { features: [] }).features;
  const rounded = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, v: unknown) => typeof v === 'number' ? Math.round(v * 1e7) / 1e7 : v);
  /** Polygons as one kind, each ring wound one way: formats differ in both and mean the same. */
  const multi = (geometry: unknown): unknown => {
    const { type, coordinates } = geometry as { type: string; coordinates: never };
    const turned = (ring: [number, number][]): unknown => (ring.reduce((sum, [x, y], i) => { const [u, v] = ring[i + 1] ?? [x, y]; return sum + x * v - u * y; }, 0) < 0 ? ring.toReversed() : ring);
    return { type: 'MultiPolygon', coordinates: (type === 'Polygon' ? [coordinates] : coordinates as [number, number][][][]).map((rings: [number, number][][]) => rings.map(turned)) };
  };
  const same = (records: SourceRecord[], path: string, columns: readonly string[]): void => {
    const known = asJudged(path);
    expect(records.map(({ geometry }) => rounded(multi(geometry)))).toEqual(known.map(({ geometry }) => rounded(multi(geometry))));
    for (const column of columns) expect([column, ...records.map(({ cells }) => cells[column] ?? null)]).toEqual([column, ...known.map(({ properties }) => properties[column] ?? null)]);
  };

  judged.each([['KML', 'a.kml'], ['LIBKML', 'b.kml'], ['LIBKML', 'c.kmz']])('%s %s: every attribute of ExtendedData, of the type its schema says, and every shape', async (driver, name) => {
    const path = made_by(name, ['-f', driver, '-nln', 'biens']);
    const { columns, records } = await read(path);
    expect(columns).toEqual(expect.arrayContaining(['code', 'nom', 'surface', 'etages', 'adresse', 'num']));
    same(records, path, ['code', 'nom', 'surface', 'etages', 'adresse', 'num']);
    expect(records[0]?.cells).toMatchObject(driver === 'KML' ? {} : { code: 'ECO-001', nom: 'École Jules « Ferry » & Cie <1>', surface: 1250.5, etages: 3, adresse: 'مدرسة الحرية', num: '007' });
  });

  judged('a file geodatabase in a zip, in its own reference system; of several layers the one asked for', async () => {
    const zipped = (name: string): string => file(`${name}.zip`, zipSync(Object.fromEntries(readdirSync(join(folder, name)).map((part) => [`livraison/${name}/${part}`, readFileSync(join(folder, name, part))]))));
    const one = made_by('Biens.gdb', ['-f', 'OpenFileGDB', '-t_srs', 'EPSG:22391', '-nln', 'biens', '-nlt', 'MULTIPOLYGON']);
    const { records, crs } = await read(zipped('Biens.gdb'));
    expect(crs).toBe(22391);
    expect(records.map(({ cells }) => cells['nom'])).toEqual(PROPERTIES.map(({ nom }) => nom));
    same(records, one, ['code', 'nom', 'surface', 'etages', 'adresse', 'num']);
    execFileSync('ogr2ogr', ['-f', 'OpenFileGDB', '-update', '-nlt', 'MULTIPOLYGON', '-nln', 'autres', one, join(folder, 'biens.geojson'), '-where', `code = 'MAR-002'`], { stdio: 'ignore' });
    const two = zipped('Biens.gdb');
    await expect(read(two)).rejects.toMatchObject({ code: 'several_layers', more: { params: { layers: 'biens, autres' } } });
    expect((await read(two, { sourceLayer: 'autres' })).records.map(({ cells }) => cells['code'])).toEqual(['MAR-002']);
  });

  test('what people write by hand: plain data, folders, tracks, mixed shapes, times, two of one name', async () => {
    const path = file('hand.kml', `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Tout</name>
      <Schema id="s" name="t"><SimpleField name="etages" type="int"/><SimpleField name="classe" type="bool"/></Schema>
      <Folder><name>Écoles</name><Placemark id="p1"><name>A</name><description><![CDATA[<b>gras</b>]]></description><TimeStamp><when>2026-01-15</when></TimeStamp>
        <ExtendedData><Data name="code"><displayName>Code</displayName><value>007</value></Data><Data name="name"><value>B</value></Data><Data name="Name"><value>C</value></Data>
        <SchemaData schemaUrl="#s"><SimpleData name="etages">2</SimpleData><SimpleData name="classe">1</SimpleData></SchemaData></ExtendedData>
        <Point><coordinates> 10.5,36.5,12 </coordinates></Point></Placemark></Folder>
      <Folder><name>Autres</name><Placemark><MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry></Placemark>
        <Placemark><gx:Track><when>x</when><gx:coord>1 2 0</gx:coord><gx:coord>3 4 0</gx:coord></gx:Track></Placemark><Placemark><name>sans</name></Placemark></Folder></Document></kml>`);
    const { records, layers, columns } = await read(path);
    expect(layers).toEqual(['Écoles', 'Autres']);
    expect(columns).toContain('source_layer');
    expect(records[0]?.cells).toEqual({ Name: 'A', Description: '<b>gras</b>', timestamp: '2026-01-15', code: '007', name: 'B', Name_2: 'C', etages: 2, classe: true, source_layer: 'Écoles' });
    expect(records.map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [10.5, 36.5] },
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }, { type: 'LineString', coordinates: [[1, 2], [3, 4]] }] },
      { type: 'LineString', coordinates: [[1, 2], [3, 4]] }, null]);
    expect((await read(path, { sourceLayer: 'Écoles' })).records.map(({ row, cells }) => [row, cells['Name'], cells['source_layer']])).toEqual([[1, 'A', undefined]]);
  });

  test('a KMZ is one map of several files, whatever else is in it', async () => {
    const placemark = (name: string): Uint8Array => new TextEncoder().encode(`<kml><Placemark><name>${name}</name></Placemark></kml>`);
    const path = file('x.kmz', zipSync({ 'doc.kml': placemark('a'), 'layers/rues.kml': placemark('b'), 'files/a.dae': new Uint8Array(3), 'files/photo.webp': new Uint8Array(3) }));
    expect((await read(path)).records.map(({ cells }) => [cells['Name'], cells['source_layer']])).toEqual([['a', 'doc'], ['b', 'rues']]);
    expect((await read(path, { sourceLayer: 'rues' })).records.map(({ cells }) => cells['Name'])).toEqual(['b']);
  });

  test.each([
    ['cut in a shape', '<kml><Placemark><name>a</name></Placemark><Placemark><Point><coord', 'truncated'], ['no XML', 'Hello <world', 'invalid_xml'],
    ['other XML', '<html><body/></html>', 'invalid_xml'], ['a wrong nesting', '<kml><Placemark><name>a</Placemark></kml>', 'invalid_xml'], ['an entity of nobody', '<kml><name>&x;</name></kml>', 'invalid_xml'],
    ['a document type', '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Placemark><name>&x;</name></Placemark></kml>', 'external_entity'],
    ['a well without ground', `<kml><Placemark>${'<MultiGeometry>'.repeat(10_000)}${'</MultiGeometry>'.repeat(10_000)}</Placemark></kml>`, 'invalid_xml'], ['nothing in it', '<kml><Document/></kml>', 'empty_file'],
  ])('KML with %s is refused by name', async (name, text, code) => {
    await expect(read(file('bad.kml', text))).rejects.toMatchObject({ code });
    expect(name).not.toBe('');
  });
  test('a geodatabase with a strange part is refused', async () => {
    await expect(read(file('g.zip', zipSync({ 'x.gdb/a00000001.gdbtable': new Uint8Array(3), 'x.gdb/run.sh': new Uint8Array(3) })))).rejects.toMatchObject({ code: 'unsafe_archive' });
    await expect(read(file('h.zip', zipSync({ 'x.gdb/a00000001.gdbtable': new Uint8Array(3) })))).rejects.toMatchObject({ code: 'unreadable' });
  });
});
