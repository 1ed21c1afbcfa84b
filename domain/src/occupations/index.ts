export * from './types.ts';
export * from './share.ts';
export * from './status.ts';
export * from './occupancy.ts';
export * from './model.ts';
