import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** What the field page needs besides what it imports: the reader's words. */
const ALSO = /platform\/i18n\/(fr|ar|en)\/parts\/(base|legal)\.ts$/;
const DOOR = /features\/campaigns\/field\/index\.ts$/;

/** Writes `field-sw.js` beside the built files, with the list of those the field page is made of and a version that changes with any of them. */
export const fieldWorker = (): Plugin => ({
  name: 'field-worker', apply: 'build',
  // After everything is written: the style sheet is made last.
  writeBundle(options, bundle) {
    const wanted = new Set<string>();
    const take = (name: string): void => {
      const chunk = bundle[name];
      if (wanted.has(name) || chunk?.type !== 'chunk') return;
      wanted.add(name);
      chunk.imports.forEach(take);
    };
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') { if (chunk.fileName.endsWith('.css')) wanted.add(chunk.fileName); continue; }
      if (chunk.isEntry || chunk.moduleIds.some((id) => ALSO.test(id) || DOOR.test(id))) take(chunk.fileName);
    }
    const files = [...wanted].sort().map((name) => `/${name}`);
    if (!files.some((f) => f.endsWith('.css')) || files.length < 4) this.error(`the field page’s files were not found: ${files.join(' ')}`);
    const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
    const source = readFileSync(fileURLToPath(new URL('src/field-sw.js', import.meta.url)), 'utf8').replace("'__VERSION__'", () => JSON.stringify(version)).replace('__FILES__', () => JSON.stringify(files));
    writeFileSync(join(options.dir ?? '.', 'field-sw.js'), source);
  },
});
