export { ComparablesPage } from './comparables-page.tsx';
export { NearPanel } from './near-panel.tsx';
