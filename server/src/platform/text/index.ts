export { BadEncoding, guessEncoding, headOf, isUtf8, looksLikeText, toUtf8, type TextEncoding } from './encoding.ts';
export { csvRecords, csvShape, DELIMITERS, guessDelimiter, type CsvShape, type Delimiter } from './csv.ts';
