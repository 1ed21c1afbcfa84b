import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, listingsFile, zonesFile } from './lib/city.ts';
import { load } from './lib/load.ts';
import { median, perSecond, say, seconds, type Report } from './lib/measure.ts';
import { dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, sommier, startServer } from './lib/server.ts';

const CODE = 'BENCH', ZOOMS = [10, 12, 14, 15, 16], ROUNDS = 3;

interface Figures { create: number; import: number; again: number; zones: number; ask: number; tiles: Record<number, number>; unchanged: number; peakMb: number }

/** Tile addresses round the city's centre, where listings are. */
const around = (z: number): string[] => {
  const x = Math.floor((10.19 + 180) / 360 * 2 ** z), y = Math.floor((1 - Math.asinh(Math.tan(36.81 * Math.PI / 180)) / Math.PI) / 2 * 2 ** z);
  const reach = z < 13 ? 0 : 2;
  return Array.from({ length: (2 * reach + 1) ** 2 }, (_, i) => `/tiles/listings/${String(z)}/${String(x - reach + i % (2 * reach + 1))}/${String(y - reach + Math.floor(i / (2 * reach + 1)))}.mvt?commune=${CODE}`);
};

/** The whole work on one installation, through its own command and a running server. */
async function wholeWork(env: NodeJS.ProcessEnv, rows: number): Promise<Figures> {
  const create = (await sommier(env, ['migrate'])).ms;
  say(`created and migrated in ${seconds(create)}`);
  await addCommune(env, CODE);
  const server = await startServer(env, CODE);
  try {
    const bring = async (file: string, day: string): Promise<number> => (await sommier(env, ['import', file, '--commune', CODE, '--as', 'inside-airbnb', '--captured', day, '--json'])).ms;
    say('first import');
    const first = await bring(await listingsFile({ rows, seed: 1 }), '2026-01-15');
    const again = await bring(await listingsFile({ rows, seed: 1, changedShare: 0.01 }), '2026-02-15');
    say(`imports ${seconds(first)} and ${seconds(again)}; zones`);
    const zones = (await sommier(env, ['zones', 'add', zonesFile(), '--commune', CODE, '--set', 'quarters', '--label', 'name', '--json'])).ms;
    const headers = { Cookie: server.cookie };
    const json = async (path: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(`${server.origin}/api/communes/${CODE}/${path}`, body === undefined ? { headers }
        : { method: 'POST', headers: { ...headers, Origin: server.origin, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
      if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)} ${await answer.text()}`);
      return answer.json();
    };
    const sets = await json('zone-sets') as { rows: { id: string }[] };
    const list = await json(`zone-sets/${String(sets.rows[0]?.id)}/zones`) as { rows: { id: string }[] };
    const asked: number[] = [];
    for (const { id } of list.rows.slice(80, 110)) {
      const from = performance.now();
      await json('zones/ask?size=1', { zone: id });
      asked.push(performance.now() - from);
    }
    say(`zones ${seconds(zones)}; tiles`);
    const tiles: Record<number, number> = {};
    for (const z of ZOOMS) {
      const rounds: number[] = [];
      for (let i = 0; i < ROUNDS; i += 1) rounds.push((await load({ port: server.port, paths: around(z), headers: { ...headers, 'Cache-Control': 'no-cache' }, connections: 4, seconds: 1 })).perSecond);
      tiles[z] = median(rounds);
    }
    const path = String(around(14)[0]), tag = (await fetch(`${server.origin}${path}`, { headers: { ...headers, 'Accept-Encoding': 'identity' } })).headers.get('etag') ?? '';
    const unchanged = (await load({ port: server.port, paths: [path], headers: { ...headers, 'If-None-Match': tag }, connections: 4, seconds: 2 })).perSecond;
    return { create, import: first, again, zones, ask: median(asked), tiles, unchanged, peakMb: server.peakMb() };
  } finally {
    await server.stop();
  }
}

/** The same work on the embedded database and on the server one: how much slower the zero-install way is. No aim, a figure for the reader. */
export async function benchEmbedded(report: Report, { rows }: { rows: number }): Promise<void> {
  const name = `sommier_bench_beside_${String(process.pid)}`, url = await freshDatabase(name), folder = join(CACHE, `data-embedded-${String(process.pid)}`), beside = join(CACHE, `data-beside-${String(process.pid)}`);
  for (const old of [folder, beside]) rmSync(old, { recursive: true, force: true });
  try {
    // A server named for the bench must not become the embedded side's.
    const ours = await wholeWork({ DATABASE_URL: undefined, SOMMIER_DATA: folder }, rows);
    const native = await wholeWork({ DATABASE_URL: url, SOMMIER_DATA: beside }, rows);
    const time = (what: string, a: number, b: number, show: (ms: number) => string = seconds): void => {
      report.add({ subject: 'embedded', what: `${what}, beside PostGIS`, ours: show(a), other: show(b), ratio: a / b, aim: 'at most', limit: null });
    };
    const many = rows.toLocaleString('en');
    time('new installation created and migrated', ours.create, native.create);
    time(`import of ${many}`, ours.import, native.import);
    time('the same again with 1 % changed', ours.again, native.again);
    time(`zones added, ${many} discs shared out`, ours.zones, native.zones);
    time('question by zone', ours.ask, native.ask, (ms) => `${ms.toFixed(1)} ms`);
    for (const z of ZOOMS) report.add({ subject: 'embedded', what: `listings z${String(z)}, tiles a second, beside PostGIS`, ours: perSecond(ours.tiles[z] ?? 0), other: perSecond(native.tiles[z] ?? 0), ratio: (ours.tiles[z] ?? 0) / (native.tiles[z] ?? 1), aim: 'at least', limit: null });
    report.add({ subject: 'embedded', what: 'unchanged tile (304) beside uncached z14', ours: perSecond(ours.unchanged), other: perSecond(ours.tiles[14] ?? 0), ratio: ours.unchanged / (ours.tiles[14] ?? 1), aim: 'at least', limit: 10 });
    report.add({ subject: 'memory', what: 'server with the embedded database inside, MB', ours: `${ours.peakMb.toFixed(0)} MB`, other: `${native.peakMb.toFixed(0)} MB with PostGIS`, ratio: ours.peakMb / native.peakMb, aim: 'at most', limit: null });
  } finally {
    await dropDatabase(name);
    for (const old of [folder, beside]) rmSync(old, { recursive: true, force: true });
  }
}
