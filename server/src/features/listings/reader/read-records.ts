import { stat } from 'node:fs/promises';
import type { ReaderInput, ReaderOutput } from '../../imports/index.ts';
import { heading } from './columns.ts';
import { CsvRecords, LONGEST } from './csv-records.ts';
import { DateSurvey, type DateOrder } from './dates.ts';
import { IdWatch } from './ids.ts';
import { looksBinary, markedEncoding, readText } from './read-text.ts';

const DELIMITERS = [',', ';', '\t'];
/** Text looked at for the heading. */
const HEAD = 64_000;

/** One record by the names of the wanted columns; '' where the file has none. */
export type Cell<C extends string> = (column: C) => string;
export interface RecordsWanted<C extends string> {
  required: readonly C[];
  optional: readonly C[];
  id: C;
  date: C;
  /** Called for each record, with the row a person counts; a promise is waited for before the next piece. */
  record: (cell: Cell<C>, row: number, order: DateOrder) => void;
  /** Called now and then: writes what is gathered. */
  flush: () => Promise<void> | void;
}

interface Head<C extends string> { places: ReadonlyMap<C, number>; width: number; delimiter: string }

async function readHead<C extends string>(input: ReaderInput, output: ReaderOutput, encoding: string, wanted: RecordsWanted<C>): Promise<Head<C>> {
  const given = input.options['delimiter'];
  const renamed = (input.options['mapping'] as { columns?: Record<string, string> } | undefined)?.columns ?? {};
  let text = '';
  for await (const piece of readText(input.file, encoding)) {
    text += piece.text;
    // A short file may hold its heading without a line's end.
    if (!piece.last && text.length < HEAD && !text.includes('\n')) continue;
    const tried = (typeof given === 'string' ? [given] : DELIMITERS).map((delimiter) => {
      let names: string[] = [];
      const records = new CsvRecords(delimiter);
      records.feed(text.slice(0, HEAD), piece.last, () => { if (names.length === 0) names = records.cells.map((cell) => renamed[cell.trim()] ?? heading(cell)); });
      return { delimiter, names, missing: wanted.required.find((column) => !names.includes(column)) };
    });
    const fits = tried.find((one) => one.missing === undefined) ?? tried.reduce((best, one) => (one.names.length > best.names.length ? one : best));
    const { names, delimiter, missing } = fits;
    if (missing !== undefined) output.refuseFile({ code: 'unknown_header', row: 1, column: missing, params: { missing, found: names.slice(0, 30).join(', ').slice(0, 500) } });
    const twice = names.find((name, i) => names.indexOf(name) !== i && [...wanted.required, ...wanted.optional].includes(name as C));
    if (twice !== undefined) output.refuseFile({ code: 'unknown_header', row: 1, column: twice, params: { twice } });
    const places = new Map([...wanted.required, ...wanted.optional].map((column) => [column, names.indexOf(column)] as const));
    return { places, width: names.length, delimiter };
  }
  return output.refuseFile({ code: 'empty_file' });
}

/** Years first settle the order at once; days and months that look alike are read to the end. */
async function surveyDates(input: ReaderInput, output: ReaderOutput, encoding: string, delimiter: string, place: number, column: string): Promise<DateOrder> {
  const survey = new DateSurvey();
  const records = new CsvRecords(delimiter);
  let certain: DateOrder | undefined;
  for await (const { text, last } of readText(input.file, encoding)) {
    if (!records.feed(text, last, () => { if (records.row > 1) certain ??= survey.add(records.cells[place] ?? ''); })) break;
    if (certain !== undefined) return certain;
  }
  const verdict = survey.verdict();
  if (verdict === 'ambiguous') output.refuseFile({ code: 'ambiguous_dates', column });
  if (verdict === 'mixed') output.refuseFile({ code: 'mixed_dates', column });
  return verdict === 'none' ? 'YMD' : verdict as DateOrder;
}

/**
 * Reads a platform's file of records that belong to listings, one after the other; memory does not grow with it. Refuses the file for a heading
 * it does not know, rows of another width, bytes that are no text, and ids a spreadsheet destroyed. Answers the number of records.
 */
export async function readRecords<C extends string>(input: ReaderInput, output: ReaderOutput, wanted: RecordsWanted<C>): Promise<number> {
  const marked = await markedEncoding(input.file);
  if (marked === undefined && await looksBinary(input.file)) output.refuseFile({ code: 'not_text' });
  const encoding = marked ?? (typeof input.options['encoding'] === 'string' ? input.options['encoding'] : 'utf-8');
  const head = await readHead(input, output, encoding, wanted);
  const order = await surveyDates(input, output, encoding, head.delimiter, head.places.get(wanted.date) ?? -1, wanted.date);
  output.meta({ columns: head.width, encoding, delimiter: head.delimiter, dateOrder: order });
  const total = (await stat(input.file)).size;
  const records = new CsvRecords(head.delimiter);
  const ids = new IdWatch();
  const cell: Cell<C> = (column) => records.cells[head.places.get(column) ?? -1] ?? '';
  let seen = 0;
  let broken = 0;
  const one = (): void => {
    if (records.row === 1) return;
    seen += 1;
    if (records.cells.length !== head.width) output.refuseFile({ code: 'column_count', row: records.row, params: { expected: head.width, found: records.cells.length } });
    if (ids.destroyed(cell(wanted.id), records.row)) output.refuseFile({ code: 'ids_destroyed', row: records.row, column: wanted.id, params: { value: cell(wanted.id).trim() } });
    if (broken === 0) wanted.record(cell, records.row, order);
  };
  for await (const piece of readText(input.file, encoding)) {
    if (piece.broken && broken === 0) broken = records.row + 1;
    if (!records.feed(piece.text, piece.last, one)) output.refuseFile({ code: records.stuck, row: records.row + 1, params: { limit: LONGEST / 1_000_000 } });
    await wanted.flush();
    output.progress(piece.done, total);
  }
  const rounded = ids.rounded();
  if (rounded !== undefined) output.refuseFile({ code: 'ids_destroyed', row: rounded.row, column: wanted.id, params: { value: rounded.id } });
  if (broken > 0) output.refuseFile({ code: 'bad_encoding', row: broken, params: { encoding } });
  return seen;
}

const LONGEST_ID = 64;
/**
 * Follows a file that keeps each listing's records together, as platforms publish it: what is gathered of one listing is handed on when the next
 * begins, and a listing that comes back later refuses the file, since its records could no longer be told from doubles.
 */
export class Grouped {
  readonly #closed = new Set<string>();
  #current = '';
  readonly #close: (id: string) => void;
  readonly #output: ReaderOutput;
  constructor(output: ReaderOutput, close: (id: string) => void) { this.#output = output; this.#close = close; }

  /** The listing's id, or null after refusing its row. */
  enter(raw: string, row: number): string | null {
    const id = raw.trim();
    if (id === '' || id.length > LONGEST_ID) { this.#output.refuse({ row, column: 'listing_id', value: raw, code: id === '' ? 'missing_id' : 'bad_id' }); return null; }
    if (id === this.#current) return id;
    this.end();
    if (this.#closed.has(id)) this.#output.refuseFile({ code: 'not_grouped', row, column: 'listing_id', params: { value: id } });
    this.#current = id;
    return id;
  }
  end(): void {
    if (this.#current !== '') { this.#closed.add(this.#current); this.#close(this.#current); }
    this.#current = '';
  }
}

/** A cell of the stage's CSV. */
export const quoted = (text: string): string => (/[",\n\r\\]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
