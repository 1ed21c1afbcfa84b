import { shapefileNames, TEXT_BYTES } from '@sommier/domain/exports';
import type { OutRow, Table } from '../records.ts';

/** JSON of a value; a bigint keeps its digits, which JSON has no limit for. */
const written = (value: OutRow['values'][number]): string => (typeof value === 'bigint' ? String(value) : JSON.stringify(value));

/** One feature as text. The geometry is already text, so no coordinate is parsed on the way. */
export const featureOf = (table: Table, row: OutRow): string =>
  `{"type":"Feature","id":${row.id},"properties":{${table.columns.map((column, i) => `${JSON.stringify(column.name)}:${written(row.values[i] ?? null)}`).join(',')}},"geometry":${row.geometry ?? 'null'}}`;

/** A GeoJSON collection (RFC 7946), a slice at a time; another CRS than 4326 is named by the member of the older specification. */
export async function* geojson(table: Table, crs: number, count: (rows: number) => void): AsyncGenerator<string> {
  const named = crs === 4326 ? '' : `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::${crs}"}},`;
  yield `{"type":"FeatureCollection","name":${JSON.stringify(table.layer)},${named}"features":[`;
  let first = true;
  for await (const rows of table.rows()) {
    yield (first ? '\n' : ',\n') + rows.map((row) => featureOf(table, row)).join(',\n');
    first = false;
    count(rows.length);
  }
  yield '\n]}\n';
}

/** A table under the names a Shapefile can bear. */
export function forShapefile(table: Table): Table {
  const names = shapefileNames(table.columns.map((c) => c.name));
  return { ...table, columns: table.columns.map((c) => ({ ...c, name: names.get(c.name) ?? c.name })) };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
/** A table whose names may stand in KML: its writer puts them into the file as they are, and the files of others name columns as they please. */
export const forKml = (table: Table): Table => ({
  ...table, columns: table.columns.map((c) => ({ ...c, name: c.name.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark) })),
});

/**
 * One feature a line, for GDAL. `dimension` keeps points, lines or surfaces alone (0, 1, 2). `onLong` hears the place of each column whose text is longer
 * than a DBF holds: GDAL cuts it without a word.
 */
export async function* geojsonLines(table: Table, count: (rows: number) => void, dimension?: number, onLong?: (column: number) => void): AsyncGenerator<string> {
  for await (const rows of table.rows()) {
    const mine = dimension === undefined ? rows : rows.filter((row) => row.dimension === dimension);
    if (onLong) for (const row of mine) row.values.forEach((v, i) => { if (typeof v === 'string' && v.length * 3 > TEXT_BYTES && Buffer.byteLength(v) > TEXT_BYTES) onLong(i); });
    if (mine.length > 0) yield `${mine.map((row) => featureOf(table, row)).join('\n')}\n`;
    count(mine.length);
  }
}

/** One feature a line with nothing but its layer's name: what a drawing holds of it. */
export async function* drawingLines(table: Table, count: (rows: number) => void): AsyncGenerator<string> {
  for await (const rows of table.rows()) {
    const mine = rows.filter((row) => row.geometry !== null);
    if (mine.length > 0) yield mine.map((row) => `{"type":"Feature","properties":{"Layer":${JSON.stringify(table.layer)}},"geometry":${row.geometry ?? 'null'}}\n`).join('');
    count(rows.length);
  }
}
