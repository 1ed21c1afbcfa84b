import { expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Call } from '../support/server.ts';
import { engines, testEnv } from '../support/db.ts';
import { api, ended, foundTowns, openTown, start, type Outcome } from './city.ts';
import { mutate, mutations, type Mutation } from './mutants.ts';
import { reportPart } from './report.ts';
import { LONG, percentile, scale } from './scale.ts';
import { seedFiles, type SeedFile } from './seeds.ts';

const CASES = scale('MUTANTS', 1000, 20);
/** Files that made the server err stay here, to be looked at. */
const KEPT = fileURLToPath(new URL('../../.tmp/mutants/', import.meta.url));
interface Refused { code?: string; message?: string; reason?: string }
interface Ended { file: string; ms: number; end: string; fault?: string }

/** One file through upload, preview and run, as a person would; answers how it ended and what is wrong with that. */
async function through(call: Call, seed: SeedFile, content: Uint8Array): Promise<{ end: string; fault?: string }> {
  const form = new FormData();
  form.append('file', new Blob([content as BlobPart]), seed.name);
  form.append('options', JSON.stringify(seed.options));
  const sent = await call('POST', api('MUT', 'imports'), form);
  const told = (what: string, r: Refused): { end: string; fault?: string } =>
    ({ end: `${what} refused: ${String(r.code)}`, ...(r.code && r.message && r.code !== 'internal' && r.code !== 'reader_failed' ? {} : { fault: `${what}: ${JSON.stringify(r)}` }) });
  const answered = (what: string, status: number, body: string): { end: string; fault?: string } =>
    (status >= 500 ? { end: `${what} ${String(status)}`, fault: `${what} answered ${String(status)} ${body.slice(0, 300)}` } : told(what, JSON.parse(body) as Refused));
  if (sent.status !== 201) return answered('upload', sent.status, sent.text);
  const { id, refused } = sent.json<{ id: string; refused: Refused | null }>();
  if (refused !== null) return told('upload', refused);
  const seen = await call('POST', api('MUT', `imports/uploads/${id}/preview`), { options: seed.options });
  if (seen.status !== 200) return answered('preview', seen.status, seen.text);
  const preview = seen.json<{ refused: Refused | null }>();
  if (preview.refused !== null && !preview.refused.code) return told('preview', preview.refused);
  const done = await ended(call, 'MUT', await start(call, 'MUT', id, seed.options));
  if (done.state !== 'done') return told('run', done.error ?? { code: 'internal' });
  const result = done.result as Outcome & { refused_file?: Refused };
  if (result.refused_file) return told('run', result.refused_file);
  const sum = result.inserted + result.returned + result.updated + result.unchanged + result.refused;
  return { end: 'taken', ...(sum === result.rows ? {} : { fault: `counts do not add up: ${JSON.stringify(result)}` }) };
}

test(`${String(CASES)} mutated files: every answer is a refusal with its reason or counts that add up, none is 5xx, and the server stays`, async () => {
  const all = await engines(), engine = all[0] ?? 'embedded';
  const { env, remove } = await testEnv(engine);
  await foundTowns(env, ['MUT']);
  const seeds = await seedFiles();
  expect(seeds).toHaveLength(10);
  const { served, call } = await openTown(env);
  const results: Ended[] = [];
  try {
    const one = async ({ seed: n, changes }: Mutation): Promise<void> => {
      const seed = seeds[n];
      if (seed === undefined) return;
      const content = mutate(seed.bytes, changes), from = performance.now();
      const { end, fault } = await through(call, seed, content).catch((error: unknown) => ({ end: 'no answer', fault: String(error) }));
      if (fault !== undefined) { mkdirSync(KEPT, { recursive: true }); writeFileSync(join(KEPT, `${String(results.length)}-${seed.name}`), content); }
      results.push({ file: seed.name, ms: performance.now() - from, end, ...(fault === undefined ? {} : { fault: `${seed.name}: ${fault}` }) });
    };
    for (const seed of LONG ? seeds : []) expect({ file: seed.name, ...await through(call, seed, seed.bytes) }).toEqual({ file: seed.name, end: 'taken' });
    const waiting = mutations(CASES, seeds.length), until = Date.now() + Number(process.env['SOMMIER_FAULTS_MINUTES'] ?? 240) * 60_000;
    // Two senders: a reader's process uses a core, and two jobs run at a time.
    await Promise.all([0, 1].map(async () => { for (let next = waiting.shift(); next !== undefined && Date.now() < until; next = waiting.shift()) await one(next); }));
    const faults = results.flatMap((r) => r.fault ?? []), times = results.map((r) => r.ms), ends = new Map<string, number>();
    for (const { end } of results) ends.set(end, (ends.get(end) ?? 0) + 1);
    const crashed = served.child.exitCode !== null || served.child.signalCode !== null;
    reportPart('2-mutants', 'Mutated files', [
      `${results.length.toLocaleString('en')} files of ${CASES.toLocaleString('en')} asked for, made of ${String(seeds.length)} sound ones (${seeds.map((s) => s.name).join(', ')}) by flipped bytes, cuts, doubled and dropped pieces, sent to a server on the ${engine} database, two at a time: upload, preview, run.`,
      `${String(faults.length)} answers that are neither a refusal with its reason nor counts that add up; the server ${crashed ? 'CRASHED' : 'did not crash'}.`,
      `A case takes ${(percentile(times, 0.5) / 1000).toFixed(2)} s (median), ${(percentile(times, 0.95) / 1000).toFixed(2)} s (95 of 100), ${(Math.max(...times) / 1000).toFixed(2)} s (longest).`,
      `Ends: ${[...ends].sort((a, b) => b[1] - a[1]).map(([end, n]) => `${end} ${String(n)}`).join(', ')}.`, ...faults.slice(0, 50),
    ]);
    expect(crashed).toBe(false);
    expect((await fetch(`${served.base}/api/health`)).status).toBe(200);
    expect(faults).toEqual([]);
    expect(await served.stop()).toBe(0);
  } finally {
    await served.stop('SIGKILL');
    await remove();
  }
}, LONG ? 15_000_000 : 240_000);
