import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChainReport, HeadReport } from '@sommier/domain/audit';
import type { Document } from '@sommier/domain/documents';
import { form, pdf } from '../documents/kit.ts';
import { engines, testEnv, type Engine } from '../support/db.ts';
import { sommier } from '../support/process.ts';
import { caller, type Call } from '../support/server.ts';
import { api, foundTowns, openTown } from './city.ts';
import { lost, startLoad } from './load.ts';
import { reportPart } from './report.ts';
import { LONG, scale } from './scale.ts';

const all = await engines();
const kinds: Engine[] = LONG || !all.includes('server') ? all : ['server'];
const BEFORE = scale('BACKUP_DOCUMENTS', 40, 4);
interface Said { rows: number; tables: number; files: number; communes: { commune: string; entries: number; head: string }[]; documents: { kept: number; faults: unknown[] } }

const attach = async (call: Call, asset: string, n: number): Promise<Document> => {
  const bytes = await pdf(`Acte ${String(n)}`), answer = await call('POST', api('BACK', 'documents'), form(bytes, `acte-${String(n)}.pdf`, { subjectKind: 'asset', subjectId: asset, kind: 'deed', title: `Acte ${String(n)}` }));
  if (answer.status !== 201) throw new Error(`A document was answered ${String(answer.status)}: ${answer.text.slice(0, 300)}`);
  return answer.json<Document>();
};

test.each(kinds)('a backup made on the %s database while clerks write is restored on an empty server: everything acknowledged before it, the same sums, documents and chain', async (engine) => {
  const [from, into] = [await testEnv(engine), await testEnv(engine)], folder = mkdtempSync(join(tmpdir(), 'sommier-backup-')), archive = join(folder, 'b.sommier');
  await foundTowns(from.env, ['BACK']);
  const source = await openTown(from.env), load = startLoad({ base: source.served.base, cookie: source.cookie, commune: 'BACK', clerks: 4 });
  let target: Awaited<ReturnType<typeof openTown>> | undefined, attaching = true;
  try {
    for (const until = Date.now() + 60_000; load.acknowledged.length < 20; await sleep(50)) if (Date.now() > until) throw new Error(`Nobody can write: ${load.faults.join('; ')}`);
    const asset = [...load.written.values()][0]?.id ?? '', documents: Document[] = [];
    for (let n = 0; n < BEFORE; n += 1) documents.push(await attach(source.call, asset, n));
    // The key of the trail is made at its first use, and travels with the backup.
    expect((await source.call('GET', api('BACK', 'audit/head'))).status).toBe(200);
    const later = (async () => { let n = BEFORE; for (; attaching; n += 1) await attach(source.call, asset, n); return n - BEFORE; })();
    // A property stands as it was acknowledged before, or as its clerk renamed it meanwhile.
    const before = new Map([...load.written].map(([code, w]) => [code, { ...w, maybe: w.name.endsWith(' bis') ? undefined : `${w.name} bis` }])), at = load.acknowledged.length, began = performance.now();
    const saved = await sommier(from.env, ['backup', archive, '--json']);
    const seconds = (performance.now() - began) / 1000, meanwhile = load.acknowledged.length - at;
    attaching = false;
    const [more] = await Promise.all([later, load.stop()]);
    expect([saved.status, saved.err, load.faults]).toEqual([0, expect.anything(), []]);

    const restored = await sommier(into.env, ['restore', archive, '--json']);
    expect([restored.status, restored.err.slice(0, 500)]).toEqual([0, expect.anything()]);
    const [one, two] = [JSON.parse(saved.out) as Said, JSON.parse(restored.out) as Said];
    expect(two).toEqual({ ...one, file: expect.anything(), bytes: expect.anything() });
    expect(one.documents).toMatchObject({ faults: [] });
    expect(one.documents.kept).toBeGreaterThanOrEqual(BEFORE);

    target = await openTown(into.env);
    // The session of before the backup is there too.
    const back = caller(target.served.base, source.cookie), gone = await lost({ written: before }, { base: target.served.base, cookie: source.cookie, commune: 'BACK' });
    const torn: string[] = [];
    for (const { id, sha256 } of documents) {
      const kept = await back('GET', api('BACK', `documents/${id}/content`));
      if (kept.status !== 200 || createHash('sha256').update(kept.bytes).digest('hex') !== sha256) torn.push(`document ${id}: ${String(kept.status)}`);
    }
    const chain = (await back('GET', api('BACK', 'audit/verify'))).json<ChainReport>(), head = (await back('GET', api('BACK', 'audit/head'))).json<{ seq: string; hash: string }>();
    // Where the restored chain ends, the chain that went on says the same.
    const held = (await source.call('POST', api('BACK', 'audit/head/check'), head)).json<HeadReport>();
    reportPart(`6-backup-load-${engine}`, `A backup made under load, restored on an empty server, ${engine} database`, [
      `\`sommier backup\` took ${seconds.toFixed(1)} s, while four clerks had ${String(meanwhile)} writes acknowledged and ${String(more)} documents were attached; ${String(one.rows)} rows of ${String(one.tables)} tables, ${String(one.documents.kept)} documents.`,
      `After \`sommier restore\`: rows, sums and heads as in the archive; of ${String(before.size)} properties acknowledged before it ${String(gone.length)} lost or other; of ${String(documents.length)} documents ${String(torn.length)} with other bytes; the chain of ${String(chain.entries)} entries verifies (${String(chain.ok)}) and its head stands in the chain of the source (${String(held.ok)}).`,
      ...gone.slice(0, 20), ...torn.slice(0, 20)]);
    expect({ gone, torn, chain: chain.ok, held: held.ok }).toEqual({ gone: [], torn: [], chain: true, held: true });
    expect(chain.head).toBe(one.communes.find((c) => c.commune === 'BACK')?.head);
  } finally {
    attaching = false;
    await load.stop();
    await source.served.stop('SIGKILL');
    await target?.served.stop('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    await from.remove();
    await into.remove();
  }
}, LONG ? 900_000 : 180_000);
