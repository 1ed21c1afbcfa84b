import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openDatabase } from '../server/src/platform/db/index.ts';
import { readEnv } from '../server/src/platform/env.ts';
import { rebuildCells } from '../server/src/features/tiles/index.ts';
import { CACHE, dice, HEADER, listingsFile } from './lib/city.ts';
import { load } from './lib/load.ts';
import { startMapServer, type Peer } from './lib/mapserver.ts';
import { median, perSecond, say, type Report } from './lib/measure.ts';
import { pgbench } from './lib/pgbench.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, startServer, type Server } from './lib/server.ts';

const CODE = 'BENCH';
const DATA = join(CACHE, `data-tiles-${String(process.pid)}`);
const SAMPLE = 100, ROUNDS = 3, SECONDS = 2, WARM_SECONDS = 8;
/** Points are cells to 14, shapes to 13; `peer` where MapServer can draw the same from the same table. */
const SETS = [
  { layer: 'listings', z: 10 }, { layer: 'listings', z: 12 }, { layer: 'listings', z: 14 }, { layer: 'listings', z: 15, peer: true }, { layer: 'listings', z: 16, peer: true },
  { layer: 'parcels', z: 12 }, { layer: 'parcels', z: 14, peer: true }, { layer: 'parcels', z: 15, peer: true }, { layer: 'parcels', z: 16, peer: true },
] as const;

/** The file's rows straight into the tables, in the order of the ground; a tenth as many parcels around some of them. */
export async function fill(k: Knex, url: string, file: string, rows: number): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create unlogged table bench_raw (${HEADER.split(',').map((c) => `${c} text`).join(', ')})`);
  await pipeline(createReadStream(file), client.query(copyFrom('copy bench_raw from stdin (format csv, header)')));
  await client.end();
  const { rows: [{ id }] } = await k.raw<{ rows: [{ id: number }] }>(`select id from commune where code = ?`, [CODE]);
  await k.raw(`insert into listing (commune_id, platform, external_id, digest, seen_from, estimated_nights, room_type, geom)
    select ${String(id)}, 'airbnb', id, 'x', 1, availability_365::int % 90, room_type, st_setsrid(st_makepoint(longitude::float8, latitude::float8), 4326) from bench_raw
    order by st_setsrid(st_makepoint(longitude::float8, latitude::float8), 4326)`);
  await k.raw(`insert into parcel (commune_id, source_key, reference, title_state, area_m2, geom)
    select ${String(id)}, id, id, (array['titre_foncier','requisition','non_immatricule','sans_document'])[1 + (availability_365::int % 4)], 400,
      st_rotate(st_makeenvelope(x - 0.0001 - w, y - 0.0001, x + 0.0001, y + 0.0001 + w / 2, 4326), w * 10000, x, y)
    from (select *, longitude::float8 x, latitude::float8 y, (price_n % 20) / 100000.0 w from (select *, coalesce(nullif(price, '')::int, 7) price_n from bench_raw limit ${String(Math.ceil(rows / 10))}) r) q
    order by st_setsrid(st_makepoint(x, y), 4326)`);
  await k.raw('drop table bench_raw');
  await k.transaction(async (tx) => {
    await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(id)]);
    for (const layer of ['listings', 'parcels']) await rebuildCells(tx, layer);
  });
  await k.raw('vacuum analyze listing, parcel, tile_cell');
  return id;
}

/** Tiles as people look at them: each is the one around a feature drawn at random. */
export async function sample(k: Knex, commune: number, layer: string, z: number): Promise<[number, number][]> {
  const { rows } = await k.raw<{ rows: { x: number; y: number }[] }>(`select floor((st_x(p) + 20037508.342789244) / 40075016.685578488 * (1 << :z))::int x,
      floor((20037508.342789244 - st_y(p)) / 40075016.685578488 * (1 << :z))::int y
    from (select st_centroid(g3857) p from ${layer === 'listings' ? 'listing' : 'parcel'} where commune_id = :commune order by md5(id::text) limit ${String(SAMPLE)}) s`, { z, commune });
  const roll = dice(3);
  return rows.map(({ x, y }): [number, number] => [x, y]).sort(() => roll() - 0.5);
}

export const paths = (layer: string, z: number, tiles: readonly [number, number][]): string[] =>
  tiles.map(([x, y]) => `/tiles/${layer}/${String(z)}/${String(x)}/${String(y)}.mvt?commune=${CODE}`);

interface Sides { ours: number[]; bench: number[]; peer: number[]; besideBench: number[]; besidePeer: number[] }

/** Ours stands between the others in each round, and each round gives its own ratio: the machine's pace may change from one to the next. */
async function oneSet(set: (typeof SETS)[number], tiles: [number, number][], url: string, commune: number, server: Server, peer: Peer | undefined): Promise<Sides> {
  const { layer, z } = set, sides: Sides = { ours: [], bench: [], peer: [], besideBench: [], besidePeer: [] };
  const statements = tiles.map(([x, y]) => `select mvt from tile(${String(commune)}, '${layer}', ${String(z)}, ${String(x)}, ${String(y)}, '{}'::jsonb)`);
  const ours = async (): Promise<number> => {
    const { perSecond: n, statuses } = await load({ port: server.port, paths: paths(layer, z, tiles), headers: { Cookie: server.cookie, 'Cache-Control': 'no-cache' }, seconds: SECONDS });
    if (Object.keys(statuses).join() !== '200') throw new Error(`tiles answered ${JSON.stringify(statuses)}`);
    return n;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const four = await pgbench(url, statements, { clients: 4, seconds: SECONDS }), first = await ours();
    const best = Math.max(four, await pgbench(url, statements, { clients: 8, seconds: SECONDS })), mine = (first + await ours()) / 2;
    sides.ours.push(mine);
    sides.bench.push(best);
    sides.besideBench.push(mine / best);
    if (peer && 'peer' in set) {
      const { perSecond: rate, bytes } = await load({ port: peer.port, paths: tiles.map(([x, y]) => peer.path(layer, z, x, y)), seconds: SECONDS });
      if (bytes < 700) throw new Error('MapServer answers no tiles');
      sides.peer.push(rate);
      sides.besidePeer.push(mine / rate);
    }
  }
  say(`${layer} z${String(z)}: ${sides.besideBench.map((n) => n.toFixed(2)).join(', ')} of pgbench${sides.besidePeer.length > 0 ? `; ${sides.besidePeer.map((n) => n.toFixed(2)).join(', ')} of MapServer` : ''}`);
  return sides;
}

/** The same tiles again: unchanged by ETag, and from the cache, each between two rounds of them made anew. */
export async function kept(report: Report, server: Server, tiles: [number, number][], z: number): Promise<void> {
  const all = paths('listings', z, tiles).slice(0, 40), headers = { Cookie: server.cookie };
  const tag = (await fetch(`${server.origin}${String(all[0])}`, { headers: { ...headers, 'Accept-Encoding': 'identity' } })).headers.get('etag') ?? '';
  const rate = async (list: string[], more: Record<string, string>, status: string): Promise<number> => {
    const { perSecond: n, statuses } = await load({ port: server.port, paths: list, headers: { ...headers, ...more }, seconds: SECONDS });
    if (Object.keys(statuses).join() !== status) throw new Error(`tiles answered ${JSON.stringify(statuses)}`);
    return n;
  };
  const anew = (): Promise<number> => rate(all, { 'Cache-Control': 'no-cache' }, '200');
  const sides = { uncached: [] as number[], unchanged: [] as number[], cached: [] as number[], besideUnchanged: [] as number[], besideCached: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = await anew(), unchanged = await rate([String(all[0])], { 'If-None-Match': tag }, '304'), second = await anew(), cached = await rate(all, {}, '200'), third = await anew();
    sides.uncached.push((first + second + third) / 3);
    sides.unchanged.push(unchanged);
    sides.cached.push(cached);
    sides.besideUnchanged.push(unchanged / ((first + second) / 2));
    sides.besideCached.push(cached / ((second + third) / 2));
  }
  for (const [what, n, beside] of [['unchanged (304)', sides.unchanged, sides.besideUnchanged], ['from the cache', sides.cached, sides.besideCached]] as const) {
    report.add({ subject: 'tiles', what: `listings z${String(z)} ${what}, beside uncached`, ours: perSecond(median(n)), other: perSecond(median(sides.uncached)), ratio: median(beside), aim: 'at least', limit: 10 });
  }
}

/** Tiles over HTTP, uncached, beside pgbench on the same statement and beside MapServer on the same tables. */
export async function benchTiles(report: Report, { rows }: { rows: number }): Promise<void> {
  say('tiles: making the database');
  const name = `sommier_bench_tiles_${String(process.pid)}`, url = await freshDatabase(name), env = { DATABASE_URL: url, SOMMIER_DATA: DATA };
  await (await openDatabase(readEnv(env))).close();
  const k = asOwner(url);
  let server: Server | undefined, peer: Peer | string | undefined;
  try {
    await addCommune(env, CODE);
    const commune = await fill(k, url, await listingsFile({ rows, seed: 1 }), rows);
    server = await startServer(env, CODE);
    peer = await startMapServer(url, commune);
    if (typeof peer === 'string') report.note(peer);
    // A server that has just started still translates its own code, which the others never do: its first seconds are nobody's day.
    const first = await sample(k, commune, 'listings', 14);
    await load({ port: server.port, paths: paths('listings', 14, first), headers: { Cookie: server.cookie, 'Cache-Control': 'no-cache' }, seconds: WARM_SECONDS });
    let z16: [number, number][] = [];
    for (const set of SETS) {
      const tiles = await sample(k, commune, set.layer, set.z);
      const { ours, bench, peer: other, besideBench, besidePeer } = await oneSet(set, tiles, url, commune, server, typeof peer === 'string' ? undefined : peer);
      const mine = median(ours), theirs = median(bench), what = `${set.layer} z${String(set.z)}`, heavy = 2000 / theirs > 3;
      report.add({ subject: 'tiles', what: `${what} over HTTP, beside pgbench`, ours: perSecond(mine), other: perSecond(theirs), ratio: median(besideBench), aim: 'at least', limit: heavy ? 0.75 : 0.45 });
      if (other.length > 0) report.add({ subject: 'tiles', what: `${what} beside MapServer`, ours: perSecond(mine), other: perSecond(median(other)), ratio: median(besidePeer), aim: 'at least', limit: heavy ? 2.5 : 1.5 });
      if (what === 'listings z16') z16 = tiles;
    }
    await kept(report, server, z16, 16);
    report.note('Uncached, 8 connections, nothing compressed; pgbench runs the statement of the tile alone, without session and version, best of 4 and 8 clients. A tile costs over 3 ms where pgbench makes fewer than 667 a second.');
    report.add({ subject: 'memory', what: 'server serving tiles, MB', ours: `${server.peakMb().toFixed(0)} MB`, other: '400 MB', ratio: server.peakMb() / 400, aim: 'at most', limit: 1 });
  } finally {
    await server?.stop();
    if (typeof peer === 'object') await peer.stop();
    await k.destroy();
    await dropDatabase(name);
    rmSync(DATA, { recursive: true, force: true });
  }
}
