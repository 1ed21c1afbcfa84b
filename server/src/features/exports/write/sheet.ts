import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Writable } from 'node:stream';
import type { Response } from 'express';
import type { OutRow, Value } from '../records.ts';
import { xlsx } from './xlsx.ts';

/** A plain table of a feature on its way out: names of columns, then rows in slices. */
export interface Sheet { name: string; columns: readonly string[]; rows: () => AsyncIterable<readonly (readonly Value[])[]> }
export type SheetFormat = 'csv' | 'xlsx';
const MEDIA: Readonly<Record<SheetFormat, string>> = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

/** Sends one sheet as a file (CSV) or several as a workbook (XLSX). Text a spreadsheet would run as a formula stays text. `name` has no ending. */
export async function sendSheets(res: Response, name: string, format: SheetFormat, sheets: readonly Sheet[]): Promise<void> {
  res.status(200).setHeader('Content-Type', MEDIA[format]);
  res.setHeader('Content-Disposition', `attachment; filename="${name}.${format}"`);
  res.setHeader('Cache-Control', 'no-store');
  if (format === 'csv') {
    const [sheet] = sheets;
    if (sheet === undefined) throw new Error('no sheet to send');
    async function* lines(of: Sheet): AsyncGenerator<readonly unknown[]> {
      yield of.columns;
      for await (const rows of of.rows()) yield* rows;
    }
    await pipeline(Readable.from(lines(sheet)), stringify({ bom: true, escape_formulas: true, cast: { boolean: (value) => (value ? 'true' : 'false'), bigint: String } }), res);
    return;
  }
  await writeWorkbook(sheets, res);
}

export interface PlainSheet extends Sheet { rightToLeft?: boolean }
/** Writes tables as the sheets of one workbook, as they are read; a number stays a number. */
export async function writeWorkbook(sheets: readonly PlainSheet[], out: Writable): Promise<void> {
  const plain = (values: readonly Value[], i: number): OutRow => ({ id: String(i), values, geometry: null, dimension: null, x: null, y: null, wkt: null });
  await xlsx(sheets.map((sheet) => ({
    layer: sheet.name, title: sheet.name, columns: sheet.columns.map((column) => ({ name: column, type: 'text' as const })), ...(sheet.rightToLeft === undefined ? {} : { rightToLeft: sheet.rightToLeft }),
    async *rows() { for await (const rows of sheet.rows()) yield rows.map(plain); },
  })), null, out, () => undefined);
}
