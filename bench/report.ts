import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { met, type Report } from './lib/measure.ts';

const ROOT = join(import.meta.dirname, '..');
const word = (verdict: boolean | null): string => verdict === null ? '–' : verdict ? 'met' : '**not met**';

/** Prints the table and keeps it: bench/last.json for machines, docs/performance/bench.md for readers. */
export function writeReport(report: Report, run: { rows: number; only: string | null; embeddedRows: number }): void {
  const lines = report.measures.map((m) => `| ${m.subject} | ${m.what} | ${m.ours} | ${m.other} | ${m.ratio.toFixed(2)} | ${m.limit === null ? '–' : `${m.aim} ${String(m.limit)}`} | ${word(met(m))} |`);
  const text = `# The bench, as last run

Written by \`npm run bench\`; do not edit. Read the ratios: both sides ran in turns on one machine (${String(cpus().length)} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB,
Node ${process.versions.node}) in the same run, and each figure is a median. Absolute figures belong to that machine and hour.
Every one of our figures is taken under the row-level policies, as the application's role. ${run.rows.toLocaleString('en')} listings; ${run.embeddedRows.toLocaleString('en')} on the embedded
database. ${run.only === null ? 'All subjects.' : `Only: ${run.only}.`}

| subject | what | ours | beside | ratio | aim | |
|---|---|---|---|---|---|---|
${lines.join('\n')}
${report.notes.map((note) => `\n- ${note}`).join('')}
`;
  mkdirSync(join(ROOT, 'docs/performance'), { recursive: true });
  writeFileSync(join(ROOT, 'docs/performance/bench.md'), text);
  writeFileSync(join(ROOT, 'bench/last.json'), `${JSON.stringify({ at: new Date().toISOString(), ...run, measures: report.measures.map((m) => ({ ...m, met: met(m) })), notes: report.notes }, null, 1)}\n`);
  process.stdout.write(`\n${text}`);
}
