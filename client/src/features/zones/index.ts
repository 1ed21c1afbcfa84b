export { ZonesPage } from './zones-page.tsx';
