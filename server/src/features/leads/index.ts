export { routes } from './leads.routes.ts';
export { identify, IDENTIFY_KIND, jobs } from './leads.jobs.ts';
