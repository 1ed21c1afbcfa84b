export { routes } from './assets.routes.ts';
