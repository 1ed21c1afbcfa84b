import type { Plugin } from 'vite';

/**
 * Zod asks once whether the page may make code from text, by trying. Our policy forbids it and reports the try as a violation, so that a report of an
 * attack would stand among thousands of these: it is told beforehand that it may not.
 */
export const zodWithoutEval = (): Plugin => ({
  name: 'zod-without-eval',
  transform(code, id) { return /[\\/]zod[\\/]v4[\\/]core[\\/]core\.js$/.test(id) ? { code: `globalThis.__zod_globalConfig ??= { jitless: true };\n${code}`, map: null } : undefined; },
});
