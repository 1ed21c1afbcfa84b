/** WGS 84. */
const A = 6_378_137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const E = Math.sqrt(E2);

type Ring = readonly (readonly [number, number])[];

/** Snyder's q: the area of the ellipsoid between the equator and a latitude grows as it. */
const q = (latitude: number): number => {
  const s = Math.sin((latitude * Math.PI) / 180);
  return (1 - E2) * (s / (1 - E2 * s * s) - Math.log((1 - E * s) / (1 + E * s)) / (2 * E));
};

const ringArea = (ring: Ring): number => {
  let sum = 0;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
    sum += ((x2 - x1) * Math.PI) / 180 * (q(y1) + q(y2));
  });
  return Math.abs(sum * A * A) / 4;
};

/**
 * Area of a polygon on the ellipsoid, in square metres, holes taken out; degrees in, rings closed or not. Edges run straight in longitude
 * and authalic latitude, which on ground of a city's size is the geodesic within a few hundred-thousandths (held against PostGIS in the test).
 */
export const ellipsoidalArea = (rings: readonly Ring[]): number => rings.reduce((sum, ring, i) => (i === 0 ? ringArea(ring) : sum - ringArea(ring)), 0);

/** Length of a line in metres: chords on the ellipsoid's radii at the middle latitude of each edge. */
export const ellipsoidalLength = (line: Ring): number => line.slice(1).reduce((sum, [x2, y2], i) => {
  const [x1, y1] = line[i] ?? [x2, y2];
  const mid = ((y1 + y2) / 2) * (Math.PI / 180);
  const w = 1 - E2 * Math.sin(mid) ** 2;
  const north = ((y2 - y1) * Math.PI) / 180 * (A * (1 - E2)) / w ** 1.5;
  const east = ((x2 - x1) * Math.PI) / 180 * (A * Math.cos(mid)) / Math.sqrt(w);
  return sum + Math.hypot(north, east);
}, 0);

/** A closed ring of 64 corners round a point, `radius` in metres: how the disc of a listing is drawn in its true size. */
export const discRing = (lon: number, lat: number, radius: number): [number, number][] => {
  const phi = lat * (Math.PI / 180);
  const w = 1 - E2 * Math.sin(phi) ** 2;
  const perLat = (180 / Math.PI) / ((A * (1 - E2)) / w ** 1.5);
  const perLon = (180 / Math.PI) / ((A * Math.cos(phi)) / Math.sqrt(w));
  return Array.from({ length: 65 }, (_, i) => {
    const turn = ((i % 64) / 64) * 2 * Math.PI;
    return [lon + Math.cos(turn) * radius * perLon, lat + Math.sin(turn) * radius * perLat];
  });
};
