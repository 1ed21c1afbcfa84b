export { routes } from './diagnosis.routes.ts';
