import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FromChild } from './protocol.ts';
import { runReader, type ReaderRun } from './run-reader.ts';

describe('a reader in its own process', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'sommier-run-')); });
  afterAll(() => { rmSync(folder, { recursive: true }); });

  /** A reader module written for the test; it notes its process and folder in `seen`. */
  const made = (name: string, body: string): { run: ReaderRun; slices: string[]; seen: () => { pid: number; folder: string } } => {
    const module = join(folder, `${name}.mjs`), seen = join(folder, `${name}.json`), file = join(folder, 'f.csv');
    writeFileSync(file, 'x');
    writeFileSync(module, `import { writeFileSync } from 'node:fs';
      export async function read(input, output) { writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ pid: process.pid, folder: input.folder })); ${body} }`);
    const slices: string[] = [];
    const run: ReaderRun = {
      module: pathToFileURL(module).href, file, name: 'f.csv', options: {}, onRefusals: () => undefined,
      onSlice: async (csv) => { let text = ''; for await (const piece of csv) text += String(piece); slices.push(text); },
    };
    return { run, slices, seen: () => JSON.parse(readFileSync(seen, 'utf8')) as { pid: number; folder: string } };
  };
  const alive = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };
  const gone = (at: { pid: number; folder: string }): void => { expect([alive(at.pid), existsSync(at.folder)]).toEqual([false, false]); };

  test('hands over slices, facts and refusals, then is gone', async () => {
    const { run, slices, seen } = made('good', `await output.write('2,a\\n'); output.cut(); await output.write('3,b\\n'); output.refuse({ row: 4, column: 'c', value: 'v', code: 'bad' });
      output.meta({ columns: 2 }); return 3;`);
    const refusals: FromChild[] = [];
    expect(await runReader({ ...run, onRefusals: (list) => { refusals.push({ kind: 'refusal', list }); } })).toEqual({ rows: 3, meta: { columns: 2 } });
    expect(slices).toEqual(['2,a\n', '3,b\n']);
    expect(refusals).toMatchObject([{ list: [{ row: 4, code: 'bad' }] }]);
    gone(seen());
  });
  test('knows no address and no password', async () => {
    process.env['DATABASE_URL_OF_TEST'] = 'secret';
    const { run, slices } = made('environment', `await output.write(Object.keys(process.env).join(' ')); return 1;`);
    await runReader(run);
    expect(slices.join('')).not.toContain('DATABASE_URL');
  });
  test('a whole-file refusal, a crash, too much memory and too much time each end it', async () => {
    for (const [name, body, code, more] of [
      ['refuses', `output.refuseFile({ code: 'unknown_header', row: 1 });`, 'unknown_header', {}],
      ['crashes', `process.kill(process.pid, 'SIGSEGV'); await new Promise(() => setInterval(() => undefined, 1000));`, 'reader_failed', {}],
      ['fills', `const all = []; for (;;) { all.push(Buffer.alloc(20_000_000, 1)); await new Promise((r) => setTimeout(r, 5)); }`, 'reader_memory', { memoryMb: 300 }],
      ['waits', `await new Promise(() => setInterval(() => undefined, 1000));`, 'reader_timeout', { seconds: 4 }],
    ] as const) {
      const { run, seen } = made(name, body);
      await expect(runReader({ ...run, ...more })).rejects.toMatchObject({ refusal: { code } });
      gone(seen());
    }
  });
  test('an abort kills it in the middle, and so does a slice that cannot be kept', async () => {
    const endless = `for (;;) { await output.write('1,x\\n'.repeat(5000)); }`;
    const stop = new AbortController();
    const { run, seen } = made('endless', endless);
    await expect(runReader({ ...run, signal: stop.signal, onSlice: async (csv) => { for await (const _ of csv) stop.abort(new Error('stopped')); } })).rejects.toThrow('stopped');
    gone(seen());
    const other = made('unkept', endless);
    await expect(runReader({ ...other.run, onSlice: () => Promise.reject(new Error('disk full')) })).rejects.toThrow('disk full');
    gone(other.seen());
  });
});
