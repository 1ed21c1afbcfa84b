import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CACHE, listingsFile, zonesFile } from './lib/city.ts';
import { load } from './lib/load.ts';
import { median, say, timed, type Report } from './lib/measure.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, sommier, startServer, type Server } from './lib/server.ts';
import { fill, PROPERTIES } from './register.ts';
import { capacityPage, type Costs } from './capacity-page.ts';

const CODE = 'BENCH', NAME = 'sommier_bench_capacity', SECONDS = 4, CONNECTIONS = 8;
const PAGE = join(import.meta.dirname, '../docs/performance/capacity.md');

/** Core time of one answer in ms: the whole machine (server, database and the one who asks) kept busy with it. */
async function cost(server: Server, paths: readonly string[], headers: Record<string, string> = {}): Promise<number> {
  const rounds: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const ran = await load({ port: server.port, paths: [...paths], headers: { Cookie: server.cookie, ...headers }, connections: CONNECTIONS, seconds: SECONDS });
    const wrong = Object.keys(ran.statuses).find((status) => !['200', '304'].includes(status));
    if (wrong !== undefined) throw new Error(`${paths[0] ?? ''} answered ${wrong}`);
    rounds.push(availableParallelism() * 1000 / ran.perSecond);
  }
  return median(rounds);
}

/** The same for questions with a body. */
async function costOf(server: Server, path: string, bodies: readonly object[]): Promise<number> {
  const rounds: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const until = performance.now() + SECONDS * 1000;
    let done = 0;
    await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        const answer = await fetch(server.origin + path, { method: 'POST', headers: { Cookie: server.cookie, Origin: server.origin, 'Content-Type': 'application/json' }, body: JSON.stringify(bodies[done % bodies.length]) });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)}`);
        done += 1;
      }
    }));
    rounds.push(availableParallelism() * SECONDS * 1000 / done);
  }
  return median(rounds);
}

const around = (layer: string, z: number): string[] => {
  const x = Math.floor((10.19 + 180) / 360 * 2 ** z), y = Math.floor((1 - Math.asinh(Math.tan(36.81 * Math.PI / 180)) / Math.PI) / 2 * 2 ** z), reach = z < 13 ? 0 : 2;
  return Array.from({ length: (2 * reach + 1) ** 2 }, (_, i) => `/tiles/${layer}/${String(z)}/${String(x - reach + i % (2 * reach + 1))}/${String(y - reach + Math.floor(i / (2 * reach + 1)))}.mvt?commune=${CODE}`);
};

/**
 * What a commune, a property, a listing and an answer cost, each measured by itself: bytes of the database with its indexes after a vacuum, core time of an answer.
 * Writes docs/performance/capacity.md, where they are added up to a country.
 */
export async function benchCapacity(report: Report, { rows }: { rows: number }): Promise<void> {
  const data = join(CACHE, 'capacity'), url = await freshDatabase(NAME), env = { DATABASE_URL: url, SOMMIER_DATA: data };
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const owner = asOwner(url);
  const bytes = async (): Promise<number> => {
    await owner.raw('vacuum analyze');
    return Number((await owner.raw<{ rows: { n: string }[] }>('select pg_database_size(current_database())::text as n')).rows[0]?.n);
  };
  let server: Server | undefined;
  try {
    await sommier(env, ['migrate']);
    const empty = await bytes();
    say('a commune with everything in it');
    await sommier(env, ['demo']);
    const demo = await bytes() - empty;
    await addCommune(env, CODE);
    const bare = await bytes();
    const bring = (file: string, day: string): Promise<unknown> => sommier(env, ['import', file, '--commune', CODE, '--as', 'inside-airbnb', '--captured', day, '--json']);
    say('listings');
    const importing = (await timed(async () => bring(await listingsFile({ rows, seed: 1 }), '2026-01-15'))).ms;
    const first = await bytes();
    await bring(await listingsFile({ rows, seed: 1, changedShare: 0.01 }), '2026-02-15');
    const second = await bytes();
    await sommier(env, ['zones', 'add', zonesFile(), '--commune', CODE, '--set', 'quarters', '--label', 'name', '--json']);
    const zoned = await bytes();
    say('properties');
    await fill(owner);
    const filled = await bytes();
    const archive = join(data, 'all.sommier');
    const backing = (await timed(() => sommier(env, ['backup', archive]))).ms;
    say('answers');
    server = await startServer(env, CODE);
    const at = `/api/communes/${CODE}`, fresh = { 'Cache-Control': 'no-cache' };
    const sets = await (await fetch(`${server.origin}${at}/zone-sets`, { headers: { Cookie: server.cookie } })).json() as { rows: { name: string }[] };
    const tag = (await fetch(`${server.origin}${around('listings', 14)[0] ?? ''}`, { headers: { Cookie: server.cookie, 'Accept-Encoding': 'identity' } })).headers.get('etag') ?? '';
    const costs: Costs = {
      rows, properties: PROPERTIES, empty, demo, listing: (first - bare) / rows, capture: (second - first) / rows, share: (zoned - second) / rows, property: (filled - zoned) / PROPERTIES,
      importing, backing, archive: statSync(archive).size,
      answers: {
        tileRaw: await cost(server, [...around('listings', 14), ...around('assets', 14)], fresh), tileKept: await cost(server, around('listings', 11), fresh),
        tileSame: await cost(server, [around('listings', 14)[0] ?? ''], { 'If-None-Match': tag }),
        list: await cost(server, Array.from({ length: 20 }, (_, i) => `${at}/assets?page=${String(i + 1)}&sort=name`)), facets: await cost(server, [`${at}/assets/facets?domain=public`, `${at}/assets/facets?title=requisition`]),
        search: await costOf(server, `${at}/search`, ['marche', 'jasmin', 'TF 612', 'S0421'].map((q) => ({ q, limit: 12 }))), sheet: await cost(server, Array.from({ length: 40 }, (_, i) => `${at}/assets/${String(3000 + i * 97)}`)),
        zones: await cost(server, [`${at}/zones/report?set=${encodeURIComponent(sets.rows[0]?.name ?? '')}`]),
      },
      peakMb: server.peakMb(),
    };
    writeFileSync(PAGE, capacityPage(costs));
    report.note(`capacity: ${costs.listing.toFixed(0)} bytes a listing, ${costs.property.toFixed(0)} a property, ${(demo / 2 ** 20).toFixed(0)} MB a commune with all its registers; docs/performance/capacity.md adds them up.`);
  } finally {
    await server?.stop();
    await owner.destroy();
    await dropDatabase(NAME);
    rmSync(data, { recursive: true, force: true });
  }
}
