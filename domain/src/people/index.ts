export * from './model.ts';
export * from './factor.ts';
export * from './provider.ts';
export * from './contract.ts';
export { texts } from './texts.ts';
