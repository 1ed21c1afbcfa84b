export { routes } from './duplicates.routes.ts';
export { jobs } from './duplicates.jobs.ts';
