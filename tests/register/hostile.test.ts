import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync, type Zippable } from 'fflate';
import { FileRefused } from '../../server/src/features/imports/index.ts';
import { unpackArchive, UnsafeArchive } from '../../server/src/platform/gdal/index.ts';
import { testDatabase, engines, type TestDatabase } from '../support/db.ts';
import { bench, type Bench } from './kit.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const square = '{"type":"Polygon","coordinates":[[[10,36],[10.1,36],[10.1,36.1],[10,36.1],[10,36]]]}';
const collection = (features: string[], more = ''): string => `{"type":"FeatureCollection",${more}"features":[${features.join(',')}]}`;
const feature = (geometry: string, properties = '{"n":1}'): string => `{"type":"Feature","properties":${properties},"geometry":${geometry}}`;

/** A zip whose one entry is announced as a symbolic link. */
function symlink(): Uint8Array {
  const zip = zipSync({ 'a.geojson': [bytes('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] } as Zippable);
  return zip;
}
const ARCHIVES: Record<string, [reason: string, zip: Uint8Array]> = {
  'path out of the folder': ['path', zipSync({ '../a.geojson': bytes('{}') })],
  'absolute path': ['path', zipSync({ '/a.geojson': bytes('{}') })],
  'symbolic link': ['symlink', symlink()],
  'five thousand files': ['too_many', zipSync(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`f${String(i)}.geojson`, bytes('{}')])), { level: 0 })],
  'a bomb': ['ratio', zipSync({ 'a.geojson': new Uint8Array(60_000_000) })],
  'a VRT': ['extension', zipSync({ 'a.vrt': bytes('<OGRVRTDataSource/>') })],
  'a program': ['extension', zipSync({ 'a.shp': bytes(''), 'run.exe': bytes('MZ') })],
  'one name twice': ['twice', zipSync({ 'x/a.geojson': bytes('{}'), 'y/A.geojson': bytes('{}') })],
  'an archive within': ['extension', zipSync({ 'in.zip': zipSync({ 'a.geojson': bytes('{}') }) })],
  'cut short': ['broken', zipSync({ 'a.geojson': bytes(collection([feature(square)])) }).slice(0, 60)],
  'no archive at all': ['broken', bytes('not a zip at all, whatever it is called')],
};

test.each(Object.entries(ARCHIVES))('an archive with %s is refused before anything is unpacked', async (name, [reason, zip]) => {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(join(tmpdir(), 'sommier-zip-'));
  try {
    writeFileSync(join(folder, 'z.zip'), zip);
    const error = await unpackArchive(join(folder, 'z.zip'), join(folder, 'out')).then(() => undefined, (e: unknown) => e);
    expect(error).toBeInstanceOf(UnsafeArchive);
    expect((error as UnsafeArchive).reason).toBe(reason);
    expect(existsSync(join(folder, 'out'))).toBe(false);
    expect(name).not.toBe('');
  } finally { rmSync(folder, { recursive: true, force: true }); }
});

describe.each((await engines()).slice(0, 1))('hostile and broken files on the %s database', (engine) => {
  let db: TestDatabase, b: Bench;
  beforeAll(async () => { db = await testDatabase({ engine }); b = await bench(db, 'HOSTILE'); });
  afterAll(async () => { b.clean(); await db.drop(); });
  const layer = { layer: 'x' };

  test('whole files that cannot be trusted are refused by name, and leave nothing', async () => {
    const all: [string, string | Uint8Array, string][] = [
      ['v.vrt', '<OGRVRTDataSource/>', 'unknown_kind'], ['cut.geojson', collection([feature(square), feature(square)]).slice(0, -70), 'truncated'],
      ['broken.geojson', collection(['{"type":"Feature","properties":{,}}']), 'invalid_json'], ['a.shp', new Uint8Array(100), 'shapefile_alone'],
      ['empty.csv', '', 'empty_file'], ['picture.csv', new Uint8Array([137, 80, 78, 71, 0, 0, 1, 2]), 'not_text'], ['cut.gpkg', bytes(`SQLite format 3\0${'x'.repeat(3000)}`), 'unreadable'],
      ['evil.zip', ARCHIVES['path out of the folder']?.[1] ?? '', 'unsafe_archive'], ['d.dxf', '0\nSECTION\n2\nENTITIES\n0\nPOINT\n8\n0\n10\n523906.4\n20\n388264.8\n0\nENDSEC\n0\nEOF\n', 'crs_needed'],
      ['laugh.kml', `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "${'lol'.repeat(1000)}">${Array.from({ length: 12 }, (_, i) => `<!ENTITY ${'bcdefghijklm'[i] ?? ''} "${`&${'abcdefghijkl'[i] ?? ''};`.repeat(10)}">`).join('')}]><kml><Document><name>&m;</name></Document></kml>`, 'external_entity'],
    ];
    for (const [name, content, code] of all) expect({ name, code: (await b.refused('layer', b.file(name, content), layer)).code }).toEqual({ name, code });
    expect(await b.rows('select id from import_batch')).toEqual([]);
    expect(await b.rows(`select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'staging'`)).toEqual([]);
  });

  test('a row whose geometry cannot stand is refused by its number; one without any is kept as unlocated; nothing is dropped', async () => {
    const file = b.file('mixed.geojson', collection([
      feature(square), feature('null'), feature('{"type":"Point","coordinates":[1e400,2]}'), feature('{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}'),
      feature('{"type":"Point","coordinates":[0,0]}'), feature('{"type":"Point","coordinates":[200,91]}'), feature('{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0]]]}'), feature('{"type":"Blob","coordinates":[]}'),
    ]));
    const read = await b.run('layer', file, layer);
    expect(read).toMatchObject({ rows: 8, inserted: 3, refused: 5, notes: { unlocated: 2 } });
    expect(read.refusals.map((r) => [r.row, r.code])).toEqual([[3, 'bad_geometry'], [4, 'invalid_geometry'], [6, 'coordinates_out_of_range'], [7, 'bad_geometry'], [8, 'bad_geometry']]);
    expect(await b.run('layer', file, { layer: 'mended', repair: true })).toMatchObject({ inserted: 4, refused: 4, notes: { repaired: 1 } });
  });

  test('mutated files never crash the reader: each is taken or refused, and its rows add up', async () => {
    const seeds: [string, string, Uint8Array][] = [
      ['assets', 'm.csv', bytes('code,nom,surface\n1,Place de la Médina,120.5\n2,"Souk, ouest",33\n3,سوق,7\n')], ['layer', 'm.geojson', bytes(collection([feature(square), feature(square, '{"é":"\\u00e9"}')]))],
      ['layer', 'm.zip', zipSync({ 'a.geojson': bytes(collection([feature(square)])) })], ['layer', 'm.kml', bytes('<kml><Document><Placemark><name>a</name><Point><coordinates>10,36</coordinates></Point></Placemark></Document></kml>')],
    ];
    let n = 0;
    await fc.assert(fc.asyncProperty(fc.nat(seeds.length - 1), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (pick, flips) => {
      const [format, name, seed] = seeds[pick] ?? ['layer', 'x', new Uint8Array()];
      const copy = Uint8Array.from(seed);
      for (const [at, to] of flips) copy[at % copy.length] = to;
      try {
        const done = await b.run(format, b.file(`${String(n++)}-${name}`, copy), { layer: 'mutants' });
        expect(done.inserted + done.returned + done.updated + done.unchanged + done.refused).toBe(done.rows);
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        expect({ code: error.refusal.code, why: error.refusal.params?.['reason'] }).not.toMatchObject({ code: 'reader_failed' });
      }
    }), { numRuns: Number(process.env['SOMMIER_MUTANTS'] ?? 16), seed: 20261122, endOnFailure: true });
  });
});
