import '../../platform/ui/collect.css';
export { ControlsPage } from './controls-page.tsx';
export { OpenFiles } from './open-files.tsx';
