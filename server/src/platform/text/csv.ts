import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { headOf, guessEncoding, looksLikeText, toUtf8, type TextEncoding } from './encoding.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export interface CsvShape { encoding: TextEncoding; delimiter: Delimiter }

/** A first line by which spreadsheets say their delimiter to one another. */
const SAID = /^sep=([,;\t|])\r?$/;
const LINES = 40;
/** How often each delimiter stands in each of the first lines, outside quotes; a line may go over several inside them. */
function perLine(text: string): Map<string, number>[] {
  let quoted = false;
  const lines = [new Map<string, number>()];
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    else if (!quoted && c === '\n') { if (lines.push(new Map()) > LINES) break; }
    else if (!quoted && (DELIMITERS as readonly string[]).includes(c)) { const line = lines.at(-1); line?.set(c, (line.get(c) ?? 0) + 1); }
  }
  return lines.slice(0, LINES);
}
/** The delimiter that cuts the most lines into one same number of cells (titles over a table hold it less, decimals hold another); comma where none does. */
export function guessDelimiter(text: string): Delimiter {
  const said = SAID.exec(text.slice(0, 8).split('\n')[0] ?? '')?.[1];
  if (said !== undefined) return said as Delimiter;
  const lines = perLine(text);
  const weight = (d: Delimiter): number => {
    const met = new Map<number, number>();
    for (const line of lines) { const n = line.get(d) ?? 0; if (n > 0) met.set(n, (met.get(n) ?? 0) + 1); }
    return Math.max(0, ...[...met].map(([n, times]) => times + n / 1000));
  };
  return [...DELIMITERS].map((d) => [d, weight(d)] as const).sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
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
      if (row === 1 && SAID.test(cells.join(shape.delimiter))) continue;
      if (cells.length > 1 || cells[0] !== '') yield { row, cells };
    }
  } finally { source.destroy(); }
}
