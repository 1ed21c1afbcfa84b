export { ImportsPage } from './imports-page.tsx';
export { WizardPage } from './wizard-page.tsx';
export { FileDrop } from './file-drop.tsx';
