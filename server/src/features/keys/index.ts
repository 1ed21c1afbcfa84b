export { routes } from './keys.routes.ts';
