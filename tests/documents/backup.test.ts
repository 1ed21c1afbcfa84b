import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inspect, insertDocument, keyOf } from '../../server/src/features/documents/index.ts';
import { backup } from '../../server/src/features/operations/backup.ts';
import { restore } from '../../server/src/features/operations/restore.ts';
import { openFiles, type Files } from '../../server/src/platform/files.ts';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../support/db.ts';
import { pdf, photo } from './kit.ts';
import { fakeS3, type FakeS3 } from './s3-fake.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-documents-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
let serial = 0;

/** Two documents through the same inspection as an upload. */
async function furnish(db: TestDatabase, files: Files, contents: readonly Buffer[]): Promise<number> {
  const { id } = await fixtureCommune(db, 'TUN');
  for (const bytes of contents) {
    const path = join(folder, `up-${String(serial += 1)}`, 'upload');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    const seen = await inspect(files.documents, id, { path, name: 'acte' });
    await db.inCommune({ commune: id }, async (tx) => {
      const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), ?, 'x') returning id`, [`S${String(serial)}`]) as { rows: { id: string }[] };
      await insertDocument(tx, seen, { subjectKind: 'asset', subjectId: a!.id, kind: 'deed', title: 'Acte', author: undefined, dated: undefined, validFrom: undefined, validUntil: undefined, restricted: undefined, note: undefined, position: undefined }, null);
    });
  }
  return id;
}

describe.each(await engines())('a backup holds the documents, on the %s database', (engine) => {
  let s3: FakeS3, contents: Buffer[];
  beforeAll(async () => { s3 = await fakeS3(); contents = [await pdf('Acte de vente'), await photo()]; });
  afterAll(() => s3.close());

  test.each([['folder', 's3'], ['s3', 'folder']] as const)('from a %s into a %s, byte for byte', async (from, into) => {
    const [source, target] = [await testDatabase({ engine }), await testDatabase({ engine })];
    s3.objects.clear();
    const files = (name: string, kind: 'folder' | 's3'): Files => openFiles(join(folder, `${engine}-${from}-${name}`), kind === 's3' ? s3.options : undefined);
    const one = files('a', from), archive = join(folder, `${engine}-${from}.sommier`);
    const commune = await furnish(source, one, contents);
    const saved = await backup({ db: source, files: one }, archive);
    expect(saved.documents).toEqual({ kept: 2, faults: [] });
    s3.objects.clear();
    const other = files('b', into);
    expect((await restore({ db: target, files: other }, archive)).documents).toEqual({ kept: 2, faults: [] });
    for (const bytes of contents) {
      const kept = await other.documents.open(keyOf(commune, createHash('sha256').update(bytes).digest('hex')));
      const parts: Buffer[] = [];
      for await (const part of kept!.stream) parts.push(part as Buffer);
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    }
    await source.drop();
    await target.drop();
  });

  test('what is lost or damaged is named, when it is saved and when it comes back', async () => {
    const [source, target] = [await testDatabase({ engine }), await testDatabase({ engine })];
    const files = openFiles(join(folder, `${engine}-broken`)), archive = join(folder, `${engine}-broken.sommier`);
    const commune = await furnish(source, files, contents);
    const [first, second] = contents.map((b) => keyOf(commune, createHash('sha256').update(b).digest('hex')));
    await files.documents.remove(first!);
    truncateSync(join(files.root, second!), 100);
    const faults = [{ path: first, fault: 'missing' }, { path: second, fault: 'damaged' }].sort((a, b) => (String(a.path) < String(b.path) ? -1 : 1));
    expect((await backup({ db: source, files }, archive)).documents).toEqual({ kept: 2, faults });
    expect((await restore({ db: target, files: openFiles(join(folder, `${engine}-broken-b`)) }, archive)).documents.faults).toEqual(faults);
    expect(readFileSync(archive).length).toBeGreaterThan(0);
    await source.drop();
    await target.drop();
  });
});
