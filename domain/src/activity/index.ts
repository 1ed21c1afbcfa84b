export * from './model.ts';
export * from './tax-facts.ts';
