export * from './model.ts';
export * from './disc.ts';
export * from './shares.ts';
export * from './contract.ts';
