export * from './model.ts';
export * from './scale.ts';
export * from './contract.ts';
