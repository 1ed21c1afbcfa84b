export * from './model.ts';
export * from './tax-facts.ts';
export * from './countries.ts';
export * from './questions.ts';
export * from './contract.ts';
export { texts } from './texts.ts';
