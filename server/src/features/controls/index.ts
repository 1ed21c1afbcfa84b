export { routes } from './controls.routes.ts';
