export { catalogue, routes } from './layers.routes.ts';
