export { OccupationsPage } from './occupations-page.tsx';
export { OccupationPage } from './occupation-page.tsx';
export { NewOccupationPage } from './new-page.tsx';
export { OccupationSection } from './occupation-section.tsx';
export { ConflictsPage } from './conflicts-page.tsx';
