import '../../platform/ui/collect.css';
export { ClaimsPage } from './claims-page.tsx';
export { FilePage } from './file-page.tsx';
export { STEP_TONE } from './tones.ts';
