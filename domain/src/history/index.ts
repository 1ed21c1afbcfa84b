export * from './fields.ts';
export * from './conflict.ts';
export * from './model.ts';
export * from './contract.ts';
