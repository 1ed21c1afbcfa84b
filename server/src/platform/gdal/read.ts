import { join } from 'node:path';
import { z } from 'zod';
import { runGdal, type GdalRun } from './run.ts';

const Crs = z.looseObject({ projjson: z.looseObject({ name: z.string().optional(), type: z.string().optional(), id: z.looseObject({ authority: z.string(), code: z.union([z.number(), z.string()]) }).nullish() }).nullish() });
const Info = z.looseObject({
  driverShortName: z.string(),
  layers: z.array(z.looseObject({
    name: z.string(), featureCount: z.number(),
    fields: z.array(z.looseObject({ name: z.string(), type: z.string() })).default([]),
    geometryFields: z.array(z.looseObject({ type: z.string().nullish(), extent: z.array(z.number().nullable()).nullish(), coordinateSystem: Crs.nullish() })).default([]),
  })).default([]),
});

/** One layer as GDAL sees it. `epsg` is null where the file names no EPSG code; `crsName` then may still name the system. */
export interface SourceLayer {
  name: string; features: number; geometryType: string | null; epsg: number | null; crsName: string | null; geographic: boolean;
  /** minx, miny, maxx, maxy in the layer's own system. */
  extent: [number, number, number, number] | null;
  fields: { name: string; type: string }[];
}
export interface SourceInfo { driver: string; layers: SourceLayer[] }

const layersOf = (raw: unknown): SourceInfo => {
  const info = Info.parse(raw);
  return {
    driver: info.driverShortName,
    layers: info.layers.map((layer) => {
      const field = layer.geometryFields[0];
      const json = field?.coordinateSystem?.projjson;
      const code = json?.id?.authority === 'EPSG' ? Number(json.id.code) : json?.id?.authority === 'OGC' ? 4326 : NaN;
      const box = field?.extent?.filter((n): n is number => typeof n === 'number' && Number.isFinite(n)) ?? [];
      const [a, b, c, d] = box;
      return {
        name: layer.name, features: layer.featureCount, geometryType: field?.type ?? null, epsg: Number.isInteger(code) ? code : null, crsName: json?.name ?? null,
        geographic: json?.type?.startsWith('Geographic') ?? false, fields: layer.fields.map(({ name, type }) => ({ name, type })),
        extent: a !== undefined && b !== undefined && c !== undefined && d !== undefined ? [a, b, c, d] : null,
      };
    }),
  };
};

/** What a vector file holds. `file` is a name inside the run's folder. */
export async function ogrInfo(run: GdalRun, file: string, openOptions: string[] = []): Promise<SourceInfo> {
  const reply = await runGdal('info', run, { file, openOptions });
  return layersOf(reply['info']);
}

const Files = z.array(z.object({ layer: z.string(), file: z.string(), complaints: z.array(z.string()) }));
/** A layer turned to GeoJSON lines in EPSG:4326 (`path`, on disk); `lost` are the ids whose coordinates could not be reprojected. */
export interface ReadLayer { layer: string; path: string; lost: Set<number>; complaints: string[] }

/** Reads layers to GeoJSON lines in EPSG:4326, each feature with its number in the file as `id`. `sourceCrs` overrides what the file says. */
export async function ogrRead(run: GdalRun, file: string, layers: string[], options: { openOptions?: string[]; sourceCrs?: number } = {}): Promise<{ info: SourceInfo; layers: ReadLayer[] }> {
  const reply = await runGdal('read', run, { file, layers, openOptions: options.openOptions ?? [], sourceCrs: options.sourceCrs === undefined ? null : `EPSG:${String(options.sourceCrs)}` });
  const files = Files.parse(reply['files']);
  return {
    info: layersOf(reply['info']),
    layers: files.map(({ layer, file: made, complaints }) => ({
      layer, path: join(run.folder, made), complaints,
      lost: new Set(complaints.flatMap((line) => { const m = /reproject feature (\d+)/i.exec(line); return m?.[1] === undefined ? [] : [Number(m[1])]; })),
    })),
  };
}
