import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CACHE, dice, listingsFile, zonesFile } from './lib/city.ts';
import { say, type Report } from './lib/measure.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, sommier, startServer, type Server } from './lib/server.ts';
import { fill, PROPERTIES } from './register.ts';

const CODE = 'BENCH', USERS = 50, PAUSE_MS = 4000, AT = `/api/communes/${CODE}`;
const PAGE = join(import.meta.dirname, '../docs/performance/town.md');
/** What is asked of each kind at the 95th percentile, in ms; the others are told. */
const LIMITS = { list: 300, zone: 800, tile: 150 } as const;
type Kind = keyof typeof LIMITS | 'sheet' | 'save' | 'search' | 'indicators';
interface Seen { times: Record<Kind, number[]>; faults: Map<string, number>; rss: number[] }

const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const within = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

interface Person { server: Server; roll: () => number; seen: Seen; zones: readonly string[]; ids: { first: number; last: number } }

async function ask({ server, seen }: Person, kind: Kind, method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response | undefined> {
  const from = performance.now();
  try {
    const answer = await fetch(server.origin + path, { method, headers: { Cookie: server.cookie, Origin: server.origin, 'Content-Type': 'application/json', ...headers }, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await answer.text();
    seen.times[kind].push(performance.now() - from);
    if (answer.status >= 400) { const what = `${method} ${path.replace(/\d+/g, 'n').split('?')[0] ?? ''} ${String(answer.status)} ${text.slice(0, 120)}`; seen.faults.set(what, (seen.faults.get(what) ?? 0) + 1); return undefined; }
    return new Response(text, { headers: answer.headers });
  } catch (error) {
    seen.faults.set(`${method} ${String(error)}`, (seen.faults.get(`${method} ${String(error)}`) ?? 0) + 1);
    return undefined;
  }
}

/** A move of the map: the tiles of a screen at some zoom, asked for together as a browser does. */
async function look(person: Person, layers: string): Promise<void> {
  const z = 11 + Math.floor(person.roll() * 6), lon = 10.14 + person.roll() * 0.09, lat = 36.78 + person.roll() * 0.06;
  const x = Math.floor((lon + 180) / 360 * 2 ** z), y = Math.floor((1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2 * 2 ** z);
  await Promise.all([[0, 0], [1, 0], [0, 1], [1, 1]].map(([dx = 0, dy = 0]) => ask(person, 'tile', 'GET', `/tiles/${layers}/${String(z)}/${String(x + dx)}/${String(y + dy)}.mvt?commune=${CODE}`, undefined, { 'Accept-Encoding': 'gzip' })));
}
const pick = <T>(person: Person, list: readonly T[]): T => list[Math.floor(person.roll() * list.length)] as T;
const one = (person: Person): string => String(person.ids.first + Math.floor(person.roll() * (person.ids.last - person.ids.first)));

/** What somebody of each trade does next. */
const TRADES: Record<'agent' | 'officer' | 'manager', (person: Person) => Promise<unknown>> = {
  async agent(p) {
    const roll = p.roll();
    if (roll < 0.35) return ask(p, 'list', 'GET', `${AT}/assets?${new URLSearchParams({ page: String(1 + Math.floor(p.roll() * 30)), sort: pick(p, ['code', 'name', 'district']), ...(p.roll() < 0.5 ? { domain: pick(p, ['public', 'private']) } : {}) }).toString()}`);
    if (roll < 0.5) return ask(p, 'search', 'POST', `${AT}/search`, { q: pick(p, ['jasmin', 'potiers', 'TF 12', 'S0421', 'السوق', 'rue du puits']), limit: 12 });
    if (roll < 0.7) return look(p, 'assets');
    const id = one(p), sheet = await ask(p, 'sheet', 'GET', `${AT}/assets/${id}`);
    if (sheet === undefined || roll < 0.93) return undefined;
    // Two agents on one sheet: the second is told so, and that is no fault.
    const { version } = await sheet.json() as { version: number };
    return ask(p, 'save', 'PATCH', `${AT}/assets/${id}`, { address: `${String(Math.floor(p.roll() * 200))}, rue des Potiers` }, { 'If-Match': `"v${String(version)}"` });
  },
  async officer(p) {
    const roll = p.roll();
    if (roll < 0.4) return ask(p, 'zone', 'POST', `${AT}/activity/ask`, { place: { zone: pick(p, p.zones) }, ...(p.roll() < 0.5 ? { roomType: 'Entire home/apt' } : {}) });
    if (roll < 0.55) return ask(p, 'zone', 'POST', `${AT}/zones/ask?size=25`, { zone: pick(p, p.zones) });
    if (roll < 0.85) return look(p, 'listings');
    return ask(p, 'list', 'GET', `${AT}/assets?page=1&sort=code`);
  },
  async manager(p) {
    const roll = p.roll();
    if (roll < 0.6) return look(p, 'assets,listings,zones');
    if (roll < 0.9) return ask(p, 'list', 'GET', `${AT}/assets?page=1&sort=name&title=${pick(p, ['titre_foncier', 'requisition'])}`);
    return ask(p, 'indicators', 'GET', `${AT}/indicators`);
  },
};

/** Fifty people of the three trades at work for some minutes on 100,000 properties and a million listings, the askers on the same machine. Writes docs/performance/town.md. */
export async function benchTown(report: Report, { rows, minutes }: { rows: number; minutes: number }): Promise<void> {
  const data = join(CACHE, 'town'), name = 'sommier_bench_town', url = await freshDatabase(name), env = { DATABASE_URL: url, SOMMIER_DATA: data }, owner = asOwner(url);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  let server: Server | undefined;
  try {
    await sommier(env, ['migrate']);
    await addCommune(env, CODE);
    say('town: listings, zones, properties');
    await sommier(env, ['import', await listingsFile({ rows, seed: 1 }), '--commune', CODE, '--as', 'inside-airbnb', '--captured', '2026-01-15', '--json']);
    await sommier(env, ['zones', 'add', zonesFile(), '--commune', CODE, '--set', 'quarters', '--label', 'name', '--json']);
    await fill(owner);
    const zones = (await owner.raw<{ rows: { id: string }[] }>('select id::text from zone')).rows.map((z) => z.id);
    const [ids = { first: 1, last: 1 }] = (await owner.raw<{ rows: { first: number; last: number }[] }>('select min(id)::integer as first, max(id)::integer as last from asset')).rows;
    server = await startServer(env, CODE);
    const seen: Seen = { times: { list: [], zone: [], tile: [], sheet: [], save: [], search: [], indicators: [] }, faults: new Map(), rss: [] }, at = server;
    // What an import sets going (dwellings, leads) is over before the day begins.
    const busy = async (): Promise<boolean> => (await owner.raw<{ rows: { n: number }[] }>(`select count(*)::integer as n from job where state in ('queued', 'running')`)).rows[0]?.n !== 0;
    say('town: the jobs that follow an import');
    await wait(5_000);
    while (await busy()) await wait(2_000);
    const until = performance.now() + minutes * 60_000;
    say(`town: ${String(USERS)} people for ${String(minutes)} minutes`);
    const watch = setInterval(() => { seen.rss.push(rssOf(at.pid)); }, 5_000);
    await Promise.all(Array.from({ length: USERS }, async (_, n) => {
      const roll = dice(n + 1), person: Person = { server: at, roll, seen, zones, ids }, work = TRADES[n < 30 ? 'agent' : n < 42 ? 'officer' : 'manager'];
      await wait(roll() * PAUSE_MS);
      while (performance.now() < until) { await work(person); await wait(PAUSE_MS * (0.5 + roll())); }
    }));
    clearInterval(watch);
    const third = Math.floor(seen.rss.length / 3), growth = mean(seen.rss.slice(-third)) / mean(seen.rss.slice(third, 2 * third)), peak = server.peakMb();
    const stale = [...seen.faults].filter(([what]) => / 412 /.test(what)), faults = [...seen.faults].filter(([what]) => !/ 412 /.test(what));
    for (const kind of Object.keys(LIMITS) as (keyof typeof LIMITS)[]) {
      const ms = within(seen.times[kind], 0.95);
      report.add({ subject: 'town', what: `${kind}, 95th percentile, ${String(USERS)} people for ${String(minutes)} minutes`, ours: `${ms.toFixed(0)} ms`, other: `${String(LIMITS[kind])} ms asked`, ratio: ms / LIMITS[kind], aim: 'at most', limit: 1 });
    }
    report.add({ subject: 'town', what: 'memory of the server, last third of the time beside the second', ours: `${mean(seen.rss.slice(-third)).toFixed(0)} MB`, other: `${mean(seen.rss.slice(third, 2 * third)).toFixed(0)} MB`, ratio: growth, aim: 'at most', limit: 1.1 });
    report.add({ subject: 'town', what: 'errors', ours: String(faults.reduce((n, [, k]) => n + k, 0)), other: '0 asked', ratio: faults.reduce((n, [, k]) => n + k, 0), aim: 'at most', limit: 0 });
    for (const [what, n] of faults) report.note(`town: ${String(n)} × ${what}`);
    const total = Object.values(seen.times).reduce((n, list) => n + list.length, 0);
    writeFileSync(PAGE, `# A town hall at work

Written by \`npm run bench -- --only town --minutes N\`; do not edit. ${String(USERS)} people (30 agents, 12 officers, 8 managers) for ${String(minutes)} minutes over ${PROPERTIES.toLocaleString('en')} properties and ${rows.toLocaleString('en')} listings in 200 zones, each asking, looking ${String(PAUSE_MS / 1000)} seconds more or less,
asking again. Server, PostgreSQL and the askers share one machine: ${String(availableParallelism())} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}. Ended ${new Date().toISOString().slice(0, 16)}Z, load averages then ${loadavg().map((n) => n.toFixed(1)).join(', ')}.

| | answers | median | 95th percentile | asked | longest |
|---|---|---|---|---|---|
${(Object.entries(seen.times) as [Kind, number[]][]).map(([kind, list]) => `| ${kind} | ${list.length.toLocaleString('en')} | ${within(list, 0.5).toFixed(0)} ms | ${within(list, 0.95).toFixed(0)} ms | ${kind in LIMITS ? `${String(LIMITS[kind as keyof typeof LIMITS])} ms` : '–'} | ${within(list, 1).toFixed(0)} ms |`).join('\n')}

- ${total.toLocaleString('en')} answers, ${(total / minutes / 60).toFixed(1)} a second; ${String(faults.reduce((n, [, k]) => n + k, 0))} errors; ${String(stale.reduce((n, [, k]) => n + k, 0))} saves told that somebody had saved before them.
- Memory of the server: ${mean(seen.rss.slice(0, third)).toFixed(0)} MB in the first third of the time, ${mean(seen.rss.slice(third, 2 * third)).toFixed(0)} in the second, ${mean(seen.rss.slice(-third)).toFixed(0)} in the last; ${peak.toFixed(0)} at its highest.
`);
  } finally {
    await server?.stop();
    await owner.destroy();
    await dropDatabase(name);
    rmSync(data, { recursive: true, force: true });
  }
}
