export * from './model.ts';
export * from './print.ts';
export * from './shapefile.ts';
export * from './contract.ts';
export * from './texts.ts';
