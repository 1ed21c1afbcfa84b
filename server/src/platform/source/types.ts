import type { Encoding } from '@sommier/domain/imports';

/** One record of any file: a table's row or a map's feature. */
export interface SourceRecord {
  /** As a person counts: a table's heading is row 1, a map's first feature is 1. */
  row: number;
  cells: Record<string, unknown>;
  /** GeoJSON geometry in the source's system; null where the record has none. */
  geometry: unknown;
  /** Why the record cannot be taken, found while reading. */
  fault?: { code: string; column?: string; value?: string; params?: Record<string, unknown> };
}

export interface SourceOptions {
  encoding?: Encoding; delimiter?: string; crs?: number; sheet?: string; sourceLayer?: string;
  /** Stop after this many records (a preview). */
  limit?: number;
}

/** An opened file and what was understood of it. */
export interface Source {
  driver: 'csv' | 'xlsx' | 'geojson' | 'vector';
  encoding: Encoding | null;
  delimiter: string | null;
  sheets: string[];
  layers: { name: string; features: number; geometryType: string | null }[];
  /** EPSG code of the records' coordinates as handed out (4326 where GDAL has reprojected them), null where nothing says it. */
  srid: number | null;
  /** What the file or the person said its system was. */
  crs: number | null;
  crsName: string | null;
  crsFrom: 'file' | 'option' | 'format' | 'none';
  /** Headings of a table; a map's are known as its features come. */
  columns: string[];
  /** Number of records where the file tells it without being read. */
  total: number | null;
  records(): AsyncIterable<SourceRecord>;
}

/** The file as a whole cannot be taken; `code` is in the import catalogue. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
  readonly code: string;
  readonly more: { row?: number; column?: string; params?: Record<string, unknown> };
  constructor(code: string, more: SourceRefused['more'] = {}) { super(code); this.code = code; this.more = more; }
}
