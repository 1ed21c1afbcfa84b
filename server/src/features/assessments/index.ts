export { routes } from './assessments.routes.ts';
export { commands } from './assessments.commands.ts';
export { computeRun, jobs, RUN_KIND } from './assessments.jobs.ts';
export { recompute } from './check.ts';
export { issue, review } from './issue.store.ts';
export { frozen, readArticles, readLines, readRun, readRuns, whyText } from './runs.queries.ts';
export { beginRun } from './start.ts';
