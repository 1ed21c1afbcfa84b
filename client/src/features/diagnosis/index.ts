export { DiagnosisPage } from './diagnosis-page.tsx';
