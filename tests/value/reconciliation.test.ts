import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { showCode, type IssuedPaper, type VerifiedPaper } from '@sommier/domain/papers';
import type { DifferenceRow, Reconciliation } from '@sommier/domain/reconciliation';
import { importFormats, runImport, undoImport, type ImportSummary } from '../../server/src/features/imports/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-fixed-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const hasPoppler = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].some((p) => existsSync(p));
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const FILE = `N° inventaire;Compte;Désignation;Date d'acquisition;Valeur brute;Amortissements antérieurs;Amortissement exercice;VNC
inv-1;2131;Hôtel de ville;01/03/1998;1000,500;100;10;890,500
INV-2;2131;École;01/03/1998;2000;0;0;2000
INV-3;2118;Terrain;01/03/1998;500;;;
INV-4;2131;Gymnase;01/03/1998;500;600;;
INV-5;2131;Stade;01/03/1998;500;100;;450
;2131;Sans numéro;01/03/1998;500;;;
INV-9;2131;Serre;;300;;;
`;

describe.each(await engines())('the accountant’s file beside the register (%s)', (engine) => {
  let server: TestServer, agent: Call, commune: { id: number; code: string; currency: string; srid: number; timezone: string }, batch = '';
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    agent = await server.as('agent');
    commune = { id: server.communes.HERE.id, code: 'HERE', currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' };
    await server.deps.db.inCommune({ commune: commune.id }, (tx) => tx.raw(`insert into asset (commune_id, code, name, inventory_number, gross_value_minor, acquired_on, status) values
      (current_commune(), 'A1', 'Mairie', 'INV-1', 1000500, '1998-03-01', 'active'), (current_commune(), 'A2', 'École', 'Inv-2', 2500000, '1998-03-02', 'active'), (current_commune(), 'A7', 'Marché', 'INV-7', 70000, null, 'active'),
      (current_commune(), 'A8', 'Kiosque', null, 8000, null, 'active'), (current_commune(), 'A10', 'Vendu', 'INV-10', 9000, null, 'disposed'), (current_commune(), 'A11', 'Jardin', null, null, null, 'active')`));
  });
  afterAll(async () => { await server.close(); });
  const run = async (text: string): Promise<ImportSummary> => {
    const file = join(folder, 'actif.csv');
    writeFileSync(file, text);
    const format = (await importFormats()).get('fixed-assets');
    if (format === undefined) throw new Error('no format');
    return runImport(server.deps.db, { commune, format, file, options: { format: 'fixed-assets' } });
  };
  const read = async (query = ''): Promise<Reconciliation> => (await agent('GET', `/api/communes/HERE/reconciliation?size=100${query}`)).json<Reconciliation>();

  test('a line whose figures do not hold together is refused with the figure; the same file again brings nothing', async () => {
    const done = await run(FILE);
    batch = done.batch ?? '';
    expect(done).toMatchObject({ rows: 7, inserted: 4, refused: 3 });
    expect(done.refusals.map((r) => [r.row, r.column, r.code])).toEqual([[5, 'prior_depreciation', 'fixed_depreciation_over'], [6, 'net_value', 'fixed_net_mismatch'], [7, 'inventory_number', 'fixed_number_missing']]);
    expect(await run(FILE)).toMatchObject({ inserted: 0, updated: 0, unchanged: 4, removed: 0 });
  });
  test('matched by inventory number; every difference of its kind; the sums of both sides hold', async () => {
    const found = await read();
    expect(found.rows.map((d) => [d.kind, d.key, d.hereValue, d.thereValue])).toEqual([['missing_here', 'INV-3', null, '500000'], ['missing_here', 'INV-9', null, '300000'], ['missing_there', 'INV-7', '70000', null], ['no_number', 'A8', '8000', null], ['value', 'INV-2', '2500000', '2000000'], ['date', 'INV-2', '2500000', '2000000']]);
    expect(found).toMatchObject({ matched: 2, equal: 1, here: { count: 4, gross: '3578500' }, there: { count: 4, gross: '3800500', net: '3690500' } });
    const gap = found.counts.reduce((n, c) => n + BigInt(c.gap), 0n);
    expect(gap).toBe(BigInt(found.there.gross) - BigInt(found.here.gross));
  });
  test('settled with a reason, and open again when one side changes', async () => {
    const settle = (body: object): ReturnType<Call> => agent('POST', '/api/communes/HERE/reconciliation/settlements', body);
    expect((await settle({ kind: 'value', key: 'INV-2', settlement: 'accountant_right', reason: '' })).status).toBe(400);
    expect((await settle({ kind: 'value', key: 'INV-1', settlement: 'explained', reason: 'rien à dire' })).status).toBe(404);
    expect((await settle({ kind: 'value', key: 'INV-2', settlement: 'accountant_right', reason: 'travaux de 2010 comptés deux fois' })).json<DifferenceRow>()).toMatchObject({ settlement: 'accountant_right', lapsed: false });
    expect((await read('&open=yes')).total).toBe(5);
    await server.deps.db.inCommune({ commune: commune.id }, (tx) => tx.raw(`update asset set gross_value_minor = 2600000 where code = 'A2'`));
    expect((await read('&open=yes')).rows.find((d) => d.kind === 'value')).toMatchObject({ lapsed: true, reason: 'travaux de 2010 comptés deux fois' });
    const csv = await agent('GET', '/api/communes/HERE/reconciliation/file?format=csv');
    expect(csv.text.trim().split('\n')).toHaveLength(7);
  });
  test('the report is a paper: numbered, kept, verified by its code; it holds both sides, every difference, what was decided and why', async () => {
    const AT = '/api/communes/HERE/papers/statements';
    expect((await agent('POST', AT, { kind: 'reconciliation', day: '2020-01-01' })).json()).toMatchObject({ code: 'rule_refused', reason: 'papers.reconciliation.today' });
    await agent('POST', '/api/communes/HERE/reconciliation/settlements', { kind: 'missing_there', key: 'INV-7', settlement: 'to_correct', reason: 'à porter à l’actif en 2027' });
    const issue = async (language: string, format: string): Promise<{ paper: IssuedPaper; path: string }> => {
      const asked = await agent('POST', AT, { kind: 'reconciliation', language, format });
      expect([asked.status, asked.status === 202 ? '' : asked.text]).toEqual([202, '']);
      const { job, paper: id } = asked.json<{ job: string; paper: string }>();
      for (let i = 0; i < 300; i += 1) { const { state } = (await agent('GET', `/api/communes/HERE/jobs/${job}`)).json<{ state: string }>(); if (state !== 'queued' && state !== 'running') break; await pause(100); }
      const paper = (await agent('GET', `${AT}?kind=reconciliation`)).json<{ rows: IssuedPaper[] }>().rows.find((p) => p.id === id);
      if (paper === undefined) throw new Error('not in the list');
      const path = join(folder, `${paper.number}.${format}`);
      writeFileSync(path, (await agent('GET', `${AT}/${id}/file`)).bytes);
      return { paper, path };
    };
    const { paper, path } = await issue('fr', 'pdf');
    expect(paper).toMatchObject({ state: 'issued', kind: 'reconciliation', rows: 6, number: expect.stringMatching(/^RA-\d{4}-0001$/) });
    expect((await (await server.as(null))('POST', '/api/papers/verify', { code: paper.code })).json<VerifiedPaper>()).toMatchObject({ found: true, paper: { kind: 'reconciliation', number: paper.number, sha256: paper.sha256 } });
    const plain = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFKC').replace(/[\u2066-\u2069\u200e\u200f]/g, '').replace(/\u00a0/g, ' ');
    if (hasPoppler) {
      const text = plain(path);
      // Both sides add up to the totals of the screen, and the paper says how many differences are left.
      const { here, there } = await read();
      const said = (minor: string): string => `${minor.slice(0, -3).replace(/\B(?=(\d{3})+(?!\d))/g, ' ')},${minor.slice(-3)}`;
      expect(text).toContain(`${said(here.gross)}`);
      expect(text).toMatch(new RegExp(`Total +\\d+ +${said(here.gross)} +${said(there.gross)}`));
      expect(text).toContain('Ce rapprochement est arrêté à 6 écarts. Réglés : 1 ; à régler : 5.');
      for (const words of ['Écarts à régler (5)', 'Écarts réglés (1)', 'INV-7', 'à porter à l’actif en 2027', 'à revoir : les données ont changé', 'Serre', `page 1/${String(paper.pages)}`]) expect(text).toContain(words);
      // The code stands whole on every page.
      expect(text.split(showCode(paper.code ?? '')).length - 1).toBe((paper.pages ?? 0) + 1);
      const arabic = plain((await issue('ar', 'pdf')).path);
      for (const words of ['المقاربة مع قائمة الأصول لدى المحاسب', 'فوارق للحسم', 'غير موجود في السجل', 'INV-3']) expect(arabic).toContain(words);
    }
    const sheet = await readSheet((await issue('fr', 'xlsx')).path, 'Rapprochement') as unknown[][];
    expect(sheet.slice(1).map((r) => r[1] ?? r[2])).toEqual((await read()).rows.map((d) => d.inventoryNumber ?? d.code));
    expect((await (await server.as('viewer'))('POST', AT, { kind: 'reconciliation' })).status).toBe(403);
  });
  test('a later file takes away what it no longer names; taken back, the one before stands again', async () => {
    const next = await run('N° inventaire;Compte;Valeur brute\nINV-1;2131;1000,500\n');
    expect(next).toMatchObject({ inserted: 0, updated: 1, removed: 3 });
    expect((await read()).there.count).toBe(1);
    const formats = await importFormats();
    const undo = (id: string): Promise<unknown> => server.deps.db.inCommune({ commune: commune.id }, (tx) => undoImport(tx, commune, id, (name) => formats.get(name), { person: null }));
    await expect(undo(batch)).rejects.toThrow(/changed since/);
    await undo(next.batch ?? '');
    expect(await read()).toMatchObject({ there: { count: 4, gross: '3800500', net: '3690500' } });
  });
});
