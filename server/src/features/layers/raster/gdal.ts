import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { READABLE, SKIPPED_RASTER, SKIPPED_VECTOR } from '../../../platform/gdal/index.ts';

const require = createRequire(import.meta.url);
interface Dataset { type: string; info: unknown }
/** The few of the library's calls that a picture needs. */
export interface Gdal {
  open(file: string): Promise<{ datasets: Dataset[] }>;
  gdalinfo(dataset: Dataset, options: string[]): Promise<unknown>;
  gdaltransform(points: number[][], options: string[]): Promise<number[][]>;
  gdalwarp(dataset: Dataset, options: string[], name: string): Promise<{ real: string; all: { real: string }[] }>;
}

/** GDAL with the drivers of GeoTIFF (to read) and of plain pixels (to write) and no other: what another format would name or fetch is out of reach. */
export async function openGdal(complain: (text: string) => void): Promise<Gdal> {
  const home = dirname(require.resolve('gdal3.js/dist/package/gdal3WebAssembly.wasm'));
  return (require('gdal3.js/node') as (options: unknown) => Promise<Gdal>)({
    path: relative(process.cwd(), home), dest: './out', useWorker: false, logHandler: () => undefined, errorHandler: complain,
    env: { OGR_SKIP: [...SKIPPED_VECTOR, ...READABLE].join(','), GDAL_SKIP: SKIPPED_RASTER.filter((d) => d !== 'ENVI').join(','), GDAL_HTTP_MAX_RETRY: '0', CPL_VSIL_CURL_ALLOWED_EXTENSIONS: '.none', GDAL_CACHEMAX: '128' },
  });
}

const Info = z.looseObject({
  driverShortName: z.string(), size: z.tuple([z.number(), z.number()]), geoTransform: z.array(z.number()).length(6).optional(),
  coordinateSystem: z.looseObject({ wkt: z.string().default('') }).optional(), stac: z.looseObject({ 'proj:epsg': z.number().nullish() }).optional(),
  bands: z.array(z.looseObject({
    type: z.string(), colorInterpretation: z.string().default(''), minimum: z.number().optional(), maximum: z.number().optional(), mean: z.number().optional(), stdDev: z.number().optional(),
    colorTable: z.looseObject({ entries: z.array(z.array(z.number())) }).optional(),
  })).min(1),
});
export type RasterInfo = z.output<typeof Info>;
/** What a raster file says of itself; with `stats`, also the span of its values (over a sample of them). */
export const infoOf = async (gdal: Gdal, dataset: Dataset, stats: boolean): Promise<RasterInfo> => Info.parse(await gdal.gdalinfo(dataset, ['-nomd', '-norat', ...(stats ? ['-approx_stats'] : [])]));
export const pathIn = (folder: string, made: string): string => join(folder, made);
export type { Dataset };
