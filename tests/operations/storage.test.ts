import { mkdirSync, utimesSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Commune } from '@sommier/domain/communes';
import type { DeployedCommune, Storage } from '@sommier/domain/operations';
import { execute } from '../../server/src/command/execute.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

describe.each(await engines())('running the deployment, on the %s database', (engine) => {
  let server: TestServer, admin: Call;
  const at = '/api/communes/HERE';
  const kind = (s: Storage, k: string) => s.parts.find((p) => p.kind === k);
  beforeAll(async () => { server = await testServer({ engine }); admin = await server.as('admin'); });
  afterAll(async () => { await server.close(); });

  test('an administrator changes the names, languages and zone of her commune; the currency stays', async () => {
    const changed = await admin('PATCH', at, { nameAr: 'بنزرت', languages: ['ar', 'fr'], timezone: 'Africa/Casablanca' });
    expect([changed.status, changed.json<Commune>()]).toMatchObject([200, { nameAr: 'بنزرت', languages: ['ar', 'fr'], timezone: 'Africa/Casablanca' }]);
    expect((await admin('PATCH', at, { nameAr: null, timezone: 'Africa/Tunis' })).json()).toMatchObject({ nameAr: null, languages: ['ar', 'fr'], timezone: 'Africa/Tunis' });
    expect((await admin('PATCH', at, { timezone: 'Mars/Olympus' })).json()).toMatchObject({ code: 'invalid' });
    expect((await admin('PATCH', at, {})).status).toBe(400);
    expect((await (await server.as('manager'))('PATCH', at, { name: 'Autre' })).status).toBe(403);
    expect((await (await server.as('admin', 'THERE'))('GET', '/api/communes/THERE')).json()).toMatchObject({ timezone: 'Africa/Tunis', nameAr: null });
    expect((await admin('GET', `${at}/audit?action=commune.changed`)).json<{ total: number }>().total).toBe(2);
  });

  test('what files weigh by kind, what nothing refers to, what is missing; a sweep takes the first and leaves the young', async () => {
    const [asset] = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'A', 'Bien') returning id`)).rows as { id: string }[]);
    const form = new FormData();
    form.append('subjectKind', 'asset'); form.append('subjectId', asset?.id ?? ''); form.append('kind', 'other');
    form.append('file', new Blob(['x'.repeat(1000)], { type: 'text/plain' }), 'note.txt');
    expect((await admin('POST', `${at}/documents`, form)).status).toBe(201);
    const before = (await admin('GET', `${at}/storage`)).json<Storage>();
    expect([kind(before, 'documents'), before.orphans, (before.disk?.free ?? 0) > 0, (before.database ?? 0) > 0]).toEqual([{ kind: 'documents', files: 1, bytes: 1000 }, { files: 0, bytes: 0, missing: 0 }, true, true]);
    const folder = join(server.deps.files.root, 'documents', String(server.communes.HERE.id), 'ab');
    mkdirSync(folder, { recursive: true });
    const [old, young] = [join(folder, 'ab'.repeat(32)), join(folder, 'ac'.repeat(32))];
    for (const f of [old, young]) writeFileSync(f, 'y'.repeat(50));
    utimesSync(old, new Date(Date.now() - 3 * 86_400_000), new Date(Date.now() - 3 * 86_400_000));
    // The neighbour's folder is hers.
    expect((await (await server.as('admin', 'THERE'))('GET', '/api/communes/THERE/storage')).json<Storage>()).toMatchObject({ bytes: 0, orphans: { files: 0 } });
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`insert into document_file (commune_id, sha256, bytes, media) values (current_commune(), ?, 1, 'text/plain')`, ['ad'.repeat(32)]));
    expect((await admin('GET', `${at}/storage`)).json<Storage>().orphans).toEqual({ files: 2, bytes: 100, missing: 1 });
    expect((await (await server.as('agent'))('POST', `${at}/storage/sweep`)).status).toBe(403);
    expect((await admin('POST', `${at}/storage/sweep`)).json<Storage>()).toMatchObject({ orphans: { files: 1, bytes: 50, missing: 1 }, parts: expect.arrayContaining([{ kind: 'documents', files: 2, bytes: 1050 }]) });
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    expect((await admin('GET', `${at}/audit?action=storage.swept`)).json()).toMatchObject({ total: 1, entries: [{ detail: { files: 1, bytes: 50 } }] });
  });

  test('who runs the deployment sees and makes communes, and nothing of their registers', async () => {
    expect((await admin('GET', '/api/deployment/communes')).status).toBe(403);
    const command = async (...argv: string[]): Promise<number> => execute(['--json', 'user', 'operator', ...argv], { stdin: Readable.from([]), stdout: new PassThrough(), stderr: new PassThrough(), cwd: '/', language: 'fr', ask: undefined, signal: new AbortController().signal }, () => Promise.resolve(server.deps));
    expect(await command(server.emailOf('viewer'))).toBe(0);
    const operator = await server.as('viewer');
    expect((await operator('GET', '/api/session')).json()).toMatchObject({ operator: true });
    const list = (await operator('GET', '/api/deployment/communes')).json<DeployedCommune[]>();
    expect(list.map((c) => [c.code, c.people, c.administrators])).toEqual([['HERE', 6, 1], ['THERE', 6, 1]]);
    expect(list[0]).toMatchObject({ properties: 1, bytes: expect.any(Number), lastEntryAt: expect.any(String) });
    const wanted = { commune: { code: 'NEUVE', name: 'Ville Neuve', currency: 'TND', languages: ['fr'] }, administrator: { email: 'chef@neuve.test', name: 'Cheffe', password: 'quatre mots sans lien' } };
    expect((await operator('POST', '/api/deployment/communes', { ...wanted, commune: { ...wanted.commune, currency: 'dinars' } })).status).toBe(400);
    const made = await operator('POST', '/api/deployment/communes', wanted);
    expect([made.status, made.json()]).toEqual([201, { code: 'NEUVE' }]);
    expect((await operator('POST', '/api/deployment/communes', wanted)).status).toBe(409);
    expect((await operator('GET', '/api/communes/NEUVE')).status).toBe(403);
    expect((await operator('GET', '/api/deployment/communes')).json<DeployedCommune[]>().find((c) => c.code === 'NEUVE')).toMatchObject({ people: 1, administrators: 1, country: 'TN' });
    expect(await command(server.emailOf('viewer'), '--off')).toBe(0);
    expect((await operator('POST', '/api/deployment/communes', wanted)).status).toBe(403);
  });
});
