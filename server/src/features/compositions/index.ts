export { readComposition } from './compositions.queries.ts';
export { routes } from './compositions.routes.ts';
