import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { type Language } from '@sommier/domain/shared';
import { PrintRequest } from '@sommier/domain/exports';
import { printMap } from '../../server/src/features/exports/print.ts';
import { openFiles } from '../../server/src/platform/files.ts';
import type { Deps } from '../../server/src/platform/deps.ts';
import { engines, type TestDatabase } from '../support/db.ts';
import { openGround, type Place, PLACES } from './ground.ts';

const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
const has = (command: string): boolean => { try { execFileSync('which', [command]); return true; } catch { return false; } };
const LAYERS = ['zones', 'listings', 'assets', 'parcels', 'mesure'];
const POINTS_PER_MM = 72 / 25.4;

describe.each(await engines())('a printed map on the %s database', (engine) => {
  let db: TestDatabase;
  let communes: Map<string, number>;
  const folder = mkdtempSync(join(tmpdir(), 'print-'));
  const files = openFiles(join(folder, 'data'));
  beforeAll(async () => { ({ db, communes } = await openGround(engine)); });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true, force: true }); });

  const print = async (place: Place, language: Language, more: object = {}): Promise<{ file: string; counts: Record<string, number>; crs: number }> => {
    const file = join(folder, `${place.name}-${language}-${Object.values(more).join('-')}.pdf`);
    const request = PrintRequest.parse({ layers: LAYERS, center: [place.lon, place.lat], scale: 1000, language, ...more });
    return { file, ...await printMap({ db, files } as unknown as Deps, { commune: communes.get(place.name) ?? 0 }, 'admin', request, file, { progress: () => undefined }) };
  };

  test.each(PLACES.flatMap((place) => [1000, 2500, 10_000].map((scale) => [place.name, scale, place] as const)))('%s at 1:%d: 100 m of ground have their length on paper', async (_name, scale, place) => {
    const { file } = await print(place, 'fr', { layers: ['mesure'], scale });
    const content = run('qpdf', '--qdf', '--object-streams=disable', file, '-');
    const inLayer = content.slice(content.indexOf('/OC /Layer0 BDC', content.indexOf('/OC /Layer0 BDC') + 1));
    const [, x0, y0, x1, y1] = /(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l S/.exec(inLayer) ?? [];
    const millimetres = Math.hypot(Number(x1) - Number(x0), Number(y1) - Number(y0)) / POINTS_PER_MM;
    // A projection's own scale is within a thousandth of one; the file writes hundredths of a point.
    expect(Math.abs(millimetres - 100_000 / scale)).toBeLessThan(100 / scale + 0.01);
  });

  test('the projection is the commune’s own where it is true to scale, else a UTM zone, never the web’s', async () => {
    expect((await print(PLACES[0]!, 'fr')).crs).toBe(22391);
    expect((await print(PLACES[2]!, 'fr')).crs).toBe(32631);
    expect((await print(PLACES[3]!, 'fr')).crs).toBe(26191);
    expect((await print(PLACES[4]!, 'fr')).crs).toBe(26192);
  });

  test.each(['fr', 'ar', 'en'] as const)('the file is sound, its layers are named in %s and its words can be copied', async (language) => {
    const { file, counts } = await print(PLACES[0]!, language);
    if (has('qpdf')) expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    const layers = run('gdalinfo', '-mdd', 'LAYERS', file);
    expect(layers).toMatch({ fr: /NAME=Activité.Annonces_d’hébergement/, ar: /NAME=النشاط.إعلانات_الإيواء/, en: /NAME=Activity.Lodging_listings/ }[language]);
    for (let i = 0; i < LAYERS.length; i += 1) expect(layers).toContain(`LAYER_0${i}_NAME=`);
    const text = run('pdftotext', file, '-').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
    for (const word of { fr: ['Carte de Commune de Tunis', 'Biens communaux', 'École n° 12', 'Médina', 'Document de travail'], ar: ['خريطة بلدية تونس', 'الأملاك البلدية', 'المدينة', 'وثيقة عمل'], en: ['Municipal property', 'Lodging listings', 'Working document'] }[language]) expect(text).toContain(word);
    expect(counts['zones']).toBe(1);
    expect(counts['assets']).toBe(30);
  });

  test.each(PLACES)('a reader of maps finds its corners within a metre at $name', async (place) => {
    const { file, crs } = await print(place, 'fr', { orientation: 'portrait' });
    const info = JSON.parse(run('gdalinfo', '-json', file)) as { metadata: Record<string, Record<string, string>>; geoTransform: number[]; size: [number, number] };
    const ring = /POLYGON \(\((.*)\)\)/.exec(info.metadata['']?.['NEATLINE'] ?? '')?.[1]?.split(',').map((pair) => pair.trim().split(' ').map(Number)) ?? [];
    const { e, n } = await db.inCommune({ commune: communes.get(place.name) ?? 0 }, async (tx) => (await tx.raw(
      'select st_x(p) as e, st_y(p) as n from (select st_transform(st_setsrid(st_makepoint(:lon, :lat), 4326), cast(:crs as integer)) as p) q', { lon: place.lon, lat: place.lat, crs })).rows[0] as { e: number; n: number });
    const es = ring.map((p) => p[0] ?? 0), ns = ring.map((p) => p[1] ?? 0);
    expect(ring.length).toBeGreaterThanOrEqual(4);
    // Where the datum's shift is skipped, hundreds of metres off.
    if (place.x !== undefined) expect(Math.hypot(e - place.x, n - (place.y ?? 0))).toBeLessThan(0.02);
    // The frame is centred on the point asked for, and as large as the paper says.
    expect(Math.abs((Math.min(...es) + Math.max(...es)) / 2 - e)).toBeLessThan(1);
    expect(Math.abs((Math.min(...ns) + Math.max(...ns)) / 2 - n)).toBeLessThan(1);
    expect(Math.abs(Math.max(...es) - Math.min(...es) - 184)).toBeLessThan(1);
  });

  test('the Arabic of the legend is drawn as a shaper of its own draws it, and copied as it is written', async () => {
    const { file } = await print(PLACES[0]!, 'ar', { layers: ['assets', 'parcels'], figures: false });
    // The reader of boxes gives each cluster as it stands on paper; a line read from the right is the words as they are written.
    const lines = new Map<string, { left: number; top: number; right: number; bottom: number; text: string }[]>();
    for (const [, left, top, right, bottom, text = ''] of run('pdftotext', '-bbox', file, '-').matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)) lines.set(String(top), [...lines.get(String(top)) ?? [], { left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text: [...text].reverse().join('') }]);
    const title = [...lines.values()].map((line) => line.sort((x, y) => y.right - x.right)).find((line) => line.map((w) => w.text).join('') === 'الأملاكالبلدية');
    if (!title) throw new Error([...lines.values()].map((line) => line.map((w) => w.text).join('')).join(' | '));
    const dpi = 600, pixels = (points: number): number => Math.round(points / 72 * dpi);
    run('pdftoppm', '-r', String(dpi), '-png', '-singlefile', file, file.replace('.pdf', ''));
    const [left, top, right, bottom] = [Math.min(...title.map((w) => w.left)), title[0]?.top ?? 0, Math.max(...title.map((w) => w.right)), title[0]?.bottom ?? 0].map(pixels) as [number, number, number, number];
    const drawn = await sharp(file.replace('.pdf', '.png')).extract({ left: left - 4, top, width: right - left + 8, height: bottom - top }).png().toBuffer();
    const judge = async (text: string): Promise<{ aspect: number; alike: number }> => {
      const shaped = await sharp({ text: { text, font: 'Noto Sans Arabic Bold', fontfile: join(import.meta.dirname, '../../node_modules/@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'), dpi: 600 } }).flatten({ background: '#ffffff' }).png().toBuffer();
      const [ours, theirs] = await Promise.all([sharp(drawn).flatten({ background: '#ffffff' }).greyscale().normalise().trim({ threshold: 60 }).toBuffer({ resolveWithObject: true }), sharp(shaped).greyscale().normalise().negate().trim({ threshold: 60 }).toBuffer({ resolveWithObject: true })]);
      const small = async (picture: Buffer): Promise<number[]> => [...await sharp(picture).greyscale().resize(160, 40, { fit: 'fill' }).blur(1).raw().toBuffer()];
      const a = await small(ours.data), drawnSo = await small(theirs.data), light = (of: number[]): boolean => of.reduce((s, v) => s + v, 0) / of.length > 128;
      // Ink against paper, whichever way either stands.
      const b = light(a) === light(drawnSo) ? drawnSo : drawnSo.map((v) => 255 - v);
      const mean = (of: number[]): number => of.reduce((s, v) => s + v, 0) / of.length, [ma, mb] = [mean(a), mean(b)];
      const sum = (f: (i: number) => number): number => a.reduce((s, _, i) => s + f(i), 0), da = (i: number): number => (a[i] ?? 0) - ma, db_ = (i: number): number => (b[i] ?? 0) - mb;
      return { aspect: (ours.info.width / ours.info.height) / (theirs.info.width / theirs.info.height), alike: sum((i) => da(i) * db_(i)) / Math.sqrt(sum((i) => da(i) ** 2) * sum((i) => db_(i) ** 2)) };
    };
    const right_ = await judge('الأملاك البلدية'), apart = await judge([...'الأملاك البلدية'].join('\u200c')), other = await judge('البلدية الأملاك');
    expect(Math.abs(right_.aspect - 1)).toBeLessThan(0.04);
    expect(right_.alike).toBeGreaterThan(0.85);
    // Letters that do not join, or words the wrong way round, would be seen.
    expect(apart.alike).toBeLessThan(right_.alike - 0.2);
    expect(other.alike).toBeLessThan(right_.alike - 0.2);
  });

  test('a crowded view becomes counted squares, and says so', async () => {
    const { file, counts } = await print(PLACES[0]!, 'fr', { scale: 25000, layers: ['listings'] });
    expect(counts['listings']).toBe(32);
    expect(run('pdftotext', file, '-')).toContain('nombre d’annonces par carré de 200 m');
  });

  test('another commune’s layer is not to be had', async () => {
    await expect(print(PLACES[0]!, 'fr', { layers: ['absente'] })).rejects.toMatchObject({ code: 'not_found' });
  });
});
