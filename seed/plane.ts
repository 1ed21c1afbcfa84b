import type { Position } from 'geojson';

/** Metres east and north of the medina's centre. Rings here are convex, counter-clockwise and open (the first corner is not repeated). */
export type Spot = readonly [number, number];
export type Ring = readonly Spot[];

/** In the Gulf of Hammamet, where there is only water: nobody can take this town for hers. */
export const CENTRE: Position = [10.8, 36.2];
// Metres per degree on the WGS 84 ellipsoid at this latitude; within 1e-4 over the three kilometres of the town.
const NORTH = 110_969;
const EAST = 89_936;

// A tenth of a millimetre: where three grounds meet on one side, a coarser figure would open slivers of a square metre.
const round = (x: number): number => Math.round(x * 1e9) / 1e9;
export const toLonLat = ([x, y]: Spot): Position => [round(CENTRE[0]! + x / EAST), round(CENTRE[1]! + y / NORTH)];
export const toSpot = ([lon, lat]: readonly number[]): Spot => [(lon! - CENTRE[0]!) * EAST, (lat! - CENTRE[1]!) * NORTH];
/** A closed GeoJSON ring. */
export const toRing = (ring: Ring): Position[] => [...ring, ring[0]!].map(toLonLat);

export const area = (ring: Ring): number => Math.abs(ring.reduce((sum, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length]!;
  return sum + x * v - u * y;
}, 0)) / 2;
export const centre = (ring: Ring): Spot => [ring.reduce((s, p) => s + p[0], 0) / ring.length, ring.reduce((s, p) => s + p[1], 0) / ring.length];
/** The same shape, smaller, about its centre. */
export const shrink = (ring: Ring, factor: number): Ring => {
  const [cx, cy] = centre(ring);
  return ring.map(([x, y]) => [cx + (x - cx) * factor, cy + (y - cy) * factor]);
};
export const turn = ([x, y]: Spot, degrees: number): Spot => {
  const a = (degrees * Math.PI) / 180;
  return [x * Math.cos(a) - y * Math.sin(a), x * Math.sin(a) + y * Math.cos(a)];
};

/** The part of a convex ring on the left of the line through `p` in direction `d`. */
const leftOf = (ring: Ring, p: Spot, d: Spot): Ring => {
  const side = ([x, y]: Spot): number => d[0] * (y - p[1]) - d[1] * (x - p[0]);
  return ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const [s, t] = [side(a), side(b)];
    const cut: Spot[] = s * t < 0 ? [[a[0] + ((b[0] - a[0]) * s) / (s - t), a[1] + ((b[1] - a[1]) * s) / (s - t)]] : [];
    return s >= 0 ? [a, ...cut] : cut;
  });
};
/** Two parts on either side of a line; they share the cut's two ends to the last bit, so they neither overlap nor gape. */
export const split = (ring: Ring, p: Spot, d: Spot): [Ring, Ring] => [leftOf(ring, p, d), leftOf(ring, p, [-d[0], -d[1]])];

/** The ring drawn back from each of its sides by `distance` metres; empty where nothing is left. */
export const inset = (ring: Ring, distance: number): Ring => ring.reduce<Ring>((left, a, i) => {
  const b = ring[(i + 1) % ring.length]!;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const d: Spot = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  return left.length === 0 ? left : leftOf(left, [a[0] - d[1] * distance, a[1] + d[0] * distance], d);
}, ring);

export const contains = (ring: Ring, [x, y]: Spot): boolean => ring.every((a, i) => {
  const b = ring[(i + 1) % ring.length]!;
  return (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) >= 0;
});
