import '../collection/collection.css';
export { ControlsPage } from './controls-page.tsx';
export { OpenFiles } from './open-files.tsx';
