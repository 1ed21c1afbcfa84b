export * from './rules.ts';
export * from './verdict.ts';
export * from './list.ts';
export * from './model.ts';
export * from './contract.ts';
