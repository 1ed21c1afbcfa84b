import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ARCHIVE_LIMITS, unpackArchive, UnsafeArchive, VECTOR_EXTENSIONS } from '../gdal/index.ts';
import { guessEncoding, headOf, isUtf8 } from '../text/index.ts';
import { collectionRecords, geojsonCrs, isCollection } from './geojson.ts';
import { openKml } from './kml.ts';
import { openCsv, openXlsx } from './table.ts';
import { SourceRefused, type Source, type SourceOptions } from './types.ts';
import { bring, openVector } from './vector.ts';

const TABLES = ['.csv', '.tsv', '.txt'];
/** What an archive may hold as its main file; a file geodatabase is a folder, so it comes in archives alone. */
const PACKED: readonly string[] = ['.csv', '.xlsx', '.gdb', ...VECTOR_EXTENSIONS];
const isZip = (head: Buffer): boolean => head.length > 3 && head.readUInt32LE(0) === 0x04034b50;

/**
 * Opens any file this program reads: CSV, XLSX, GeoJSON and KML (streamed), or whatever GDAL's allowed drivers read, alone or zipped.
 * `name` is the file's own name (its extension counts), `folder` an empty one of this job. Throws SourceRefused.
 */
export async function openSource(path: string, name: string, folder: string, options: SourceOptions): Promise<Source> {
  const head = await headOf(path, 4096);
  if (head.length === 0) throw new SourceRefused('empty_file');
  const kind = extname(name).toLowerCase();
  try {
    if (kind === '.xlsx') {
      if (!isZip(head)) throw new SourceRefused('unreadable', { params: { why: 'xlsx' } });
      return await openXlsx(path, options);
    }
    if (kind === '.zip' || kind === '.kmz') return await openArchive(path, folder, options, kind === '.kmz' ? 'kmz' : 'any');
    return await openPlain(path, kind, folder, options);
  } catch (error) {
    if (error instanceof UnsafeArchive) throw new SourceRefused(error.reason === 'broken' || error.reason === 'empty' ? 'unreadable' : 'unsafe_archive', { params: { why: error.reason, entry: error.entry, files: ARCHIVE_LIMITS.files } });
    throw error;
  }
}

async function openPlain(path: string, kind: string, folder: string, options: SourceOptions): Promise<Source> {
  if (TABLES.includes(kind)) return await openCsv(path, options);
  if (kind === '.geojson' || kind === '.json') if (await isCollection(path)) return await openCollection(path, options);
  if (kind === '.kml') return await openKml([{ path }], options);
  if (!(VECTOR_EXTENSIONS as readonly string[]).includes(kind)) throw new SourceRefused('unknown_kind', { params: { kind: kind || '?' } });
  if (kind === '.shp') throw new SourceRefused('shapefile_alone');
  const work = join(folder, 'gdal');
  await mkdir(work, { recursive: true });
  return await openVector(work, await bring(path, work, `f0${kind}`), options);
}

async function openCollection(path: string, options: SourceOptions): Promise<Source> {
  const head = await headOf(path);
  const encoding = options.encoding ?? (isUtf8(head) ? 'utf-8' : guessEncoding(head));
  const said = await geojsonCrs(path);
  const code = options.crs ?? said.code;
  if (code === null) throw new SourceRefused('crs_needed', { params: {} });
  return {
    driver: 'geojson', encoding, delimiter: null, sheets: [], layers: [], srid: code, crs: code, crsName: null,
    crsFrom: options.crs !== undefined ? 'option' : said.said ? 'file' : 'format', columns: [], total: null, records: () => collectionRecords(path, encoding),
  };
}

async function openArchive(path: string, folder: string, options: SourceOptions, of: 'any' | 'kmz'): Promise<Source> {
  const work = join(folder, 'gdal');
  const files = await unpackArchive(path, work, of);
  const main = files.filter(({ file }) => PACKED.includes(extname(file)));
  const wanted = options.sourceLayer === undefined ? undefined : main.find(({ original }) => original === options.sourceLayer || original.replace(/\.[^.]+$/, '') === options.sourceLayer);
  // A KMZ is one map: its doc.kml, and what that one links to.
  if (of === 'kmz' && main.length > 1) return await openKml(main.map(({ file, original }) => ({ path: join(work, file), name: original.replace(/\.[^.]+$/, '') })), options);
  const chosen = wanted ?? main[0];
  if (chosen === undefined) throw new SourceRefused('unreadable', { params: { why: 'archive' } });
  if (main.length > 1 && wanted === undefined) throw new SourceRefused('several_layers', { params: { layers: main.map((m) => m.original).join(', ').slice(0, 300) } });
  const kind = extname(chosen.file), full = join(work, chosen.file);
  const { sourceLayer, ...rest } = options;
  const inner = wanted === undefined && sourceLayer !== undefined ? options : rest;
  if (kind === '.csv') return await openCsv(full, inner);
  if (kind === '.xlsx') return await openXlsx(full, inner);
  if (['.geojson', '.json'].includes(kind) && await isCollection(full)) return await openCollection(full, inner);
  if (kind === '.kml') return await openKml([{ path: full }], inner);
  return await openVector(work, chosen.file, inner);
}
