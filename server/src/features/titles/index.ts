export { routes } from './titles.routes.ts';
export { computeAll, jobs } from './conflicts.jobs.ts';
export { insertOpposition, insertTitle, refreshTitle } from './titles.store.ts';
export { titlesOf } from './titles.queries.ts';
