import type { Geometry } from '@sommier/domain/shared';
import { ellipsoidalArea, ellipsoidalLength } from '../area.ts';

export type Pt = [number, number];
/** Closed: the first corner stands again at the end. */
export type Ring = readonly Pt[];
/** The outline, then its holes. */
export type Part = readonly Ring[];
/** The ground being drawn, in degrees: none, one or many parts. Never changed in place, so that a step back is the very same value. */
export type Shape = readonly Part[];

/** The parts of a polygon or multipolygon; null for what has no ground (a point, a line, nothing). */
export const shapeOf = (g: Geometry | null): Shape | null => {
  const coordinates = g?.['coordinates'];
  if (g?.type === 'Polygon') return [coordinates as Part];
  return g?.type === 'MultiPolygon' ? coordinates as Shape : null;
};
export const geometryOf = (shape: Shape): { type: 'MultiPolygon'; coordinates: Pt[][][] } => ({ type: 'MultiPolygon', coordinates: shape as Pt[][][] });

export const partArea = (part: Part): number => ellipsoidalArea(part);
/** Square metres on the ellipsoid, holes taken out. */
export const shapeArea = (shape: Shape): number => shape.reduce((sum, part) => sum + partArea(part), 0);
/** Metres of all its edges, those of holes included. */
export const shapePerimeter = (shape: Shape): number => shape.reduce((sum, part) => part.reduce((s, ring) => s + ellipsoidalLength(ring), sum), 0);
export const vertexCount = (shape: Shape): number => shape.reduce((sum, part) => part.reduce((s, ring) => s + ring.length - 1, sum), 0);

/** The shape with one ring replaced, or taken away (`null`); the outline taken away takes its part. */
export const withRing = (shape: Shape, part: number, ring: number, next: Ring | null): Shape => {
  if (next === null && ring === 0) return shape.filter((_, i) => i !== part);
  return shape.map((p, i) => (i !== part ? p : next === null ? p.filter((_, j) => j !== ring) : p.map((r, j) => (j === ring ? next : r))));
};
export const closed = (points: readonly Pt[]): Ring => {
  const [a] = points, z = points[points.length - 1];
  return a && z && (a[0] !== z[0] || a[1] !== z[1]) ? [...points, a] : points;
};
