import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ROLES } from '@sommier/domain/shared';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { OPERATIONS } from './fuzz-requests.ts';
import { reportPart } from './report.ts';
import { LONG, scale, SEED } from './scale.ts';

const TRIES = scale('LEAKS', 10_000, 500);
const SECRET = /secret/i;
/** What anybody may read of a commune without signing in: named one by one. */
const OPEN = ['/public/{commune}/style.css', '/api/declare/{commune}/about'];
/** Rows of the other commune, each of its kind's first ids, all named so that a leak shows. */
const ROWS = [
  `insert into asset (commune_id, code, name, geom) select :c, 'SECRET-' || n, 'Secret hall', st_geomfromtext('MULTIPOLYGON(((10 36,10.1 36,10.1 36.1,10 36.1,10 36)))', 4326) from generate_series(1, 20) n`,
  `insert into parcel (commune_id, reference, source_key, geom) select :c, 'SECRET-' || n, 'k' || n, st_geomfromtext('MULTIPOLYGON(((10 36,10.1 36,10.1 36.1,10 36.1,10 36)))', 4326) from generate_series(1, 5) n`,
  `insert into listing (commune_id, platform, external_id, seen_from, name, digest, geom) select :c, 'airbnb', 'SECRET-' || n, 1, 'Secret flat', 'd', st_setsrid(st_point(10.05, 36.05), 4326) from generate_series(1, 20) n`,
  `insert into zone_set (commune_id, name, label_field) values (:c, 'SECRET', 'l')`,
  `insert into import_batch (commune_id, format, source_name, source_hash, state) values (:c, 'assets', 'secret.csv', 'h', 'committed')`,
  `insert into layer (commune_id, name, title) values (:c, 'secret-layer', 'Secret')`,
  `insert into party (commune_id, kind, name, search) select :c, 'natural', 'Secret person ' || n, 'secret person ' || n from generate_series(1, 5) n`,
  `insert into job (commune_id, kind, state, payload, result, finished_at) values (:c, 'exports.create', 'done', '{}', '{"file":"secret.csv","name":"secret.csv","media":"text/csv","bytes":6,"expires":"2100-01-01T00:00:00.000Z"}', now())`,
];

describe.each(await engines())('guessed ids of another commune on the %s database', (engine) => {
  let server: TestServer;
  let most = 1n;
  const ids: string[] = [];
  beforeAll(async () => {
    server = await testServer({ engine });
    const { id } = server.communes.THERE;
    await server.deps.db.asOwner(async (tx) => {
      for (const sql of ROWS) await tx.raw(sql, { c: id });
      for (const table of ['asset', 'parcel', 'listing', 'zone_set', 'import_batch', 'party', 'job']) {
        for (const row of (await tx.raw('select id::text from ?? where commune_id = ?', [table, id])).rows as { id: string }[]) { ids.push(row.id); if (BigInt(row.id) > most) most = BigInt(row.id); }
      }
    });
    expect(ids.length).toBeGreaterThan(50);
  });
  afterAll(async () => { await server.close(); });

  test('the rows are there to be found, by those of their own commune', async () => {
    const there = await server.as('admin', 'THERE');
    for (const path of ['assets', 'listings?gone=all', 'zone-sets', 'layers', 'imports']) expect([path, SECRET.test((await there('GET', `/api/communes/THERE/${path}`)).text)]).toEqual([path, true]);
  });

  test(`${TRIES} tries over lists, sheets, tiles, exports, counts and searches: nothing of hers is told`, async () => {
    const reads = OPERATIONS.filter((o) => o.method === 'GET' && (o.path.includes('{commune}') || o.path.startsWith('/tiles')));
    const searches = OPERATIONS.filter((o) => o.method === 'POST' && /\/(search|facets|ask|estimate|count|preview)(\/|$)/.test(o.path));
    const id = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.bigInt({ min: 1n, max: most + 5n }).map(String));
    const tries = fc.record({
      operation: fc.constantFrom(...reads, ...reads, ...searches), role: fc.constantFrom(...ROLES), id, again: id, layer: fc.constantFrom('assets', 'listings', 'zones', 'parcels', 'secret-layer'),
      z: fc.integer({ min: 0, max: 14 }), commune: fc.constantFrom('HERE', 'HERE', 'HERE', 'THERE'), share: fc.double({ min: 0, max: 1, noNaN: true }), version: fc.boolean(),
    });
    const callers = new Map<string, Call>();
    for (const role of ROLES) callers.set(role, await server.as(role));
    const leaks: string[] = [];
    for (const one of fc.sample(tries, { seed: SEED, numRuns: TRIES })) {
      // The tile of that zoom over the other commune's ground.
      const n = 2 ** one.z, x = Math.floor((10.05 + 180) / 360 * n), y = Math.floor((1 - Math.asinh(Math.tan(36.05 * Math.PI / 180)) / Math.PI) / 2 * n);
      const value = (name: string): string => (({ commune: one.commune, layer: one.layer, name: one.layer, collection: one.layer, z: String(one.z), x: String(x), y: String(y), row: String(y), col: String(x), matrixSet: 'WebMercatorQuad', set: 'SECRET' }) as Record<string, string>)[name] ?? one.id;
      const path = one.operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(value(name)));
      const search = new URLSearchParams(one.operation.path.includes('{commune}') ? {} : { commune: one.commune });
      // Filters that name rows by id: the other commune's are as good as any.
      for (const p of one.operation.parameters) if (p.in === 'query' && (p.required || one.share < 0.5)) search.set(p.name, p.schema.enum ? String(p.schema.enum[0]) : /set|name/i.test(p.name) ? 'SECRET' : /from|to|on|day|date|at$/i.test(p.name) ? '2026-01-01' : one.again);
      const query = search.toString();
      const answer = await callers.get(one.role)!(one.operation.method, query ? `${path}?${query}` : path, one.operation.method === 'POST' ? { ids: [one.id], asset: one.id, set: 'SECRET', q: 'secret', layers: [one.layer] } : undefined);
      // What was asked is no leak when it is only said again.
      const said = answer.text.replaceAll('secret-layer', '').replaceAll('SECRET', (word, at: number) => (answer.status >= 400 || answer.text.slice(Math.max(0, at - 12), at).includes('q"') ? '' : word));
      if ((answer.status < 400 && SECRET.test(said)) || /secret (hall|flat|person)/i.test(answer.text) || (one.commune === 'THERE' && answer.status < 400 && !OPEN.includes(one.operation.path))) leaks.push(`${one.role} ${one.operation.method} ${path}?${query} ${String(answer.status)} ${answer.text.slice(0, 200)}`);
      if (one.commune === 'HERE' && path.startsWith('/tiles') && answer.status === 200 && answer.bytes.length > 0) leaks.push(`${path} has ${String(answer.bytes.length)} bytes`);
    }
    reportPart(`8-leaks-${engine}`, `Guessed ids of another commune, ${engine} database`, [
      `${TRIES.toLocaleString('en')} tries by every role over ${String(reads.length)} reads (lists, sheets, tiles, exports, counts) and ${String(searches.length)} searches of the description: ${String(leaks.length)} leaks.`]);
    expect(leaks.slice(0, 20).join('\n')).toBe('');
  }, LONG ? 3_600_000 : 120_000);
});
