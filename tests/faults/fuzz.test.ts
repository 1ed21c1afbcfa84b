import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { errorTexts, LANGUAGES, type Language } from '@sommier/domain/shared';
import { engines } from '../support/db.ts';
import { testServer, type Answer, type Call, type TestServer } from '../support/server.ts';
import { OPERATIONS, requestTo, type Request } from './fuzz-requests.ts';
import { INJECTIONS } from './payloads.ts';
import { reportPart } from './report.ts';
import { LONG, scale, SEED } from './scale.ts';

/** Ends the very session the requests are sent with. */
const SKIPPED = new Set(['signOut', 'revokeSession']);
const REQUESTS = scale('FUZZ', 20_000, 600);
/** The promise is five seconds; where many tests share two cores the clock says little, and the long run is the one that counts. */
const HANG_MS = LONG ? 5_000 : 60_000;
/** The long counts take many minutes; without a limit of their own the house's 120 s cut them. */
const TIMEOUT = LONG ? 7_200_000 : 120_000;
/** Requests under way together: three hundred thousand one after another would take an afternoon. */
const AT_ONCE = 4;
const ARABIC = /[\u0600-\u06ff]/;

interface Problem { status: number; code: keyof typeof errorTexts.en; message: string; issues?: { path: string; message: string }[] }
/** What a refusal must say, or the fault found. */
function faultIn(answer: Answer, language: Language): string | undefined {
  // A file whose job has not ended says when to come back: nothing failed.
  if (answer.status === 503 && answer.headers.has('retry-after') && answer.text.includes('exports.running')) return undefined;
  if (answer.status >= 500) return `${answer.status} ${answer.text.slice(0, 300)}`;
  if (answer.status < 400) return undefined;
  if (!(answer.headers.get('content-type') ?? '').startsWith('application/problem+json')) return `a ${answer.status} of type ${answer.headers.get('content-type') ?? 'none'}`;
  const p = answer.json<Problem>();
  if (typeof p.code !== 'string' || typeof p.message !== 'string' || p.status !== answer.status) return `a refusal without code, message or status: ${answer.text.slice(0, 300)}`;
  if (ARABIC.test(p.message) !== (language === 'ar') && !/[«“]/.test(p.message)) return `${language} was asked: ${p.message}`;
  if (language === 'fr' && p.message === errorTexts.en[p.code]) return `French was asked: ${p.message}`;
  if (p.code === 'invalid' && !(p.issues && p.issues.length > 0 && p.issues.every((i) => typeof i.path === 'string' && i.path !== '' && i.message.length > 0))) return `no field named: ${answer.text.slice(0, 300)}`;
  return undefined;
}

describe.each(await engines())('requests by chance on the %s database', (engine) => {
  let server: TestServer;
  let call: Call;
  let longest = 0;
  beforeAll(async () => {
    server = await testServer({ engine });
    call = await server.as('admin');
    // Something for the first ids to name.
    for (const code of ['F-1', 'F-2', 'F-3']) await call('POST', '/api/communes/HERE/assets', { code, name: `Fuzz ${code}`, level: 'building' });
  });
  afterAll(async () => { await server.close(); });

  const ask = async ({ operation, path, body }: Pick<Request, 'operation' | 'path' | 'body'>, language: Language): Promise<string | undefined> => {
    const begun = performance.now();
    const answer = await call(operation.method, path, operation.method === 'GET' ? undefined : body, { 'accept-language': language });
    const ms = performance.now() - begun;
    longest = Math.max(longest, ms);
    return ms > HANG_MS ? `hung for ${Math.round(ms)} ms` : faultIn(answer, language);
  };

  test(`${REQUESTS} requests made from the description: no 5xx, no hang, every refusal says code, field and message in the language asked`, async () => {
    const operations = OPERATIONS.filter((o) => !SKIPPED.has(o.id));
    const each = Math.max(1, Math.round(REQUESTS / operations.length));
    const faults: string[] = [];
    let serial = 0;
    for (const operation of operations) {
      const found = new Set<string>();
      for (const request of fc.sample(requestTo(operation), { seed: SEED + serial, numRuns: each })) {
        const language = LANGUAGES[(serial += 1) % LANGUAGES.length] ?? 'fr';
        const fault = await ask(request, language);
        if (fault !== undefined && found.size < 2) found.add(`${operation.method} ${request.path.slice(0, 300)} ${request.body?.slice(0, 400) ?? ''}\n    ${fault}`);
      }
      faults.push(...found);
    }
    reportPart(`8-fuzz-${engine}`, `Requests by chance, ${engine} database`, [
      `${serial.toLocaleString('en')} requests made from the description, over ${String(operations.length)} operations, in three languages by turns; the longest answer took ${String(Math.round(longest))} ms.`,
      `${String(faults.length)} faults (a 5xx, more than ${String(HANG_MS / 1000)} s, a refusal without code, field or message in the language asked).`]);
    // Said at once: what follows takes an hour under the long count.
    if (faults.length > 0) process.stdout.write(`${faults.join('\n')}\n`);
    expect(faults.join('\n')).toBe('');
  }, TIMEOUT);

  test('payloads of injection on every filter: no 5xx, no row that the filter did not let through', async () => {
    const perFilter = scale('INJECTIONS', INJECTIONS.length, 1);
    const faults: string[] = [];
    const properties = async (): Promise<number> => (await call('GET', '/api/communes/HERE/assets')).json<{ total: number }>().total;
    // Requests by chance may have taken some away; a payload must not.
    const before = await properties();
    let serial = 0, slowest = 0, filters = 0;
    for (const operation of OPERATIONS.filter((o) => o.method === 'GET' && !SKIPPED.has(o.id))) {
      const at = operation.path.replace('{commune}', 'HERE').replace(/\{\w+\}/g, '1');
      for (const filter of operation.parameters.filter((p) => p.in === 'query')) {
        filters += 1;
        const url = (value: string): string => {
          const search = new URLSearchParams({ ...(operation.path.includes('{commune}') ? {} : { commune: 'HERE' }), [filter.name]: value });
          return `${at}?${search.toString()}`;
        };
        const totalOf = (answer: Answer): number | undefined => (answer.status === 200 && (answer.headers.get('content-type') ?? '').startsWith('application/json') ? (answer.json<{ total?: number } | null>()?.total) : undefined);
        // How many rows a word lets through that nothing here is called by.
        const none = totalOf(await call('GET', url('zqxjkvwpb')));
        const tryOne = async (payload: string): Promise<void> => {
          const begun = performance.now(), answer = await call('GET', url(payload), undefined, { 'accept-language': 'en' }), ms = performance.now() - begun;
          // Told to wait is not tried: the pace of costly work is given back, and the payload asked again.
          if (answer.status === 429) { await server.deps.db.asOwner((tx) => tx.raw('delete from request_pace')); return tryOne(payload); }
          const fault = ms > HANG_MS ? `hung for ${String(Math.round(ms))} ms` : faultIn(answer, 'en'), total = totalOf(answer);
          slowest = Math.max(slowest, ms);
          if (fault) faults.push(`${operation.path} ${filter.name}=${payload}\n    ${fault}`);
          else if (none !== undefined && total !== undefined && total > none) faults.push(`${operation.path} ${filter.name}=${payload}\n    ${total} rows, and a word nobody wrote lets ${none} through`);
        };
        const payloads = Array.from({ length: perFilter }, () => INJECTIONS[(serial += 1) % INJECTIONS.length] ?? '');
        await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (let payload = payloads.pop(); payload !== undefined; payload = payloads.pop()) await tryOne(payload); }));
      }
      if (LONG) process.stdout.write(`${operation.id}: ${String(serial)} asked, ${String(faults.length)} faults\n`);
    }
    reportPart(`8-injections-${engine}`, `Payloads of injection on every filter, ${engine} database`, [
      `${serial.toLocaleString('en')} requests: ${String(perFilter)} payloads on each of ${String(filters)} filters of the description; the longest answer took ${String(Math.round(slowest))} ms.`,
      `${String(faults.length)} faults (a 5xx, more than ${String(HANG_MS / 1000)} s, a row the filter did not let through).`]);
    expect(faults.join('\n')).toBe('');
    expect(await properties()).toBe(before);
    expect(before).toBeGreaterThan(0);
  }, TIMEOUT);
});
