import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Diagnosis, inhabitantsOf, perThousand } from '@sommier/domain/diagnosis';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
/** Two squares that share the side at 10.01, north in Arabic too, and a place east of both. */
const square = (west: number): string => `MULTIPOLYGON(((${[[west, 36.8], [west + 0.01, 36.8], [west + 0.01, 36.81], [west, 36.81], [west, 36.8]].map((p) => p.join(' ')).join(',')})))`;
const ring = (w: number, s: number, e: number, n: number) => ({ type: 'Polygon', coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] });

const hasPoppler = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].some((p) => existsSync(p));

describe.each(await engines())('the state of the place on the %s database', (engine) => {
  let server: TestServer, manager: Call, agent: Call, viewer: Call, set = '', west = '', east = '';
  const read = async (query = ''): Promise<Diagnosis> => (await viewer('GET', `${at}/diagnosis?set=${set}${query}`)).json<Diagnosis>();
  beforeAll(async () => {
    server = await testServer({ engine });
    [manager, agent, viewer] = [await server.as('manager'), await server.as('agent'), await server.as('viewer')];
    await server.deps.db.asOwner(async (tx) => {
      const commune = server.communes.HERE.id;
      set = ((await tx.raw(`insert into zone_set (commune_id, name, label_field) values (?, 'Quartiers', 'nom') returning id`, [commune])).rows[0] as { id: string }).id;
      const zone = async (label: string, ar: string | null, from: number): Promise<string> => ((await tx.raw(`insert into zone (commune_id, set_id, label, label_ar, geom, area_m2)
        values (:commune, :set, :label, :ar, st_geomfromtext(:wkt, 4326), st_area(st_geomfromtext(:wkt, 4326)::geography)) returning id`, { commune, set, label, ar, wkt: square(from) })).rows[0] as { id: string }).id;
      [west, east] = [await zone('Ouest', 'الغرب', 10), await zone('Est', null, 10.01)];
    });
    for (const [name, directory] of [['locaux', 'premises'], ['pousses', 'startups']]) expect((await agent('POST', `${at}/layers`, { name, title: name, titleAr: 'دليل', directory })).status).toBe(201);
    const add = async (layer: string, attributes: object, geometry: unknown) => { expect((await agent('POST', `${at}/layers/${layer}/features`, { attributes, geometry })).status).toBe(201); };
    await add('locaux', { name: 'A', kind: 'bureau', area_m2: 120 }, { type: 'Point', coordinates: [10.005, 36.805] });
    await add('locaux', { name: 'B', kind: 'atelier', area_m2: 80.5 }, { type: 'Point', coordinates: [10.006, 36.805] });
    // Across the side: it counts in the east, where its inner point lies; its ground is shared; what its sheet states is not added to it.
    await add('locaux', { name: 'C', kind: 'bureau', area_m2: 999 }, ring(10.009, 36.802, 10.014, 36.803));
    await add('locaux', { name: 'D' }, { type: 'Point', coordinates: [10.5, 36.805] });
    await add('locaux', { name: 'E' }, null);
    await add('pousses', { name: 'F', seeks: 'local', seeks_area_m2: 60, contact: 'somebody' }, { type: 'Point', coordinates: [10.015, 36.805] });
  });
  afterAll(async () => { await server.close(); });

  test('features are counted once, by their inner point; ground is measured where it lies; answers are told apart', async () => {
    const d = await read(), all = (name: string) => d.zones.map((z) => [z.label, z.figures.find((f) => f.layer === name)?.count]);
    expect([d.layers.map((l) => l.name).sort(), all('locaux'), all('pousses')]).toEqual([['locaux', 'pousses'], [['Est', 1], ['Ouest', 2]], [['Est', 1], ['Ouest', 0]]]);
    expect(d.layers.find((l) => l.name === 'locaux')).toMatchObject({ count: 5, outside: 1, unlocated: 1 });
    expect(d.layers.find((l) => l.name === 'locaux')?.answers.find((a) => a.field === 'kind')?.values).toEqual([{ value: 'bureau', count: 2 }, { value: 'atelier', count: 1 }]);
    expect(JSON.stringify(d)).not.toContain('somebody');
    const ground = (label: string): number => d.zones.find((z) => z.label === label)?.figures.find((f) => f.layer === 'locaux')?.areaM2 ?? 0;
    // 0.005 by 0.001 degrees at 36.8 north on the ellipsoid is 445.98 m by 110.97 m; a fifth of it lies in the west.
    const whole = 445.98 * 110.97;
    expect(ground('Est')).toBeGreaterThan(whole * 0.8 * 0.999);
    expect(ground('Est')).toBeLessThan(whole * 0.8 * 1.001);
    expect(ground('Ouest') - 200.5).toBeGreaterThan(whole * 0.2 * 0.999);
    expect(ground('Ouest') - 200.5).toBeLessThan(whole * 0.2 * 1.001);
  });

  test('inhabitants come with source and day; one not stated leaves the whole unknown; a zone of another set refuses all', async () => {
    const put = async (call: Call, rows: object[]) => (await call('PUT', `${at}/zone-sets/${set}/inhabitants`, { source: 'Recensement 2024', asOf: '2024-11-01', rows })).status;
    expect(await put(agent, [{ zone: west, inhabitants: 4000 }])).toBe(403);
    expect(await put(manager, [{ zone: west, inhabitants: 4000 }, { zone: '99999999', inhabitants: 1 }])).toBe(404);
    expect((await read()).zones.every((z) => z.inhabitants === null)).toBe(true);
    expect(await put(manager, [{ zone: west, inhabitants: 4000 }])).toBe(204);
    const one = await read('&layers=locaux'), found = one.zones.find((z) => z.id === west);
    expect([found?.inhabitants, found?.source, found?.asOf, inhabitantsOf(one.zones), one.layers.length]).toEqual([4000, 'Recensement 2024', '2024-11-01', null, 1]);
    expect(perThousand(found?.figures[0]?.count ?? 0, found?.inhabitants ?? null)).toBe(0.5);
    expect(await put(manager, [{ zone: east, inhabitants: 0 }])).toBe(204);
    expect([inhabitantsOf((await read()).zones), perThousand(1, 0)]).toEqual([4000, null]);
    expect((await (await server.as('auditor'))('GET', `${at}/audit?size=5`)).text).toContain('zones.inhabitants_set');
  });

  test('a layer kept from a role is neither counted nor told of', async () => {
    const { layers } = (await manager('GET', `${at}/layers`)).json<{ layers: { name: string; cardVersion: number }[] }>();
    const version = String(layers.find((l) => l.name === 'pousses')?.cardVersion ?? 0);
    expect((await manager('PUT', `${at}/layers/pousses/access`, { readers: ['manager'], isPublic: false, publicFields: [] }, { 'if-match': `"v${version}"` })).status).toBe(200);
    expect((await read()).layers.map((l) => l.name)).toEqual(['locaux']);
    expect((await viewer('GET', `${at}/diagnosis?set=${set}&layers=pousses`)).status).toBe(404);
    expect((await (await server.as('manager', 'THERE'))('GET', `/api/communes/THERE/diagnosis?set=${set}`)).status).toBe(404);
  });

  (hasPoppler ? test : test.skip)('the document says the same in the three languages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'diagnosis-'));
    for (const [language, words] of [['fr', [/État des lieux du territoire/, /Recensement 2024/, /Pour 1 000 hab\./, /Ouest +2 +10 104 +0,5\s/, /Est +1 +39 614 +non connu/, /Toutes les zones +3 +49 718 +0,75\s/]], ['en', [/State of the place/, /Recensement 2024/, /Ouest +2 +10,104 +0\.5\s/]], ['ar', [/Recensement 2024/, /تشخيص|المناطق/]]] as const) {
      const made = await manager('GET', `${at}/diagnosis/file?set=${set}&layers=locaux&language=${language}`);
      expect([made.status, made.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const file = join(folder, `${language}.pdf`);
      writeFileSync(file, made.bytes);
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFKC').replace(/[\u2066-\u2069\u200e\u200f]/g, '').replace(/\u00a0|\u202f/g, ' ');
      for (const word of words) expect(text).toMatch(word);
      if (language !== 'ar') continue;
      // Read from the right, the number of zones comes after its words: it stands to their left.
      const boxes = [...execFileSync('pdftotext', ['-bbox', '-l', '1', file, '-'], { encoding: 'utf8' }).matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</g)].map(([, x, y, word]) => ({ x: Number(x), y: Number(y), word: (word ?? '').normalize('NFKC') }));
      const number = boxes.find((b) => /^[\u2066-\u2069]*2[\u2066-\u2069]*$/.test(b.word)), beside = boxes.filter((b) => number !== undefined && Math.abs(b.y - number.y) < 4 && b.x < 300 && /[\u0600-\u06ff]/.test(b.word));
      expect([number !== undefined, beside.length > 0, beside.every((b) => (number?.x ?? 999) < b.x)]).toEqual([true, true, true]);
    }
    expect((await viewer('GET', `${at}/diagnosis/file?set=${set}&language=fr`)).status).toBe(403);
  });
});
