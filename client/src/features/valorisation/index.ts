export { ValorisationPage } from './valorisation-page.tsx';
export { CallsPage } from './calls-page.tsx';
