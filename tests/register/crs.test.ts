import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { ogrExport } from '../../server/src/platform/gdal/index.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';
import { bench, type Bench } from './kit.ts';

/** Places in longitude and latitude, and what they are in national systems (computed with PROJ). */
const PLACES = [
  { name: 'تونس', lon: 10.1685, lat: 36.7969, crs: 22391, x: 523906.39, y: 388264.82, accuracy: 1 },
  { name: 'تونس', lon: 10.1685, lat: 36.7969, crs: 22332, x: 604201.03, y: 4072523.42, accuracy: 1 },
  { name: 'مراكش', lon: -7.9935, lat: 31.6242, crs: 26191, x: 253801.10, y: 117552.19, accuracy: 7 },
  { name: 'فاس', lon: -4.9835, lat: 34.0617, crs: 26191, x: 538291.38, y: 384823.76, accuracy: 7 },
  { name: 'أكادير', lon: -9.5981, lat: 30.4278, crs: 26192, x: 96748.69, y: 388236.57, accuracy: 7 },
];
/** The same figures as domain-property §3.7 prints them, so that a slip of ours is seen. */
const PRINTED = ['253801.10, 117552.19', '538291.38, 384823.76', '96748.69, 388236.57', '523906.39, 388264.82', '604201.03, 4072523.42'];
/** Metres between a place and where it landed. */
const OFF = `st_distance(geom::geography, st_setsrid(st_makepoint(?, ?), 4326)::geography) as off`;

/** A zipped Shapefile of one place, in its system, with its DBF in Windows Arabic and nothing that says so. */
async function arabicShapefile(place: (typeof PLACES)[number], withPrj: boolean): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-shp-'));
  try {
    writeFileSync(join(folder, 'in.geojsonl'), `${JSON.stringify({ type: 'Feature', properties: { nom: place.name, rue: 'شارع الحرية رقم 42' }, geometry: { type: 'Point', coordinates: [place.lon, place.lat] } })}\n`);
    const files = await ogrExport({ folder }, [{ file: 'in.geojsonl', layer: 'places' }], { format: 'shp', crs: place.crs, name: 'places' });
    const kept = files.filter((f) => !f.endsWith('.cpg') && (withPrj || !f.endsWith('.prj')));
    return zipSync(Object.fromEntries(kept.map((f) => {
      const bytes = readFileSync(f);
      return [`données/${basename(f)}`, f.endsWith('.dbf') ? arabicDbf(bytes) : bytes];
    })));
  } finally { rmSync(folder, { recursive: true, force: true }); }
}

/** The same table with its text in Windows-1256, fields as wide as before, language byte unset. */
function arabicDbf(bytes: Buffer): Uint8Array {
  const out = Buffer.from(bytes);
  const start = out.readUInt16LE(8);
  let at = start + 1;
  for (let d = 32; out[d] !== 0x0d; d += 32) {
    const width = out[d + 16] ?? 0;
    const text = bytes.subarray(at, at + width).toString('utf8').trimEnd();
    const encoded = iconv.encode(text, 'windows-1256');
    out.fill(0x20, at, at + width);
    encoded.copy(out, at);
    at += width;
  }
  out[29] = 0;
  return out;
}

describe.each(await engines())('reference systems and encodings on the %s database', (engine) => {
  let db: TestDatabase, b: Bench;
  beforeAll(async () => { db = await testDatabase({ engine }); b = await bench(db, 'CRS'); });
  afterAll(async () => { b.clean(); await db.drop(); });

  test('points of Carthage and Merchich land within a centimetre, with the accuracy of their shift said', async () => {
    for (const [i, p] of PLACES.entries()) {
      const file = b.file(`p${String(i)}.csv`, `code;nom;x;y\nP${String(i)};${p.name};${String(p.x).replace('.', ',')};${String(p.y).replace('.', ',')}\n`);
      expect(await b.run('assets', file, { crs: p.crs })).toMatchObject({ rows: 1, inserted: 1 });
      const [row] = await b.rows<{ off: number; accuracy_m: number; source_srid: number; name: string }>(`select ${OFF}, accuracy_m, source_srid, name from asset where code = ?`, [p.lon, p.lat, `P${String(i)}`]);
      expect(row?.off).toBeLessThan(0.01);
      expect(row).toMatchObject({ accuracy_m: p.accuracy, source_srid: p.crs, name: p.name });
    }
  });

  test('a Shapefile in Carthage with an Arabic table that says nothing of itself is read right', async () => {
    const place = PLACES[0];
    if (place === undefined) throw new Error('no place');
    const file = b.file('arabe.zip', await arabicShapefile(place, true));
    expect(await b.run('layer', file, { layer: 'places' })).toMatchObject({ rows: 1, inserted: 1, refused: 0 });
    const [row] = await b.rows<{ off: number; attributes: Record<string, string> }>(`select ${OFF}, attributes from layer_feature`, [place.lon, place.lat]);
    expect(row?.attributes).toEqual({ nom: place.name, rue: 'شارع الحرية رقم 42' });
    expect(row?.off).toBeLessThan(0.01);
  });

  test('numbers that are no degrees are not guessed: the system is asked for, and the person’s word stands', async () => {
    const place = PLACES[2];
    if (place === undefined) throw new Error('no place');
    const file = b.file('sans-prj.zip', await arabicShapefile(place, false));
    expect(await b.refused('layer', file, { layer: 'maroc' })).toMatchObject({ code: 'crs_needed' });
    expect(await b.run('layer', file, { layer: 'maroc', crs: 26191 })).toMatchObject({ inserted: 1 });
    const [row] = await b.rows<{ off: number }>(`select ${OFF} from layer_feature f join layer l on l.id = f.layer_id where l.name = 'maroc'`, [place.lon, place.lat]);
    expect(row?.off).toBeLessThan(0.01);
    const csv = b.file('metres.csv', `code,nom,x,y\nA,a,${String(place.x)},${String(place.y)}\n`);
    expect(await b.run('assets', csv)).toMatchObject({ rows: 1, refused: 1, refusals: [{ row: 2, code: 'coordinates_out_of_range' }] });
  });

  test('domain-property §4 case 10: drawings and Shapefiles in Merchich and Carthage land within 10 m, each by the system it is said to be in', async () => {
    for (const [i, p] of [PLACES[0], PLACES[2], PLACES[4]].entries()) {
      if (p === undefined) throw new Error('no place');
      const folder = mkdtempSync(join(tmpdir(), 'sommier-dxf-'));
      try {
        writeFileSync(join(folder, 'in.geojsonl'), `${JSON.stringify({ type: 'Feature', properties: { Layer: 'places' }, geometry: { type: 'Point', coordinates: [p.lon, p.lat] } })}\n`);
        const [drawing = ''] = await ogrExport({ folder }, [{ file: 'in.geojsonl', layer: 'entities' }], { format: 'dxf', crs: p.crs, name: 'plan' });
        const file = b.file(`plan-${String(i)}.dxf`, readFileSync(drawing));
        // A drawing says nothing of its system: it is asked for, never guessed.
        expect(await b.refused('layer', file, { layer: `dxf${String(i)}` })).toMatchObject({ code: 'crs_needed' });
        expect(await b.run('layer', file, { layer: `dxf${String(i)}`, crs: p.crs })).toMatchObject({ rows: 1, inserted: 1 });
        const [row] = await b.rows<{ off: number }>(`select ${OFF} from layer_feature f join layer l on l.id = f.layer_id where l.name = ?`, [p.lon, p.lat, `dxf${String(i)}`]);
        expect([p.crs, (row?.off ?? 1000) < 10]).toEqual([p.crs, true]);
      } finally { rmSync(folder, { recursive: true, force: true }); }
    }
  });

  test('domain-property §3.7: PostGIS and the command read the same place within a centimetre, and the places are those of the text', async () => {
    expect(PLACES.map((p) => `${p.x.toFixed(2)}, ${p.y.toFixed(2)}`).sort()).toEqual([...PRINTED].sort());
    for (const p of PLACES) {
      const [row] = await b.rows<{ off: number; back: number }>(`select st_distance(st_transform(st_setsrid(st_makepoint(?, ?), ?), 4326)::geography, st_setsrid(st_makepoint(?, ?), 4326)::geography) as off,
        st_distance(st_transform(st_setsrid(st_makepoint(?, ?), 4326), cast(? as integer)), st_setsrid(st_makepoint(?, ?), cast(? as integer))) as back`, [p.x, p.y, p.crs, p.lon, p.lat, p.lon, p.lat, p.crs, p.x, p.y, p.crs]);
      expect([p.name, (row?.off ?? 1) < 0.01, (row?.back ?? 1) < 0.01]).toEqual([p.name, true, true]);
    }
  });

  test('domain-property §4 case 10: a file read in the wrong zone is noticed outside the commune, with the system that would place it', async () => {
    const agadir = PLACES[4];
    if (agadir === undefined) throw new Error('no place');
    const there = await bench(db, 'AGA');
    try {
      await there.rows(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'communes', 'nom')`);
      await there.rows(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), s.id, 'Agadir', st_multi(st_makeenvelope(-9.7, 30.35, -9.5, 30.5, 4326)), 1 from zone_set s where s.commune_id = current_commune()`);
      const file = there.file('agadir.csv', `code;nom;x;y\nA;souk;${String(agadir.x).replace('.', ',')};${String(agadir.y).replace('.', ',')}\n`);
      const wrong = await there.run('assets', file, { crs: 26191 });
      expect(wrong).toMatchObject({ inserted: 1, notes: { outside_commune: { rows: 1, placed: 1, of: 'commune', tries: [26192] } } });
      const { km } = wrong.notes['outside_commune'] as { km: number };
      expect(Math.abs(km - 398)).toBeLessThan(6);
      const right = await there.run('assets', file, { crs: 26192 });
      expect(right.updated + right.inserted).toBe(1);
      expect(right.notes['outside_commune']).toBeUndefined();
    } finally { there.clean(); }
  });
});
