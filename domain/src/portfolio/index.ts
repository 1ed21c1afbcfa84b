export * from './contract.ts';
export * from './model.ts';
export { texts } from './texts.ts';
