export * from './weights.ts';
export * from './score.ts';
export * from './keys.ts';
export * from './groups.ts';
export * from './model.ts';
export * from './contract.ts';
