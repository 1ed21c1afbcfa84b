export { routes } from './taxpayers.routes.ts';
