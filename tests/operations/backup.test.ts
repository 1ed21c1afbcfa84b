import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backup } from '../../server/src/features/operations/backup.ts';
import { restore } from '../../server/src/features/operations/restore.ts';
import { headsOf, sumOf, tablesOf, type Sum } from '../../server/src/features/operations/tables.ts';
import { record } from '../../server/src/platform/audit/index.ts';
import type { Database } from '../../server/src/platform/db/index.ts';
import { openFiles, type Files } from '../../server/src/platform/files.ts';
import { engines, fixtureCommune, testDatabase, type Engine, type TestDatabase } from '../support/db.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-backup-'));
const archive = (engine: Engine): string => join(folder, `${engine}.sommier`);
const filesOf = (name: string): Files => openFiles(join(folder, name));

/** A commune with what makes a copy hard: a property before its parent, holes in geometry, quotes, line ends, bytes, arrays, a chain, a file. */
async function furnish(db: Database, files: Files): Promise<void> {
  const { id } = await fixtureCommune(db, 'TUN');
  await fixtureCommune(db, 'SFX');
  await db.inCommune({ commune: id }, async (tx) => {
    await tx.raw(`insert into asset (commune_id, code, name, name_ar, attributes, geom, acquired_on, land_area_m2) values
      (:id, 'B', 'Marché "central",' || chr(10) || 'aile nord', 'السوق', '{"a": "b,c"}', st_geomfromtext('POLYGON((10 36,10.1 36,10.1 36.1,10 36.1,10 36),(10.02 36.02,10.04 36.02,10.04 36.04,10.02 36.02))', 4326), '1921-02-28', 123.450),
      (:id, 'A', '', null, '{}', null, null, null)`, { id });
    await tx.raw(`update asset set parent_id = (select a.id from asset a where a.code = 'A') where code = 'B'`);
    await tx.raw(`insert into asset (commune_id, code, name) select :id, 'N' || n, 'bien ' || n from generate_series(1, 5000) n`, { id });
    for (let i = 0; i < 3; i += 1) await record(tx, { commune: id, person: null }, [{ action: 'test.done', subject: `asset/${i}`, detail: { i }, personal: { name: `Nour ${i}` } }]);
  });
  writeFileSync(join(await files.folder('exports'), 'carte نسخة.pdf'), Buffer.alloc(100_000, 7));
}
const everything = (db: Database): Promise<{ sums: Record<string, Sum>; heads: unknown }> => db.asOwner(async (tx) => {
  const sums: Record<string, Sum> = {};
  for (const table of await tablesOf(tx)) sums[table.name] = await sumOf(tx, table);
  return { sums, heads: await headsOf(tx) };
});
const found = await engines();
const source = new Map<Engine, Awaited<ReturnType<typeof everything>>>();

beforeAll(async () => {
  for (const engine of found) {
    const db = await testDatabase({ engine });
    const files = filesOf(`from-${engine}`);
    await furnish(db, files);
    await backup({ db, files }, archive(engine));
    source.set(engine, await everything(db));
    await db.drop();
  }
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe.each(found.flatMap((from) => found.map((into) => [from, into] as const)))('from %s into %s', (from, into) => {
  let db: TestDatabase;
  const files = filesOf(`${from}-to-${into}`);
  beforeAll(async () => { db = await testDatabase({ engine: into }); });
  afterAll(() => db.drop());

  test('a damaged archive leaves nothing', async () => {
    const broken = join(folder, 'broken.sommier');
    const bytes = readFileSync(archive(from));
    writeFileSync(broken, bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    await expect(restore({ db, files }, broken)).rejects.toThrow(/archive/i);
    expect((await everything(db)).sums.commune).toMatchObject({ rows: 0 });
  });
  test('counts, sums, audit heads and files come back equal', async () => {
    const outcome = await restore({ db, files }, archive(from));
    const back = await everything(db);
    expect(back).toEqual(source.get(from));
    expect(back.sums.asset!.rows).toBe(5002);
    expect(outcome.communes.find((c) => c.commune === 'TUN')!.entries).toBe(3);
    expect(statSync(join(files.root, 'exports', 'carte نسخة.pdf')).size).toBe(100_000);
  });
  test('new rows go on counting where the old ones ended', async () => {
    const id = await db.asOwner(async (tx) => (await tx.raw<{ rows: { id: string }[] }>(
      `insert into asset (commune_id, code, name) select c.id, 'NEW', 'x' from commune c where c.code = 'TUN' returning id`)).rows[0]!.id);
    expect(Number(id)).toBeGreaterThan(5002);
  });
  test('an installation that holds something is left alone', async () => {
    await expect(restore({ db, files }, archive(from))).rejects.toThrow('not empty');
  });
});

test('any tar reads the archive', () => {
  const names = execFileSync('tar', ['tzf', archive(found[0]!)], { encoding: 'utf8' }).trim().split('\n');
  expect(names[0]).toBe('head.json');
  expect(names.at(-1)).toBe('manifest.json');
});
