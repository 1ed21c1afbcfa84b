import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const rows = readFileSync('docs/security/asvs.md', 'utf8').split('\n').filter((l) => /^\| \d/.test(l)).map((l) => l.split('|').map((c) => c.trim()) as [string, string, string, string]);

test('every requirement of levels 1 and 2 stands once, with its state', () => {
  expect([rows.length, new Set(rows.map(([, id]) => id)).size]).toEqual([253, 253]);
  expect(rows.filter(([, , state]) => !['met', 'n.a.', 'open'].includes(state))).toEqual([]);
});
test('what is met names a file that exists, or a command', () => {
  const files = rows.flatMap(([, id, state, where]) => (state === 'met' ? [...where.matchAll(/`([^`]+)`/g)].map((m) => [id, m[1]!] as const) : []));
  expect(files.filter(([, file]) => /^[\w.-]+(\/[\w.-]+)+$|^[A-Z]\w+(\.md)?$/.test(file) && !existsSync(file))).toEqual([]);
});
test('the sums at its head are those of the table', () => {
  const count = (state: string): string => String(rows.filter(([, , s]) => s === state).length);
  expect(readFileSync('docs/security/asvs.md', 'utf8')).toContain(`**${count('met')} met, ${count('n.a.')} not applicable, ${count('open')} open.**`);
});
test('what is met says where, and the pages beside the table name files that exist', () => {
  expect(rows.filter(([, , state, where]) => state === 'met' && !/`[^`]+`/.test(where)).map(([, id]) => id)).toEqual([]);
  const pages = readdirSync('docs/security').filter((f) => f.endsWith('.md') && f !== 'asvs.md' && f !== 'known-weaknesses.md');
  expect(pages).toEqual(['data.md', 'keys.md', 'limits.md', 'logs.md']);
  const named = pages.flatMap((page) => [...readFileSync(`docs/security/${page}`, 'utf8').matchAll(/`((?:bench|client|docs|domain|server|tests)\/[\w./-]+)`/g)].map((m) => m[1]!));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});
