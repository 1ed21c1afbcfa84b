const A = 6378137;
const E2 = 0.00669437999014;
const RADIAN = Math.PI / 180;

/** Metres of a degree of longitude and of latitude at a latitude, on the WGS 84 ellipsoid. */
export function metresOfDegree(lat: number): { x: number; y: number } {
  const w = 1 - E2 * Math.sin(lat * RADIAN) ** 2;
  return { x: A / Math.sqrt(w) * Math.cos(lat * RADIAN) * RADIAN, y: A * (1 - E2) / w ** 1.5 * RADIAN };
}

/** Half the square of the radius times the angle from a to b seen from the origin: the sector between them. */
const sector = (ax: number, ay: number, bx: number, by: number, r2: number): number => Math.atan2(ax * by - ay * bx, ax * bx + ay * by) * r2 / 2;

/**
 * What the edge a-b takes from, or adds to, the sector it subtends: signed area of the disc (radius² r2, centre at the origin) inside the
 * triangle origin-a-b, less the whole sector. Zero when the edge stays outside the disc. Summed over a polygon's edges and added to the
 * disc (when its centre is inside) or to nothing, it gives the exact area of disc and polygon in common.
 */
export function edgeCorrection(ax: number, ay: number, bx: number, by: number, r2: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const a = dx * dx + dy * dy;
  if (a === 0) return 0;
  const b = ax * dx + ay * dy;
  const root = b * b - a * (ax * ax + ay * ay - r2);
  if (root <= 0) return 0;
  const s = Math.sqrt(root);
  const t1 = (-b - s) / a;
  const t2 = (-b + s) / a;
  if (t1 >= 1 || t2 <= 0) return 0;
  const px = t1 > 0 ? ax + t1 * dx : ax;
  const py = t1 > 0 ? ay + t1 * dy : ay;
  const qx = t2 < 1 ? ax + t2 * dx : bx;
  const qy = t2 < 1 ? ay + t2 * dy : by;
  return (px * qy - py * qx) / 2 - sector(px, py, qx, qy, r2);
}
