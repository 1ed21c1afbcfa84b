import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sheetScale } from '@sommier/domain/papers';
import type { Language } from '@sommier/domain/shared';
import { openLayers, readMap } from '../../server/src/features/papers/map-box.ts';
import { makeSheets } from '../../server/src/features/papers/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const textOf = (path: string): string => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
const hasPoppler = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].some((p) => existsSync(p));
const read = hasPoppler ? test : test.skip;
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const LON = 10.18, LAT = 36.8;

test('a sheet’s scale is round, and what is drawn fits with its surroundings', () => {
  expect(sheetScale({ width: 20, height: 10 }, { width: 110, height: 78 })).toBe(500);
  expect(sheetScale({ width: 0, height: 0 }, { width: 110, height: 78 })).toBe(1000);
  expect(sheetScale({ width: 100, height: 100 }, { width: 110, height: 78 })).toBe(2000);
  expect(sheetScale({ width: 9e6, height: 9e6 }, { width: 110, height: 78 })).toBe(200_000);
});

describe.each(await engines())('sheets of properties, %s', (engine) => {
  let server: TestServer, agent: Call, commune: number;
  const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    agent = await server.as('agent');
    commune = server.communes.HERE.id;
    await server.deps.db.inCommune({ commune }, async (tx) => {
      // A square of 100 m among parcels, a neighbour, one without a place.
      const square = `st_makeenvelope(:lon, :lat, st_x(st_project(st_setsrid(st_makepoint(:lon, :lat), 4326)::geography, 100, pi() / 2)::geometry), st_y(st_project(st_setsrid(st_makepoint(:lon, :lat), 4326)::geography, 100, 0)::geometry), 4326)`;
      const at = { lon: LON, lat: LAT };
      await tx.raw(`insert into asset (commune_id, code, name, name_ar, level, nature, domain_class, title_state, title_number, title_area_m2, contract_area_m2, district, address, geom)
        select current_commune(), 'TN-0001', 'École de la rue d’Alger', 'مدرسة نهج الجزائر', 'building', 'building', 'public_par_affectation', 'titre_foncier', '12345/A', 9990, 8000, 'Médina', '12 rue d’Alger', ${square}`, at);
      await tx.raw(`insert into asset (commune_id, code, name, geom) select current_commune(), 'TN-0002', 'Voisin', st_translate(${square}, 0.0015, 0)`, at);
      await tx.raw(`insert into asset (commune_id, code, name, title_state) values (current_commune(), 'TN-0003', 'Sans lieu', 'requisition')`);
      await tx.raw(`insert into parcel (commune_id, source_key, reference, geom) select current_commune(), i::text, 'P-' || i, st_translate(${square}, (i - 2) * 0.0006, 0) from generate_series(0, 4) i`, at);
    });
  }, 240_000);
  afterAll(async () => { await server.close(); rmSync(folder, { recursive: true, force: true }); });

  const sheets = async (selection: object, language: Language): Promise<{ path: string; made: Awaited<ReturnType<typeof makeSheets>> }> => {
    const path = join(folder, `${language}-${Math.random()}.pdf`);
    return { path, made: await makeSheets(server.deps, { commune }, 'agent', { selection: selection as never, language }, path, { progress: () => undefined }) };
  };

  read('one says who, where, in which legal state, and the areas side by side', async () => {
    const { path, made } = await sheets({ filter: { q: 'alger' } }, 'fr');
    expect(made).toMatchObject({ sheets: 1 });
    const text = textOf(path);
    for (const words of ['École de la rue d’Alger', 'TN-0001', '12345/A', 'titre foncier', 'domaine public par affectation', '12 rue d’Alger', 'P-2', 'Champs obligatoires non renseignés']) expect(text).toContain(words);
    // Contract 8 000 against a title of 9 990: beyond any tolerance, and said.
    expect(text).toMatch(/Contrat\s+8\s000/);
    expect(text).toContain('Écart supérieur à la tolérance');
    expect(text).toMatch(/Plan au 1:2\s?000, système EPSG:\d+/);
  });
  read('one says how far its title is, step by step, and what it was valued at', async () => {
    const id = (await agent('POST', '/api/communes/HERE/assets/search', { filter: { q: 'voisin' } })).json<{ rows: { id: string }[] }>().rows[0]!.id;
    const file = (await agent('POST', '/api/communes/HERE/titles', { assetId: id, steps: [{ kind: 'deposit', on: '2019-03-12', number: 'R 16604/31' }, { kind: 'boundary', on: '2019-06-08' }] })).json<{ id: string }>();
    expect((await agent('POST', `/api/communes/HERE/titles/${file.id}/oppositions`, { opponent: 'Brahim Aït Baha', filedOn: '2019-07-01', areaM2: 120 })).status).toBe(201);
    const { rows: [here] } = await server.deps.db.inCommune({ commune }, (tx) => tx.raw('select currency from commune where id = current_commune()')) as { rows: { currency: string }[] };
    const currency = here!.currency;
    const valued = await agent('POST', `/api/communes/HERE/assets/${id}/valuations`, { purpose: 'inventory', basis: 'book_value', valuedOn: '2025-01-01', inputs: { method: 'administrative', currency, gross: '1000000', years: 0, life: null } });
    expect([valued.status, valued.status === 201 ? '' : valued.text]).toEqual([201, '']);
    const text = textOf((await sheets({ filter: { q: 'voisin' } }, 'fr')).path);
    for (const words of ['Dossier d’immatriculation', 'R 16604/31', 'dépôt de la réquisition', '12/03/2019', 'bornage', '08/06/2019', 'Évaluations', 'valeur comptable', 'brouillon, non signée']) expect(text).toContain(words);
    expect(text).toMatch(/1.000.000/);
    expect(text).not.toContain('Brahim');
  });
  read('in Arabic and in English', async () => {
    const { path } = await sheets({ filter: { q: 'alger' } }, 'ar');
    const arabic = textOf(path).normalize('NFKC');
    for (const words of ['بطاقة', 'رسم عقاري', 'TN-0001']) expect(arabic).toContain(words);
    expect(textOf((await sheets({ filter: { q: 'alger' } }, 'en')).path)).toContain('land title');
  });
  read('a batch holds what was ticked, or what a filter shows, and nothing else: each property once, in the order of its code', async () => {
    const all = (await agent('POST', '/api/communes/HERE/assets/search?size=100', { filter: {} })).json<{ rows: { id: string; code: string; titleState: string | null }[] }>().rows;
    const id = (code: string): string => all.find((a) => a.code === code)?.id ?? '';
    const codes = (text: string): string[] => ['TN-0001', 'TN-0002', 'TN-0003'].filter((c) => text.includes(c));
    const ticked = await sheets({ ids: [id('TN-0003'), id('TN-0001'), id('TN-0003')] }, 'fr');
    expect([ticked.made.sheets, codes(textOf(ticked.path))]).toEqual([2, ['TN-0001', 'TN-0003']]);
    expect(textOf(ticked.path).indexOf('TN-0001')).toBeLessThan(textOf(ticked.path).indexOf('TN-0003'));
    const state = 'requisition', same = all.filter((a) => a.titleState === state).map((a) => a.code).sort();
    expect([same.length > 0, same.length < all.length]).toEqual([true, true]);
    const filtered = await sheets({ filter: { title: state } }, 'fr');
    expect([filtered.made.sheets, codes(textOf(filtered.path))]).toEqual([same.length, same]);
  });
  read('one without a place says so, and guesses none', async () => {
    const text = textOf((await sheets({ filter: { located: 'no' } }, 'fr')).path);
    expect(text).toContain('aucune n’est devinée');
    expect(text).not.toContain('Plan au');
  });

  test('the map is at its scale: 100 m of ground are as long on paper as they say', async () => {
    const { db } = server.deps;
    await db.inSnapshot({ commune }, async (readPiece) => {
      const sources = await readPiece(openLayers);
      const map = await readMap(readPiece, { lon: LON + 0.00056, lat: LAT + 0.00045, width: 100, height: 100 }, 4326, sources);
      const shape = map?.layers.find((l) => l.source.layer === 'assets')?.shapes.find((s) => s.shape.type === 'Polygon');
      // The longest side, whichever way the grid's north turns it.
      const ring = shape?.shape.type === 'Polygon' ? shape.shape.coordinates[0] ?? [] : [];
      const sides = ring.slice(1).map(([x = 0, y = 0], i) => Math.hypot(x - (ring[i]?.[0] ?? 0), y - (ring[i]?.[1] ?? 0)));
      const millimetres = Math.max(...sides) / (72 / 25.4);
      expect(Math.abs(millimetres / (100 * 1000 / (map?.scale ?? 1)) - 1)).toBeLessThan(0.003);
    });
  });

  test('a batch is a job with its progress; its file is for who asked for it', async () => {
    const asked = await agent('POST', '/api/communes/HERE/papers/sheets', { selection: { filter: {} }, language: 'fr' });
    expect([asked.status, asked.json<{ sheets: number }>().sheets]).toEqual([202, 3]);
    const { job } = asked.json<{ job: string }>();
    for (let i = 0; i < 100; i += 1) { if ((await agent('GET', `/api/communes/HERE/jobs/${job}`)).json<{ state: string }>().state === 'done') break; await pause(200); }
    expect((await agent('GET', `/api/communes/HERE/jobs/${job}`)).json()).toMatchObject({ state: 'done', done: 3, total: 3, result: { rows: 3 } });
    const file = await agent('GET', `/api/communes/HERE/papers/sheets/${job}/file`);
    expect([file.status, file.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    if (hasPoppler) {
      const path = join(folder, 'batch.pdf');
      writeFileSync(path, file.bytes);
      const text = textOf(path);
      for (const code of ['TN-0001', 'TN-0002', 'TN-0003']) expect(text).toContain(code);
      // Each sheet counts its own pages.
      expect(text.match(/page 1\/\d/g)).toHaveLength(3);
    }
    expect((await (await server.as('manager'))('GET', `/api/communes/HERE/papers/sheets/${job}/file`)).status).toBe(404);
    expect((await (await server.as('viewer'))('POST', '/api/communes/HERE/papers/sheets', { selection: { filter: {} } })).status).toBe(403);
    expect((await agent('POST', '/api/communes/HERE/papers/sheets', { selection: { ids: ['999999'] } })).status).toBe(422);
    expect((await (await server.as('agent', 'THERE'))('POST', '/api/communes/THERE/papers/sheets', { selection: { filter: {} } })).status).toBe(422);
  }, 120_000);

  test('stops when told to, and does not grow with the number of sheets', async () => {
    await server.deps.db.inCommune({ commune }, (tx) => tx.raw(`insert into asset (commune_id, code, name) select current_commune(), 'L-' || lpad(i::text, 4, '0'), 'Local ' || i from generate_series(1, 120) i`));
    const abort = new AbortController();
    let reported = 0;
    const stopped = makeSheets(server.deps, { commune }, 'agent', { selection: { filter: { q: 'local' } as never }, language: 'fr' }, join(folder, 'stopped.pdf'), { progress: () => { if ((reported += 1) === 2) abort.abort(new Error('cancelled')); }, signal: abort.signal });
    await expect(stopped).rejects.toThrow('cancelled');
    expect(reported).toBe(2);
    const heaps: number[] = [];
    await makeSheets(server.deps, { commune }, 'agent', { selection: { filter: { q: 'local' } as never }, language: 'fr' }, join(folder, 'many.pdf'), { progress: (done) => { if (done % 20 === 0) { globalThis.gc?.(); heaps.push(process.memoryUsage().arrayBuffers + process.memoryUsage().external); } } });
    expect(heaps.length).toBe(6);
    // What is kept outside the heap (pages, pictures) does not follow the sheets.
    expect(heaps[5]! - heaps[0]!).toBeLessThan(30e6);
    expect(readFileSync(join(folder, 'many.pdf')).subarray(-6).toString()).toContain('EOF');
  }, 240_000);
});
