export * from './allocation.ts';
export * from './schedule.ts';
export * from './terms.ts';
export * from './words.ts';
