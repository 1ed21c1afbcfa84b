export { RevenuePage } from './revenue-page.tsx';
