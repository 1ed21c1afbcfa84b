import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DOMAIN_CLASSES, TITLE_STATES } from '../../domain/src/assets/index.ts';
import { LANGUAGES, ROLES } from '../../domain/src/shared/index.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.md')).map((f) => `docs/${f}`)];

test('the architecture page stays under a page and names folders that exist', () => {
  const page = read('docs/architecture.md');
  expect(page.split('\n').length).toBeLessThan(60);
  const folders = page.split('\n').filter((l) => l.startsWith('| `')).flatMap((l) => [...l.split('|')[1]!.matchAll(/`([^`]+)`/g)].map((m) => m[1]!));
  expect(folders.length).toBeGreaterThan(8);
  for (const folder of folders) expect({ folder, exists: existsSync(folder) }).toEqual({ folder, exists: true });
});
test('links between pages lead somewhere', () => {
  for (const page of pages) for (const [, link] of read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
    const target = join(dirname(page), link!);
    expect({ page, target, exists: existsSync(target) }).toEqual({ page, target, exists: true });
  }
});
test('the glossary holds every domain class, title state and role', () => {
  const page = read('docs/glossary.md');
  for (const word of [...DOMAIN_CLASSES, ...TITLE_STATES, ...ROLES]) expect(page).toContain(`\`${word}\``);
});
test('there is a guide in each language', () => {
  for (const language of LANGUAGES) expect(read(`docs/guide/${language}.md`).length).toBeGreaterThan(1500);
});
test('the licence is whole', () => {
  expect(read('LICENSE')).toContain('Apache License');
  expect(read('LICENSE')).toContain('END OF TERMS AND CONDITIONS');
});
