export * from './contract.ts';
export * from './market-use.ts';
export * from './words.ts';
export { texts } from './texts.ts';
