export * from './fields.ts';
export * from './codes.ts';
export * from './hierarchy.ts';
export * from './areas.ts';
export * from './model.ts';
export * from './contract.ts';
