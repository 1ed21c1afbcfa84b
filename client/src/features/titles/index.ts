export { ConflictLayer } from './conflict-layer.tsx';
export { ConflictSheet } from './conflict-sheet.tsx';
export { ConflictsPage } from './conflicts-page.tsx';
export { TitleSection } from './title-section.tsx';
export { TitlesPage } from './titles-page.tsx';
