export { SheetAction, SheetsAction } from './sheet-actions.tsx';
