import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { allEndpoints } from '@sommier/domain/api';
import { messageKeys } from '@sommier/domain/messages';
import { PERMISSIONS } from '@sommier/domain/shared';
import { openapi } from '../../server/src/platform/http/index.ts';
import { VERSION } from '../../server/src/platform/version.ts';

test('docs/api/openapi.json is what the contracts say (node --import tsx scripts/dump-openapi.ts)', () => {
  const committed = JSON.parse(readFileSync(new URL('../../docs/api/openapi.json', import.meta.url), 'utf8')) as unknown;
  expect(committed).toEqual(JSON.parse(JSON.stringify(openapi(allEndpoints, VERSION))));
});
test('a write names its audit action, a path its parameters, and every permission guards something', () => {
  for (const e of allEndpoints) {
    expect([e.id, e.method === 'get' ? e.audit === undefined : e.audit !== undefined]).toEqual([e.id, true]);
    expect([e.id, Object.keys(e.params?.shape ?? {}).sort()]).toEqual([e.id, [...e.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()]);
  }
  const used = new Set(allEndpoints.map((e) => (e.access.kind === 'commune' ? e.access.permission : '')));
  // Asked inside a write, when it carries an override.
  expect(PERMISSIONS.filter((p) => !used.has(p))).toEqual(['guard.override']);
});
test('no message is missing in a language, and no key means two things', () => {
  const keys = messageKeys('fr');
  expect(new Set(keys).size).toBe(keys.length);
  for (const language of ['ar', 'en'] as const) expect(messageKeys(language).sort()).toEqual([...keys].sort());
});
