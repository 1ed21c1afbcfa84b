export * from './contract.ts';
export * from './fci.ts';
export * from './model.ts';
export * from './plan.ts';
export * from './words.ts';
export { texts } from './texts.ts';
