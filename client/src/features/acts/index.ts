export { ActsPage } from './acts-page.tsx';
export { ActsSection } from './acts-section.tsx';
