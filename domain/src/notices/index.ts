export * from './contract.ts';
export * from './model.ts';
export { texts, type PaperText } from './texts.ts';
