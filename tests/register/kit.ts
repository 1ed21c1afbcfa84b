import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRefused, importFormats, runImport, type FileRefusal, type ImportSummary } from '../../server/src/features/imports/index.ts';
import { readEnv } from '../../server/src/platform/env.ts';
import { fixtureCommune, type TestDatabase } from '../support/db.ts';

const samples = readEnv().samplesDir;
/** True where the real files are; says so in one line where they are not. */
export const haveSamples = existsSync(join(samples, 'property'));
if (!haveSamples) console.warn('SOMMIER_SAMPLES is absent: tests on real files are skipped.');
export const sample = (path: string): string => join(samples, path);

export interface Bench {
  commune: { id: number; code: string; currency: string; srid: number; timezone: string };
  folder: string;
  /** Writes a file to import; answers its path. */
  file: (name: string, content: string | Uint8Array) => string;
  run: (format: string, file: string, options?: Record<string, unknown>) => Promise<ImportSummary>;
  /** The reason a file is refused as a whole; fails when it is taken. */
  refused: (format: string, file: string, options?: Record<string, unknown>) => Promise<FileRefusal>;
  rows: <T>(sql: string, bindings?: unknown[]) => Promise<T[]>;
  clean: () => void;
}

/** A commune with a folder of files, to import into. */
export async function bench(db: TestDatabase, code: string): Promise<Bench> {
  const commune = { ...await fixtureCommune(db, code), currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' };
  const folder = mkdtempSync(join(tmpdir(), 'sommier-files-'));
  const run: Bench['run'] = async (name, file, options = {}) => {
    const format = (await importFormats()).get(name);
    if (format === undefined) throw new Error(`no format ${name}`);
    return runImport(db, { commune, format, file, options });
  };
  return {
    commune, folder, run,
    file: (name, content) => { const path = join(folder, name); writeFileSync(path, content); return path; },
    refused: async (format, file, options) => {
      try { await run(format, file, options); } catch (error) { if (error instanceof FileRefused) return error.refusal; throw error; }
      throw new Error('the file was taken');
    },
    rows: (sql, bindings = []) => db.inCommune({ commune: commune.id }, async (tx) => (await tx.raw(sql, bindings as string[]) as { rows: never[] }).rows),
    clean: () => { rmSync(folder, { recursive: true, force: true }); },
  };
}
