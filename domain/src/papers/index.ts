export * from './model.ts';
export * from './contract.ts';
export { texts, type SheetText } from './texts.ts';
export { sheetTexts, type SheetMore } from './sheet-texts.ts';
