export { openSource } from './open.ts';
export { parseWkt, toEwkb } from './ewkb.ts';
export { SourceRefused, type Source, type SourceOptions, type SourceRecord } from './types.ts';
export { fileValues, jsonValues, rootOf, type JsonValue } from './json-values.ts';
export { all, at, fileRecords, xmlRecords, type XmlNode } from './xml-records.ts';
export { plainValue, undisguised } from './limits.ts';
export { refusing } from './refusal.ts';
