export { HelpPanel } from './help-panel.tsx';
export { Tour } from './tour.tsx';
