export { routes } from './bulk.routes.ts';
export { jobs } from './bulk.jobs.ts';
