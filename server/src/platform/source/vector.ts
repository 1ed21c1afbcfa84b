import { copyFile, link, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { GdalError, guessDbfEncoding, ogrInfo, ogrRead, type SourceInfo, type SourceLayer } from '../gdal/index.ts';
import { lineRecords } from './geojson.ts';
import { SourceRefused, type Source, type SourceOptions, type SourceRecord } from './types.ts';

const looksGeographic = (l: SourceLayer): boolean => l.extent !== null && l.extent[0] >= -180 && l.extent[2] <= 180 && l.extent[1] >= -90 && l.extent[3] <= 90;
/** Formats that never carry a reference system: without one said, their numbers could lie anywhere. */
const WITHOUT_CRS = new Set(['DXF']);
/** Formats always in longitude and latitude. */
const ALWAYS_4326 = new Set(['GPX']);

/** A vector file through GDAL; `file` is a name in `folder`, which is this job's alone. */
export async function openVector(folder: string, file: string, options: SourceOptions): Promise<Source> {
  const kind = extname(file);
  const dbf = join(folder, `${file.slice(0, -kind.length)}.dbf`);
  const encoding = kind === '.shp' || kind === '.tab' ? options.encoding ?? await declared(folder, file) ?? await guessDbfEncoding(dbf).catch(() => null) : null;
  const openOptions = encoding === null || kind !== '.shp' ? [] : [`ENCODING=${encoding === 'utf-8' ? 'UTF-8' : encoding.replace('windows-', 'CP')}`];
  const run = { folder };
  const info = await gdal(() => ogrInfo(run, file, openOptions));
  const chosen = choose(info, options.sourceLayer);
  const first = chosen[0];
  if (first === undefined) throw new SourceRefused('empty_file');
  const { sourceCrs, said } = crsOf(info.driver, first, options);
  const total = chosen.reduce((n, l) => n + Math.max(0, l.features), 0);
  async function* records(): AsyncGenerator<SourceRecord> {
    const read = await gdal(() => ogrRead(run, file, chosen.map((l) => l.name), { openOptions, ...(sourceCrs === undefined ? {} : { sourceCrs }) }));
    let before = 0;
    for (const layer of read.layers) {
      let n = 0;
      const lowest = layer.lost;
      for await (const record of lineRecords(layer.path)) {
        n++;
        const lost = record.geometry === null && record.id !== null && lowest.has(record.id);
        yield { row: before + n, cells: chosen.length > 1 ? { ...record.cells, source_layer: layer.layer } : record.cells, geometry: record.geometry, ...(lost ? { fault: { code: 'cannot_reproject' } } : {}) };
      }
      // What GDAL announced and could not hand over is refused by row, never dropped in silence.
      const announced = Math.max(0, chosen.find((l) => l.name === layer.layer)?.features ?? 0);
      for (; n < announced;) { n++; yield { row: before + n, cells: {}, geometry: null, fault: { code: 'unreadable_feature', params: { why: (layer.complaints[0] ?? '').slice(0, 160) } } }; }
      before += n;
    }
  }
  return {
    driver: 'vector', encoding, delimiter: null, sheets: [], layers: info.layers.filter((l) => !isStyles(l)).map(({ name, features, geometryType }) => ({ name, features, geometryType })),
    srid: 4326, crs: said.code, crsName: said.name, crsFrom: said.from, columns: [...new Set(chosen.flatMap((l) => l.fields.map((f) => f.name)))], total, records,
  };
}

/** The table in which QGIS keeps the styles of a GeoPackage's layers: no layer of its own. */
const isStyles = (l: SourceLayer): boolean => l.name === 'layer_styles' && (l.geometryType === null || l.geometryType === 'None');

/** The layer asked for; all of a GPX's; the only one with features; otherwise the person must say which. */
function choose(info: SourceInfo, wanted: string | undefined): SourceLayer[] {
  const named = info.layers.map((l) => l.name).join(', ').slice(0, 300);
  if (wanted !== undefined) {
    const found = info.layers.find((l) => l.name === wanted);
    if (found === undefined) throw new SourceRefused('no_such_layer', { params: { layers: named } });
    return [found];
  }
  const filled = info.layers.filter((l) => l.features !== 0 && !isStyles(l));
  if (filled.length > 1 && !ALWAYS_4326.has(info.driver)) throw new SourceRefused('several_layers', { params: { layers: named } });
  return filled.length > 0 ? filled : info.layers.slice(0, 1);
}

function crsOf(driver: string, layer: SourceLayer, options: SourceOptions): { sourceCrs?: number; said: { code: number | null; name: string | null; from: Source['crsFrom'] } } {
  if (options.crs !== undefined) return { sourceCrs: options.crs, said: { code: options.crs, name: null, from: 'option' } };
  if (ALWAYS_4326.has(driver)) return { said: { code: 4326, name: 'WGS 84', from: 'format' } };
  if (layer.crsName !== null && !/^(undefined|unknown|unnamed)/i.test(layer.crsName)) return { said: { code: layer.epsg, name: layer.crsName, from: 'file' } };
  if (layer.geometryType === 'None' || layer.extent === null) return { sourceCrs: 4326, said: { code: 4326, name: null, from: 'none' } };
  if (!WITHOUT_CRS.has(driver) && looksGeographic(layer)) return { sourceCrs: 4326, said: { code: 4326, name: 'WGS 84', from: 'none' } };
  throw new SourceRefused('crs_needed', { params: { x: layer.extent[0], y: layer.extent[1] } });
}

async function declared(folder: string, file: string): Promise<'utf-8' | 'windows-1252' | 'windows-1256' | null> {
  const said = (await readFile(join(folder, `${file.slice(0, -4)}.cpg`), 'latin1').catch(() => '')).trim();
  if (/^(utf-?8|65001)$/i.test(said)) return 'utf-8';
  if (/1256/.test(said)) return 'windows-1256';
  return /1252|8859-?1$/.test(said) ? 'windows-1252' : null;
}

async function gdal<T>(work: () => Promise<T>): Promise<T> {
  try { return await work(); } catch (error) {
    if (error instanceof GdalError) throw new SourceRefused('unreadable', { params: { why: (error.complaints.join('; ') || error.message).replace(/\/(input|output)\//g, '').slice(0, 200) } });
    throw error;
  }
}

/** Brings a file into the job's folder under a plain name; a link where the disk allows it. */
export async function bring(path: string, folder: string, name: string): Promise<string> {
  await stat(path);
  await link(path, join(folder, name)).catch(() => copyFile(path, join(folder, name)));
  return name;
}
