import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { asOwner, dropDatabase, freshDatabase, has, ogrTarget, run } from './lib/postgres.ts';
import { CACHE, listingsFile, zonesFile } from './lib/city.ts';
import { median, say, seconds, timed, type Report } from './lib/measure.ts';
import { addCommune, sommier } from './lib/server.ts';
import { benchZones } from './zones.ts';

const ROUNDS = 3;

interface Summary { rows: number; inserted: number; updated: number; unchanged: number; refused: number }

interface Done { ms: number; peakMb: number; stages: Record<string, number>; summary: Summary; error?: string }
interface Importer { bring: (code: string, file: string, day: string, wanted: Partial<Summary>) => Promise<Done>; stop: () => Promise<void> }

/** A process that imports as a running server does, its start not counted. Each answer is checked against what the file holds. */
async function importer(env: NodeJS.ProcessEnv): Promise<Importer> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'import-worker.ts')], { env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit'), lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<Done> => {
    const { value, done } = await lines.next() as { value: string; done?: boolean };
    if (done === true) throw new Error('the importing process ended');
    return JSON.parse(value) as Done;
  };
  await answer();
  return {
    async bring(code, file, day, wanted) {
      child.stdin.write(`${JSON.stringify({ code, file, day })}\n`);
      const told = await answer();
      for (const [key, value] of Object.entries(wanted)) {
        if (told.error !== undefined || told.summary[key as keyof Summary] !== value) throw new Error(`the import answered ${JSON.stringify(told)} and not ${JSON.stringify(wanted)}`);
      }
      return told;
    },
    async stop() { child.stdin.end(); await ended; },
  };
}

/** The peer: the same CSV with its points, types left as text, into a fresh table with its spatial index. */
async function ogr2ogr(url: string, file: string): Promise<number> {
  const { ms } = await timed(() => run('ogr2ogr', ['-f', 'PostgreSQL', ogrTarget(url), file, '-nln', 'ogr_listings', '-overwrite', '-a_srs', 'EPSG:4326',
    '-oo', 'X_POSSIBLE_NAMES=longitude', '-oo', 'Y_POSSIBLE_NAMES=latitude', '-lco', 'GEOMETRY_NAME=geom'], { maxBuffer: 1 << 24 }));
  say(`ogr2ogr ${seconds(ms)}`);
  return ms;
}

/** Import into an empty database and into one with another commune's rows, re-import, zone shares, beside ogr2ogr and plain SQL. */
export async function benchImport(report: Report, { rows }: { rows: number }): Promise<void> {
  if (!(await has('ogr2ogr'))) { report.note('Imports left out: install gdal-bin to compare with ogr2ogr.'); return; }
  const first = await listingsFile({ rows, seed: 1 }), other = await listingsFile({ rows, seed: 2 });
  const changed = await listingsFile({ rows, seed: 1, changedShare: 0.01 });
  const data = join(CACHE, `data-import-${String(process.pid)}`), name = `sommier_bench_import_${String(process.pid)}`, peer = await freshDatabase(`${name}_ogr`);
  const sides = (): { ms: number[]; pace: number[] } => ({ ms: [], pace: [] }), empty = sides(), full = sides(), again = sides(), ogr: number[] = [], peaks: number[] = [];
  try {
    const k = asOwner(peer);
    await k.raw('create extension postgis').finally(() => k.destroy());
    for (let round = 0; round < ROUNDS; round += 1) {
      const url = await freshDatabase(name), env = { DATABASE_URL: url, SOMMIER_DATA: data };
      await sommier(env, ['migrate']);
      for (const code of ['FIRST', 'OTHER']) await addCommune(env, code);
      const product = await importer(env);
      ogr.push(await ogr2ogr(peer, first));
      for (const [into, code, file, day, wanted] of [
        [empty, 'FIRST', first, '2026-01-15', { rows, inserted: rows, refused: 0 }],
        [full, 'OTHER', other, '2026-01-15', { rows, inserted: rows, refused: 0 }],
        [again, 'FIRST', changed, '2026-02-15', { rows, inserted: 0, refused: 0 }],
      ] as const) {
        const ran = await product.bring(code, file, day, wanted);
        say(`round ${String(round + 1)}: ${code}, captured ${day}: ${seconds(ran.ms)}, begun after ms ${JSON.stringify(ran.stages)}`);
        peaks.push(ran.peakMb);
        const before = ogr.at(-1) ?? NaN, after = await ogr2ogr(peer, first);
        ogr.push(after);
        into.ms.push(ran.ms);
        into.pace.push(ran.ms / ((before + after) / 2));
      }
      await product.stop();
      if (round === ROUNDS - 1) await benchZones(report, { url, env, code: 'FIRST', zones: zonesFile(), rows });
    }
    const by = `ogr2ogr ${seconds(median(ogr))}`, mb = `${(statSync(first).size / 2 ** 20).toFixed(0)} MB of CSV`;
    report.note(`Each import is beside the mean of the ogr2ogr run just before it and the one just after, the ratio a median over ${String(ROUNDS)} rounds: imports ${[...empty.ms, ...full.ms, ...again.ms].map(seconds).join(', ')}; ogr2ogr ${ogr.map(seconds).join(', ')}.`);
    report.add({ subject: 'import', what: `${mb} into an empty database`, ours: seconds(median(empty.ms)), other: by, ratio: median(empty.pace), aim: 'at most', limit: 2 });
    report.add({ subject: 'import', what: `${mb} beside another commune's as many`, ours: seconds(median(full.ms)), other: by, ratio: median(full.pace), aim: 'at most', limit: 3 });
    report.add({ subject: 'import', what: 'again with 1 % changed, beside our first', ours: seconds(median(again.ms)), other: seconds(median(empty.ms)), ratio: median(again.ms) / median(empty.ms), aim: 'at most', limit: 0.6 });
    report.add({ subject: 'import', what: 'the same, each by the pace of ogr2ogr around it', ours: median(again.pace).toFixed(2), other: median(empty.pace).toFixed(2), ratio: median(again.pace) / median(empty.pace), aim: 'at most', limit: null });
    report.add({ subject: 'memory', what: 'process that imports, MB', ours: `${Math.max(...peaks).toFixed(0)} MB`, other: '400 MB', ratio: Math.max(...peaks) / 400, aim: 'at most', limit: 1 });
  } finally {
    await dropDatabase(name);
    await dropDatabase(`${name}_ogr`);
    rmSync(data, { recursive: true, force: true });
  }
}
