export * from './score.ts';
export * from './model.ts';
export * from './contract.ts';
