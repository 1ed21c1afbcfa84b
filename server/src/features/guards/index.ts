export { routes } from './guards.routes.ts';
export { enforce, shown, type Enforced } from './enforce.ts';
export { communeCountry } from './guards.queries.ts';
