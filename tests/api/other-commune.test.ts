import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { testServer, type TestServer } from '../support/server.ts';

const SQUARE = `st_geomfromtext('MULTIPOLYGON(((10 36,10.1 36,10.1 36.1,10 36.1,10 36)))', 4326)`;

/** A finished job of a kind with the file it left; `folder` (where files of the kind lie) stands in its payload for the test. */
const file = (kind: string, folder: string): string => `insert into job (commune_id, kind, state, payload, result, finished_at, created_by) values (:c, '${kind}', 'done', '{"folder":"${folder}"}', '{"file":"secret.pdf","name":"secret.pdf","media":"application/pdf","bytes":6,"expires":"2100-01-01T00:00:00.000Z"}', now(), :p) returning id`;

/** One row of everything that has an address by id, in the commune THERE. */
const ROWS: [string, (id: string) => string, string][] = [
  ['asset', (id) => `assets/${id}`, `insert into asset (commune_id, code, name, geom) values (:c, 'SECRET-1', 'Secret hall', ${SQUARE}) returning id`],
  ['parcel', (id) => `parcels/${id}`, `insert into parcel (commune_id, reference, source_key, geom) values (:c, 'SECRET-2', 'k', ${SQUARE}) returning id`],
  ['listing', (id) => `listings/${id}`, `insert into listing (commune_id, platform, external_id, seen_from, name, digest) values (:c, 'airbnb', 'SECRET-3', 1, 'Secret flat', 'd') returning id`],
  ['zone set', (id) => `zone-sets/${id}/zones`, `insert into zone_set (commune_id, name, label_field) values (:c, 'SECRET-4', 'l') returning id`],
  ['import', (id) => `imports/${id}`, `insert into import_batch (commune_id, format, source_name, source_hash, state) values (:c, 'assets', 'secret.csv', 'h', 'committed') returning id`],
  ['refusals', (id) => `imports/${id}/refusals.csv`, `insert into import_batch (commune_id, format, source_name, source_hash, state) values (:c, 'assets', 'secret.csv', 'h2', 'committed') returning id`],
  ['job', (id) => `jobs/${id}`, `insert into job (commune_id, kind, state, payload, finished_at) values (:c, 'secret', 'done', '{}', now()) returning id`],
  // Finished files of the very person who asks, so that nothing but the commune stands between: the control below gets its own.
  ['export', (id) => `exports/${id}/file`, file('exports.create', 'exports')], ['print', (id) => `prints/${id}/file`, file('prints.create', 'exports')], ['sheets', (id) => `papers/sheets/${id}/file`, file('papers.sheets', 'sheets')],
];

describe.each(await engines())('rows of another commune on the %s database', (engine) => {
  let server: TestServer;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    server = await testServer({ engine });
    const { id } = server.communes.THERE;
    await server.deps.db.asOwner(async (tx) => {
      for (const [name, , sql] of ROWS) ids.set(name, ((await tx.raw(sql, { c: id, p: server.communes.HERE.people.admin })).rows[0] as { id: string }).id);
      await tx.raw(`insert into layer (commune_id, name, title) values (?, 'secret-layer', 'Secret')`, [id]);
    });
  });
  afterAll(async () => { await server.close(); });

  test.each(ROWS.filter(([, , sql]) => sql.includes('secret.pdf')))('%s: the same file of one’s own commune is answered', async (_name, path, sql) => {
    const { id: commune, people } = server.communes.HERE;
    const [job, folder] = await server.deps.db.asOwner(async (tx) => {
      const { rows: [made] } = await tx.raw(sql.replaceAll('secret.pdf', 'own.pdf').replace('returning id', `returning id, payload ->> 'folder' as folder`), { c: commune, p: people.admin }) as { rows: { id: string; folder: string }[] };
      return [made!.id, made!.folder] as const;
    });
    writeFileSync(join(await server.deps.files.folder(folder, String(commune), job), 'own.pdf'), '%PDF-1');
    const answer = await (await server.as('admin'))('GET', `/api/communes/HERE/${path(job)}`);
    expect([answer.status, answer.text]).toEqual([200, '%PDF-1']);
  });

  test.each(ROWS)('%s: its id under one’s own commune is 404, under hers 403', async (name, path) => {
    const call = await server.as('admin');
    expect((await call('GET', `/api/communes/HERE/${path(ids.get(name)!)}`)).status).toBe(404);
    expect((await call('GET', `/api/communes/THERE/${path(ids.get(name)!)}`)).status).toBe(403);
  });
  test('lists, counts, search, layers and tiles show none of it', async () => {
    const call = await server.as('admin');
    for (const path of ['assets', 'assets/facets', 'parcels', 'listings?gone=all', 'zone-sets', 'imports', 'jobs', 'layers', 'captures', 'audit']) {
      const answer = await call('GET', `/api/communes/HERE/${path}`);
      expect([path, answer.status, /secret/i.test(answer.text)]).toEqual([path, 200, false]);
    }
    for (const [path, body] of [['exports/estimate', { layers: ['assets'], format: 'csv' }], ['search', { q: 'secret' }], ['assets/search', { filter: { q: 'secret' } }], ['documents/search', { q: 'secret' }], ['listings/search', { filter: { q: 'secret' } }]] as const) {
      const answer = await call('POST', `/api/communes/HERE/${path}`, body);
      expect([path, answer.status, /secret/i.test(answer.text)]).toEqual([path, 200, false]);
    }
    expect((await call('GET', '/api/communes/HERE/layers/secret-layer/features')).status).toBe(404);
    for (const layer of ['assets', 'parcels', 'zones']) expect((await call('GET', `/tiles/${layer}/8/135/100.mvt?commune=HERE`)).bytes).toHaveLength(0);
    expect((await call('GET', '/tiles/secret-layer/8/135/100.mvt?commune=HERE')).status).toBe(404);
  });
});
