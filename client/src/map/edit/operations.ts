import { buffer, difference, featureCollection, intersect, multiPolygon, polygon, union } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { closed, geometryOf, partArea, type Part, type Pt, type Shape } from './shape.ts';

/** Pieces smaller than this many square metres are the dust of two edges that nearly agree. */
const DUST_M2 = 0.001;
type Ground = Feature<Polygon | MultiPolygon>;
const ground = (shape: Shape): Ground => multiPolygon(geometryOf(shape).coordinates);
const parts = (g: Ground | null): Shape => {
  if (g === null) return [];
  const all = (g.geometry.type === 'Polygon' ? [g.geometry.coordinates] : g.geometry.coordinates) as Pt[][][];
  return all.map((part) => part.filter((ring, i) => i === 0 || partArea([ring]) > DUST_M2)).filter((part) => partArea(part) > DUST_M2);
};

/** Everything of both; parts that touch or overlap become one. */
export const merge = (a: Shape, b: Shape = []): Shape => {
  const all = [...a, ...b];
  return all.length < 2 ? all : parts(union(featureCollection(all.map((p) => polygon(p as Pt[][])))));
};
/** What remains of `a` without `b`: a hole where `b` lies inside. */
export const cut = (a: Shape, b: Shape): Shape => (a.length && b.length ? parts(difference(featureCollection([ground(a), ground(b)]))) : a);
export const common = (a: Shape, b: Shape): Shape => (a.length && b.length ? parts(intersect(featureCollection([ground(a), ground(b)]))) : []);

const crossing = (a: Pt, b: Pt, c: Pt, d: Pt): boolean => {
  const side = (p: Pt, q: Pt, r: Pt): number => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
};
const crossesItself = (line: readonly Pt[]): boolean => line.some((p, i) => line.some((q, j) => {
  const [pn, qn] = [line[i + 1], line[j + 1]];
  return j > i + 1 && pn !== undefined && qn !== undefined && crossing(p, pn, q, qn);
}));

/**
 * The ground on one side of a line: the line drawn on at both ends out of a square that holds everything, then back along the square.
 * Both sides are cut with the same corners, so that they meet exactly and keep the area. Null for a line that crosses itself.
 */
export const sideOf = (line: readonly Pt[], shape: Shape): Part | null => {
  const [a, b] = line, [y, z] = [line[line.length - 2], line[line.length - 1]];
  if (!a || !b || !y || !z) return null;
  const all = [...shape.flat(2), ...line];
  const [west, east] = [Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))], [south, north] = [Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[1]))];
  const margin = Math.max(east - west, north - south, 1e-9);
  const [w, e, s, n] = [west - margin, east + margin, south - margin, north + margin];
  // How far along the square's edge, clockwise from the south-west corner, the ray from `p` away from `q` leaves it.
  const leave = (q: Pt, p: Pt): { at: Pt; turn: number } => {
    const [dx, dy] = [p[0] - q[0], p[1] - q[1]];
    const tx = dx > 0 ? (e - p[0]) / dx : dx < 0 ? (w - p[0]) / dx : Infinity, ty = dy > 0 ? (n - p[1]) / dy : dy < 0 ? (s - p[1]) / dy : Infinity;
    const t = Math.min(tx, ty);
    const at: Pt = tx <= ty ? [dx > 0 ? e : w, p[1] + t * dy] : [p[0] + t * dx, dy > 0 ? n : s];
    const turn = at[0] === w ? (at[1] - s) / (n - s) : at[1] === n ? 1 + (at[0] - w) / (e - w) : at[0] === e ? 2 + (n - at[1]) / (n - s) : 3 + (e - at[0]) / (e - w);
    return { at, turn };
  };
  const start = leave(b, a), end = leave(y, z);
  if (crossesItself([start.at, ...line, end.at])) return null;
  const corners: Pt[] = [[w, n], [e, n], [e, s], [w, s]];
  const back: Pt[] = [];
  for (let k = Math.floor(end.turn) + 1; k <= Math.floor(end.turn) + 4; k += 1) {
    const goal = start.turn > end.turn ? start.turn : start.turn + 4;
    if (k < goal) back.push(corners[(k - 1) % 4] as Pt);
  }
  return [closed([start.at, ...line, end.at, ...back])];
};

/** The shape divided by a line: parts it crosses fall in two, the others stay. The same shape when the line divides nothing or crosses itself. */
export const split = (shape: Shape, line: readonly Pt[]): Shape => {
  const side = sideOf(line, shape);
  if (side === null) return shape;
  let divided = false;
  const next = shape.flatMap((part) => {
    const here = common([part], [side]), there = cut([part], [side]);
    if (here.length === 0 || there.length === 0) return [part];
    divided = true;
    return [...here, ...there];
  });
  return divided ? next : shape;
};

/**
 * The ground within so many metres of the shape (or, with a negative distance, deeper than it). Reckoned in a plane of true metres at the
 * shape's middle, since turf's own is a sphere: half a hundredth off at Cotonou.
 */
export const widen = (shape: Shape, metres: number): Shape => {
  const [lon, lat] = shape[0]?.[0]?.[0] ?? [0, 0];
  const phi = lat * (Math.PI / 180), e2 = 0.00669437999014, w = 1 - e2 * Math.sin(phi) ** 2;
  // Degrees of a sphere of turf's radius (6,371,008.8 m) that measure what degrees of the ellipsoid do here.
  const fy = (6_378_137 * (1 - e2)) / w ** 1.5 / 6_371_008.8, fx = (6_378_137 * Math.cos(phi)) / Math.sqrt(w) / 6_371_008.8;
  const move = (s: Shape, to: (p: Pt) => Pt): Shape => s.map((part) => part.map((ring) => ring.map(to)));
  const plane = move(shape, ([x, y]) => [(x - lon) * fx, (y - lat) * fy]);
  const made = buffer(ground(plane), metres, { units: 'meters', steps: 16 }) as Ground | undefined;
  return made ? move(parts(made), ([x, y]) => [x / fx + lon, y / fy + lat]) : [];
};
