export { routes } from './portfolio.routes.ts';
export { jobs } from './portfolio.jobs.ts';
export { computeRun } from './compute.store.ts';
export { adoptedValues } from './portfolio.queries.ts';
