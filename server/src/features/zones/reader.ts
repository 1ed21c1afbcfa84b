import { isGeographic } from '@sommier/domain/imports';
import { openSource, SourceRefused, toEwkb, type SourceRecord } from '../../platform/source/index.ts';
import { BadEncoding } from '../../platform/text/index.ts';
import type { Reader, ReaderOutput } from '../imports/index.ts';

const cell = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`;
const text = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)).trim();

/** Reads zones of any map file into the stage `row, label, label_ar, geom, srid`: one line a feature; features of one label are joined later. */
export const read: Reader = async (input, output) => {
  const o = input.options as { label: string; labelAr?: string; crs?: number; encoding?: 'utf-8'; sourceLayer?: string };
  try {
    const source = await openSource(input.file, input.name, input.folder, {
      ...(o.crs === undefined ? {} : { crs: o.crs }), ...(o.encoding === undefined ? {} : { encoding: o.encoding }), ...(o.sourceLayer === undefined ? {} : { sourceLayer: o.sourceLayer }),
    });
    if (source.driver !== 'geojson' && source.driver !== 'vector') output.refuseFile({ code: 'not_a_map' });
    const srid = source.srid ?? 4326;
    let rows = 0;
    for await (const record of source.records()) {
      rows += 1;
      if (rows === 1 && !(o.label in record.cells)) output.refuseFile({ code: 'unknown_column', column: o.label, params: { columns: Object.keys(record.cells).join(', ').slice(0, 400) } });
      const line = zoneLine(record, o.label, o.labelAr, srid, output);
      if (line === null) continue;
      const wait = output.write(line);
      if (wait !== undefined) await wait;
    }
    if (rows === 0) output.refuseFile({ code: 'empty_file' });
    output.meta({ crs: source.crs });
    output.progress(rows, rows);
    return rows;
  } catch (error) {
    if (error instanceof SourceRefused) output.refuseFile({ code: error.code, ...error.more });
    if (error instanceof BadEncoding) output.refuseFile({ code: 'bad_encoding' });
    throw error;
  }
};

function zoneLine(record: SourceRecord, label: string, labelAr: string | undefined, srid: number, output: ReaderOutput): string | null {
  const refuse = (code: string, column: string | null, value: string | null, params?: Record<string, unknown>): null => {
    output.refuse({ row: record.row, column, value, code, ...(params === undefined ? {} : { params }) });
    return null;
  };
  if (record.fault !== undefined) return refuse(record.fault.code, record.fault.column ?? null, record.fault.value ?? null, record.fault.params);
  const name = text(record.cells[label]);
  if (name === '' || name.length > 200) return refuse(name === '' ? 'missing_label' : 'label_too_long', label, name);
  const type = (record.geometry as { type?: string } | null)?.type ?? null;
  if (type !== 'Polygon' && type !== 'MultiPolygon' && type !== 'GeometryCollection') return refuse('not_polygon', null, type);
  const made = toEwkb(record.geometry, srid, isGeographic(srid));
  if (made.ewkb === null) return refuse(made.problem?.code ?? 'bad_geometry', null, null, made.problem?.params);
  const arabic = labelAr === undefined ? '' : text(record.cells[labelAr]);
  return `${String(record.row)},${cell(name)},${arabic === '' ? '' : cell(arabic)},${made.ewkb}\n`;
}
