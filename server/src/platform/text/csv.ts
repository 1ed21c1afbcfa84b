import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { headOf, guessEncoding, looksLikeText, toUtf8, type TextEncoding } from './encoding.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export interface CsvShape { encoding: TextEncoding; delimiter: Delimiter }

/** The delimiter that stands oftenest in the first line outside quotes; comma where none does. */
export function guessDelimiter(text: string): Delimiter {
  let quoted = false;
  const seen = new Map<string, number>();
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    else if (!quoted && c === '\n') break;
    else if (!quoted && (DELIMITERS as readonly string[]).includes(c)) seen.set(c, (seen.get(c) ?? 0) + 1);
  }
  return [...DELIMITERS].sort((a, b) => (seen.get(b) ?? 0) - (seen.get(a) ?? 0))[0] ?? ',';
}

/** What the first bytes say of a CSV; null where they are no text. */
export async function csvShape(path: string, given: Partial<CsvShape> = {}): Promise<CsvShape | null> {
  const head = await headOf(path);
  if (!looksLikeText(head)) return null;
  const encoding = given.encoding ?? guessEncoding(head);
  return { encoding, delimiter: given.delimiter ?? guessDelimiter(iconv.decode(head, encoding).replace(/^\ufeff/, '')) };
}

/** Records with their row as a spreadsheet numbers it (the heading is 1, empty rows count); every cell is text as it stands. Memory stays flat. */
export async function* csvRecords(path: string, shape: CsvShape): AsyncGenerator<{ row: number; cells: string[] }> {
  const parser = parse({ delimiter: shape.delimiter, bom: true, relax_column_count: true, relax_quotes: true, max_record_size: 4_000_000 });
  const source = createReadStream(path).on('error', (e) => parser.destroy(e));
  const text = toUtf8(shape.encoding).on('error', (e) => parser.destroy(e));
  source.pipe(text).pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++;
      if (cells.length > 1 || cells[0] !== '') yield { row, cells };
    }
  } finally { source.destroy(); }
}
