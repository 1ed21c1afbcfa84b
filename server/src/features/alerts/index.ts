export { routes } from './alerts.routes.ts';
