export * from './model.ts';
export * from './contract.ts';
export { texts as diagnosisTexts, type DiagnosisText } from './texts.ts';
