import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LONG, SEED } from './scale.ts';

const PARTS = fileURLToPath(new URL('../../.tmp/long-tests/', import.meta.url));
const REPORT = fileURLToPath(new URL('../../docs/performance/long-tests.md', import.meta.url));

/** Notes what one test file found; under the long run the report is written anew from the parts of all. A part is replaced by its next run only. */
export function reportPart(name: string, title: string, lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${title}: ${line}\n`);
  if (!LONG) return;
  for (const folder of [PARTS, dirname(REPORT)]) mkdirSync(folder, { recursive: true });
  const load = loadavg().map((n) => n.toFixed(1)).join(', ');
  writeFileSync(join(PARTS, `${name}.md`), [`## ${title}`, '', ...lines.map((line) => `- ${line}`),
    `- Ended ${new Date().toISOString().slice(0, 16)}Z on ${String(availableParallelism())} cores, Node ${process.versions.node}; load averages then ${load}.`, ''].join('\n'));
  const parts = existsSync(PARTS) ? readdirSync(PARTS).filter((file) => file.endsWith('.md')).sort() : [];
  writeFileSync(REPORT, ['# The long tests, as last run', '',
    'Written by `npm run test:long`; do not edit. Counts are what was really run, not what is asked for: 20 kills, 1,000 mutated files, 1,000,000 rows.',
    `Chance starts from ${String(SEED)}, so a run repeats; the moment of a kill still depends on the machine's pace.`, '',
    ...parts.map((file) => readFileSync(join(PARTS, file), 'utf8'))].join('\n'));
}
