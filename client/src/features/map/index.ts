export { openMap } from './start.ts';
export { MapPage } from './map-page.tsx';
