import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FIGURES, type Figure } from '../../client/src/features/frugality/figures.ts';

export type { Figure };
const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const NAMES: Record<string, string> = { signin: 'Sign-in', map: 'Map, first visit', again: 'Map, next visits', table: 'Register, 25 rows', wizard: 'Import wizard', print: 'Print composer' };

/** As it was: the compression and the demo's dates move a figure by this much from one day to the next. */
const same = (a: Figure, b: Figure | undefined): boolean => b !== undefined && a.screen === b.screen && Math.abs(a.nodes - b.nodes) <= 3 && a.requests === b.requests
  && Math.abs(a.kilobytes - b.kilobytes) <= Math.max(1, 0.02 * b.kilobytes) && JSON.stringify(a.budget) === JSON.stringify(b.budget);

/** Writes what was weighed where the page of frugality and the papers read it, unless it stands there already. */
export const keepFigures = (figures: readonly Figure[]): Promise<void> => {
  if (figures.length === FIGURES.length && figures.every((f, i) => same(f, FIGURES[i]))) return Promise.resolve();
  const day = new Date().toISOString().slice(0, 10);
  const lines = figures.map((f) => `  { screen: '${f.screen}', nodes: ${f.nodes}, requests: ${f.requests}, kilobytes: ${f.kilobytes}, score: ${f.score}, grade: '${f.grade}', budget: { nodes: ${f.budget.nodes}, requests: ${f.budget.requests}, kilobytes: ${f.budget.kilobytes}, ecoIndex: ${f.budget.ecoIndex} } },`);
  writeFileSync(pathOf('client/src/features/frugality/figures.ts'), `/** Written by the browser tests, which weigh each screen in a browser that has seen nothing before. Elements outside drawings, requests, kilobytes as sent. */
export interface Figure { screen: string; nodes: number; requests: number; kilobytes: number; score: number; grade: string; budget: { nodes: number; requests: number; kilobytes: number; ecoIndex: number } }
export const WEIGHED_ON = '${day}';
export const FIGURES: readonly Figure[] = [
${lines.join('\n')}
];
`);
  const rows = figures.map((f) => `| ${NAMES[f.screen] ?? f.screen} | ${f.nodes} of ${f.budget.nodes} | ${f.requests} of ${f.budget.requests} | ${f.kilobytes} of ${f.budget.kilobytes} | ${f.score} ${f.grade}, at least ${f.budget.ecoIndex} |`);
  writeFileSync(pathOf('docs/performance/screens.md'), `# Weight of the screens

Written by the browser tests (\`tests/browser/weight.ts\`) on ${day}, on the demo commune, in French, at 1440 by 900, in a browser that has seen nothing before. A screen over its budget fails the tests. EcoIndex as \`tests/support/ecoindex.ts\` computes it; the map's worker is counted. On the next visits the kept files are not counted.

| Screen | Elements | Requests | Kilobytes | EcoIndex |
|---|---|---|---|---|
${rows.join('\n')}
`);
  return Promise.resolve();
};
