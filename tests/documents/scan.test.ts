import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allEndpoints } from '@sommier/domain/api';
import { can, type EndpointSpec, ROLES } from '@sommier/domain/shared';
import { scan } from '../../server/src/platform/http/scan.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { engines } from '../support/db.ts';
import { testServer, type Answer, type TestServer } from '../support/server.ts';
import { form, pdf } from './kit.ts';

interface Problem { status: number; code: string; reason: string; message: string; issues: { path: string; message: string }[] }
const folder = mkdtempSync(join(tmpdir(), 'sommier-scan-'));
const [script, seen] = [join(folder, 'scanner.mjs'), join(folder, 'seen')];
// Ends as the file asks, and notes what it was given.
writeFileSync(script, `
import { appendFileSync, readFileSync } from 'node:fs';
const bytes = readFileSync(process.argv.at(-1)), said = bytes.toString('latin1');
appendFileSync(${JSON.stringify(seen)}, JSON.stringify({ args: process.argv.slice(2, -1), bytes: bytes.length, names: Object.keys(process.env).sort() }) + '\\n');
if (said.includes('SLEEPS')) setInterval(() => undefined, 1000);
else if (said.includes('KILLED')) process.kill(process.pid, 'SIGKILL');
else process.exitCode = said.includes('INFECTED') ? 1 : said.includes('BROKEN') ? 2 : 0;
`);
const command = [process.execPath, script, '--one', '$(two)'];
afterAll(() => { rmSync(folder, { recursive: true }); });

test('what the scanner answers is told apart, and the log says it without the file', async () => {
  const lines: string[] = [], log = openLog('info', { write: (line) => { lines.push(line); } });
  const given = (content: string, patienceMs?: number, words: readonly string[] = command): Promise<void> => {
    const path = join(folder, 'given');
    writeFileSync(path, content);
    return scan(words, { path, bytes: content.length, request: 'r1' }, log, patienceMs);
  };
  await given('clean');
  expect(lines).toEqual([]);
  await expect(given('INFECTED secret words')).rejects.toMatchObject({ code: 'invalid', detail: { reason: 'file_infected' } });
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ request: 'r1', bytes: 21, scanner: process.execPath })]);
  expect(lines.join('')).not.toContain('secret words');
  const away = { code: 'not_ready', detail: { reason: 'scanner_away', retryAfter: 60 } };
  await expect(given('BROKEN')).rejects.toMatchObject(away);
  await expect(given('KILLED')).rejects.toMatchObject(away);
  await expect(given('SLEEPS', 1500)).rejects.toMatchObject({ ...away, cause: { message: expect.stringContaining('1.5 s') } });
  await expect(given('clean', undefined, [join(folder, 'nobody')])).rejects.toMatchObject({ ...away, cause: { message: expect.stringContaining('ENOENT') } });
});

describe.each(await engines())('uploads before a scanner on the %s database', (engine) => {
  let server: TestServer, asset: string;
  beforeAll(async () => {
    server = await testServer({ engine, env: { scan: command } });
    asset = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'S1', 'Marché') returning id`)).rows[0].id as string);
  });
  afterAll(async () => { await server.close(); });
  const left = (): string[] => ['scratch', 'documents', 'uploads'].flatMap((name) => { try { return readdirSync(join(server.deps.files.root, name), { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).map((f) => f.name); } catch { return []; } });
  const add = async (bytes: Buffer, language = 'en'): Promise<Answer> => (await server.as('agent'))('POST', '/api/communes/HERE/documents', form(bytes, 'plan.pdf', { subjectKind: 'asset', subjectId: asset }), { 'accept-language': language });

  test('every one of them, photographs of visits too, is refused in the reader’s language where the scanner finds something', async () => {
    const uploads = (allEndpoints as readonly EndpointSpec[]).filter((e) => e.upload);
    expect(uploads.map((e) => e.id)).toEqual(expect.arrayContaining(['sendVisitPhoto', 'addDocument']));
    for (const e of uploads) {
      const { access } = e;
      const role = ROLES.find((r) => access.kind === 'commune' && can(r, access.permission));
      const answer = await (await server.as(role ?? null))(e.method.toUpperCase(), e.path.replace('{commune}', 'HERE').replace(/\{\w+\}/g, '1'), form(Buffer.from('INFECTED'), 'plan.pdf', {}));
      expect([e.id, answer.status, answer.json<Problem>().reason]).toEqual([e.id, 400, 'file_infected']);
    }
    for (const [language, words] of [['fr', /antivirus a trouvé/], ['ar', /مضاد الفيروسات/], ['en', /antivirus found/]] as const) {
      const problem = (await add(Buffer.concat([await pdf('plan'), Buffer.from('INFECTED')]), language)).json<Problem>();
      expect(problem.message).toMatch(words);
      expect(problem.issues).toEqual([{ path: 'file', message: problem.message }]);
    }
    expect(left()).toEqual([]);
  });
  test('nothing is taken where it does not answer, and what it lets through comes in', async () => {
    const away = await add(Buffer.from('BROKEN'));
    expect([away.status, away.headers.get('retry-after'), away.json<Problem>().reason]).toEqual([503, '60', 'scanner_away']);
    expect(left()).toEqual([]);
    const clean = await pdf('plan');
    expect((await add(clean)).status).toBe(201);
    const told = readFileSync(seen, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { args: string[]; bytes: number; names: string[] }).at(-1);
    // Words as written, no shell; of the environment nothing that opens anything.
    expect(told).toEqual({ args: ['--one', '$(two)'], bytes: clean.length, names: ['LANG', 'PATH'] });
  });
});
