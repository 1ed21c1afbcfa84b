/** One line of the report. `ratio` is ours against the other side; `aim` says which side of `limit` is good. */
export interface Measure {
  subject: string;
  what: string;
  ours: string;
  other: string;
  ratio: number;
  aim: 'at most' | 'at least';
  limit: number | null;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] as number : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};

/** A line of progress on standard error, with the time since the start. */
export const say = (text: string): void => { process.stderr.write(`[${(performance.now() / 1000).toFixed(0)} s] ${text}\n`); };

/** Milliseconds a piece of work takes, and its answer. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
export const perSecond = (n: number): string => `${n < 20 ? n.toFixed(1) : Math.round(n).toLocaleString('en')}/s`;

/** null where there is no aim to meet. */
export const met = ({ ratio, aim, limit }: Measure): boolean | null => limit === null ? null : aim === 'at most' ? ratio <= limit : ratio >= limit;

/** Notes what was measured as it comes, and what could not be. */
export class Report {
  readonly measures: Measure[] = [];
  readonly notes: string[] = [];
  add(measure: Measure): void {
    this.measures.push(measure);
    const verdict = met(measure);
    process.stdout.write(`${measure.subject}: ${measure.what}: ${measure.ratio.toFixed(2)}${measure.limit === null ? '' : ` (${measure.aim} ${String(measure.limit)}: ${verdict === true ? 'met' : 'NOT MET'})`} — ${measure.ours} beside ${measure.other}\n`);
  }
  note(text: string): void {
    this.notes.push(text);
    process.stdout.write(`${text}\n`);
  }
}
