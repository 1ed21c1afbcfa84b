import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allEndpoints } from '@sommier/domain/api';
import type { AssessmentRun } from '@sommier/domain/assessments';
import type { Declaration, DeclarationRow, MissingReturn, Obligation } from '@sommier/domain/declarations';
import { RulePack, TaxRule } from '@sommier/domain/tax';
import type { TaxpayerSheet } from '@sommier/domain/taxpayers';
import { contentOf } from '../../server/src/features/declarations/declarations.store.ts';
import { importCommune, importFormats, runImport, undoImport, type ImportSummary } from '../../server/src/features/imports/index.ts';
import { addTaxDues } from '../../server/src/features/ledger/index.ts';
import { canonical, verifyChain } from '../../server/src/platform/audit/index.ts';
import { writeSheet } from '../../server/src/platform/sheets/index.ts';
import { ended } from '../faults/city.ts';
import { engines } from '../support/db.ts';
import { sommier } from '../support/process.ts';
import { caller, testServer, type Call, type TestServer } from '../support/server.ts';
import { CASES } from '../api/rights.cases.ts';
import { plantRules } from './facts.ts';

const at = '/api/communes/HERE/declarations', own = '/api/declare/HERE';
const tn = RulePack.parse(JSON.parse(readFileSync(new URL('../../seed/tax-rules/tn.json', import.meta.url), 'utf8'))).rules.filter((r) => r.tax === 'tn-sejour');
const second = TaxRule.parse({ key: 'promo', tax: 'promo', legal: { ref: 'x', status: 'law' }, from: '2024-01-01', basis: 'person_night', currency: 'TND', amount: '1', returnPeriod: 'month', dueDay: 28 });
const PERIOD = { tax: 'tn-sejour', from: '2026-08-01', to: '2026-09-01' };
const nights = (count: number, over: object = {}) => ({ kind: 'nights', class: 'furnished', groups: [{ count, adult: true, nationality: 'foreign' }, { count: 5, age: 11, nationality: 'foreign' }], ...over });
const PASSWORD = 'a long password of mine';

describe.each(await engines())('declarations, %s', (engine) => {
  let server: TestServer, officer: Call, manager: Call, host: Call, parties: string[], cookie: string;
  const inHere = <T,>(work: Parameters<TestServer['deps']['db']['inCommune']>[1]): Promise<T> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, work) as Promise<T>;
  const enter = async (path: string, body: object): Promise<{ call: Call; cookie: string }> => {
    const answer = await caller(server.base, undefined)('POST', `${own}/${path}`, body);
    if (answer.status !== 201) throw new Error(answer.text);
    const got = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { call: caller(server.base, got), cookie: got };
  };
  const invite = async (party: string | undefined): Promise<string> => (await officer('POST', `${at}/accounts/invite`, { partyId: party })).json<{ code: string }>().code;
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [officer, manager] = [await server.as('officer'), await server.as('manager')];
    parties = await inHere<string[]>(async (tx) => {
      await plantRules(tx, [...tn, second]);
      const { rows } = await tx.raw(`insert into party (commune_id, kind, name, search) select current_commune(), 'natural', 'Hôte ' || n, 'hote ' || n from generate_series(1, 4) n returning id`) as { rows: { id: string }[] };
      await tx.raw(`insert into activity_unit (commune_id, unit_key, name, host_id, registration) select current_commune(), 'u:' || p.id, 'Dar ' || p.name, p.id, 'TN-' || p.id from party p`);
      await tx.raw(`insert into registration (commune_id, number, number_key, holder, valid_from, source) select current_commune(), 'TN-' || p.id, 'TN' || p.id, p.name, date '2026-07-01', 'list' from party p where p.name = 'Hôte 3' union all select current_commune(), 'X-9', 'X9', 'Nour Inconnu', date '2026-08-01', 'list'`);
      return rows.map((r) => r.id);
    });
    ({ call: host, cookie } = await enter('join', { code: await invite(parties[0]), email: 'host@one.test', password: PASSWORD }));
  });
  afterAll(async () => { await server.close(); });
  const facts = (party: string | undefined) => inHere<{ rows: { state: string; kind: string; key: string }[] }>((tx) => tx.raw('select state, kind, fact_key as key from activity_fact where taxpayer_id = ? order by id', [party ?? ''])).then((r) => r.rows);

  let filed: Declaration;
  test('a host declares her month, with a receipt whose digest is that of what was declared', async () => {
    expect((await host('GET', `${own}/session`)).json()).toMatchObject({ party: 'Hôte 1', email: 'host@one.test' });
    const answer = await host('POST', `${own}/declarations`, { ...PERIOD, lines: [nights(30)] });
    expect(answer.status).toBe(201);
    filed = answer.json<Declaration>();
    expect(filed).toMatchObject({ number: 'DEC-2026-00001', version: 1, state: 'filed', zero: false, channel: 'declarant', dueOn: '2026-09-28', late: true, assessed: false });
    const again = contentOf({ ...filed, number: filed.number ?? '', replaces: null, filedOn: filed.filedOn ?? '' });
    expect(createHash('sha256').update(canonical(again)).digest('hex')).toBe(filed.hash);
    expect(await facts(parties[0])).toEqual([{ state: 'counted', kind: 'lodging', key: `${filed.id}/1` }]);
    for (const language of ['fr', 'ar']) {
      const pdf = await host('GET', `${own}/declarations/${filed.id}/receipt.pdf?language=${language}`);
      expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    }
    const { rows: [line] } = await inHere<{ rows: { actor: string; action: string }[] }>((tx) => tx.raw(`select actor, action from audit_entry where subject = ?`, [`declaration:${filed.id}`]));
    expect([line?.actor.replace(/\d+/, 'n'), line?.action]).toEqual(['declarant:n', 'declaration.created']);
  });
  test('a run assesses what was declared, for its own tax alone, and the month again is refused', async () => {
    expect((await host('POST', `${own}/declarations`, { ...PERIOD, tax: 'promo', lines: [nights(30)] })).status).toBe(201);
    const twice = await host('POST', `${own}/declarations`, { ...PERIOD, lines: [nights(30)] });
    expect([twice.status, twice.json<{ reason: string }>().reason]).toEqual([422, 'declarations.already_filed']);
    const run = async (tax: string): Promise<AssessmentRun> => {
      const { run: id, job } = (await officer('POST', '/api/communes/HERE/assessments', { ...PERIOD, tax })).json<{ run: string; job: string }>();
      await ended(officer, 'HERE', job);
      return (await officer('GET', `/api/communes/HERE/assessments/${id}`)).json<AssessmentRun>();
    };
    // 30 nights of adults at 4 dinars; five nights of children bear nothing. The other tax counts its own return, not both.
    const first = await run('tn-sejour');
    expect(first.figures).toMatchObject({ facts: 1, assessed: 1, total: '120000' });
    expect((await run('promo')).figures).toMatchObject({ facts: 1, total: '35000' });
    for (const [who, what] of [[manager, 'review'], [await server.as('admin'), 'issue']] as const) expect((await who('POST', `/api/communes/HERE/assessments/${first.id}/${what}`, {})).status).toBe(200);
  });
  test('a correction is a version of its own: the former facts stay withdrawn, and what was issued is said to stand', async () => {
    expect((await host('POST', `${own}/declarations/${filed.id}/correct`, { lines: [nights(20)], reason: 'no' })).status).toBe(400);
    const made = await host('POST', `${own}/declarations/${filed.id}/correct`, { lines: [nights(20)], reason: 'ten nights counted twice' });
    expect(made.json<Declaration>()).toMatchObject({ number: filed.number, version: 2, replacesId: filed.id, state: 'filed', assessed: true, versions: [{ version: 1, state: 'superseded' }, { version: 2, state: 'filed' }] });
    expect((await facts(parties[0])).map((f) => f.state)).toEqual(['withdrawn', 'counted', 'counted']);
    expect((await host('POST', `${own}/declarations/${filed.id}/correct`, { zero: true, reason: 'again' })).json()).toMatchObject({ reason: 'declarations.replaced' });
    await expect(inHere((tx) => tx.raw(`update declaration set zero = true, lines = '[]' where id = ?`, [filed.id]))).rejects.toThrow(/never changes/);
    const { run: id, job } = (await officer('POST', '/api/communes/HERE/assessments', { ...PERIOD, supplementary: true })).json<{ run: string; job: string }>();
    await ended(officer, 'HERE', job);
    expect((await officer('GET', `/api/communes/HERE/assessments/${id}`)).json<AssessmentRun>().figures).toMatchObject({ articlesTotal: '-40000' });
  });
  test('nothing, too early, beside the period, not of the tax: each refused at its line', async () => {
    const july = { tax: 'tn-sejour', from: '2026-07-01', to: '2026-08-01' };
    expect((await host('POST', `${own}/declarations`, { ...july })).status).toBe(400);
    expect((await host('POST', `${own}/declarations`, { ...july, zero: true, lines: [nights(1)] })).status).toBe(400);
    expect((await host('POST', `${own}/declarations`, { tax: 'tn-sejour', from: '2126-07-01', to: '2126-08-01', zero: true })).json()).toMatchObject({ reason: 'declarations.not_ended' });
    expect((await host('POST', `${own}/declarations`, { ...july, tax: 'no-such', zero: true })).json()).toMatchObject({ reason: 'declarations.no_form' });
    const wrong = await host('POST', `${own}/declarations`, { ...july, lines: [{ kind: 'trips', trips: 3 }, { kind: 'stay', arrival: '2026-08-02', departure: '2026-08-04', groups: [{ count: 1, exemption: 'friend' }], price: '1.2345' }] });
    expect(wrong.json<{ issues: { path: string }[] }>().issues.map((i) => i.path)).toEqual(['body.lines.0.kind', 'body.lines.1.arrival', 'body.lines.1.price', 'body.lines.1.groups.0.exemption']);
    const unit = (await inHere<{ rows: { id: string }[] }>((tx) => tx.raw('select id from activity_unit where host_id = ?', [parties[1] ?? '']))).rows[0]?.id;
    expect((await host('POST', `${own}/declarations`, { ...july, lines: [nights(1, { unitId: unit })] })).json()).toMatchObject({ reason: 'declarations.unit' });
    const zero = await host('POST', `${own}/declarations`, { ...july, zero: true });
    expect(zero.json()).toMatchObject({ zero: true, lineCount: 0, number: 'DEC-2026-00003' });
  });
  test('an officer keeps a draft, writes it anew, files it; the list finds it by each filter', async () => {
    const draft = (await officer('POST', at, { partyId: parties[1], ...PERIOD, draft: true })).json<Declaration>();
    expect(draft).toMatchObject({ state: 'draft', number: null, hash: null });
    expect((await officer('GET', `${at}/${draft.id}/receipt.pdf`)).json()).toMatchObject({ reason: 'declarations.not_filed' });
    expect((await officer('PUT', `${at}/${draft.id}`, { partyId: parties[1], ...PERIOD, lines: [nights(4)] })).status).toBe(400);
    expect((await officer('PUT', `${at}/${draft.id}`, { partyId: parties[1], ...PERIOD, lines: [nights(4)] }, { 'if-match': '"v9"' })).status).toBe(412);
    expect((await officer('PUT', `${at}/${draft.id}`, { partyId: parties[1], ...PERIOD, lines: [nights(4)] }, { 'if-match': '"v1"' })).json()).toMatchObject({ state: 'filed', channel: 'officer', filedBy: 'officer HERE' });
    expect((await officer('DELETE', `${at}/${draft.id}`)).status).toBe(422);
    const rows = async (q: string): Promise<DeclarationRow[]> => (await officer('GET', `${at}?${q}`)).json<{ rows: DeclarationRow[] }>().rows;
    expect((await rows(`party=${parties[1] ?? ''}`)).map((d) => d.id)).toEqual([draft.id]);
    expect((await rows('state=superseded')).map((d) => d.id)).toEqual([filed.id]);
    expect((await rows('zero=yes')).length).toBe(1);
    expect((await rows('channel=officer&late=yes&tax=tn-sejour&from=2026-08-15&to=2026-08-16')).length).toBe(1);
    expect((await (await server.as('viewer'))('GET', at)).json<{ rows: DeclarationRow[] }>().rows.every((d) => /^(\S\. ?)+$/.test(d.party ?? ''))).toBe(true);
    expect((await officer('GET', `${at}/sheet?format=csv`)).text.split('\n').length).toBeGreaterThan(5);
    expect((await officer('GET', `${at}/sheet?format=xlsx`)).bytes.subarray(0, 2).toString()).toBe('PK');
  });
  test('who should have declared and did not: enrolled, former, registered; not before the due day', async () => {
    await officer('POST', `${at}/enrolments`, { partyId: parties[3], tax: 'tn-sejour', since: '2026-08-01', until: '2026-09-01' });
    const missing = async (on: string): Promise<MissingReturn[]> => (await officer('GET', `${at}/missing?tax=tn-sejour&on=${on}&since=2026-07-01&size=100`)).json<{ rows: MissingReturn[] }>().rows;
    const august = (await missing('2026-09-29')).filter((m) => m.from === '2026-08-01').map((m) => [m.party, m.why, m.dueOn, m.daysLate]);
    expect(august).toEqual([['Hôte 3', ['registration'], '2026-09-28', 1], ['Hôte 4', ['enrolled'], '2026-09-28', 1], ['Nour Inconnu', ['registration'], '2026-09-28', 1]]);
    expect((await missing('2026-09-28')).filter((m) => m.from === '2026-08-01')).toEqual([]);
    // Former declarants are expected again; who ended is not.
    expect((await missing('2026-10-29')).filter((m) => m.from === '2026-09-01').map((m) => m.party).sort()).toEqual(['Hôte 1', 'Hôte 2', 'Hôte 3', 'Nour Inconnu']);
    expect((await officer('GET', `${at}/missing/sheet?on=2026-09-29`)).status).toBe(200);
    const due = (await host('GET', `${own}/due`)).json<{ returns: Obligation[]; open: { open: string }[] }>();
    expect(due.returns.filter((o) => o.tax === 'tn-sejour' && o.declarationId !== null).map((o) => o.from)).toEqual(['2026-08-01', '2026-07-01']);
    expect(due.open).toMatchObject([{ open: '120000' }]);
    // Somebody who was found to be the same person: what stands on her former account is hers.
    await inHere(async (tx) => {
      const { rows: [twin] } = await tx.raw(`insert into party (commune_id, kind, name, search) values (current_commune(), 'natural', 'Hôte 1 bis', '') returning id`) as { rows: { id: string }[] };
      await addTaxDues(tx, [{ party: twin?.id ?? '', amount: '7000', corrects: null }], { from: '2026-01-01', to: '2026-02-01', dueOn: '2026-02-28', note: 'before' }, null);
      await tx.raw('update party set merged_into = ? where id = ?', [parties[0] ?? '', twin?.id ?? '']);
    });
    expect((await host('GET', `${own}/due`)).json<{ open: { open: string }[] }>().open.map((d) => d.open).sort()).toEqual(['120000', '7000']);
    expect((await officer('GET', `/api/communes/HERE/taxpayers/${parties[0] ?? ''}`)).json<TaxpayerSheet>().dues.map((d) => d.open)).toEqual(expect.arrayContaining(['7000', '120000']));
  });
  test('a file of returns: refused by row, the same file again brings nothing, a changed one corrects, undone it is as before', async () => {
    const formats = await importFormats(), format = formats.get('declarations');
    if (format === undefined) throw new Error('no format');
    const head = 'contribuable;taxe;periode;nature;classe;nuitees;tranche age;nationalite', good = ['Hôtel du Lac;tn-sejour;2026-06;nuitées;hotel-3;40;adulte;étranger', 'Hôtel du Lac;tn-sejour;2026-06;nuitées;hotel-3;12;adulte;Tunisie', 'Riad Vide;tn-sejour;2026-06;néant;;;;'];
    const bad = ['Riad Vide;tn-sejour;2026-05;nuitées;hotel-3;;;', 'Hôtel du Port;no-tax;2026-06;néant;;;;', 'Hôtel du Port;tn-sejour;2026-T1;néant;;;;', 'Hôtel du Port;tn-sejour;2126-01;néant;;;;', 'Hôtel du Port;tn-sejour;2026-04;courses;;;;'];
    const file = join(server.deps.env.dataDir, 'returns.csv');
    const bring = async (lines: readonly string[]): Promise<ImportSummary> => {
      writeFileSync(file, [head, ...lines].join('\n'));
      return runImport(server.deps.db, { commune: await importCommune(server.deps.db, server.communes.HERE.id), format, file, name: 'returns.csv', options: { format: 'declarations' }, dryRun: false, signal: new AbortController().signal, progress: () => undefined });
    };
    const first = await bring([...good, ...bad]);
    expect([first.rows, first.inserted, first.refused]).toEqual([8, 3, 5]);
    expect(first.refusals.map((r) => [r.row, r.column, r.code])).toEqual(expect.arrayContaining([[5, 'nights', 'required_value'], [6, 'tax', 'no_return_asked'], [7, 'period', 'other_return_period'], [8, 'period', 'period_not_ended'], [9, 'trips', 'required_value']]));
    const filed = async () => (await officer('GET', `${at}?channel=file&size=50`)).json<{ rows: DeclarationRow[] }>().rows.map((d) => [d.party, d.state, d.version, d.zero, d.lineCount]);
    expect(await filed()).toEqual([['Riad Vide', 'filed', 1, true, 0], ['Hôtel du Lac', 'filed', 1, false, 1]]);
    expect(await bring(good)).toMatchObject({ rows: 3, inserted: 0, unchanged: 3 });
    const changed = await bring([good[0]?.replace(';40;', ';44;') ?? '', good[1] ?? '']);
    expect(changed).toMatchObject({ rows: 2, updated: 2 });
    const commune = await importCommune(server.deps.db, server.communes.HERE.id);
    await inHere((tx) => undoImport(tx, commune, changed.batch ?? '', (name) => formats.get(name), { person: null }));
    expect(await filed()).toEqual([['Hôtel du Lac', 'withdrawn', 2, false, 1], ['Riad Vide', 'filed', 1, true, 0], ['Hôtel du Lac', 'filed', 1, false, 1]]);
    expect(await bring([good[0]?.replace(';40;', ';45;') ?? '', good[1] ?? ''])).toMatchObject({ updated: 2 });
    const { rows: [sum] } = await inHere<{ rows: { n: number }[] }>((tx) => tx.raw(`select count(*)::integer as n from activity_fact f join party p on p.id = f.taxpayer_id where p.name = 'Hôtel du Lac' and f.state = 'counted'`));
    expect(sum?.n).toBe(1);
  });
  test('a declarant sees and touches nothing of another', async () => {
    const other = await enter('join', { code: await invite(parties[1]), email: 'host@two.test', password: PASSWORD });
    const ids = (await officer('GET', `${at}?size=100`)).json<{ rows: DeclarationRow[] }>().rows.filter((d) => d.partyId !== parties[1]).map((d) => d.id);
    expect(ids.length).toBeGreaterThan(3);
    for (const id of [...ids, '1', '999999']) {
      if (!ids.includes(id) && id === '1') continue;
      expect([(await other.call('GET', `${own}/declarations/${id}`)).status, (await other.call('POST', `${own}/declarations/${id}/correct`, { zero: true, reason: 'mine?' })).status, (await other.call('GET', `${own}/declarations/${id}/receipt.pdf`)).status]).toEqual([404, 404, 404]);
    }
    expect((await other.call('POST', `${own}/declarations`, { ...PERIOD, zero: true, partyId: parties[0] })).status).toBe(400);
    expect((await other.call('GET', `${own}/declarations`)).json<{ rows: DeclarationRow[] }>().rows.every((d) => d.partyId === parties[1])).toBe(true);
    // The database says the same to a statement that asks for all.
    const seen = await inHere<{ rows: { party: string }[] }>(async (tx) => { await tx.raw(`select set_config('sommier.declarant', ?, true)`, [parties[1] ?? '']); return tx.raw('select distinct party_id as party from declaration'); });
    expect(seen.rows).toEqual([{ party: parties[1] }]);
    expect((await caller(server.base, other.cookie)('GET', '/api/declare/THERE/session')).status).toBe(401);
  });
  test('no endpoint of staff takes the cookie of a declarant, under its own name or the staff’s', async () => {
    const faults: string[] = [];
    for (const [i, e] of allEndpoints.filter((x) => x.access.kind === 'commune' || x.access.kind === 'signed-in').entries()) {
      // Under her cookie's own name, and now and then under the staff's: the token is no session of theirs.
      const sent = i % 8 === 0 ? cookie.replace('sommier-declarant=', 'sommier=') : cookie;
      const path = e.path.replace(/\{(\w+)\}/g, (_, n: string) => (n === 'commune' ? 'HERE' : CASES[e.id]?.params?.[n] ?? '1'));
      const { status } = await caller(server.base, sent)(e.method.toUpperCase(), `${path}?commune=HERE`, e.method === 'get' ? undefined : {});
      if (status !== 401) faults.push(`${e.id} ${String(status)}`);
    }
    expect(faults).toEqual([]);
    expect((await host('GET', `${own}/session`)).status).toBe(200);
  });
  test('a code serves once; passwords and codes are throttled; a closed account is out at once', async () => {
    const stranger = caller(server.base, undefined), code = await invite(parties[2]);
    await enter('join', { code, email: 'host@three.test', password: PASSWORD });
    expect((await stranger('POST', `${own}/join`, { code, email: 'host@three.test', password: PASSWORD })).status).toBe(410);
    expect((await stranger('POST', `${own}/join`, { code: await invite(parties[2]), email: 'host@one.test', password: PASSWORD })).json()).toMatchObject({ reason: 'declarations.email_taken' });
    // The same party with a new code sets a new password, and her sessions end.
    const before = await enter('session', { email: 'HOST@three.test', password: PASSWORD });
    await enter('join', { code: await invite(parties[2]), email: 'host@three.test', password: `${PASSWORD} 2` });
    expect((await before.call('GET', `${own}/session`)).status).toBe(401);
    const tries = [];
    for (let i = 0; i < 6; i += 1) tries.push((await stranger('POST', `${own}/session`, { email: 'host@three.test', password: 'wrong wrong wrong' })).status);
    expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
    const accounts = (await officer('GET', `${at}/accounts`)).json<{ rows: { id: string; email: string; partyId: string }[] }>().rows;
    expect((await officer('POST', `${at}/accounts/${accounts.find((a) => a.partyId === parties[0])?.id ?? ''}/disable`, { disabled: true })).status).toBe(200);
    expect((await host('GET', `${own}/declarations`)).status).toBe(401);
    expect(await inHere<{ ok: boolean }>((tx) => verifyChain(tx, server.communes.HERE.id))).toMatchObject({ ok: true });
  });
  if (engine === 'server') test('by the command: a workbook of returns brought in, listed, and who is missing', async () => {
    const path = join(server.deps.env.dataDir, 'returns.xlsx'), run = async (...argv: string[]) => { const ran = await sommier(server.deps.env, ['declarations', ...argv, '--commune', 'HERE', '--json']); if (ran.out === '') throw new Error(ran.err); return { status: ran.status, said: JSON.parse(ran.out) as Record<string, unknown> }; };
    const rows = ['contribuable;taxe;periode;nature;classe;nuitees;tranche age;nationalite', 'Hôtel du Port;tn-sejour;2026-05;nuitées;hotel-4;70;adulte;étranger', 'Hôtel du Port;tn-sejour;2026-05;nuitées;hotel-4;9;adulte;Tunisie', 'Dar Zaghouan;tn-sejour;2026-05;néant;;;;', 'Dar Zaghouan;tn-sejour;2026-13;néant;;;;'].map((l) => l.split(';'));
    writeFileSync(path, await writeSheet({ name: 'Déclarations', currency: 'TND', columns: (rows[0] ?? []).map((head) => ({ head, kind: head === 'nuitees' ? 'number' as const : 'text' as const })), rows: rows.slice(1).map((r) => r.map((c) => (c === '' ? null : c))) }, 'xlsx'));
    expect(await run('import', path)).toMatchObject({ status: 0, said: { rows: 4, inserted: 3, refused: 1, refusals: [{ row: 5, column: 'period' }] } });
    const listed = await run('list', '--tax', 'tn-sejour', '--from', '2026-05-01', '--to', '2026-06-01');
    expect(listed).toMatchObject({ status: 0, said: { total: 2, rows: [{ party: 'Dar Zaghouan', zero: true }, { party: 'Hôtel du Port', zero: false, lineCount: 1 }] } });
    const missing = await run('missing', '--tax', 'tn-sejour', '--on', '2026-09-29', '--since', '2026-08-01');
    expect(missing.status).toBe(0);
    expect((missing.said['rows'] as MissingReturn[]).filter((m) => m.from === '2026-08-01').map((m) => m.party)).toEqual(expect.arrayContaining(['Hôte 3', 'Hôte 4', 'Nour Inconnu', 'Hôtel du Port']));
  }, 240_000);
});
