/** A GeoJSON geometry of any kind, as a filter's literal writes it. */
export type Shape = { type: 'Point' | 'LineString' | 'Polygon' | 'MultiPoint' | 'MultiLineString' | 'MultiPolygon'; coordinates: unknown } | { type: 'GeometryCollection'; geometries: Shape[] };

export interface Property { kind: 'property'; name: string }
/** `date` is a day (2026-11-22), else a moment in UTC (2026-11-22T10:00:00Z). */
export interface Instant { kind: 'instant'; value: string; date: boolean }
export type Scalar = Property | Instant | { kind: 'text'; value: string } | { kind: 'number'; value: string } | { kind: 'boolean'; value: boolean } | { kind: 'casei' | 'accenti'; of: Scalar } | Sum;
/** `div` leaves whole numbers, `%` what is left over, `^` a power. */
export const ARITHMETIC = ['+', '-', '*', '/', '%', 'div', '^'] as const;
export type ArithmeticSign = (typeof ARITHMETIC)[number];
export interface Sum { kind: 'arithmetic'; sign: ArithmeticSign; left: Scalar; right: Scalar }
/** An open end is null. */
export type Time = Property | Instant | { kind: 'interval'; from: Property | Instant | null; to: Property | Instant | null };
export type Ground = Property | { kind: 'shape'; shape: Shape };

export const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='] as const;
export const SPATIAL = ['S_INTERSECTS', 'S_DISJOINT', 'S_EQUALS', 'S_TOUCHES', 'S_CROSSES', 'S_WITHIN', 'S_CONTAINS', 'S_OVERLAPS'] as const;
export const TEMPORAL = ['T_AFTER', 'T_BEFORE', 'T_CONTAINS', 'T_DISJOINT', 'T_DURING', 'T_EQUALS', 'T_FINISHEDBY', 'T_FINISHES', 'T_INTERSECTS', 'T_MEETS', 'T_METBY', 'T_OVERLAPPEDBY', 'T_OVERLAPS', 'T_STARTEDBY', 'T_STARTS'] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type SpatialOp = (typeof SPATIAL)[number];
export type TemporalOp = (typeof TEMPORAL)[number];

/** A filter read: OGC 21-065r2 (CQL2), text encoding. */
export type Cql =
  | { op: 'and' | 'or'; args: Cql[] } | { op: 'not'; arg: Cql }
  | { op: 'compare'; sign: Comparison; left: Scalar; right: Scalar }
  | { op: 'like'; value: Scalar; pattern: Scalar; anyCase: boolean }
  | { op: 'between'; value: Scalar; low: Scalar; high: Scalar }
  | { op: 'in'; value: Scalar; among: Scalar[] }
  | { op: 'null'; value: Scalar }
  | { op: 'true'; value: Scalar }
  | { op: 'spatial'; fn: SpatialOp; left: Ground; right: Ground }
  | { op: 'temporal'; fn: TemporalOp; left: Time; right: Time };

/** A filter that is not CQL2; `at` is the place (from 0) where reading stopped. */
export class CqlFault extends Error {
  override readonly name = 'CqlFault';
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
