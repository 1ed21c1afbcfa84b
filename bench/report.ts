import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Measure, met, type Report } from './lib/measure.ts';

const ROOT = join(import.meta.dirname, '..');
const LAST = join(ROOT, 'bench/last.json'), PAGE = join(ROOT, 'docs/performance/bench.md');
const word = (verdict: boolean | null): string => verdict === null ? '–' : verdict ? 'met' : '**not met**';

/** What one subject found, kept until it runs again: a long bench can be made of several runs. */
interface Part { ended: string; rows: number; load: string; database: string; whole: boolean; measures: Measure[]; notes: string[] }
interface Last { parts: Record<string, Part> }

const last = (): Last => {
  const kept = existsSync(LAST) ? JSON.parse(readFileSync(LAST, 'utf8')) as Partial<Last> : {};
  return { parts: kept.parts ?? {} };
};

/** Keeps what a subject found, for machines, and writes docs/performance/bench.md anew from the last run of each subject. */
export function keepPart(subject: string, report: Report, run: { rows: number; database: string; whole: boolean }): void {
  const { parts } = last();
  parts[subject] = { ...run, ended: `${new Date().toISOString().slice(0, 16)}Z`, load: loadavg().map((n) => n.toFixed(1)).join(', '), measures: report.measures, notes: report.notes };
  writeFileSync(LAST, `${JSON.stringify({ parts }, null, 1)}\n`);
  const text = render(parts) + elsewhere(parts);
  mkdirSync(join(ROOT, 'docs/performance'), { recursive: true });
  writeFileSync(PAGE, text);
}

/** What the page tells of subjects that did not run on this machine: it stands until they do. */
function elsewhere(parts: Record<string, Part>): string {
  const sections = existsSync(PAGE) ? readFileSync(PAGE, 'utf8').split(/^(?=## )/m).slice(1) : [];
  return sections.filter((section) => !((/^## (\S+)/.exec(section)?.[1] ?? '') in parts)).map((section) => `\n${section.trimEnd()}\n`).join('');
}

const line = (m: Measure): string => `| ${m.what} | ${m.ours} | ${m.other} | ${m.ratio.toFixed(2)} | ${m.limit === null ? '–' : `${m.aim} ${String(m.limit)}`} | ${word(met(m))} |`;

function render(parts: Record<string, Part>): string {
  const one = ([subject, part]: [string, Part]): string => `## ${subject}

${part.rows.toLocaleString('en')} ${subject === 'register' || subject === 'indicators' ? 'properties' : subject === 'rentroll' ? 'occupations' : 'listings'}; ended ${part.ended}, load averages then ${part.load}. ${part.database}${part.whole ? '' : ' **Broken off: what follows is not all.**'}

| what | ours | beside | ratio | aim | |
|---|---|---|---|---|---|
${part.measures.map(line).join('\n')}
${part.notes.map((note) => `\n- ${note}`).join('')}
`;
  return `# The bench, as last run

Written by \`npm run bench\`; do not edit. Read the ratios: both sides of a line ran in turns on one machine (${String(availableParallelism())} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB,
Node ${process.versions.node}) in the same run, and each figure is a median. Absolute figures belong to that machine and hour: a load average above the number
of cores means that others worked there too. Our figures are taken under the row-level policies, as the application's role.

${Object.entries(parts).map(one).join('\n')}`;
}
