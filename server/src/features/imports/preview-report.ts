import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { FileGuess, ImportFormat as FormatName, ImportPreview } from '@sommier/domain/imports';
import type { Language } from '@sommier/domain/shared';
import type { Database, Scope } from '../../platform/db/index.ts';
import type { ImportCommune, ImportFormat } from './format.ts';
import { unpackedHead } from './reader/gzip.ts';
import { runReader } from './reader/run-reader.ts';

/** Formats that are read by their own structure, not by columns: reports, feeds, tariffs. */
export const REPORTS: readonly FormatName[] = ['eu-str', 'dpi-xml', 'gbfs', 'mds', 'ocsitan'];
export const isReport = (name: FormatName | undefined): boolean => name !== undefined && REPORTS.includes(name);

const MARKS: readonly (readonly [FormatName, RegExp])[] = [
  ['dpi-xml', /<(?:\w+:)?DPI_OECD[\s/>]/], ['ocsitan', /<deliberations?[\s>]/], ['eu-str', /"registrationNumber"[\s\S]*"temporal"|"temporal"[\s\S]*"registrationNumber"|"countryOfGuests"|"competentAuthorityId_area"/],
  ['mds', /"device_id"\s*:/], ['gbfs', /"(?:bikes|vehicles|stations|geofencing_zones)"\s*:|"vehicle_types_available"/], ['mds', /"(?:policy_id|policies|geography_id|geographies|trip_id)"\s*:/],
];
/** What a file that is no table and no map seems to be, by its first bytes; undefined where it is neither. */
export async function sniffReport(path: string, name: string): Promise<FormatName | undefined> {
  const kind = extname(name.replace(/\.gz$/i, '')).toLowerCase();
  if (kind !== '.xml' && kind !== '.json') return undefined;
  const head = (await unpackedHead(path)).toString('utf8');
  if (/"type"\s*:\s*"FeatureCollection"/.test(head.slice(0, 2000))) return undefined;
  return MARKS.find(([, mark]) => mark.test(head))?.[0];
}

const SHOWN = 50;
const ENOUGH = 200_000;
class Enough extends Error {}
const text = (v: string): unknown => { if (!/^[[{]/.test(v)) return v; try { return JSON.parse(v) as unknown; } catch { return v; } };

/** The first lines that a report's own reader hands over, as they would be staged. Throws FileRefused as the reader does; reads no further than it shows. */
export async function previewReport(db: Database, scope: Scope, commune: ImportCommune, format: ImportFormat, from: { file: string; name: string; options: Record<string, unknown>; language: Language }): Promise<Pick<ImportPreview, 'raw' | 'rows'> & { guess: FileGuess }> {
  const extra = await db.inCommune(scope, async (tx) => await format.readerOptions?.(tx, commune, from.options) ?? {});
  let lines = '', rows: number | null = null;
  const stop = new AbortController();
  try {
    const read = await runReader({
      module: format.reader, file: from.file, name: from.name, options: { ...from.options, ...extra, language: from.language }, seconds: 120, signal: stop.signal, onRefusals: () => undefined,
      onSlice: async (csv) => { for await (const piece of csv) { if (lines.length < ENOUGH) lines += String(piece); } if (lines.length >= ENOUGH) stop.abort(new Enough()); },
    });
    rows = read.rows;
  } catch (error) { if (!(error instanceof Enough)) throw error; }
  const columns = ['row', ...format.stagingColumns.map(([name]) => name)];
  const cut = lines.length > ENOUGH ? lines.slice(0, lines.lastIndexOf('\n')) : lines;
  const records = (parse(cut, { relax_column_count: true, relax_quotes: true, to: SHOWN }) as string[][]).map((cells) => Object.fromEntries(columns.map((c, i) => [c, cells[i] ?? ''])));
  const kind = extname(from.name.replace(/\.gz$/i, '')).toLowerCase();
  return {
    raw: records.map((r) => ({ row: Number(r['row']), cells: Object.fromEntries(Object.entries(r).filter(([k]) => k !== 'row' && k !== 'digest' && k !== 'geom')) })),
    rows: records.map((r) => ({ row: Number(r['row']), fields: Object.fromEntries(Object.entries(r).flatMap(([k, v]) => (k === 'row' || k === 'digest' || k === 'geom' || v === '' ? [] : [[k, text(v)]]))) })),
    guess: { formats: [format.name as FormatName], driver: kind === '.xml' ? 'xml' : kind === '.csv' ? 'csv' : 'json', encoding: 'utf-8', delimiter: null, sheets: [], sourceLayers: [], crs: null, crsName: null, crsFrom: 'none', accuracyM: null, rows, columns: columns.filter((c) => !['row', 'digest', 'geom'].includes(c)), mapping: null, mappingFrom: null },
  };
}
