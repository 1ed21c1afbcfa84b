export * from './model.ts';
export * from './print.ts';
export * from './contract.ts';
export * from './texts.ts';
