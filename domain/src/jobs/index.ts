export * from './model.ts';
export * from './contract.ts';
export * from './failed.ts';
