import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ExportRequest } from '@sommier/domain/exports';
import { makeExport } from '../../server/src/features/exports/export.ts';
import { bumpVersion } from '../../server/src/features/tiles/index.ts';
import { engines, type TestDatabase } from '../support/db.ts';
import { openGround } from './ground.ts';

interface Feature { properties: { code?: string; name?: string } }

describe.each(await engines())('an export while others work, on the %s database', (engine) => {
  let db: TestDatabase;
  let commune: number;
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  beforeAll(async () => { const ground = await openGround(engine); db = ground.db; commune = ground.communes.get('Tunis') ?? 0; });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true, force: true }); });

  test('is of one moment, or names the layers that moved', async () => {
    // Parcels are read first; what is saved after their first slice must not show in the properties that follow.
    let saved: Promise<unknown> | undefined;
    const work = (): Promise<unknown> => db.inCommune({ commune }, async (tx) => {
      await tx.raw(`update asset set name = 'moved' where code = 'B-0003'`);
      await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'LATE', 'late')`);
      await tx.raw(`delete from asset where code = 'B-0004'`);
      await bumpVersion(tx, 'assets');
    });
    const slow = { progress: () => { saved ??= work(); } };
    const made = await db.inCommune({ commune }, (tx) => tx.raw('select 1')).then(() => makeExport(db, { commune }, ExportRequest.parse({ layers: ['parcels', 'assets'], format: 'geojson' }), { personal: false }, folder, slow));
    await saved;
    expect(saved).toBeDefined();
    const { unzipSync } = await import('fflate');
    const files = unzipSync(readFileSync(made.path));
    const { features } = JSON.parse(Buffer.from(files['assets.geojson']!).toString('utf8')) as { features: Feature[] };
    const codes = features.map((f) => f.properties.code);
    if (made.moved.length === 0) {
      expect([codes.includes('LATE'), codes.includes('B-0004'), features.find((f) => f.properties.code === 'B-0003')?.properties.name]).toEqual([false, true, 'École n° 3']);
    }
    // Which of the two holds is the engine's: the server holds the moment still, the embedded one says what moved.
    expect(made.moved).toEqual(engine === 'server' ? [] : ['assets']);
  });
});
