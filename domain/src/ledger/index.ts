export * from './allocation.ts';
export * from './from-contract.ts';
export * from './schedule.ts';
export * from './terms.ts';
export * from './words.ts';
