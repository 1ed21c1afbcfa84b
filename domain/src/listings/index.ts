export * from './model.ts';
export * from './nights.ts';
export * from './contract.ts';
