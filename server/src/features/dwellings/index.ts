export { routes } from './dwellings.routes.ts';
export { jobs, SEEK_KIND } from './dwellings.jobs.ts';
export { seekPairs, type SeekSteps } from './seek.ts';
export { dwellingOf, readPairsOfListing } from './dwellings.queries.ts';
