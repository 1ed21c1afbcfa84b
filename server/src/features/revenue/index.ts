export { routes } from './revenue.routes.ts';
