export * from './endpoint.ts';
export * from './error.ts';
export * from './geo.ts';
export * from './permission.ts';
export * from './texts.ts';
export * from './money.ts';
export * from './day.ts';
export * from './ratio.ts';
