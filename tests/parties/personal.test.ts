import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ErasurePlan, ReadingPage, RetentionDone } from '@sommier/domain/personal';
import type { PartySheet } from '@sommier/domain/parties';
import { execute } from '../../server/src/command/execute.ts';
import { HELD } from '../../server/src/features/personal/held.ts';
import { verifyChain } from '../../server/src/platform/audit/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const NAME = 'Zoubeïda Introuvable', NAME_AR = 'زبيدة الخفية', NUMBER = '08123987', MAIL = 'zoubeida@introuvable.test';

describe.each(await engines())('personal data on the %s database', (engine) => {
  let server: TestServer, admin: Call, agent: Call, auditor: Call;
  const at = '/api/communes/HERE';
  let right = '';
  const party = async (name: string, more: object = {}): Promise<PartySheet> => (await admin('POST', `${at}/parties`, { kind: 'natural', name, ...more }, { 'idempotency-key': encodeURIComponent(name) })).json();
  const inHere = <T>(sql: string, bindings: unknown[] = []): Promise<T[]> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(sql, bindings as never)).rows as T[]);
  const tag = async (id: string): Promise<Record<string, string>> => ({ 'if-match': (await admin('GET', `${at}/parties/${id}/erasure`)).headers.get('etag') ?? '' });
  /** Tables of the commune in whose rows a text stands, as text. */
  const stands = async (text: string): Promise<string[]> => {
    const tables = await inHere<{ t: string }>(`select quote_ident(c.table_name) as t from information_schema.columns c join information_schema.tables b using (table_schema, table_name) where c.table_schema = 'public' and c.column_name = 'commune_id' and b.table_type = 'BASE TABLE' order by 1`);
    const out: string[] = [];
    for (const { t } of tables) if ((await inHere(`select 1 from ${t} x where x.commune_id = current_commune() and position(? in to_jsonb(x)::text) > 0 limit 1`, [text])).length > 0) out.push(t);
    return out;
  };

  beforeAll(async () => {
    server = await testServer({ engine });
    [admin, agent, auditor] = [await server.as('admin'), await server.as('agent'), await server.as('auditor')];
    const [asset] = await inHere<{ id: string }>(`insert into asset (commune_id, code, name, domain_class, built_area_m2) values (current_commune(), 'SHOP', 'Boutique', 'prive_patrimonial', 40) returning id`);
    const her = await party(NAME, { nameAr: NAME_AR, note: `appeler ${NAME}`, identifiers: [{ kind: 'national_id', value: NUMBER }, { kind: 'email', value: MAIL }] });
    right = her.id;
    const o = (await agent('POST', `${at}/occupations`, { type: 'bail_commercial', activityKind: 'commercial', startsOn: '2024-01-01', endsOn: '2027-01-01', reference: 'BAIL-7', units: [{ assetId: asset?.id }], parties: [{ partyId: her.id, role: 'tenant' }], acts: [{ role: 'publicity', reference: 'Avis 1', datedOn: '2023-10-01' }], terms: [{ from: '2024-01-01', amountMinor: '1000', period: 'month', dueDay: 5 }] })).json<{ id: string; version: number }>();
    expect((await agent('POST', `${at}/occupations/${o.id}/status`, { to: 'active' }, { 'if-match': `"v${String(o.version)}"` })).status).toBe(200);
    await inHere(`insert into declarant_account (commune_id, party_id, email, password_hash) values (current_commune(), ?, ?, 'SECRET-HASH')`, [her.id, MAIL]);
  });
  afterAll(async () => { await server.close(); });

  test('every table that names a party stands in the list of what is held', async () => {
    const named = await inHere<{ table: string }>(`select distinct t.relname as table from pg_constraint c join pg_class t on t.oid = c.conrelid where c.contype = 'f' and c.confrelid = 'public.party'::regclass
      union select distinct c.table_name from information_schema.columns c join information_schema.tables b using (table_schema, table_name) where c.table_schema = 'public' and b.table_type = 'BASE TABLE' and c.column_name in ('party_id', 'host_party_id', 'taxpayer_id', 'operator_id')`);
    const held = new Set(HELD.map((h) => h.table));
    expect(named.map((n) => n.table).filter((t) => !held.has(t))).toEqual([]);
    for (const { table, where, at: day } of HELD) await inHere(`select cast(${day} as timestamptz) from ${table} t where t.commune_id = current_commune() and (${where.replaceAll(':id', '1')}) limit 1`);
  });

  test('everything on one person leaves as JSON and as a paper, for who may, with a proof and a trace', async () => {
    for (const role of ['viewer', 'agent', 'officer', 'manager', 'auditor'] as const) expect((await (await server.as(role))('POST', `${at}/parties/${right}/export`, { format: 'json' })).status).toBe(403);
    const file = await admin('POST', `${at}/parties/${right}/export`, { format: 'json' });
    expect([file.status, file.headers.get('content-disposition')]).toEqual([200, `attachment; filename="person-${right}.json"`]);
    const held = file.json<{ holdings: Record<string, Record<string, Record<string, unknown>[]>> }>().holdings;
    expect(held['identity']?.['party']?.[0]).toMatchObject({ name: NAME, name_ar: NAME_AR });
    expect(held['identity']?.['party_identifier']?.map((i) => i['value']).sort()).toEqual([NUMBER, MAIL].sort());
    expect(held['rights']?.['occupation']?.[0]).toMatchObject({ reference: 'BAIL-7' });
    expect(held['rights']?.['occupation_term']).toHaveLength(1);
    expect(held['portal']?.['declarant_account']?.[0]).toMatchObject({ email: MAIL });
    expect(held['trail']?.['audit_entry']?.map((e) => e['action'])).toContain('party.created');
    expect(file.text).not.toMatch(/SECRET-HASH|commune_id|value_key/);
    const paper = await admin('POST', `${at}/parties/${right}/export`, { format: 'pdf', language: 'ar' });
    const path = join(mkdtempSync(join(tmpdir(), 'sommier-person-')), 'person.pdf');
    writeFileSync(path, paper.bytes);
    const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
    expect([paper.headers.get('content-type'), text.includes(NUMBER), text.includes('BAIL-7'), text.includes('SECRET')]).toEqual(['application/pdf', true, true, false]);
    expect((await admin('POST', `${at}/parties/${right}/export`, { format: 'xml' })).status).toBe(400);
    expect((await auditor('GET', `${at}/audit?action=person.exported`)).json<{ total: number }>().total).toBe(2);
  });

  test('who read what: by person, reader and day, and as a file', async () => {
    await agent('POST', `${at}/parties/${right}/reveal`, {});
    const other = await party('Quelqu’un d’autre', { identifiers: [{ kind: 'phone', value: '71 000 000' }] });
    await admin('POST', `${at}/parties/${other.id}/reveal`, {});
    const page = async (query: string): Promise<ReadingPage> => (await auditor('GET', `${at}/readings?${query}`)).json();
    const all = await page('');
    expect(all.rows.map((r) => r.action)).toEqual(['party.identifiers_read', 'party.identifiers_read', 'person.exported', 'person.exported']);
    expect(all.rows[1]).toMatchObject({ party: right, partyName: NAME, readerName: expect.any(String), detail: { kinds: expect.arrayContaining(['national_id']) } });
    expect((await page(`party=${right}`)).total).toBe(3);
    const reader = all.rows[1]?.reader ?? '';
    expect(await page(`reader=${reader}`)).toMatchObject({ total: 1, rows: [{ party: right }] });
    expect(all.readers.map((r) => r.id)).toContain(reader);
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Africa/Tunis' }).format(new Date(all.rows[0]?.at ?? 0));
    expect((await page(`from=${today}&to=${today}`)).total).toBeGreaterThan(0);
    expect((await page('to=2020-01-01')).total).toBe(0);
    expect((await agent('GET', `${at}/readings`)).status).toBe(403);
    // A list taken as a file says so too, for who sees names in it; a reader who sees none leaves no line.
    expect((await agent('GET', `${at}/occupations/export?format=csv`)).status).toBe(200);
    expect((await page('')).rows[0]).toMatchObject({ action: 'personal.file_taken', subject: 'file:exportOccupations', detail: { format: 'csv' }, party: null });
    const csv = await auditor('POST', `${at}/readings/export`, { party: right });
    expect([csv.status, csv.text.split('\r\n').length > 3 || csv.text.split('\n').length > 3, csv.text.includes(NAME)]).toEqual([200, true, true]);
    expect((await page('')).rows[0]).toMatchObject({ action: 'readings.exported' });
  });

  test('a person with a running right is not erased; then she is, everywhere, and the trail stays whole', async () => {
    const plan = (await admin('GET', `${at}/parties/${right}/erasure`)).json<ErasurePlan>();
    expect(plan.open).toEqual(['right']);
    expect(plan.parts.find((p) => p.category === 'rights')).toMatchObject({ fate: 'pseudonymised', rows: 5 });
    expect(await stands(NAME)).not.toEqual([]);
    const refused = await admin('POST', `${at}/parties/${right}/erasure`, { reason: 'Demande du 3 mars' }, { ...await tag(right), 'accept-language': 'fr' });
    expect([refused.status, refused.json()]).toMatchObject([422, { reason: 'personal.open', message: expect.stringContaining('un droit d’occupation court') }]);
    await inHere(`update occupation set status = 'ended', ends_on = '2025-01-01' where commune_id = current_commune() and reference = 'BAIL-7'`);
    expect((await admin('POST', `${at}/parties/${right}/erasure`, { reason: 'Demande' }, { 'if-match': '"v0"' })).status).toBe(412);
    expect((await (await server.as('manager'))('POST', `${at}/parties/${right}/erasure`, { reason: 'Demande' }, await tag(right))).status).toBe(403);
    const done = await admin('POST', `${at}/parties/${right}/erasure`, { reason: `Demande de ${NAME}` }, await tag(right));
    expect([done.status, done.status === 200 ? '' : done.text]).toEqual([200, '']);
    for (const text of [NAME_AR, NUMBER, MAIL, 'SECRET-HASH']) expect([text, await stands(text)]).toEqual([text, []]);
    // Who asked stands in the reason of the erasure alone, which is a personal value of the trail like another.
    expect(await stands(NAME)).toEqual(['audit_personal']);
    expect((await admin('GET', `${at}/parties/${right}`)).json()).toMatchObject({ name: `Personne effacée n° ${right}`, identifiers: [], note: null });
    expect((await agent('GET', `${at}/occupations?q=BAIL-7`)).status).toBeLessThan(500);
    expect(await inHere('select 1 from occupation_party where commune_id = current_commune() and party_id = ?', [right])).toHaveLength(1);
    expect(await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => verifyChain(tx, server.communes.HERE.id))).toMatchObject({ ok: true });
    expect((await admin('POST', `${at}/parties/${right}/erasure`, { reason: 'encore' }, await tag(right))).json()).toMatchObject({ reason: 'personal.erased' });
  });

  test('a person nothing keeps goes whole', async () => {
    const her = await party('Passante Unique');
    expect((await admin('POST', `${at}/parties/${her.id}/erasure`, { reason: 'erreur de saisie' }, await tag(her.id))).json()).toMatchObject({ whole: true });
    expect((await admin('GET', `${at}/parties/${her.id}`)).status).toBe(404);
    expect(await stands('Passante Unique')).toEqual([]);
  });

  test('what is past its years is counted first, then forgotten; nothing goes by itself before the commune said so', async () => {
    const [old, young] = [await party('Ancienne Oubliée'), await party('Récente Gardée')];
    await inHere(`update party set updated_at = now() - interval '7 years' where commune_id = current_commune() and id = ?`, [old.id]);
    const run = async (dryRun: boolean): Promise<RetentionDone> => (await admin('POST', `${at}/retention/runs`, { dryRun })).json();
    expect(await run(true)).toEqual({ dryRun: true, persons: 0, accounts: 0, candidates: 0, values: 0 });
    const rules = { rules: [{ category: 'identity', years: 5, basis: 'Décision du conseil du 2 mai' }] };
    expect((await auditor('PUT', `${at}/retention`, rules)).status).toBe(403);
    expect((await admin('PUT', `${at}/retention`, { rules: [{ category: 'portal', years: 5, basis: '  ' }] })).json()).toMatchObject({ rules: expect.arrayContaining([{ category: 'portal', years: 5, basis: null }]) });
    expect((await admin('PUT', `${at}/retention`, rules)).json()).toMatchObject({ rules: expect.arrayContaining([{ category: 'identity', years: 5, basis: 'Décision du conseil du 2 mai' }, { category: 'accounts', years: null, basis: null }]) });
    expect(await run(true)).toMatchObject({ persons: 1 });
    expect((await admin('GET', `${at}/parties/${old.id}`)).json()).toMatchObject({ name: 'Ancienne Oubliée' });
    expect(await run(false)).toMatchObject({ persons: 1 });
    expect((await admin('GET', `${at}/parties/${old.id}`)).json()).toMatchObject({ name: `Personne effacée n° ${old.id}` });
    expect((await admin('GET', `${at}/parties/${young.id}`)).json()).toMatchObject({ name: 'Récente Gardée' });
    expect(await run(false)).toMatchObject({ persons: 0 });
    expect(await stands('Ancienne Oubliée')).toEqual([]);
  });

  test('the same without a browser: a plan, an erasure with its reason, the file, the years', async () => {
    const her = await party('Commandée Parla', { identifiers: [{ kind: 'phone', value: '98 765 432' }] });
    const cwd = mkdtempSync(join(tmpdir(), 'sommier-person-'));
    const run = async (...argv: string[]): Promise<{ status: number; told: Record<string, unknown> }> => {
      const out = new PassThrough(), streams = { stdin: Readable.from([]), stdout: out, stderr: new PassThrough(), cwd, language: 'fr' as const, ask: undefined, signal: new AbortController().signal };
      const status = await execute(['--json', ...argv, '--commune', 'HERE'], streams, () => Promise.resolve(server.deps)), said = String(out.read() ?? '');
      return { status, told: said.startsWith('{') ? JSON.parse(said) as Record<string, unknown> : {} };
    };
    expect(await run('person', 'export', her.id, '--out', 'p.json')).toMatchObject({ status: 0, told: { party: her.id } });
    expect(readFileSync(join(cwd, 'p.json'), 'utf8')).toContain('98 765 432');
    expect(await run('person', 'export', her.id, '--out', 'p.pdf')).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, 'p.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await run('person', 'export', her.id, '--out', 'p.txt')).status).toBe(2);
    expect(await run('person', 'erase', her.id)).toMatchObject({ status: 0, told: { done: false, whole: true } });
    expect((await run('person', 'erase', her.id, '--yes')).status).toBe(2);
    expect(await run('person', 'erase', her.id, '--yes', '--reason', 'demande du 4 mars')).toMatchObject({ status: 0, told: { done: true } });
    expect(await stands('Commandée Parla')).toEqual([]);
    expect((await run('person', 'erase', '999999')).status).toBe(2);
    expect(await run('retention')).toMatchObject({ status: 0, told: { dryRun: true, persons: 0 } });
  });
});
