export { PenaltiesPage } from './penalties-page.tsx';
