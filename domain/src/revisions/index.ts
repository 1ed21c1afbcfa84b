export * from './revise.ts';
export * from './rules.ts';
