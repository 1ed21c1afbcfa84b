export { routes } from './valuations.routes.ts';
export { valuationsOf, valuesOn } from './valuations.queries.ts';
