export * from './model.ts';
export * from './contract.ts';
