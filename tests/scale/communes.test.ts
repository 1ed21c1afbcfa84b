import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEnv } from '../../server/src/platform/env.ts';
import { OPERATIONS } from '../faults/fuzz-requests.ts';
import { reportPart } from '../faults/report.ts';
import { LONG, percentile, scale } from '../faults/scale.ts';
import { askServer, newCluster, serverPrograms, type Cluster } from '../support/cluster.ts';
import { serveProcess, sommier, type Served } from '../support/process.ts';
import { caller, PASSWORD, signIn, type Call } from '../support/server.ts';
import { tileAt } from '../support/tile-at.ts';
import { copies, readPlans } from './many.ts';

const COMMUNES = scale('COMMUNES', 300, 30);
const here = serverPrograms() !== undefined && process.env['TEST_ENGINE'] !== 'embedded';
const onServer = here ? describe : describe.skip;

onServer(`${String(COMMUNES)} communes in one database`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-communes-'));
  let cluster: Cluster, served: Served | undefined, call: Call, log = '', code = '', id = 0, centre = { lon: 0, lat: 0 };
  beforeAll(async () => {
    cluster = await newCluster();
    await cluster.start(['fsync=off', 'max_wal_size=8GB', 'shared_buffers=512MB', 'session_preload_libraries=auto_explain', 'auto_explain.log_format=json', 'auto_explain.log_analyze=on', 'auto_explain.log_timing=off', 'auto_explain.log_nested_statements=on'], (text) => { if (collecting) log += text; });
    const env = readEnv({ DATABASE_URL: cluster.url, SOMMIER_DATA: folder });
    for (const [argv, stdin] of [[['demo'], ''], [['user', 'add', 'admin@many.test', '--commune', 'DEMO', '--role', 'admin'], `${PASSWORD}\n`]] as [string[], string][]) {
      const ran = await sommier(env, argv, { stdin });
      if (ran.status !== 0) throw new Error(`sommier ${argv.join(' ')}: ${ran.err}`);
    }
    await askServer(cluster.url, copies(COMMUNES));
    await askServer(cluster.url, 'vacuum analyze');
    // One in the middle of the table, neither the first nor the last written.
    const [row] = await askServer<{ id: number; code: string }>(cluster.url, `select id, code from commune where not demo order by id offset ${String(Math.floor(COMMUNES / 2))} limit 1`);
    ({ id, code } = row ?? { id: 0, code: '' });
    [centre = { lon: 0, lat: 0 }] = await askServer<typeof centre>(cluster.url, `select st_x(c) as lon, st_y(c) as lat from (select st_centroid(st_collect(geom)) as c from listing where commune_id = ${String(id)}) q`);
    served = await serveProcess(env, { NODE_ENV: 'test' });
    await served.ready();
    call = caller(served.base, await signIn(served.base, 'admin@many.test'));
  }, LONG ? 1_800_000 : 300_000);
  let collecting = false;
  afterAll(async () => {
    await served?.stop();
    await cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('every question an agent, an officer or a manager asks reads its own commune by an index', async () => {
    const ids = Object.fromEntries(await Promise.all(['asset', 'listing', 'parcel', 'party', 'occupation', 'zone', 'zone_set', 'campaign', 'title_file', 'mass_run', 'work', 'import_batch'].map(async (table) =>
      [table, (await askServer<{ id: string }>(cluster.url, `select id::text from ${table} where commune_id = ${String(id)} order by id limit 1`))[0]?.id ?? '1'])));
    const idFor = (path: string): string => ids[(/\/(asset|listing|parcel|occupation|campaign|zone)s?\b/.exec(path) ?? /\/(part)(?:y|ies)\b/.exec(path))?.[1]?.replace(/^part$/, 'party') ?? 'asset'] ?? '1';
    const set = (await askServer<{ name: string }>(cluster.url, `select name from zone_set where commune_id = ${String(id)} order by id limit 1`))[0]?.name ?? '';
    const asked: [method: string, path: string, body?: unknown][] = OPERATIONS
      .filter((o) => o.method === 'GET' && o.path.startsWith('/api/communes/{commune}/'))
      .map((o) => {
        const query = new URLSearchParams();
        for (const p of o.parameters) if (p.in === 'query' && p.required) query.set(p.name, p.schema.enum ? String(p.schema.enum[0]) : /set/i.test(p.name) ? set : /day|from|to|on/i.test(p.name) ? '2026-06-30' : p.name === 'bbox' ? '-180,-80,180,80' : '1');
        const path = o.path.replace('{commune}', code).replace(/\{(\w+)\}/g, () => idFor(o.path));
        return ['GET', query.size > 0 ? `${path}?${query.toString()}` : path];
      });
    const at = `/api/communes/${code}`;
    for (const q of ['marche', 'titre 60', 'السوق', 'TF']) asked.push(['POST', `${at}/search`, { q, limit: 12 }]);
    for (const filter of [{ q: 'magasin' }, { domain: 'public' }, { title: 'titre_foncier', nature: 'land' }]) asked.push(['POST', `${at}/assets/search`, { filter }]);
    for (const layer of ['assets', 'listings', 'zones', 'parcels', 'assets,listings']) for (const z of [6, 10, 12, 14, 16]) asked.push(['GET', `/tiles/${layer}/${tileAt(centre.lon, centre.lat, z)}.mvt?commune=${code}&set=${encodeURIComponent(set)}`]);
    for (const [, path, body] of asked.slice(0, 3)) await call('GET', path, body);
    await askServer(cluster.url, `alter system set auto_explain.log_min_duration = 0`);
    await askServer(cluster.url, 'select pg_reload_conf()');
    await sleep(200);
    collecting = true;
    const faults: string[] = [], times: number[] = [];
    let answered = 0;
    for (const [method, path, body] of asked) {
      const began = performance.now();
      const answer = await call(method, path, body);
      times.push(performance.now() - began);
      if (answer.status >= 500) faults.push(`${method} ${path} answered ${String(answer.status)}`);
      if (answer.status < 300) answered += 1;
    }
    await sleep(300);
    collecting = false;
    const large = new Map((await askServer<{ name: string; own: string; rows: string }>(cluster.url,
      `select c.relname as name, c.reltuples::bigint::text as rows, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I where commune_id = ${String(id)}', c.relname), false, true, '')))[1]::text as own
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpages > 40`)).map((t) => [t.name, Number(t.own)]));
    const plans = readPlans(log);
    // What one pass looks at beyond the commune's own rows are rows of others; a tile where four communes meet may see them all.
    const whole = plans.flatMap(({ query, reads }) => reads.filter(({ table, rows }) => rows > 4 * (large.get(table) ?? Infinity) + 20).map(({ table, how, rows }) =>
      `${table} (${String(large.get(table))} rows of hers): ${how} looked at ${String(rows)} in ${query.replace(/\s+/g, ' ').slice(0, 400)}`));
    reportPart('8-communes', `${String(COMMUNES)} communes in one database`, [
      `${String(asked.length)} questions of the application to one of them, ${String(answered)} answered with data, ${String(plans.length)} statements whose plan PostgreSQL wrote down, ${String(large.size)} tables of more than 40 pages: ${String(whole.length)} statements looked at more rows of one of them than four times the commune’s own.`,
      `Time of an answer, plans written: median ${percentile(times, 0.5).toFixed(0)} ms, 95th percentile ${percentile(times, 0.95).toFixed(0)} ms.`]);
    expect(plans.length).toBeGreaterThan(300);
    expect(large.size).toBeGreaterThan(10);
    expect(answered).toBeGreaterThan(asked.length * 0.6);
    expect(faults).toEqual([]);
    expect([...new Set(whole)].join('\n')).toBe('');
  }, LONG ? 1_800_000 : 120_000);
});
