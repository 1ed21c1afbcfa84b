export { routes } from './reviews.routes.ts';
export { propose, proposeMany } from './proposals.store.ts';
