export * from './model.ts';
export * from './tax-facts.ts';
export * from './countries.ts';
