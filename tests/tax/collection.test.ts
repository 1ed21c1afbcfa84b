import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssessmentRun } from '@sommier/domain/assessments';
import { paymentReference, showReference, type ClaimRow, type FileSheet, type Roll } from '@sommier/domain/collection';
import type { TaxpayerSheet } from '@sommier/domain/taxpayers';
import { TaxFact, TaxRule } from '@sommier/domain/tax';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import decodeQR from 'qr/decode.js';
import { claimNumber, claimNumberSql } from '../../server/src/features/collection/claim-number.ts';
import { importCommune, importFormats, runImport } from '../../server/src/features/imports/index.ts';
import { verifyLedger } from '../../server/src/features/ledger/index.ts';
import { ended } from '../faults/city.ts';
import { engines } from '../support/db.ts';
import { sommier } from '../support/process.ts';
import { testServer, type Answer, type Call, type TestServer } from '../support/server.ts';
import { plantFacts, plantRules } from './facts.ts';

const base = '/api/communes/HERE';
const RULES = [TaxRule.parse({ key: 'night', tax: 'stay-tax', label: { fr: 'Taxe de séjour', ar: 'معلوم الإقامة' }, legal: { ref: 'LF 2018, art. 49', status: 'law' }, from: '2025-01-01', basis: 'person_night', currency: 'TND', amount: '1.5', maxNightsPerStay: 10 })];
const stay = (ref: string, guests: number): TaxFact => TaxFact.parse({ ref, kind: 'stay', arrival: '2026-01-10', departure: '2026-01-14', guests: [{ count: guests, adult: true }], unit: ref });

describe.each(await engines())('collection of a tax, %s', (engine) => {
  let server: TestServer, officer: Call, manager: Call, admin: Call, parties: string[], run: string, claims: ClaimRow[], day: string;
  const inHere = <T,>(work: Parameters<TestServer['deps']['db']['inCommune']>[1]): Promise<T> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, work) as Promise<T>;
  const back = (days: number): string => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
  const balanced = async (): Promise<void> => { expect(await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).toMatchObject({ green: true, faults: [] }); };
  const said = (a: Answer): string => a.json<{ message: string }>().message;
  const post = (who: Call, path: string, body: object = {}) => who('POST', `${base}/${path}`, body);
  const file = async (id: string): Promise<FileSheet> => (await officer('GET', `${base}/collection/files/${id}`)).json<FileSheet>();
  /** Time goes by: every step and its reception move into the past together. */
  const pass = (days: number) => server.deps.db.asOwner((tx) => tx.raw(`alter table collection_step disable trigger collection_step_append_only; update collection_step set on_day = on_day - ${String(days)}; alter table collection_step enable trigger collection_step_append_only;
    alter table ledger_due disable trigger ledger_due_append_only; update ledger_due set due_on = due_on - ${String(days)}; alter table ledger_due enable trigger ledger_due_append_only; alter table ledger_posting disable trigger ledger_posting_append_only; update ledger_posting set on_day = on_day - ${String(days)} where due_id is not null; alter table ledger_posting enable trigger ledger_posting_append_only`));

  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [officer, manager, admin] = [await server.as('officer'), await server.as('manager'), await server.as('admin')];
    parties = await inHere<string[]>(async (tx) => {
      await plantRules(tx, RULES);
      await tx.raw(`update commune set country = 'FR' where id = current_commune()`);
      const { rows } = await tx.raw(`insert into party (commune_id, kind, name, name_ar, search) select current_commune(), 'legal', 'Hôte ' || n, 'مضيف ' || n, 'hote ' || n from generate_series(1, 3) n returning id`) as { rows: { id: string }[] };
      for (const [i, r] of rows.entries()) await plantFacts(tx, [stay(`u${String(i)}`, i + 2)], 'TND', r.id, `o${String(i)}`);
      const { rows: [now] } = await tx.raw(`select to_char(now() at time zone timezone, 'YYYY-MM-DD') as day from commune where id = current_commune()`) as { rows: { day: string }[] };
      day = now?.day ?? '';
      return rows.map((r) => r.id);
    });
    const started = (await post(officer, 'assessments', { tax: 'stay-tax', from: '2026-01-01', to: '2026-02-01' })).json<{ run: string; job: string }>();
    await ended(officer, 'HERE', started.job);
    run = started.run;
    await post(manager, `assessments/${run}/review`);
    expect((await post(manager, `assessments/${run}/issue`)).json<AssessmentRun>()).toMatchObject({ state: 'issued' });
  });
  afterAll(async () => { await server.close(); });
  const find = async (q: object = {}): Promise<ClaimRow[]> => (await post(officer, 'collection/claims/search', q)).json<{ rows: ClaimRow[] }>().rows;

  test('notices of all articles in one file, once; each is known by its code, its QR code says it without a network', async () => {
    expect((await post(manager, 'collection/rules/adopt')).json()).toEqual({ adopted: 10 });
    const { job, notices } = (await post(officer, 'collection/batches', { run, language: 'fr' })).json<{ job: string; notices: number }>();
    await ended(officer, 'HERE', job);
    expect(notices).toBe(3);
    claims = await find({ run });
    expect(claims.map((c) => [c.state, c.number, c.assessed, c.open]).sort()).toEqual([['notice', `R${run}-00001`, '12000', '12000'], ['notice', `R${run}-00002`, '18000', '18000'], ['notice', `R${run}-00003`, '24000', '24000']]);
    expect(said(await post(officer, 'collection/batches', { run, language: 'fr' }))).toContain('has its notice');
    const first = await file(claims.find((c) => c.number?.endsWith('1') === true)?.fileId ?? '');
    expect(first.steps).toMatchObject([{ kind: 'notice', signedBy: 'officer HERE', paper: { number: `AI-R${run}-00001`, page: 1 } }]);
    expect(first.lines).toMatchObject([{ rule: 'night', formula: '2 × 4 × 1.5', legalRef: 'LF 2018, art. 49' }]);
    const paper = first.steps[0]?.paper;
    expect((await (await server.as('viewer'))('POST', '/api/papers/verify', { code: paper?.code })).json()).toMatchObject({ found: true, paper: { kind: 'tax_notice', number: paper?.number } });
    const pdf = await officer('GET', `${base}/collection/papers/${paper?.id ?? ''}/file`);
    const library = await PDFiumLibrary.init();
    try {
      const document = await library.loadDocument(pdf.bytes);
      const page = document.getPage(0), { data, width, height } = await page.render({ scale: 3, render: 'bitmap' });
      const text = decodeQR({ width, height, data });
      expect(text.split('\n')).toEqual([expect.stringContaining('SOMMIER'), `Avis d’imposition AI-R${run}-00001`, expect.stringContaining('12,000 TND'), first.reference, expect.stringMatching(/^[0-9A-Z-]{19}$/)]);
      expect(document.getPageCount()).toBe(3);
      document.destroy();
    } finally { library.destroy(); }
    await balanced();
  }, 60_000);

  test('a step too early is refused with its legal basis; each is signed and dated; penalties by their dated rule', async () => {
    const id = claims[0]?.fileId ?? '', step = (kind: string) => post(officer, `collection/files/${id}/steps`, { kind, language: 'ar' });
    expect(said(await step('reminder'))).toContain('Nobody said when this was received');
    const notice = (await file(id)).steps[0]?.id;
    expect(said(await post(officer, `collection/files/${id}/served`, { stepId: notice, on: back(-1), how: 'hand' }))).toContain('to come');
    expect((await post(officer, `collection/files/${id}/served`, { stepId: notice, on: day, how: 'registered_letter' })).status).toBe(201);
    expect(said(await step('reminder'))).toMatch(/wait until|Too early/);
    expect(said(await step('formal_notice'))).toContain('Code général des collectivités territoriales, L. 2333-38');
    await pass(60);
    expect((await step('reminder')).json<FileSheet>()).toMatchObject({ next: expect.arrayContaining([expect.objectContaining({ kind: 'formal_notice', ok: false, reason: 'not_served' })]) });
    // A rule for taxes: 10 % once. It is charged on the claim and stands beside it.
    expect((await post(manager, 'penalties/rules', { name: 'Majoration', dueKind: 'tax', from: '2020-01-01', percentBp: 1000, law: 'CGCT' })).status).toBe(201);
    expect((await post(officer, `ledger/accounts/${claims[0]?.accountId ?? ''}/penalties`)).json()).toMatchObject({ dues: 1 });
    expect((await file(id)).penalties).toBe(String(Number(claims[0]?.assessed) / 10));
    await balanced();
  });

  test('a partial payment, an appeal in part, then accepted: counter-entries, penalties reckoned again, the money free, refunded', async () => {
    const claim = (await find({ run })).find((c) => c.assessed === '18000'), id = claim?.fileId ?? '', account = claim?.accountId ?? '';
    const notice = (await file(id)).steps[0]?.id;
    await post(officer, `collection/files/${id}/served`, { stepId: notice, on: back(60), how: 'hand' });
    expect((await post(officer, 'ledger/payments', { accountId: account, amount: '10000', paidOn: day, method: 'cash' })).status).toBe(201);
    expect(await file(id)).toMatchObject({ paid: '10000', open: '8000' });
    // Sixty days from reception: the last of them is today.
    expect((await post(officer, `collection/files/${id}/appeals`, { filedOn: day, ground: 'The place was empty' })).json()).toMatchObject({ suspended: false });
    expect((await post(officer, `collection/files/${id}/decision`, { outcome: 'rejected', reason: 'no' })).status).toBe(403);
    expect((await post(manager, `collection/files/${id}/close`, { outcome: 'paid', note: 'done' })).status).toBe(422);
    expect(said(await post(manager, `collection/files/${id}/decision`, { outcome: 'partly', amount: '99000', reason: 'no' }))).toContain('only comes to');
    expect((await post(manager, `collection/files/${id}/decision`, { outcome: 'partly', amount: '3000', reason: 'two nights less' })).json()).toMatchObject({ corrected: '-3000', penalties: '1500', open: '6500' });
    await balanced();
    expect((await post(officer, `collection/files/${id}/appeals`, { filedOn: day, ground: 'All of it' })).status).toBe(201);
    expect((await post(manager, `collection/files/${id}/decision`, { outcome: 'accepted', reason: 'The place was closed', language: 'ar' })).json()).toMatchObject({ corrected: '-18000', open: '0', paid: '0' });
    await balanced();
    const free = (await officer('GET', `${base}/taxpayers/${claim?.partyId ?? ''}`)).json<TaxpayerSheet>();
    expect(free).toMatchObject({ taxes: '0', paid: '10000', advance: '10000', open: '0' });
    const refund = (amount: string) => post(manager, `ledger/accounts/${account}/refunds`, { amount, day, method: 'transfer', reason: 'claim cancelled' });
    expect(said(await refund('10001'))).toContain('too much');
    const made = (await refund('10000')).json<{ id: string; number: string }>();
    expect(made.number).toMatch(/^RB-/);
    await balanced();
    // The cheque never cashed: the money is free again, and goes out again.
    expect((await post(manager, `ledger/refunds/${made.id}/reverse`, { reason: 'never cashed' })).status).toBe(200);
    await balanced();
    expect((await refund('10000')).status).toBe(201);
    await balanced();
    expect((await officer('GET', `${base}/taxpayers/${claim?.partyId ?? ''}`)).json()).toMatchObject({ advance: '0', refunded: '10000', open: '0', asked: '0', paid: '10000' });
    expect((await post(manager, `collection/files/${id}/close`, { outcome: 'cancelled', note: 'Appeal accepted' })).json()).toMatchObject({ outcome: 'cancelled' });
    expect(said(await post(officer, `collection/files/${id}/appeals`, { filedOn: day, ground: 'again' }))).toContain('closed');
  });

  test('an appeal that suspends stops penalties too; what cannot be recovered is written off', async () => {
    const claim = (await find({ run })).find((c) => c.assessed === '24000'), id = claim?.fileId ?? '';
    await inHere((tx) => tx.raw(`update collection_rule set suspends = true where step = 'appeal'`));
    await post(officer, `collection/files/${id}/served`, { stepId: (await file(id)).steps[0]?.id, on: back(40), how: 'hand' });
    expect((await post(officer, `collection/files/${id}/appeals`, { filedOn: day, ground: 'Not mine' })).json()).toMatchObject({ suspended: true });
    expect(said(await post(officer, `collection/files/${id}/steps`, { kind: 'reminder' }))).toContain('An appeal suspends the collection (Code général');
    expect((await post(officer, `ledger/accounts/${claim?.accountId ?? ''}/penalties`)).json()).toMatchObject({ dues: 0 });
    await post(manager, `collection/files/${id}/decision`, { outcome: 'rejected', reason: 'It is' });
    // Penalties are reckoned at once, as if nothing had waited.
    expect(await file(id)).toMatchObject({ suspended: false, penalties: '2400', open: '26400' });
    expect((await post(manager, `collection/files/${id}/close`, { outcome: 'irrecoverable', note: 'No assets' })).json()).toMatchObject({ open: '0', outcome: 'irrecoverable' });
    await balanced();
  });

  test('the roll has the sums of the ledger, in three formats; a roll that does not is not written', async () => {
    const at = `${base}/collection/roll?from=2026-01-01&to=2027-01-01`;
    const roll = (await officer('GET', at)).json<Roll>();
    expect(roll).toMatchObject({ balanced: true, total: 3, sums: roll.ledger });
    expect(roll.sums.assessed).toBe('54000');
    const csv = (await officer('GET', `${base}/collection/roll/file?from=2026-01-01&to=2027-01-01&format=csv`)).text.trim().split('\n');
    expect([csv.length, csv.at(-1)?.split(',')[6]]).toEqual([5, '54']);
    for (const [format, head] of [['xlsx', 'PK'], ['pdf', '%PDF']]) expect((await officer('GET', `${base}/collection/roll/file?from=2026-01-01&to=2027-01-01&format=${format}`)).bytes.subarray(0, 4).toString('latin1')).toContain(head);
  });

  test('an assessment by office: a gap opened, asked, put on formal notice, proposed, signed by another', async () => {
    const id = await inHere<string>(async (tx) => ((await tx.raw(`insert into collection_file (commune_id, kind, number, party_id, tax, period_from, period_to, label, evidence, opened_name) values (current_commune(), 'control', 'CT-2026-00001', ?, 'stay-tax', '2026-02-01', '2026-03-01', 'Dar', '{"gapNights": 40, "gapFrom": "reported"}', 'x') returning id`, [parties[0] ?? ''])) as { rows: { id: string }[] }).rows[0]?.id ?? '');
    const at = `collection/files/${id}`, proposal = { stays: 4, nights: 10, guests: 2, reason: 'Forty nights were reported by the platform', language: 'fr' };
    const serve = async (): Promise<void> => { const s = (await file(id)).steps.at(-1); await post(officer, `${at}/served`, { stepId: s?.id, on: day, how: 'registered_letter' }); };
    expect(said(await post(officer, `${at}/office`, proposal))).toContain('Formal notice');
    expect((await post(officer, `${at}/steps`, { kind: 'request', language: 'fr' })).status).toBe(201);
    await serve();
    expect((await post(officer, `${at}/steps`, { kind: 'formal_notice', language: 'fr' })).status).toBe(201);
    await serve();
    expect(said(await post(officer, `${at}/office`, proposal))).toMatch(/Too early: the delay of 30 days runs until .* \(Code général/);
    await pass(31);
    expect((await post(officer, `${at}/office`, proposal)).status).toBe(201);
    await serve();
    expect((await post(manager, `${at}/office/sign`)).status).toBe(422);
    await pass(31);
    expect((await post(officer, `${at}/office/sign`)).status).toBe(403);
    expect((await post(manager, `${at}/office/sign`, { language: 'ar' })).json()).toMatchObject({ assessed: '120000', open: '120000', lines: [{ formula: '4 × (2 × 10 × 1.5)', amount: '120000' }] });
    await balanced();
    expect((await admin('GET', `${base}/controls/results?from=${back(1)}&to=${back(-1)}`)).json()).toMatchObject({ total: { files: 1, assessed: '120000', collected: '0' } });
    expect((await officer('GET', `${base}/audit?size=100`)).status).toBe(403);
  });

  test('a payment that quotes a notice pays that claim, before older ones of the same account', async () => {
    const claim = (await find({ run })).find((c) => c.assessed === '12000'), control = (await find({})).find((c) => c.assessed === '120000');
    const format = (await importFormats()).get('payments'), path = join(server.deps.env.dataDir, 'bank.csv'), commune = await importCommune(server.deps.db, server.communes.HERE.id);
    if (claim?.number == null || control?.number == null || format === undefined) throw new Error('no claim');
    expect(claim.accountId).toBe(control.accountId);
    writeFileSync(path, `Date opération;N° opération;Libellé;Montant;Donneur d'ordre\n${day};OP-9;VIR ${showReference(paymentReference(control.number))} TAXE;5,000;INCONNU\n`);
    const done = await runImport(server.deps.db, { commune, format, file: path, name: 'bank.csv', options: { format: 'payments' }, dryRun: false, signal: new AbortController().signal, progress: () => undefined });
    expect([done.inserted, done.held]).toEqual([1, 0]);
    expect([(await file(control.fileId ?? '')).paid, (await file(claim.fileId ?? '')).paid]).toEqual(['5000', '0']);
    await balanced();
  });

  test('a return that comes after the assessment by office is set off against it: no night is taxed twice', async () => {
    const office = (await find({})).find((c) => c.assessed === '120000');
    await inHere((tx) => plantFacts(tx, [TaxFact.parse({ ...stay('late', 2), arrival: '2026-02-10', departure: '2026-02-16' })], 'TND', parties[0] ?? '', 'late'));
    const started = (await post(officer, 'assessments', { tax: 'stay-tax', from: '2026-02-01', to: '2026-03-01' })).json<{ run: string; job: string }>();
    await ended(officer, 'HERE', started.job);
    await post(manager, `assessments/${started.run}/review`);
    expect((await post(manager, `assessments/${started.run}/issue`)).json<AssessmentRun>()).toMatchObject({ state: 'issued', figures: { total: '18000' } });
    expect(await file(office?.fileId ?? '')).toMatchObject({ assessed: '120000', corrected: '-18000' });
    const sheet = (await officer('GET', `${base}/taxpayers/${parties[0] ?? ''}`)).json<TaxpayerSheet>();
    expect(sheet.dues.filter((d) => d.kind === 'tax' && d.from === '2026-02-01').map((d) => d.amount).sort()).toEqual(['102000', '18000']);
    const { rows: [trail] } = await inHere<{ rows: { detail: { offset: object[] } }[] }>((tx) => tx.raw(`select e.detail from audit_entry e where e.action = 'assessment.issued' order by e.seq desc limit 1`));
    expect(trail?.detail.offset).toEqual([{ file: 'CT-2026-00001', article: 1, amount: '18000' }]);
    await balanced();
    if (engine !== 'server') return;
    // The same by the command, in a process of its own: its notices, and the roll that has the ledger's sums.
    const out = join(server.deps.env.dataDir, 'notices.pdf'), roll = join(server.deps.env.dataDir, 'roll.csv');
    const issued = await sommier(server.deps.env, ['notices', 'issue', '--commune', 'HERE', '--run', started.run, '--language', 'ar', '--out', out, '--json']);
    expect([issued.status, JSON.parse(issued.out)]).toMatchObject([0, { run: started.run, notices: 1, pages: 1 }]);
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    const again = await sommier(server.deps.env, ['notices', 'issue', '--commune', 'HERE', '--run', started.run, '--out', out, '--json']);
    expect([again.status, JSON.parse(again.out)]).toMatchObject([1, { refused: { code: 'collection.batch_empty' } }]);
    const exported = await sommier(server.deps.env, ['roll', 'export', '--commune', 'HERE', '--from', '2026-02-01', '--to', '2026-03-01', '--out', roll, '--json']);
    expect([exported.status, JSON.parse(exported.out)]).toMatchObject([0, { articles: 2, balanced: true, sums: { assessed: '138000', corrected: '-18000' } }]);
    expect(readFileSync(roll, 'utf8').trim().split('\n')).toHaveLength(4);
  }, 240_000);

  test('the number of a claim is the same in SQL, past 99,999 articles too', async () => {
    const numbers = [1, 99_999, 100_000, 1_234_567];
    const { rows } = await inHere<{ rows: { sql: string }[] }>((tx) => tx.raw(`select ${claimNumberSql("cast(:run as text)", 'n')} as sql from unnest(cast(:numbers as integer[])) with ordinality as x(n, i) order by i`, { run: '12', numbers }));
    expect(rows.map((r) => r.sql)).toEqual(numbers.map((n) => claimNumber('12', n)));
    expect(new Set(rows.map((r) => r.sql)).size).toBe(numbers.length);
  });

  test('the register of nights by zone, and one stay a row', async () => {
    const nights = (await officer('GET', `${base}/controls/nights?from=2026-01-01&to=2026-02-01`)).json<{ total: object; zones: object[] }>();
    expect(nights).toMatchObject({ total: { units: 3, stays: 3, declared: 12, reported: 0, personNights: 36 } });
    expect((await officer('GET', `${base}/controls/nights/file?from=2026-01-01&to=2026-02-01&format=csv`)).text.trim().split('\n')).toHaveLength(4);
  });
});
