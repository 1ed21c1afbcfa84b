export * from './contract.ts';
export { texts } from './texts.ts';
