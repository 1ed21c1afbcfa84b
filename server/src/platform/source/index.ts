export { openSource } from './open.ts';
export { headings } from './table.ts';
export { parseWkt, toEwkb } from './ewkb.ts';
export { SourceRefused, type Source, type SourceOptions, type SourceRecord } from './types.ts';
