export { routes } from './valorisation.routes.ts';
