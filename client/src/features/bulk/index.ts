export { BulkAction } from './bulk-action.tsx';
