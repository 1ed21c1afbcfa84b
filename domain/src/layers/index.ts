export * from './form.ts';
export * from './look.ts';
export * from './model.ts';
export * from './raster.ts';
export * from './contract.ts';
export { titlesOf } from './titles.ts';
export { DIRECTORY_FORMS } from './directories.ts';
