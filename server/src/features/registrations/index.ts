export { routes } from './registrations.routes.ts';
export { jobs } from './registrations.jobs.ts';
export { commands } from './registrations.commands.ts';
export { checkListings, type NumbersChecked } from './check.ts';
export { bringList, writeRules } from './registrations.store.ts';
export { readCheckOf } from './registrations.queries.ts';
