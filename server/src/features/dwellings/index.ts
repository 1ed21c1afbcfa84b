export { routes } from './dwellings.routes.ts';
export { jobs } from './dwellings.jobs.ts';
export { seekPairs, type PairsSought, type SeekSteps } from './seek.ts';
export { dwellingOf, readPairsOfListing } from './dwellings.queries.ts';
