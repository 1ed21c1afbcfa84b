import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import type { IssuedPaper, StatementSummary, VerifiedPaper } from '@sommier/domain/papers';
import { importFormats, runImport } from '../../server/src/features/imports/index.ts';
import { haveSamples, sample } from '../register/kit.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const hasPoppler = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].some((p) => existsSync(p));
const MONTREAL = sample('property/montreal_batiments_municipaux.csv');
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const AT = '/api/communes/HERE/papers/statements';

describe.each(await engines())('statutory papers, %s', (engine) => {
  let server: TestServer, agent: Call;
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  beforeAll(async () => { server = await testServer({ engine, jobs: true }); agent = await server.as('agent'); }, 240_000);
  afterAll(async () => { await server.close(); rmSync(folder, { recursive: true, force: true }); });

  const raw = (sql: string, bindings: Record<string, unknown> = {}): Promise<unknown> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(sql, bindings as never));
  const issue = async (body: object, call = agent): Promise<{ paper: IssuedPaper; file: Buffer; path: string }> => {
    const asked = await call('POST', AT, body);
    expect(asked.status).toBe(202);
    const { job, paper: id } = asked.json<{ job: string; paper: string }>();
    for (let i = 0; i < 600; i += 1) { const { state } = (await call('GET', `/api/communes/HERE/jobs/${job}`)).json<{ state: string }>(); if (state !== 'queued' && state !== 'running') break; await pause(100); }
    const paper = (await call('GET', `${AT}?size=100`)).json<{ rows: IssuedPaper[] }>().rows.find((p) => p.id === id)!;
    const file = await call('GET', `${AT}/${id}/file`);
    expect([paper.state, file.status]).toEqual(['issued', 200]);
    const path = join(folder, `${paper.number}.${paper.format}`);
    writeFileSync(path, file.bytes);
    return { paper, file: file.bytes, path };
  };
  const summary = async (kind: string, day?: string): Promise<StatementSummary> => (await agent('GET', `${AT}/summary?kind=${kind}${day === undefined ? '' : `&day=${day}`}`)).json();
  const verify = async (body: object): Promise<VerifiedPaper> => (await (await server.as(null))('POST', '/api/papers/verify', body)).json();

  (haveSamples ? test : test.skip)('domain-property §4 case 8, Montréal: 2,075 properties accounted for, sums as in the file, missing fields as counted there', async () => {
    const formats = await importFormats();
    const commune = { ...server.communes.HERE, currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' };
    await runImport(server.deps.db, { commune, format: formats.get('assets')!, file: MONTREAL, options: {} });
    // Counted here from the file itself, by nothing of ours.
    const rows = parse(readFileSync(MONTREAL), { bom: true, columns: true }) as Record<string, string>[];
    const number = (text: string | undefined): number => (Number.isFinite(Number(text)) ? Number(text) : 0);
    const sum = (key: string): number => Math.round(rows.reduce((n, r) => n + (number(r[key]) > 0 ? Math.round(number(r[key]) * 10_000) : 0), 0)) / 10_000;
    const s = await summary('sommier');
    expect([s.register, s.listed, s.total.n, s.parts.reduce((n, p) => n + p.n, 0)]).toEqual([2075, 2075, 2075, 2075]);
    expect([s.total.builtAreaM2, s.total.footprintM2]).toEqual([sum('builtArea'), sum('buildingArea')]);
    const missing = Object.fromEntries(s.missing.map((m) => [m.field, m.n])), checks = Object.fromEntries(s.checks.map((c) => [c.key, c.n]));
    // data/README.md: 700 without year, 814 footprint 0 or blank, 70 with builtArea <= 1, 378 addresses without number.
    expect([missing['yearBuilt'], missing['footprintM2'], checks['built_area_of_one'], checks['address_without_number']]).toEqual([700, 814, 70, 378]);
    expect([missing['domainClass'], missing['titleState'], missing['deedReference'], missing['name']]).toEqual([2075, 2075, 2075, 0]);
    // The register's own screen counts the same.
    const screen = (await agent('GET', '/api/communes/HERE/assets?size=1')).json<{ total: number }>().total;
    expect(screen).toBe(s.listed);

    const { paper, path, file } = await issue({ kind: 'sommier', language: 'fr' });
    expect(paper).toMatchObject({ rows: 2075, day: s.day, number: expect.stringMatching(/^SC-\d{4}-0001$/) });
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    if (hasPoppler) {
      const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', maxBuffer: 1e9 }).replace(/[\u2066-\u2069]/g, '').replace(/\u00a0/g, ' ');
      expect(text).toContain('Au registre : 2 075 biens = 2 075 portés ici');
      expect(text).toMatch(/Année de construction\s+2 075\s+700/);
      expect(text).toMatch(/Emprise \(m²\)\s+2 075\s+814/);
      expect(text).toMatch(/Adresse absente ou sans numéro de voie\s+378/);
      const pages = [...text.matchAll(/page (\d+)\/(\d+)/g)];
      expect(pages.map((m) => Number(m[1]))).toEqual(Array.from({ length: paper.pages ?? 0 }, (_x, i) => i + 1));
      expect(new Set(pages.map((m) => Number(m[2])))).toEqual(new Set([paper.pages]));
      // Every property stands once: its code begins a line of the table.
      for (const code of ['1', '2075'].map((n) => rows[Number(n) - 1]?.['buildingName'] ?? '')) expect(text).toContain(code.slice(0, 18));
    }
    const book = await issue({ kind: 'sommier', language: 'fr', format: 'xlsx' });
    const sheet = await readSheet(book.path, 'Biens') as unknown[][];
    const built = sheet[0]!.indexOf('Bâti (m²)');
    expect(sheet.length - 1).toBe(2075);
    expect(Math.round(sheet.slice(1).reduce((n, r) => n + Math.round(Number(r[built] ?? 0) * 10_000), 0)) / 10_000).toBe(s.total.builtAreaM2);
    await raw('delete from asset where commune_id = current_commune()');
  }, 240_000);

  test('domain-property §4 case 8: two registers, each with its sums; a part is not counted again beside the whole; what left is said', async () => {
    await raw(`insert into asset (commune_id, code, name, name_ar, level, nature, status, domain_class, title_state, title_number, land_area_m2, address, district, gross_value_minor, acquired_on, inventory_number, use_code)
      values (current_commune(), 'A-1', 'Place du Marché', 'ساحة السوق', 'site', 'land', 'active', 'public_artificiel', 'titre_foncier', '12345/A', 1000.25, '1 place du Marché', 'Médina', 1000000, '2020-01-01', 'INV-1', 'green_space'),
        (current_commune(), 'B-1', 'Immeuble de rapport', 'عمارة للكراء', 'site', 'building', 'active', 'prive_patrimonial', 'requisition', null, 500, '2 rue du Puits', 'Médina', 3650000, '2025-01-01', 'INV-2', 'rental'),
        (current_commune(), 'C-1', 'Vendu', null, 'site', 'land', 'disposed', 'prive_patrimonial', null, null, 70, null, null, null, null, null, null),
        (current_commune(), 'D-1', 'Prêté par l’État', null, 'site', 'building', 'active', 'etat_mis_a_disposition', 'sans_document', null, 80, null, 'Bab Souika', null, null, null, null)`);
    await raw(`insert into asset (commune_id, code, name, level, nature, status, domain_class, parent_id, land_area_m2) select current_commune(), 'B-1-B', 'Bâtiment', 'building', 'building', 'active', 'prive_patrimonial', a.id, 200 from asset a where a.commune_id = current_commune() and a.code = 'B-1'`);
    const s = await summary('sommier');
    expect([s.register, s.listed, s.left]).toEqual([5, 4, [{ reason: 'out', n: 1 }]]);
    expect(s.parts.map((p) => [p.key, p.n, p.registerAreaM2])).toEqual([['public', 1, 1000.25], ['private', 2, 500], ['other', 1, 80]]);
    expect([s.total.registerAreaM2, s.checks.find((c) => c.key === 'part_of_another')?.n]).toEqual([1580.25, 1]);
    // A title number is asked for only where there is a title or an application.
    expect(s.missing.find((m) => m.field === 'titleNumber')).toMatchObject({ of: 2, n: 1 });

    // État de l'actif: ten years set for income property; depreciation to the day; what is held from others is no asset.
    const manager = await server.as('manager');
    expect((await agent('PUT', '/api/communes/HERE/papers/durations', { rows: [] })).status).toBe(403);
    expect((await manager('PUT', '/api/communes/HERE/papers/durations', { rows: [{ account: '21321', years: 10 }] })).status).toBe(200);
    const e = await summary('etat_actif');
    expect(e.left).toEqual([{ reason: 'out', n: 1 }, { reason: 'others', n: 1 }]);
    const rent = e.parts.find((p) => p.key === '21321')!, land = e.parts.find((p) => p.key === '2113')!;
    expect(BigInt(rent.previousMinor) + BigInt(rent.yearMinor) + BigInt(rent.netMinor)).toBe(BigInt(rent.grossMinor));
    expect(BigInt(rent.previousMinor) > 0n).toBe(true);
    expect([land.grossMinor, land.netMinor, land.yearMinor]).toEqual(['1000000', '1000000', '0']);
    // The workbook's lines, summed here, are the sums of the screen.
    const book = async (kind: string): Promise<{ rows: unknown[][]; sum: (heading: string, decimals: number) => bigint }> => {
      const [head = [], ...rows] = await readSheet((await issue({ kind, language: 'fr', format: 'xlsx' })).path, 'Biens') as unknown[][];
      return { rows, sum: (heading, decimals) => {
        expect(head).toContain(heading);
        return rows.reduce((n, r) => n + BigInt(Math.round(Number(r[head.indexOf(heading)] ?? 0) * 10 ** decimals)), 0n);
      } };
    };
    const assets = await book('etat_actif');
    expect([assets.rows.length, ...['Valeur brute (TND)', 'Amort. antérieurs', 'Amort. exercice', 'Valeur nette'].map((h) => assets.sum(h, 3))])
      .toEqual([e.listed, ...[e.total.grossMinor, e.total.previousMinor, e.total.yearMinor, e.total.netMinor].map(BigInt)]);
    // 200 m² of a part stand on its own line, within its whole and so outside the sum.
    const listed = await book('inventory'), counted = await summary('inventory');
    expect([listed.rows.length, ...['Registre (m²)', 'Bâti (m²)', 'Emprise (m²)'].map((h) => Number(listed.sum(h, 4)) / 10_000)])
      .toEqual([counted.listed, ...[counted.total.registerAreaM2 + 200, counted.total.builtAreaM2, counted.total.footprintM2]]);
    if (hasPoppler) {
      const text = execFileSync('pdftotext', ['-layout', (await issue({ kind: 'etat_actif', language: 'fr' })).path, '-'], { encoding: 'utf8' }).replace(/[\u2066-\u2069]/g, '').replace(/\u00a0/g, ' ');
      for (const words of ['21321 Immeubles de rapport', 'INV-2', '10 ans', '3 650,000', 'État de l’actif']) expect(text).toContain(words);
      const arabic = execFileSync('pdftotext', ['-layout', (await issue({ kind: 'sommier', language: 'ar' })).path, '-'], { encoding: 'utf8' }).normalize('NFKC').replace(/[\u2066-\u2069\u200e\u200f]/g, '');
      for (const words of ['سجل محتويات الأملاك', 'الدفتر الأول', 'الملك العمومي', 'ساحة السوق', 'عمارة للكراء', 'رسم عقاري', '12345/A']) expect(arabic).toContain(words);
    }
    const inventory = await summary('inventory');
    expect(inventory.parts.map((p) => [p.key, p.n])).toEqual([['Bab Souika', 1], ['Médina', 2], ['', 1]]);
  }, 240_000);

  test('a cut-off in the past is the register as it stood that day', async () => {
    // Everything above happened yesterday; since then one was corrected twice, one deleted, one made, one put in the bin.
    await server.deps.db.asOwner(async (tx) => {
      await tx.raw(`update asset_action set at = at - interval '1 day'`);
      await tx.raw(`update asset set created_at = created_at - interval '1 day'`);
    });
    const yesterday = (await summary('sommier')).day;
    const day = new Date(Date.parse(yesterday) - 86_400_000).toISOString().slice(0, 10);
    const before = await summary('sommier', day);
    expect([before.register, before.total.registerAreaM2]).toEqual([5, 1580.25]);
    await raw(`update asset set land_area_m2 = 900, domain_class = 'prive_affecte' where commune_id = current_commune() and code = 'A-1'`);
    await raw(`update asset set land_area_m2 = 800 where commune_id = current_commune() and code = 'A-1'`);
    await raw(`insert into asset (commune_id, code, name, land_area_m2) values (current_commune(), 'E-1', 'Neuf', 5)`);
    await raw(`delete from asset where commune_id = current_commune() and code = 'D-1'`);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      await tx.raw(`select set_config('sommier.bin', 'shown', true)`);
      await tx.raw(`with b as (insert into asset_bin (commune_id, kind, root_id, root_code, root_name, assets) select current_commune(), 'recycled', a.id, a.code, a.name, 1 from asset a where a.commune_id = current_commune() and a.code = 'C-1' returning id)
        update asset set bin_id = (select id from b) where commune_id = current_commune() and code = 'C-1'`);
    });
    expect(await summary('sommier', day)).toEqual({ ...before, version: expect.any(String) });
    const now = await summary('sommier');
    expect(now.parts.map((p) => [p.key, p.n, p.registerAreaM2])).toEqual([['private', 3, 1300], ['undetermined', 1, 5]]);
    const { paper, path } = await issue({ kind: 'sommier', language: 'fr', day });
    expect(paper).toMatchObject({ rows: 4, day });
    if (hasPoppler) {
      const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/[\u2066-\u2069]/g, '').replace(/\u00a0/g, ' ');
      expect(text).toContain('Prêté par l’État');
      expect(text).toContain('1 000,25');
      expect(text).not.toContain('Neuf');
    }
    expect((await agent('POST', AT, { kind: 'sommier', day: '2999-01-01' })).json<{ reason?: string; detail?: { reason: string } }>()).toMatchObject({ code: 'rule_refused' });
  }, 120_000);

  test('a paper is kept with its hash; whoever holds it may ask whether it is the one issued, and nobody else learns anything', async () => {
    const { paper, file } = await issue({ kind: 'inventory', language: 'en' });
    const digest = (await import('node:crypto')).createHash('sha256').update(file).digest('hex');
    expect(paper.sha256).toBe(digest);
    expect(await verify({ code: ` ${paper.code!.toLowerCase().replace(/(.{4})/g, '$1-')} ` })).toMatchObject({ found: true, paper: { kind: 'inventory', number: paper.number, sha256: digest } });
    expect(await verify({ sha256: digest.toUpperCase() })).toMatchObject({ found: true, paper: { number: paper.number } });
    const forged = Buffer.from(file);
    forged[forged.length - 20] = (forged[forged.length - 20] ?? 0) ^ 1;
    const wrong = (await import('node:crypto')).createHash('sha256').update(forged).digest('hex');
    expect(await verify({ sha256: wrong })).toEqual({ found: false, paper: null });
    expect(await verify({ code: '0000000000000000' })).toEqual({ found: false, paper: null });
    expect((await (await server.as(null))('POST', '/api/papers/verify', {})).status).toBe(400);
    // Numbers without a gap, each with its paper; the other commune sees none; an issued paper cannot be changed.
    const list = (await agent('GET', `${AT}?size=100`)).json<{ rows: IssuedPaper[] }>().rows;
    for (const series of ['SC', 'EA', 'IN']) { const numbers = list.map((p) => p.number).filter((n) => n.startsWith(series)).map((n) => Number(n.slice(-4))).sort((a, b) => a - b); expect(numbers).toEqual(numbers.map((_n, i) => i + 1)); }
    expect((await (await server.as('agent', 'THERE'))('GET', '/api/communes/THERE/papers/statements')).json<{ total: number }>().total).toBe(0);
    expect((await (await server.as('agent', 'THERE'))('GET', `/api/communes/THERE/papers/statements/${paper.id}/file`)).status).toBe(404);
    await expect(raw(`update issued_paper set day = '2000-01-01' where commune_id = current_commune() and id = :id`, { id: paper.id })).rejects.toThrow(/never changed/);
    expect((await (await server.as('viewer'))('POST', AT, { kind: 'sommier' })).status).toBe(403);
  }, 120_000);
});
