import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, dice, listingsFile, zonesFile } from './lib/city.ts';
import { median, say, seconds, timed, type Report } from './lib/measure.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, sommier, startServer } from './lib/server.ts';

const CODE = 'BENCH', USERS = 20, MOST_MS = 800, SECONDS = 30;
type Ask = { path: string; body: unknown };

/** One zone of the file drawn a little wider: a set of the same name with this file is that set redrawn in one place. */
function redrawn(file: string): string {
  const set = JSON.parse(readFileSync(file, 'utf8')) as { features: { geometry: { coordinates: number[][][] | number[][][][] } }[] };
  const widen = (c: unknown): unknown => (Array.isArray(c) && typeof c[0] === 'number' ? [Number(c[0]) + 0.0004, Number(c[1])] : (c as unknown[]).map(widen));
  const one = set.features[0];
  if (one) one.geometry.coordinates = widen(one.geometry.coordinates) as never;
  const path = join(CACHE, `redrawn-${String(process.pid)}.geojson`);
  writeFileSync(path, JSON.stringify(set));
  return path;
}

type Server = Awaited<ReturnType<typeof startServer>>;
/** One question; its time. Throws at an answer that is none. */
const ask = async (server: Server, { path, body }: Ask): Promise<number> => (await timed(async () => {
  const answer = await fetch(`${server.origin}/api/communes/${CODE}/${path}`, { method: 'POST', headers: { Cookie: server.cookie, Origin: server.origin, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)} ${text}`);
})).ms;
/** Users who each ask as soon as they have their answer, for some seconds; the times of all. */
async function crowd(server: Server, next: () => Ask): Promise<number[]> {
  const times: number[] = [], until = performance.now() + SECONDS * 1000;
  await Promise.all(Array.from({ length: USERS }, async () => { while (performance.now() < until) times.push(await ask(server, next())); }));
  return times;
}
const at = (times: readonly number[], share: number): number => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;

/** Questions by zone over a million listings in two hundred zones, twenty users at once, beside the same sums in plain SQL; and what a zone redrawn costs beside its whole set. */
export async function benchQuestions(report: Report, { rows }: { rows: number }): Promise<void> {
  const name = `sommier_bench_questions_${String(process.pid)}`, url = await freshDatabase(name), k = asOwner(url);
  const data = join(CACHE, `data-questions-${String(process.pid)}`), env = { DATABASE_URL: url, SOMMIER_DATA: data }, zones = zonesFile(), other = redrawn(zones);
  let server: Server | undefined;
  try {
    await sommier(env, ['migrate']);
    await addCommune(env, CODE);
    await sommier(env, ['import', await listingsFile({ rows, seed: 1 }), '--commune', CODE, '--as', 'inside-airbnb', '--platform', 'airbnb', '--captured', '2026-01-15', '--json']);
    say('listings are in');
    const add = (file: string) => sommier(env, ['zones', 'add', file, '--commune', CODE, '--set', 'quarters', '--label', 'name', '--json']);
    const whole = await add(zones), once = await add(other);
    report.add({ subject: 'questions', what: `one zone of 200 redrawn, shares of ${rows.toLocaleString('en')} discs`, ours: seconds(once.ms), other: `whole set ${seconds(whole.ms)}`, ratio: once.ms / whole.ms, aim: 'at most', limit: 0.5 });
    for (const table of ['listing', 'listing_zone', 'zone']) await k.raw(`vacuum analyze ${table}`);
    const { rows: ids } = await k.raw<{ rows: { id: string; set_id: string; commune_id: number }[] }>('select id, set_id, commune_id from zone order by id');
    const roll = dice(7), zone = (): string => ids[Math.floor(roll() * ids.length)]?.id ?? '0', set = ids[0]?.set_id ?? '0', commune = ids[0]?.commune_id ?? 0;
    const filters = [{}, {}, { platform: 'airbnb' }, { roomType: 'Private room' }, { hosts: 'many' }, { roomType: 'Entire home/apt', hosts: 'few' }], filter = (): object => filters[Math.floor(roll() * filters.length)] ?? {};
    server = await startServer(env, CODE);
    const plain: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      plain.push((await timed(async () => { await k.raw(`select count(*) filter (where s.share >= 0.999), count(*), sum(s.share), sum(s.share * l.estimated_nights), sum(s.share * l.estimated_nights * l.price_minor)
        from listing_zone s join listing l on l.commune_id = s.commune_id and l.id = s.listing_id where s.commune_id = ? and s.zone_id = ? and not l.gone`, [commune, zone()]); })).ms);
    }
    const first = await ask(server, { path: 'activity/ask', body: { place: { set } } });
    report.note(`questions: the first question over the whole set after a change keeps its sums and takes ${seconds(first)}; the plain sums of one zone take ${median(plain).toFixed(1)} ms, one asker, median of 20 zones.`);
    for (const [what, next] of [
      ['a zone, any filter', () => ({ path: 'activity/ask', body: { place: { zone: zone() }, ...filter() } })], ['the whole set, any filter', () => ({ path: 'activity/ask', body: { place: { set }, ...filter() } })],
      ['a zone on the map, with its list', () => ({ path: 'zones/ask?size=25', body: { zone: zone() } })], ['a zone right after a change, reckoned from its discs', () => ({ path: 'activity/ask', body: { place: { zone: zone() }, ...filter() } })],
    ] as const) {
      if (what.includes('after a change')) await k.raw(`update data_version set version = version + 1 where layer = 'listings'`);
      const times = await crowd(server, next);
      report.add({ subject: 'questions', what: `${what}: 95th percentile of ${String(USERS)} users`, ours: `${at(times, 0.95).toFixed(0)} ms (median ${at(times, 0.5).toFixed(0)}, ${(times.length / SECONDS).toFixed(0)}/s)`, other: `${String(MOST_MS)} ms asked`, ratio: at(times, 0.95) / MOST_MS, aim: 'at most', limit: 1 });
      if (what === 'a zone, any filter') report.add({ subject: 'questions', what: 'a zone, any filter: time a question by the server’s throughput, beside plain SQL of one zone', ours: `${(SECONDS * 1000 / times.length).toFixed(1)} ms`, other: `${median(plain).toFixed(1)} ms`, ratio: SECONDS * 1000 / times.length / median(plain), aim: 'at most', limit: 1.5 });
    }
    report.add({ subject: 'memory', what: 'server answering questions, MB', ours: `${server.peakMb().toFixed(0)} MB`, other: '400 MB', ratio: server.peakMb() / 400, aim: 'at most', limit: 1 });
  } finally {
    await server?.stop();
    await k.destroy();
    await dropDatabase(name);
    for (const left of [data, other]) rmSync(left, { recursive: true, force: true });
  }
}
