export { IssuePaper } from './issue-paper.tsx';
export { SheetAction, SheetsAction } from './sheet-actions.tsx';
