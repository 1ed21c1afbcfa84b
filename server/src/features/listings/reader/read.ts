import { stat } from 'node:fs/promises';
import type { Reader, ReaderInput, ReaderOutput } from '../../imports/index.ts';
import { readLayout, type Layout } from './columns.ts';
import { CsvRecords, LONGEST } from './csv-records.ts';
import { DateSurvey, type DateOrder } from './dates.ts';
import { looksBinary, markedEncoding, readText } from './read-text.ts';
import { RowMaker } from './row.ts';
import { IdWatch } from './ids.ts';

const LINES_A_WRITE = 32 * 1024;
const DELIMITERS = [',', ';', '\t'];

interface Options { encoding: string; exponent: number; delimiter: string; renamed: Record<string, string>; order: DateOrder | undefined }

function optionsOf(input: ReaderInput): Omit<Options, 'delimiter'> & { delimiter: string | undefined } {
  const o = input.options as { encoding?: string; exponent?: number; delimiter?: string; mapping?: { columns?: Record<string, string>; constants?: Record<string, string> } };
  const order = o.mapping?.constants?.['date_order']?.toUpperCase();
  return {
    encoding: o.encoding ?? 'utf-8', exponent: o.exponent ?? 2, delimiter: o.delimiter, renamed: o.mapping?.columns ?? {},
    order: order === 'DMY' || order === 'MDY' || order === 'YMD' ? order : undefined,
  };
}

/** Reads an Inside Airbnb listings file of any generation by its heading; see `readLayout` for what it must have. */
export const read: Reader = async (input, output) => {
  if ((await stat(input.file)).size === 0) output.refuseFile({ code: 'empty_file' });
  const marked = await markedEncoding(input.file);
  if (marked === undefined && await looksBinary(input.file)) output.refuseFile({ code: 'not_text' });
  const given = { ...optionsOf(input), ...(marked === undefined ? {} : { encoding: marked }) };
  const { layout, delimiter } = await readHeader(input.file, given, output);
  const options = { ...given, delimiter: given.delimiter ?? delimiter };
  const order = given.order ?? await surveyDates(input.file, options, layout, output);
  output.meta({ columns: layout.names.length, variant: layout.variant, encoding: options.encoding, delimiter: options.delimiter, dateOrder: order });
  const rows = await readRows(input.file, options, layout, order, output);
  // A capture of nothing would make every listing gone.
  if (rows === 0) output.refuseFile({ code: 'empty_file' });
  return rows;
};

/** The first two records: the heading and the row that shows whether it fits. */
async function readHeader(file: string, options: { encoding: string; delimiter: string | undefined; renamed: Record<string, string> }, output: ReaderOutput) {
  for await (const piece of readText(file, options.encoding)) {
    const tried = (options.delimiter === undefined ? DELIMITERS : [options.delimiter]).map((delimiter) => {
      const first: string[][] = [];
      const records = new CsvRecords(delimiter);
      records.feed(piece.text.slice(0, 200_000), piece.last, () => { if (first.length < 2) first.push([...records.cells]); });
      return { delimiter, header: first[0] ?? [], second: first[1], layout: readLayout(first[0] ?? [], options.renamed) };
    });
    const fits = tried.find(({ layout }) => 'columns' in layout);
    if (fits !== undefined && 'columns' in fits.layout) return { layout: fits.layout, delimiter: fits.delimiter };
    const likely = tried.reduce((best, one) => (one.header.length > best.header.length ? one : best));
    const { header, second, layout } = likely;
    if (second !== undefined && second.length !== header.length) {
      output.refuseFile({ code: 'column_count', row: 2, params: { expected: header.length, found: second.length } });
    }
    if ('twice' in layout) output.refuseFile({ code: 'unknown_header', row: 1, column: layout.twice, params: { twice: layout.twice } });
    const missing = 'missing' in layout ? layout.missing : 'id';
    output.refuseFile({ code: 'unknown_header', row: 1, column: missing, params: { missing, found: header.slice(0, 30).join(', ').slice(0, 500) } });
  }
  return output.refuseFile({ code: 'unknown_header', row: 1, params: { missing: 'id', found: '' } });
}

/** Reads the date column until its order is certain: at once for years first, to the end for days and months that look alike. */
async function surveyDates(file: string, options: Options, layout: Layout, output: ReaderOutput): Promise<DateOrder> {
  const survey = new DateSurvey();
  const records = new CsvRecords(options.delimiter);
  const column = layout.names[layout.columns.lastReview] ?? 'last_review';
  let certain: DateOrder | undefined;
  for await (const { text, last } of readText(file, options.encoding)) {
    // What cannot be cut is refused by the reading that follows, after what stands before it.
    if (!records.feed(text, last, () => { certain ??= survey.add(records.cells[layout.columns.lastReview] ?? ''); })) break;
    if (certain !== undefined) return certain;
  }
  const verdict = survey.verdict();
  if (verdict === 'ambiguous') output.refuseFile({ code: 'ambiguous_dates', column });
  if (verdict === 'mixed') output.refuseFile({ code: 'mixed_dates', column });
  return verdict === 'none' ? 'YMD' : verdict as DateOrder;
}

async function readRows(file: string, options: Options, layout: Layout, order: DateOrder, output: ReaderOutput): Promise<number> {
  const total = (await stat(file)).size;
  const records = new CsvRecords(options.delimiter);
  const maker = new RowMaker(records, layout, options.exponent, order);
  const ids = new IdWatch();
  const width = layout.names.length;
  let seen = 0;
  let lines = '';
  let broken = 0;
  const record = (): void => {
    if (records.row === 1) return;
    seen += 1;
    if (records.cells.length !== width) {
      output.refuseFile({ code: 'column_count', row: records.row, params: { expected: width, found: records.cells.length } });
    }
    const id = records.cells[layout.columns.id] ?? '';
    if (ids.destroyed(id, records.row)) output.refuseFile({ code: 'ids_destroyed', row: records.row, column: 'id', params: { value: id.trim() } });
    if (broken > 0) return;
    const line = maker.make();
    if (typeof line === 'string') lines += line;
    else output.refuse(line);
  };
  for await (const piece of readText(file, options.encoding)) {
    if (piece.broken && broken === 0) broken = records.row + 1;
    if (!records.feed(piece.text, piece.last, record)) output.refuseFile({ code: records.stuck, row: records.row + 1, params: { limit: LONGEST / 1_000_000 } });
    if (lines.length >= LINES_A_WRITE) {
      const wait = output.write(lines);
      lines = '';
      if (wait !== undefined) await wait;
    }
    output.progress(piece.done, total);
  }
  const rounded = ids.rounded();
  if (rounded !== undefined) output.refuseFile({ code: 'ids_destroyed', row: rounded.row, column: 'id', params: { value: rounded.id } });
  if (broken > 0) output.refuseFile({ code: 'bad_encoding', row: broken, params: { encoding: options.encoding } });
  if (lines !== '') await output.write(lines);
  const notes = { unlocated: maker.unlocated + maker.nullIsland, ...(maker.nullIsland > 0 ? { null_island: maker.nullIsland } : {}), ...(layout.absent.length > 0 ? { columns_absent: layout.absent.join(', ') } : {}) };
  output.meta({ lastScraped: maker.latestScrape === '' ? null : maker.latestScrape, notes });
  return seen;
}
