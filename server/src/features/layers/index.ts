export { routes } from './layers.routes.ts';
