export { routes } from './parcels.routes.ts';
