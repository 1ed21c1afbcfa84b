export { DwellingsPage } from './dwellings-page.tsx';
