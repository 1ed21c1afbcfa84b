export { routes } from './campaigns.routes.ts';
