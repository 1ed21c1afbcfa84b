import { z } from 'zod';
import { AssetSelection } from '../assets/contract.ts';
import { LayerName } from '../layers/model.ts';

/** File formats of data; `shp` comes zipped with its encoding said. */
export const EXPORT_FORMATS = ['gpkg', 'geojson', 'shp', 'kml', 'csv', 'xlsx', 'fgb', 'dxf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** What holds several layers in one file; the others become a zip of one file a layer. */
export const MULTI_LAYER: readonly ExportFormat[] = ['gpkg', 'xlsx', 'dxf'];

export const MEDIA_TYPES: Readonly<Record<ExportFormat | 'zip' | 'pdf' | 'svg', string>> = {
  gpkg: 'application/geopackage+sqlite3', geojson: 'application/geo+json', shp: 'application/zip', kml: 'application/vnd.google-earth.kml+xml',
  csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', fgb: 'application/octet-stream', zip: 'application/zip', pdf: 'application/pdf', svg: 'image/svg+xml', dxf: 'image/vnd.dxf',
};

const lon = z.number().min(-180).max(180);
const lat = z.number().min(-85).max(85);
/** West, south, east, north in EPSG:4326. */
export const Bbox = z.tuple([lon, lat, lon, lat]).refine(([w, s, e, n]) => w < e && s < n, { message: 'empty_extent' });
export type Bbox = z.output<typeof Bbox>;

/** Equality filters by layer, on the columns `FILTERS` allows; other columns are refused. */
export const Filters = z.record(LayerName, z.record(z.string(), z.union([z.string(), z.boolean()])));
export const FILTERS: Readonly<Record<string, readonly string[]>> = {
  assets: ['nature', 'domain_class', 'title_state', 'status', 'level'], listings: ['platform', 'room_type', 'gone'], zones: ['set'], parcels: ['title_state'],
};

export const ExportRequest = z.object({
  layers: z.array(LayerName).min(1).max(20),
  format: z.enum(EXPORT_FORMATS),
  bbox: Bbox.optional(),
  /** EPSG code; 4326 when absent. */
  crs: z.number().int().min(1024).max(999999).optional(),
  filters: Filters.optional(),
  /** Of the layer `assets`: some of its properties, as the register's screen chose them. */
  selection: AssetSelection.optional(),
});
export type ExportRequest = z.output<typeof ExportRequest>;

export const ExportEstimate = z.object({
  rows: z.number().int(), bytes: z.number().int(),
  layers: z.array(z.object({ layer: z.string(), rows: z.number().int(), bytes: z.number().int() })),
  /** True when the reader may have the host's name in the file. */
  personal: z.boolean(),
});

/** What a finished export or print answers; its file is at `…/exports/{id}/file` or `…/prints/{id}/file` for a day, for its maker. */
export const FileResult = z.object({ file: z.string(), name: z.string(), media: z.string(), bytes: z.number(), rows: z.number().optional(), /** rows without a place, which this format cannot carry */ leftOut: z.number().optional(),
  /** layers that changed while they were read, where the engine cannot hold a moment still */ moved: z.array(z.string()).optional(),
  /** a Shapefile's columns that had to take a shorter name, and texts that were longer than it holds */ renamed: z.array(z.object({ layer: z.string(), from: z.string(), to: z.string() })).optional(), shortened: z.array(z.object({ layer: z.string(), column: z.string(), rows: z.number().int() })).optional(), expires: z.string() });
export type FileResult = z.output<typeof FileResult>;
