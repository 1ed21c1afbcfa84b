export * from './model.ts';
export * from './contract.ts';
export { texts, type SheetText } from './texts.ts';
export { sheetTexts, type SheetMore } from './sheet-texts.ts';
export * from './statement.ts';
export * from './accounts.ts';
export * from './tally.ts';
export { statementTexts, type StatementText } from './statement-texts.ts';
