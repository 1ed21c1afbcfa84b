export * from './rank.ts';
export * from './model.ts';
export * from './contract.ts';
export { texts } from './texts.ts';
