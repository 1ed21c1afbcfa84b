import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cutNames, type CutName, type ExportFormat, type ExportRequest, MEDIA_TYPES, MULTI_LAYER } from '@sommier/domain/exports';
import { AppError, type Role } from '@sommier/domain/shared';
import type { Database, Read, Scope, Tx } from '../../platform/db/index.ts';
import { ogrExport } from '../../platform/gdal/index.ts';
import { inExtent, type Table, tableOf } from './records.ts';
import { chosen, type LayerSource, openData } from './source.ts';
import type { LayerStyle } from '@sommier/domain/style';
import { type Shape, STYLES_TABLE, styleRows } from './styles/index.ts';
import { csv } from './write/csv.ts';
import { drawingLines, forKml, forShapefile, geojson, geojsonLines } from './write/geojson.ts';
import { xlsx } from './write/xlsx.ts';
import { fileEntry, writeZip } from './write/zip.ts';

/** What who asks may have: personal columns, and the layers her role reads (all of them for the command). */
export interface Rights { personal: boolean; role?: Role }
export interface Steps { progress: (done: number, total: number | null, stage: string) => void; signal?: AbortSignal }
export interface Made { path: string; name: string; media: string; bytes: number; rows: number; /** rows a format without null geometry cannot carry */ leftOut: number; /** layers that changed while they were read, on an engine that cannot hold a moment still */ moved: string[]; /** a Shapefile's columns under a shorter name */ renamed: (CutName & { layer: string })[]; /** and its texts that were cut, by column */ shortened: { layer: string; column: string; rows: number }[] }

const DIMENSIONS = [['points', 0], ['lines', 1], ['polygons', 2]] as const;

async function checkCrs(tx: Tx, crs: number): Promise<void> {
  const { rows } = await tx.raw('select 1 from spatial_ref_sys s where s.srid = cast(:crs as integer)', { crs }) as { rows: unknown[] };
  if (rows.length === 0) throw new AppError('invalid', 'Unknown CRS', { reason: 'exports.unknown_crs', crs });
}

/** Rows of a layer in the extent. */
export async function countRows(tx: Tx, source: LayerSource, bbox: ExportRequest['bbox']): Promise<number> {
  const extent = inExtent(bbox);
  const { rows } = await tx.raw(`select count(*)::int as n from ${source.from} where ${source.where} ${extent.where ? `and ${extent.where}` : ''}`, { ...source.bindings, ...extent.bindings }) as { rows: { n: number }[] };
  return rows[0]?.n ?? 0;
}

/** The kind of shape most rows of a layer have: a style of QGIS is made for one. */
export async function mainShape(tx: Tx, source: LayerSource): Promise<Shape> {
  const { rows: [most] } = await tx.raw(`select st_dimension(f.geom) as dimension from ${source.from} where ${source.where} and f.geom is not null group by 1 order by count(*) desc limit 1`, source.bindings) as { rows: { dimension: number }[] };
  return most?.dimension === 0 ? 'point' : most?.dimension === 1 ? 'line' : 'polygon';
}

/** What the file of a request is called: one layer gives its name, several `sommier`; single-layer formats of several layers become a zip. */
export function fileNameOf(request: Pick<ExportRequest, 'layers' | 'format'>): { name: string; kind: ExportFormat | 'zip' } {
  const many = request.layers.length > 1;
  const together = MULTI_LAYER.includes(request.format);
  const stem = many ? 'sommier' : request.layers[0] ?? 'sommier';
  if (request.format === 'shp' || (many && !together)) return { name: `${stem}-${request.format}.zip`, kind: 'zip' };
  return { name: `${stem}.${request.format}`, kind: request.format };
}

interface Work { tables: Table[]; /** Styles of the layers, for what carries them */ sources: readonly { style: LayerStyle; shape: Shape }[]; moment: string; crs: number; folder: string; format: ExportFormat; signal?: AbortSignal | undefined; count: (rows: number) => void; onLong: (layer: string, column: number) => void }

/** Files that GDAL writes from lines of GeoJSON in EPSG:4326; answers their paths. */
async function byGdal(work: Work): Promise<string[]> {
  const { tables, crs, folder, format, signal, count, onLong } = work;
  if (format === 'dxf') return drawing(work);
  if (format !== 'gpkg' && format !== 'shp' && format !== 'kml' && format !== 'fgb') throw new Error(`GDAL does not write ${format} here`);
  const run = { folder, ...(signal ? { signal } : {}) };
  const made: string[] = [];
  const inputs: { file: string; layer: string; options?: string[] }[] = [];
  for (const table of tables) {
    // A Shapefile holds one kind of geometry, so a mixed layer becomes several.
    const kinds: readonly (readonly [string, number | undefined])[] = format === 'shp' ? DIMENSIONS : [['', undefined]];
    for (const [kind, dimension] of kinds) {
      const layer = kind === '' ? table.layer : `${table.layer}_${kind}`;
      const file = join(folder, `${layer}.geojsonl`);
      let written = 0;
      await pipeline(Readable.from(geojsonLines(table, (rows) => { written += rows; count(rows); }, dimension, format === 'shp' ? (column) => { onLong(table.layer, column); } : undefined)), createWriteStream(file), ...(signal ? [{ signal }] : []));
      // GDAL cannot open an empty file of lines.
      if (written === 0) continue;
      inputs.push({ file, layer });
    }
  }
  if (inputs.length === 0) throw new AppError('rule_refused', 'Nothing to write', { reason: 'exports.empty' });
  if (format === 'gpkg') {
    const file = join(folder, `${STYLES_TABLE}.geojsonl`);
    await writeFile(file, styleRows(work.sources.filter(({ style }) => inputs.some(({ layer }) => layer === style.layer)), work.moment));
    inputs.push({ file, layer: STYLES_TABLE, options: ['-nlt', 'NONE'] });
    return await ogrExport(run, inputs, { format, crs, name: 'sommier' });
  }
  for (const input of inputs) made.push(...await ogrExport(run, [input], { format, crs, name: input.layer }));
  return made;
}

/** Every layer on one drawing. */
async function drawing({ tables, crs, folder, signal, count }: Work): Promise<string[]> {
  const file = join(folder, 'sommier.geojsonl');
  async function* lines(): AsyncGenerator<string> { for (const table of tables) yield* drawingLines(table, count); }
  await pipeline(Readable.from(lines()), createWriteStream(file), ...(signal ? [{ signal }] : []));
  if ((await stat(file)).size === 0) throw new AppError('rule_refused', 'Nothing to write', { reason: 'exports.empty' });
  return ogrExport({ folder, ...(signal ? { signal } : {}) }, [{ file, layer: 'entities' }], { format: 'dxf', crs, name: 'sommier' });
}

async function single(table: Table, work: Work, path: string): Promise<void> {
  const body = work.format === 'csv' ? csv(table, work.crs, work.count) : Readable.from(geojson(table, work.crs, work.count));
  await pipeline(body, createWriteStream(path), ...(work.signal ? [{ signal: work.signal }] : []));
}

/**
 * Writes the chosen layers to one file in `folder`, which is this export's alone and keeps nothing else afterwards. Reads in slices; memory does
 * not grow with the rows. All rows of all layers are of one moment; where the engine cannot hold one, `moved` names the layers that changed meanwhile. Throws `not_found` (layer) or `invalid` (filter, CRS) before it writes anything; rejects when the signal aborts.
 */
export const makeExport = (db: Database, scope: Scope, request: ExportRequest, rights: Rights, folder: string, steps: Steps): Promise<Made> =>
  db.inSnapshot(scope, async (read, steady) => {
    const before = steady ? [] : await read(versions);
    const made = await write(read, request, rights, folder, steps);
    const after = steady ? [] : await read(versions);
    return { ...made, moved: request.layers.filter((layer) => before.find((v) => v.layer === layer)?.version !== after.find((v) => v.layer === layer)?.version) };
  });

const versions = async (tx: Tx): Promise<{ layer: string; version: string }[]> =>
  (await tx.raw('select layer, version from data_version where commune_id = current_commune()') as { rows: { layer: string; version: string }[] }).rows;

async function write(read: Read, request: ExportRequest, { personal, role }: Rights, folder: string, steps: Steps): Promise<Omit<Made, 'moved'>> {
  const crs = request.format === 'kml' ? 4326 : request.crs ?? 4326;
  const { sources, total, unplaced, moment } = await read(async (tx) => {
    await checkCrs(tx, crs);
    const sources: (LayerSource & { shape: Shape })[] = [];
    let total = 0, unplaced = 0;
    for (const layer of request.layers) {
      const source = chosen(await openData(tx, layer, request.filters?.[layer], role, request.format), request.selection);
      total += await countRows(tx, source, request.bbox);
      if (!request.bbox) unplaced += await countRows(tx, { ...source, where: `${source.where} and f.geom is null` }, undefined);
      sources.push({ ...source, shape: request.format === 'gpkg' ? await mainShape(tx, source) : 'polygon' });
    }
    const { rows: [at] } = await tx.raw(`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as moment`) as { rows: { moment: string }[] };
    return { sources, total, unplaced, moment: at?.moment ?? '' };
  });
  const gdal = request.format !== 'csv' && request.format !== 'xlsx' && request.format !== 'geojson';
  const geometry = request.format === 'csv' || request.format === 'xlsx' ? 'wkt' as const : 'geojson' as const;
  const whole = sources.map((source) => tableOf(read, source, { bbox: request.bbox, crs: gdal ? 4326 : crs, personal, geometry }, steps.signal));
  const shp = request.format === 'shp';
  const renamed = shp ? whole.flatMap((t) => cutNames(t.columns.map((c) => c.name)).map((c) => ({ layer: t.layer, ...c }))) : [];
  const long = new Map<string, Made['shortened'][number]>();
  const onLong = (layer: string, at: number): void => {
    const column = whole.find((t) => t.layer === layer)?.columns[at]?.name ?? '';
    long.set(`${layer} ${column}`, { layer, column, rows: (long.get(`${layer} ${column}`)?.rows ?? 0) + 1 });
  };
  const tables = shp ? whole.map(forShapefile) : request.format === 'kml' ? whole.map(forKml) : whole;
  let done = 0;
  await mkdir(folder, { recursive: true });
  const work: Work = { tables, sources, moment, crs, folder, format: request.format, signal: steps.signal, onLong, count: (rows) => { done += rows; steps.progress(Math.min(done, total), total, 'reading'); } };
  const { name, kind } = fileNameOf(request);
  const path = join(folder, name);
  if (request.format === 'xlsx') await xlsx(tables, crs, createWriteStream(path), work.count);
  else {
    const parts = join(folder, 'parts');
    await mkdir(parts, { recursive: true });
    let files: string[];
    if (gdal) { files = await byGdal({ ...work, folder: parts }); steps.progress(total, total, 'writing'); }
    else {
      files = [];
      for (const table of tables) { const part = join(parts, `${table.layer}.${request.format}`); await single(table, work, part); files.push(part); }
    }
    const [only] = files;
    if (kind !== 'zip' && only !== undefined) await rename(only, path);
    else {
      await writeFile(join(parts, 'LISEZMOI.txt'), `EPSG:${crs}\nUTF-8\n${renamed.length === 0 ? '' : `\n${renamed.map((c) => `${c.layer}: ${c.from} -> ${c.to}`).join('\n')}\n`}`);
      await writeZip([...files, join(parts, 'LISEZMOI.txt')].map((file) => fileEntry(basename(file), file)), createWriteStream(path));
    }
    await rm(parts, { recursive: true, force: true });
  }
  steps.signal?.throwIfAborted();
  const nullable = request.format === 'shp' || request.format === 'fgb';
  return { path, name, media: MEDIA_TYPES[kind], bytes: (await stat(path)).size, rows: nullable ? total - unplaced : total, leftOut: nullable ? unplaced : 0, renamed, shortened: [...long.values()] };
}
