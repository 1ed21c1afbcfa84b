import { csvRecords, csvShape, type Delimiter } from '../text/index.ts';
import { checkContainer } from '../gdal/index.ts';
import { LOOKED_AT, tableHead } from './headings.ts';
import { SourceRefused, type Source, type SourceOptions, type SourceRecord } from './types.ts';

const bare: Pick<Source, 'layers' | 'srid' | 'crs' | 'crsName' | 'crsFrom' | 'total'> = { layers: [], srid: null, crs: null, crsName: null, crsFrom: 'none', total: null };
const ofCrs = (o: SourceOptions): Pick<Source, 'srid' | 'crs' | 'crsFrom'> => o.crs === undefined ? { srid: null, crs: null, crsFrom: 'none' } : { srid: o.crs, crs: o.crs, crsFrom: 'option' };

export async function openCsv(path: string, options: SourceOptions): Promise<Source> {
  const shape = await csvShape(path, { ...(options.encoding ? { encoding: options.encoding } : {}), ...(options.delimiter ? { delimiter: options.delimiter as Delimiter } : {}) });
  if (shape === null) throw new SourceRefused('not_text');
  const first: string[][] = [];
  for await (const { cells } of csvRecords(path, shape)) { first.push(cells); if (first.length === LOOKED_AT) break; }
  if (first.length === 0) throw new SourceRefused('empty_file');
  const { columns, above } = tableHead(first);
  return { ...bare, ...ofCrs(options), driver: 'csv', encoding: shape.encoding, delimiter: shape.delimiter, sheets: [], columns,
    records: () => rows(columns, above, csvRecords(path, shape)) };
}

export async function openXlsx(path: string, options: SourceOptions): Promise<Source> {
  await checkContainer(path);
  // Brought in by who needs it: every import starts a process of its own, and reading the program is most of a small one's time.
  const { default: readWorkbook } = await import('read-excel-file/node');
  const book = await readWorkbook(path).catch((error: unknown) => { throw new SourceRefused('unreadable', { params: { why: error instanceof Error ? error.message.slice(0, 120) : '' } }); });
  const tables = book.map(({ sheet, data }) => {
    const lines = data.flatMap((row, i) => (row.some((c) => c !== null && c !== '') ? [{ row: i + 1, cells: row as unknown[] }] : []));
    return { sheet, lines, ...tableHead(lines.slice(0, LOOKED_AT).map((l) => l.cells)) };
  });
  // A page of explanations before the table is passed over.
  const chosen = options.sheet === undefined ? tables.find((t) => t.columns.length > 1 && t.lines.length > t.above) ?? tables.find((t) => t.lines.length > 0) : tables.find((t) => t.sheet === options.sheet);
  if (chosen === undefined || chosen.lines.length === 0) throw new SourceRefused(options.sheet === undefined || chosen !== undefined ? 'empty_file' : 'no_such_sheet', { params: { sheets: tables.map((t) => t.sheet).join(', ') } });
  const { columns, above, lines } = chosen;
  async function* cells(): AsyncGenerator<{ row: number; cells: unknown[] }> {
    for (const [i, line] of lines.entries()) {
      yield { row: line.row, cells: line.cells.map((c) => c instanceof Date ? c.toISOString().slice(0, 10) : c) };
      if (i % 5000 === 0) await Promise.resolve();
    }
  }
  // The sheet that is read stands first.
  const sheets = [chosen.sheet, ...tables.map((t) => t.sheet).filter((name) => name !== chosen.sheet)];
  return { ...bare, ...ofCrs(options), driver: 'xlsx', encoding: null, delimiter: null, sheets, columns, total: Math.max(0, lines.length - above), records: () => rows(columns, above, cells()) };
}

/** Exports write an apostrophe before what a spreadsheet would run as a formula (ASVS 1.2.10); read back, the cell is what it was. */
const unarmed = (cell: unknown): unknown => (typeof cell === 'string' && /^'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell);

/** Rows under their headings, which a printed table repeats on each page. Where the first twenty all have another number of cells the file is refused; a lone one is refused by row. */
async function* rows(columns: string[], above: number, source: AsyncIterable<{ row: number; cells: unknown[] }>): AsyncGenerator<SourceRecord> {
  const early: { row: number; cells: number }[] = [];
  const held: SourceRecord[] = [];
  let left = above, judged = false;
  const judge = (): void => {
    judged = true;
    const first = early[0];
    if (first !== undefined && early.length === held.length) throw new SourceRefused('column_count', { row: first.row, params: { expected: columns.length, found: first.cells } });
  };
  for await (const { row, cells } of source) {
    if (left > 0) { left--; continue; }
    if (columns.length > 2 && columns.every((name, i) => String(cells[i] ?? '').trim() === name)) continue;
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
