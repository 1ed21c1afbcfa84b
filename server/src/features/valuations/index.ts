export { routes } from './valuations.routes.ts';
export { keepSigned } from './valuations.store.ts';
export { valuationsOf, valuesOn } from './valuations.queries.ts';
