import { stringify } from 'csv-stringify/sync';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';

export type SheetFormat = 'csv' | 'xlsx';
export const SHEET_MEDIA: Readonly<Record<SheetFormat, string>> = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

/** A column of a table for a spreadsheet. `money` cells are minor units as text; `day` cells YYYY-MM-DD; a null cell stays empty. */
export interface SheetColumn { head: string; kind?: 'text' | 'number' | 'money' | 'day'; width?: number }
export type SheetCell = string | number | null;
export interface Sheet { name: string; columns: readonly SheetColumn[]; rows: readonly (readonly SheetCell[])[]; currency: string; rightToLeft?: boolean; /** A second sheet of a workbook; a CSV has none. */ notes?: Sheet }

/** Amounts past 2^53 minor units stay text: a spreadsheet would round them. */
const money = (minor: string, currency: string): number | string => {
  const text = fromMinor(BigInt(minor), currencyExponent(currency));
  return Number.isSafeInteger(Number(minor)) ? Number(text) : text;
};
const value = (cell: SheetCell, column: SheetColumn, currency: string): string | number | null =>
  (cell === null || cell === '' ? null : column.kind === 'money' ? money(String(cell), currency) : column.kind === 'number' ? Number(cell) : String(cell));

/** CSV in UTF-8 with its mark; text a spreadsheet would run as a formula is prefixed by an apostrophe. */
function csv(sheet: Sheet): Buffer {
  const rows = [sheet.columns.map((c) => c.head), ...sheet.rows.map((row) => row.map((cell, i) => value(cell, sheet.columns[i] ?? { head: '' }, sheet.currency)))];
  return Buffer.from(stringify(rows, { bom: true, escape_formulas: true }));
}

/** A sheet of a workbook: text as text, numbers and days typed, amounts with the currency's decimals. */
function page(sheet: Sheet) {
  const decimals = currencyExponent(sheet.currency);
  const pattern = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  const data = [
    sheet.columns.map((c) => ({ value: c.head, fontWeight: 'bold' as const })),
    ...sheet.rows.map((row) => row.map((cell, i) => {
      const column = sheet.columns[i] ?? { head: '' };
      const v = value(cell, column, sheet.currency);
      if (v === null) return null;
      if (typeof v === 'number') return { type: Number, value: v, ...(column.kind === 'money' ? { format: pattern } : {}) };
      return column.kind === 'day' ? { type: Date, value: new Date(`${v}T00:00:00Z`), format: 'yyyy-mm-dd' } : { type: String, value: v.slice(0, 32_767) };
    })),
  ] as SheetData;
  return { data, sheet: sheet.name.slice(0, 31), columns: sheet.columns.map((c) => ({ width: c.width ?? 16 })), stickyRowsCount: 1, ...(sheet.rightToLeft === true ? { rightToLeft: true } : {}) };
}
const xlsx = (sheet: Sheet): Promise<Buffer> => writeExcel([page(sheet), ...(sheet.notes === undefined ? [] : [page(sheet.notes)])]).toBuffer();

/** A table as a file for a spreadsheet, in memory: for what a person opens, a few tens of thousands of rows. */
export const writeSheet = (sheet: Sheet, format: SheetFormat): Promise<Buffer> => (format === 'csv' ? Promise.resolve(csv(sheet)) : xlsx(sheet));
