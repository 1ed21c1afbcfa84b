export * from './contract.ts';
export * from './model.ts';
export { assessable, type Readable } from './fact.ts';
export { dueOn, readsOf, type Reads } from './reads.ts';
export { vary, type Variation } from './vary.ts';
export { texts } from './texts.ts';
