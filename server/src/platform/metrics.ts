import { Counter, Histogram, Registry } from 'prom-client';

/** What this process counts from its start. Routes are named as declared: no id, no query, nobody's name. */
export const processMetrics = new Registry();

const seconds = new Histogram({
  name: 'sommier_http_request_seconds', help: 'Time from the request to the last byte of its answer.', labelNames: ['method', 'route'] as const,
  buckets: [0.005, 0.02, 0.05, 0.15, 0.3, 0.8, 2, 5, 30], registers: [processMetrics],
});
const answers = new Counter({ name: 'sommier_http_answers_total', help: 'Answers by status; 499 for a reader who went away before the end.', labelNames: ['method', 'route', 'status'] as const, registers: [processMetrics] });

/** Counts an answer and its time in milliseconds. */
export function countAnswer({ method, route, status, ms, cut }: { method: string; route: string; status: number; ms: number; cut: boolean }): void {
  seconds.observe({ method, route }, ms / 1000);
  answers.inc({ method, route, status: cut ? 499 : status });
}
