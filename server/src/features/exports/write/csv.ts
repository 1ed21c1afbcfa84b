import { stringify, type Stringifier } from 'csv-stringify';
import { Readable } from 'node:stream';
import type { Table } from '../records.ts';

/**
 * CSV in UTF-8 with its mark, so that a spreadsheet reads Arabic. Text that a spreadsheet would run as a formula is prefixed by an apostrophe;
 * numbers go as numbers and stay untouched. Coordinates of a point on the geometry in x and y (lon and lat in EPSG:4326), the whole shape in WKT.
 */
export function csv(table: Table, crs: number, count: (rows: number) => void): Stringifier {
  const [x, y] = crs === 4326 ? ['lon', 'lat'] : ['x', 'y'];
  const shapes = table.layer !== 'listings';
  const digits = crs === 4326 ? 8 : 4;
  const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(digits)));
  async function* lines(): AsyncGenerator<unknown[]> {
    yield [...table.columns.map((column) => column.name), x, y, ...(shapes ? ['wkt'] : [])];
    for await (const rows of table.rows()) {
      for (const row of rows) yield [...row.values, rounded(row.x), rounded(row.y), ...(shapes ? [row.wkt] : [])];
      count(rows.length);
    }
  }
  return Readable.from(lines()).pipe(stringify({ bom: true, escape_formulas: true, cast: { boolean: (value) => (value ? 'true' : 'false'), bigint: String } }));
}
