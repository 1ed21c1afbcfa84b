export { routes } from './revisions.routes.ts';
export { heldRules, indexValues, leasesOn, type Lease } from './leases.queries.ts';
export { simulateOne } from './simulate.ts';
