import { basename, join } from 'node:path';
import { z } from 'zod';
import { runGdal, type GdalRun } from './run.ts';

/** Formats GDAL writes for us; GeoJSON, CSV and XLSX are written without it. */
export const OGR_FORMATS = ['gpkg', 'shp', 'kml', 'fgb', 'dxf'] as const;
export type OgrFormat = (typeof OGR_FORMATS)[number];

const WRITERS: Record<OgrFormat, { driver: string; options: string[] }> = {
  gpkg: { driver: 'GPKG', options: ['-lco', 'SPATIAL_INDEX=YES'] },
  shp: { driver: 'ESRI Shapefile', options: ['-lco', 'ENCODING=UTF-8', '-skipfailures'] },
  kml: { driver: 'KML', options: ['-dsco', 'NameField=name'] },
  // An indexed FlatGeobuf takes no feature without geometry.
  fgb: { driver: 'FlatGeobuf', options: ['-where', 'OGR_GEOMETRY IS NOT NULL'] },
  // A drawing has no table: the geometry goes in, on the layer its property `Layer` names.
  dxf: { driver: 'DXF', options: ['-select', 'Layer', '-where', 'OGR_GEOMETRY IS NOT NULL'] },
};

export interface OgrInput {
  /** A `.geojsonl` file (one GeoJSON feature a line, EPSG:4326) that lies in the run's folder. */
  file: string;
  /** Name of the layer in the result. */
  layer: string;
  /** Further options of ogr2ogr for this one. */
  options?: string[];
}

/**
 * Writes one file from GeoJSON lines, reprojected to `crs` (EPSG code; KML is always 4326). GeoPackage takes several layers; the others one.
 * Answers absolute paths: the file first, then its companions (a Shapefile's .dbf, .shx, .prj, .cpg). Rejects with GdalError.
 */
export async function ogrExport(run: GdalRun, inputs: OgrInput[], target: { format: OgrFormat; crs?: number; name: string }): Promise<string[]> {
  if (target.format !== 'gpkg' && inputs.length !== 1) throw new Error(`${target.format} holds one layer a file`);
  const writer = WRITERS[target.format];
  const crs = target.format === 'kml' ? 4326 : target.crs ?? 4326;
  const reply = await runGdal('write', run, {
    driver: writer.driver, options: writer.options, crs: `EPSG:${String(crs)}`, name: target.name, inputs: inputs.map(({ file, layer, options }) => ({ file: basename(file), layer, ...(options ? { options } : {}) })),
  });
  return z.array(z.string()).parse(reply['files']).map((file) => join(run.folder, file));
}
