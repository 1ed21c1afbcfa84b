export * from './contract.ts';
export * from './gap.ts';
export * from './model.ts';
export { texts } from './texts.ts';
