export { FieldPage } from './field-guard.tsx';
