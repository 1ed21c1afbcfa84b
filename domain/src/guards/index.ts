export * from './model.ts';
export * from './basis.ts';
export * from './finding.ts';
export * from './occupation.ts';
export * from './acts.ts';
export * from './judge.ts';
export * from './contract.ts';
