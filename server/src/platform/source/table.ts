import { csvRecords, csvShape, type Delimiter } from '../text/index.ts';
import { checkContainer } from '../gdal/index.ts';
import { SourceRefused, type Source, type SourceOptions, type SourceRecord } from './types.ts';

const bare: Pick<Source, 'layers' | 'srid' | 'crs' | 'crsName' | 'crsFrom' | 'total'> = { layers: [], srid: null, crs: null, crsName: null, crsFrom: 'none', total: null };
const ofCrs = (o: SourceOptions): Pick<Source, 'srid' | 'crs' | 'crsFrom'> => o.crs === undefined ? { srid: null, crs: null, crsFrom: 'none' } : { srid: o.crs, crs: o.crs, crsFrom: 'option' };

/** Headings made nameable: blank ones take their place's number, repeated ones a count. */
export function headings(cells: readonly unknown[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = String(cell ?? '').trim() || `column_${String(i + 1)}`;
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name}_${String(n)}`;
  });
}

export async function openCsv(path: string, options: SourceOptions): Promise<Source> {
  const shape = await csvShape(path, { ...(options.encoding ? { encoding: options.encoding } : {}), ...(options.delimiter ? { delimiter: options.delimiter as Delimiter } : {}) });
  if (shape === null) throw new SourceRefused('not_text');
  let columns: string[] = [];
  for await (const first of csvRecords(path, shape)) { columns = headings(first.cells); break; }
  if (columns.length === 0) throw new SourceRefused('empty_file');
  return { ...bare, ...ofCrs(options), driver: 'csv', encoding: shape.encoding, delimiter: shape.delimiter, sheets: [], columns,
    records: () => rows(columns, csvRecords(path, shape)) };
}

export async function openXlsx(path: string, options: SourceOptions): Promise<Source> {
  await checkContainer(path);
  // Brought in by who needs it: every import starts a process of its own, and reading the program is most of a small one's time.
  const { default: readWorkbook } = await import('read-excel-file/node');
  const book = await readWorkbook(path).catch((error: unknown) => { throw new SourceRefused('unreadable', { params: { why: error instanceof Error ? error.message.slice(0, 120) : '' } }); });
  const sheets = book.map((s) => s.sheet);
  const chosen = options.sheet === undefined ? book.find((s) => s.data.length > 0) : book.find((s) => s.sheet === options.sheet);
  if (chosen === undefined) throw new SourceRefused(options.sheet === undefined ? 'empty_file' : 'no_such_sheet', { params: { sheets: sheets.join(', ') } });
  const filled = chosen.data.findIndex((row) => row.some((c) => c !== null && c !== ''));
  const columns = headings((chosen.data[filled] ?? []) as unknown[]);
  async function* cells(): AsyncGenerator<{ row: number; cells: unknown[] }> {
    for (const [i, row] of chosen?.data.entries() ?? []) {
      if (i >= filled && row.some((c) => c !== null && c !== '')) yield { row: i + 1, cells: (row as unknown[]).map((c) => c instanceof Date ? c.toISOString().slice(0, 10) : c) };
      if (i % 5000 === 0) await Promise.resolve();
    }
  }
  return { ...bare, ...ofCrs(options), driver: 'xlsx', encoding: null, delimiter: null, sheets, columns, total: Math.max(0, chosen.data.length - filled - 1), records: () => rows(columns, cells()) };
}

/** Exports write an apostrophe before what a spreadsheet would run as a formula (ASVS 1.2.10); read back, the cell is what it was. */
const unarmed = (cell: unknown): unknown => (typeof cell === 'string' && /^'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell);

/** Rows under their headings. Where the first twenty all have another number of cells the file is refused; a lone one is refused by row. */
async function* rows(columns: string[], source: AsyncIterable<{ row: number; cells: unknown[] }>): AsyncGenerator<SourceRecord> {
  const early: { row: number; cells: number }[] = [];
  const held: SourceRecord[] = [];
  let heading = true, judged = false;
  const judge = (): void => {
    judged = true;
    const first = early[0];
    if (first !== undefined && early.length === held.length) throw new SourceRefused('column_count', { row: first.row, params: { expected: columns.length, found: first.cells } });
  };
  for await (const { row, cells } of source) {
    if (heading) { heading = false; continue; }
    const record: SourceRecord = { row, cells: Object.fromEntries(columns.map((name, i) => [name, unarmed(cells[i] ?? '')])), geometry: null };
    if (cells.length !== columns.length && cells.slice(columns.length).concat(cells.length < columns.length ? ['x'] : []).some((c) => c !== null && c !== '')) {
      record.fault = { code: 'column_count', params: { expected: columns.length, found: cells.length } };
      if (!judged) early.push({ row, cells: cells.length });
    }
    if (judged) { yield record; continue; }
    held.push(record);
    if (held.length === 20) { judge(); yield* held.splice(0); }
  }
  if (!judged) { judge(); yield* held; }
}
