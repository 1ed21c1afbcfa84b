export { routes } from './valorisation.routes.ts';
export { insertCall, insertCandidate, setState } from './calls.store.ts';
export { readIdle, writeSetting } from './idle.queries.ts';
