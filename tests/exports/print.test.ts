import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

  test.each(PLACES)('100 m of ground are 100 mm of paper at $name', async (place) => {
    const { file } = await print(place, 'fr', { layers: ['mesure'] });
    const content = run('qpdf', '--qdf', '--object-streams=disable', file, '-');
    const inLayer = content.slice(content.indexOf('/OC /Layer0 BDC', content.indexOf('/OC /Layer0 BDC') + 1));
    const [, x0, y0, x1, y1] = /(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l S/.exec(inLayer) ?? [];
    const millimetres = Math.hypot(Number(x1) - Number(x0), Number(y1) - Number(y0)) / POINTS_PER_MM;
    expect(millimetres).toBeGreaterThan(99);
    expect(millimetres).toBeLessThan(101);
  });

  test('the projection is the commune’s own where it is true to scale, else a UTM zone, never the web’s', async () => {
    expect((await print(PLACES[0]!, 'fr')).crs).toBe(22391);
    expect((await print(PLACES[2]!, 'fr')).crs).toBe(32631);
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
    // The frame is centred on the point asked for, and as large as the paper says.
    expect(Math.abs((Math.min(...es) + Math.max(...es)) / 2 - e)).toBeLessThan(1);
    expect(Math.abs((Math.min(...ns) + Math.max(...ns)) / 2 - n)).toBeLessThan(1);
    expect(Math.abs(Math.max(...es) - Math.min(...es) - 184)).toBeLessThan(1);
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
