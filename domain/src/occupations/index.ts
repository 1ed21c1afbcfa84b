export * from './types.ts';
export * from './share.ts';
export * from './status.ts';
export * from './occupancy.ts';
export * from './guards.ts';
export * from './conflicts.ts';
export * from './model.ts';
export * from './contract.ts';
