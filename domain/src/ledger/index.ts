export * from './allocation.ts';
export * from './contract.ts';
export * from './deposits.ts';
export * from './from-contract.ts';
export * from './model.ts';
export * from './schedule.ts';
export * from './terms.ts';
export { texts } from './texts.ts';
export * from './words.ts';
