import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import type { AuditFacets, HeadReport, SignedHead } from '@sommier/domain/audit';
import { execute } from '../../server/src/command/execute.ts';
import { writeHeads } from '../../server/src/features/audit/index.ts';
import { canonical, record, verifyChain } from '../../server/src/platform/audit/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

type Page = { total: number; entries: { seq: string; action: string; subject: string; actor: string }[] };

describe.each(await engines())('the trail searched and kept elsewhere, on the %s database', (engine) => {
  let server: TestServer, auditor: Call;
  const at = '/api/communes/HERE';
  const here = () => server.communes.HERE;
  const note = (action: `${string}.${string}`, subject: string, person: string | null = null) => server.deps.db.inCommune({ commune: here().id }, (tx) => record(tx, { commune: here().id, ...(person === null ? { via: 'system' as const } : { person }) }, [{ action, subject, detail: { n: 1 }, personal: { name: 'Fatma Secrète' } }]));
  const search = async (query: string): Promise<Page> => { const a = await auditor('GET', `${at}/audit?${query}`); expect([query, a.status]).toEqual([query, 200]); return a.json<Page>(); };
  beforeAll(async () => {
    server = await testServer({ engine });
    auditor = await server.as('auditor');
    await note('asset.updated', 'asset:1', here().people.agent);
    await note('asset.created', 'asset:12', here().people.agent);
    await note('party.created', 'party:1', here().people.officer);
    await note('asset_x.updated', 'assets:1');
  });
  afterAll(async () => { await server.close(); });

  test('by actor, thing, kind of thing, action, feature and day', async () => {
    expect((await search('subject=asset:1')).entries.map((e) => e.subject)).toEqual(['asset:1']);
    expect((await search('subject=asset:')).entries.map((e) => e.subject)).toEqual(['asset:12', 'asset:1']);
    expect((await search('action=asset.')).entries.map((e) => e.action)).toEqual(['asset.created', 'asset.updated']);
    expect((await search('action=asset.updated')).total).toBe(1);
    expect((await search(`actor=${here().people.agent}`)).total).toBe(2);
    expect((await search('actor=system')).entries.map((e) => e.subject)).toEqual(['assets:1']);
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Africa/Tunis' }).format(new Date());
    expect((await search(`from=2020-01-01&to=${today}`)).total).toBeGreaterThanOrEqual(4);
    expect((await search('to=2020-01-01')).total).toBe(0);
    expect((await auditor('GET', `${at}/audit?from=yesterday`)).status).toBe(400);
    expect((await auditor('GET', `${at}/audit?actor=drop`)).status).toBe(400);
    const facets = (await auditor('GET', `${at}/audit/facets`)).json<AuditFacets>();
    expect(facets.actions).toEqual(expect.arrayContaining(['asset.created', 'asset.updated', 'asset_x.updated', 'party.created']));
    expect(facets.kinds).toEqual(expect.arrayContaining(['asset', 'assets', 'party']));
    expect(facets.actors.map((a) => a.id)).toEqual(expect.arrayContaining([here().people.agent, here().people.officer]));
    expect(new Set(facets.actors.map((a) => a.id)).size).toBe(facets.actors.length);
    expect((await (await server.as('manager'))('GET', `${at}/audit/facets`)).status).toBe(403);
  });

  /** As a third party would: with the public key in the file and nothing of ours but the way a JSON is written. */
  const signedWell = ({ signature, publicKey, ...rest }: SignedHead): boolean => verify(null, Buffer.from(canonical(rest)), createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));

  test('the file holds the entries asked for, without personal values, and a signed head that names its digest', async () => {
    const answer = await auditor('POST', `${at}/audit/export`, { action: 'asset.' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = unzipSync(answer.bytes), csv = Buffer.from(files['audit.csv'] ?? []), head = JSON.parse(Buffer.from(files['head.json'] ?? []).toString()) as SignedHead;
    const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((r) => [r['action'], r['subject']])).toEqual([['asset.updated', 'asset:1'], ['asset.created', 'asset:12']]);
    expect(csv.toString()).not.toContain('Fatma');
    expect([head.commune, head.file, signedWell(head), signedWell({ ...head, hash: '00' })]).toEqual(['HERE', createHash('sha256').update(csv).digest('hex'), true, false]);
    expect((await search('action=audit.exported')).total).toBe(1);
  });

  test('each day’s head is written once, aside; it stands as long as nobody rewrote what came before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sommier-heads-')), deps = { ...server.deps, env: { ...server.deps.env, headsDir: folder } };
    const day = new Date('2026-11-23T05:00:00Z'), path = join(folder, 'HERE', '2026-11-23.json');
    expect([await writeHeads(deps, day), readdirSync(folder).sort()]).toEqual([2, ['HERE', 'THERE']]);
    const first = readFileSync(path, 'utf8'), head = JSON.parse(first) as SignedHead;
    expect([signedWell(head), statSync(path).mode & 0o777, statSync(join(server.deps.files.root, 'keys', 'audit.pem')).mode & 0o777]).toEqual([true, 0o600, 0o600]);
    await note('asset.updated', 'asset:5');
    expect([await writeHeads(deps, day), readFileSync(path, 'utf8')]).toEqual([0, first]);
    expect(await writeHeads(deps, new Date('2026-11-24T05:00:00Z'))).toBe(2);
    const check = async (noted: SignedHead): Promise<HeadReport> => (await auditor('POST', `${at}/audit/head/check`, noted)).json();
    expect(await check(head)).toEqual({ ok: true, seq: head.seq, fault: null });
    expect(await check({ ...head, seq: '1' })).toMatchObject({ ok: false, fault: 'signature' });
    expect(await check({ ...head, key: '0'.repeat(16) })).toMatchObject({ fault: 'key' });
    const command = async (...argv: string[]): Promise<{ status: number; told: { ok?: boolean; noted?: HeadReport; rows?: number; written?: number } }> => {
      const out = new PassThrough(), streams = { stdin: Readable.from([]), stdout: out, stderr: new PassThrough(), cwd: folder, language: 'fr' as const, ask: undefined, signal: new AbortController().signal };
      const status = await execute(['--json', 'audit', ...argv], streams, () => Promise.resolve(deps)), said = String(out.read() ?? '{}');
      return { status, told: said.startsWith('{') ? JSON.parse(said) as object : {} };
    };
    expect(await command('verify', '--commune', 'HERE', '--head', path)).toMatchObject({ status: 0, told: { ok: true, noted: { ok: true } } });
    expect(await command('heads')).toMatchObject({ status: 0 });
    expect(await command('export', '--commune', 'HERE', '--out', 'trail.zip')).toMatchObject({ status: 0 });
    expect(Object.keys(unzipSync(readFileSync(join(folder, 'trail.zip'))))).toEqual(['audit.csv', 'head.json']);

    // Somebody who owns the database writes the whole chain anew: every link holds, and the head kept elsewhere does not.
    const { db } = server.deps;
    await db.asOwner(async (tx) => {
      for (const t of ['audit_entry', 'audit_personal']) await tx.raw(`alter table ${t} disable trigger user`);
      for (const t of ['audit_personal', 'audit_entry', 'audit_head']) await tx.raw(`delete from ${t} where commune_id = ?`, [here().id]);
      for (const t of ['audit_entry', 'audit_personal']) await tx.raw(`alter table ${t} enable trigger user`);
    });
    for (let n = Number(head.seq); n >= 0; n -= 1) await note('asset.updated', 'asset:99');
    expect(await db.inCommune({ commune: here().id }, (tx) => verifyChain(tx, here().id))).toMatchObject({ ok: true });
    expect(await check(head)).toMatchObject({ ok: false, fault: 'rewritten' });
    expect(await command('verify', '--commune', 'HERE', '--head', path)).toMatchObject({ status: 1, told: { ok: true, noted: { ok: false, fault: 'rewritten' } } });
    writeFileSync(join(folder, 'odd.json'), '{}');
    expect((await command('verify', '--commune', 'HERE', '--head', 'odd.json')).status).toBe(2);
  });
});
