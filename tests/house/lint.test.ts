import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

// Boundaries look at the file an import really names, so the planted features are real files for the length of the test.
const PLANTED = ['server/src/features/zz-one', 'server/src/features/zz-two', 'client/src/features/zz-one'];
const untyped = { languageOptions: { parserOptions: { projectService: false } }, rules: { 'ts/no-floating-promises': 'off' } };
const quick = new ESLint({ overrideConfig: [{ files: ['**/*.ts', '**/*.tsx'], ...untyped }] as never });

/** The rules a planted snippet breaks when it stands at this path. */
const broken = async (path: string, text: string, eslint = quick): Promise<(string | null)[]> =>
  (await eslint.lintText(text, { filePath: path }))[0]?.messages.map((m) => m.ruleId ?? m.message) ?? ['nothing linted'];

beforeAll(() => {
  for (const folder of PLANTED) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/index.ts`, 'export const open = 1;\n');
    writeFileSync(`${folder}/zz.store.ts`, 'export const closed = 1;\n');
  }
});
afterAll(() => { for (const folder of PLANTED) rmSync(folder, { recursive: true, force: true }); });

describe('boundaries', () => {
  test('a feature enters another by its index only', async () => {
    const at = 'server/src/features/zz-one/zz.routes.ts';
    expect(await broken(at, "export * from '../zz-two/zz.store.ts';\n")).toEqual(['boundaries/dependencies']);
    expect(await broken(at, "export * from '../zz-two/index.ts';\n")).toEqual([]);
    expect(await broken(at, "export * from './zz.store.ts';\n")).toEqual([]);
  });
  test('the domain is pure', async () => {
    const at = 'domain/src/shared/planted.ts';
    expect(await broken(at, "export { readFileSync } from 'node:fs';\n")).toEqual(['no-restricted-imports']);
    expect(await broken(at, 'export const now = (): Date => new Date();\n')).toEqual(['no-restricted-syntax']);
    expect(await broken(at, 'export const now = (): number => Date.now();\n')).toEqual(['no-restricted-syntax']);
    expect(await broken(at, 'export const luck = (): number => Math.random();\n')).toEqual(['no-restricted-syntax']);
    expect(await broken(at, 'export const env = process.env;\n')).toEqual(['no-restricted-globals']);
    expect(await broken(at, "export { z } from 'zod';\n")).toEqual([]);
  });
  test('the platform knows no feature, the client no server', async () => {
    expect(await broken('server/src/platform/planted.ts', "export * from '../features/zz-one/index.ts';\n")).toEqual(['boundaries/dependencies']);
    expect(await broken('client/src/features/zz-one/planted.ts', "export * from '../../../../server/src/features/zz-one/index.ts';\n"))
      .toEqual(['boundaries/dependencies']);
  });
  test('only the map folder talks to the map library', async () => {
    const text = "import { Map } from 'maplibre-gl';\nexport default Map;\n";
    expect(await broken('client/src/features/zz-one/planted.ts', text)).toEqual(['no-restricted-imports']);
    expect(await broken('client/src/map/planted.ts', text)).toEqual([]);
  });
});

describe('habits', () => {
  const at = 'client/src/features/zz-one/planted.tsx';
  test('no markup is written into the page', async () => {
    expect(await broken(at, 'export const a = <p dangerouslySetInnerHTML={{ __html: "x" }} />;\n')).toEqual(['no-restricted-syntax']);
    expect(await broken(at, 'export const a = (p: { setHTML(s: string): void }): void => p.setHTML("x");\n')).toEqual(['no-restricted-syntax']);
    expect(await broken(at, 'export const a = (p: HTMLElement): void => { p.innerHTML = "x"; };\n')).toEqual(['no-restricted-syntax']);
  });
  test('no text outside the catalogues', async () => {
    expect(await broken(at, 'export const a = <p>Bonjour</p>;\n')).toEqual(['no-restricted-syntax']);
    expect(await broken(at, 'export const a = <input placeholder="ابحث" />;\n')).toEqual(['no-restricted-syntax']);
    expect(await broken(at, 'export const a = <p>{"%"} 1:1</p>;\n')).toEqual([]);
  });
  test('no any, no silenced checker, no file over 300 lines', async () => {
    expect(await broken(at, 'export const a: any = 1;\n')).toEqual(['ts/no-explicit-any']);
    expect(await broken(at, '// @ts-ignore\nexport const a = 1;\n')).toEqual(['ts/ban-ts-comment']);
    expect(await broken(at, 'export const a = 1;\n'.padEnd(320, '\n'))).toEqual(['max-lines']);
  });
  test('a promise nobody waits for is refused', async () => {
    const text = 'const later = async (): Promise<number> => 1;\nexport const run = (): void => { later(); };\n';
    expect(await broken('domain/src/shared/error.ts', text, new ESLint())).toEqual(['ts/no-floating-promises']);
  });
});
