export { routes } from './reviews.routes.ts';
export { endProposals, propose, proposeMany } from './proposals.store.ts';
