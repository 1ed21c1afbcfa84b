export { ConditionPage } from './condition-page.tsx';
export { ConditionSection } from './condition-section.tsx';
