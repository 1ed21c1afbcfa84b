export * from './contract.ts';
export * from './penalty.ts';
export * from './rule.ts';
export { texts } from './texts.ts';
