export * from './weights.ts';
export * from './score.ts';
export * from './potential.ts';
export * from './model.ts';
export * from './contract.ts';
