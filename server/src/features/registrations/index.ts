export { routes } from './registrations.routes.ts';
export { jobs } from './registrations.jobs.ts';
export { checkListings, type NumbersChecked } from './check.ts';
export { readCheckOf } from './registrations.queries.ts';
