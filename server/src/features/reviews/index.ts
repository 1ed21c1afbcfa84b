export { routes } from './reviews.routes.ts';
export { proposeMany } from './proposals.store.ts';
