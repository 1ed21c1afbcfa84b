import type { Writable } from 'node:stream';
import type { OutRow, Table, Value } from '../records.ts';
import { type Entry, writeZip } from './zip.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** A cell holds no more. */
const LONGEST = 32_767;

/** Text of a cell: control characters XML has no form for are dropped. */
const xml = (text: string): string => text.slice(0, LONGEST)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Text is always typed as text, so nothing in it can be run as a formula; a whole number past 2^53 is text too, for a spreadsheet would cut it. */
function cell(value: Value, place: string): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c ${place} t="b"><v>${value ? 1 : 0}</v></c>`;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xml(String(value))}</t></is></c>`;
}
/** Letters of a column: A, B, … Z, AA, … */
function letters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? letters(before - 1) : '') + String.fromCharCode(65 + column % 26);
}
const line = (row: number, values: readonly Value[], style = ''): string =>
  `<row r="${row}">${values.map((value, i) => cell(value, `r="${letters(i)}${row}"${style}`)).join('')}</row>`;

/** The point of a row and its shape. A shape longer than a cell leaves all three empty: its point alone would be read back as the whole. */
const placeOf = (row: OutRow, shapes: boolean): Value[] => (!shapes ? [row.x, row.y] : (row.wkt?.length ?? 0) > LONGEST ? [null, null, null] : [row.x, row.y, row.wkt]);

async function* sheet(table: Table, crs: number | null, count: (rows: number) => void): AsyncGenerator<string> {
  const shapes = crs !== null && table.layer !== 'listings';
  const place = crs === null ? [] : crs === 4326 ? ['lon', 'lat'] : ['x', 'y'];
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${table.rightToLeft === true ? ' rightToLeft="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${line(1, [...table.columns.map((c) => c.name), ...place, ...(shapes ? ['wkt'] : [])], ' s="1"')}`;
  let at = 1;
  for await (const rows of table.rows()) {
    yield rows.map((row) => line(at += 1, crs === null ? row.values : [...row.values, ...placeOf(row, shapes)])).join('');
    count(rows.length);
  }
  yield '</sheetData></worksheet>';
}
async function* once(text: string): AsyncGenerator<string> { yield HEAD + text; }
const fixed = (name: string, text: string): Entry => ({ name, chunks: () => once(text) });

/** An Excel workbook of one sheet a layer, written as it is read. Shapes are left out: a sheet has the coordinates of a point on each, or none where `crs` is null. */
export async function xlsx(tables: readonly Table[], crs: number | null, out: Writable, count: (rows: number) => void): Promise<void> {
  const sheets = tables.map((table, i) => ({ table, id: i + 1, name: xml(table.layer.slice(0, 31)) }));
  await writeZip([
    fixed('[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((s) => `<Override PartName="/xl/worksheets/sheet${s.id}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`),
    fixed('_rels/.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    fixed('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets>${sheets.map((s) => `<sheet name="${s.name}" sheetId="${s.id}" r:id="rId${s.id}"/>`).join('')}</sheets></workbook>`),
    fixed('xl/_rels/workbook.xml.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((s) => `<Relationship Id="rId${s.id}" Type="${RELS}/worksheet" Target="worksheets/sheet${s.id}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${RELS}/styles" Target="styles.xml"/></Relationships>`),
    fixed('xl/styles.xml', `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`),
    ...sheets.map((s): Entry => ({ name: `xl/worksheets/sheet${s.id}.xml`, chunks: () => sheet(s.table, crs, count) })),
  ], out);
}
