export * from './model.ts';
export * from './contract.ts';
export * from './crs.ts';
export { guessDecimal, readDay, readNumber, type Decimal } from './numbers.ts';
export { mapRow, unknownFields, type CellFault, type MappedRow } from './map-row.ts';
export { suggestMapping, type RegisterFormat } from './suggest.ts';
export { nearestWord, wordOf, WORDS } from './words.ts';
export { formatPermission } from './permission.ts';
export { refusalText, REFUSAL_CODES, texts } from './texts.ts';
