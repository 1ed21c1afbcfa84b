export * from './model.ts';
export * from './sequence.ts';
export * from './contract.ts';
