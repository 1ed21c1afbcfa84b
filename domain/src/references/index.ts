export * from './model.ts';
export * from './extra.ts';
export * from './settings.ts';
export * from './contract.ts';
