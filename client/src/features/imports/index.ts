export { ImportsPage } from './imports-page.tsx';
export { WizardPage } from './wizard-page.tsx';
