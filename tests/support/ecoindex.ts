/** The quantiles of EcoIndex: elements of the page, requests, kilobytes as sent (github.com/cnumr/ecoindex_reference). */
const NODES = [0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601];
const REQUESTS = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920];
const KILOBYTES = [0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26];
const GRADES = [[80, 'A'], [70, 'B'], [55, 'C'], [40, 'D'], [25, 'E'], [10, 'F']] as const;

export interface Weight { nodes: number; requests: number; kilobytes: number }
export interface EcoIndex { score: number; grade: string }

const rank = (value: number, quantiles: readonly number[]): number => {
  const i = quantiles.findIndex((q) => value < q);
  const from = quantiles[i - 1] ?? 0;
  const to = quantiles[i] ?? 1;
  return i < 1 ? quantiles.length - 1 : i - 1 + (value - from) / (to - from);
};

/**
 * EcoIndex of a page, 0 to 100, and its grade, A above 80 to G. Elements without the inside of drawings, requests, kilobytes (1000 bytes) as sent. After
 * `compute/ecoindex.py` of cnumr/ecoindex_python; an older script adds one to each rank and comes out 5 points lower.
 */
export const ecoIndex = ({ nodes, requests, kilobytes }: Weight): EcoIndex => {
  const score = Math.round(100 - (5 * (3 * rank(nodes, NODES) + 2 * rank(requests, REQUESTS) + rank(kilobytes, KILOBYTES))) / 6);
  return { score, grade: GRADES.find(([above]) => score > above)?.[1] ?? 'G' };
};
