/** Pixels of a picture in RGBA, row by row. */
export interface Pixels { width: number; height: number; data: Buffer }

/** A function of the plane kept at the points of a grid and read between them: `nx` by `ny` cells over a box from (0, 0) to (width, height). */
export interface Mesh { nx: number; ny: number; width: number; height: number; /** two values a point, row by row, (nx + 1) × (ny + 1) points */ values: Float64Array }

/** The two values at a place of the mesh, between its four points. */
export function onMesh({ nx, ny, width, height, values }: Mesh, x: number, y: number): [number, number] {
  const fx = Math.max(0, Math.min(nx - 1e-9, (x / width) * nx)), fy = Math.max(0, Math.min(ny - 1e-9, (y / height) * ny));
  const i = Math.floor(fx), j = Math.floor(fy), u = fx - i, v = fy - j, row = (nx + 1) * 2, at = j * row + i * 2;
  const between = (k: number): number => ((values[at + k] ?? 0) * (1 - u) + (values[at + 2 + k] ?? 0) * u) * (1 - v) + ((values[at + row + k] ?? 0) * (1 - u) + (values[at + row + 2 + k] ?? 0) * u) * v;
  return [between(0), between(1)];
}

/**
 * Fills `out` from `source` where its rows lie by `row` (source pixels, the middle of the first is 0.5: the place of the row's first pixel and the step to the next), between the four nearest ones; colour
 * is weighed by what is not transparent, so that no edge darkens. Answers whether nothing at all, or everything, was covered.
 */
export function resample(source: Pixels, out: Pixels, row: (y: number) => readonly [x: number, y: number, dx: number, dy: number]): 'none' | 'some' | 'all' {
  const { width: w, height: h, data: from } = source, { width, height, data: to } = out;
  let full = 0, seen = 0;
  for (let y = 0, at = 0; y < height; y += 1) for (let x = 0, [sx0, sy0, dx, dy] = row(y); x < width; x += 1, at += 4) {
    const px = sx0 + x * dx, py = sy0 + x * dy;
    const x0 = Math.floor(px - 0.5), y0 = Math.floor(py - 0.5), u = px - 0.5 - x0, v = py - 0.5 - y0;
    if (x0 < -1 || y0 < -1 || x0 >= w || y0 >= h) { to.fill(0, at, at + 4); continue; }
    let r = 0, g = 0, b = 0, a = 0;
    for (let k = 0; k < 4; k += 1) {
      const sx = x0 + (k & 1), sy = y0 + (k >> 1);
      if (sx < 0 || sy < 0 || sx >= w || sy >= h) continue;
      const i = (sy * w + sx) * 4, weight = (k & 1 ? u : 1 - u) * (k >> 1 ? v : 1 - v) * (from[i + 3] ?? 0);
      r += weight * (from[i] ?? 0); g += weight * (from[i + 1] ?? 0); b += weight * (from[i + 2] ?? 0); a += weight;
    }
    if (a > 0) { to[at] = Math.round(r / a); to[at + 1] = Math.round(g / a); to[at + 2] = Math.round(b / a); }
    to[at + 3] = Math.round(a);
    if (a > 0) seen += 1;
    if (a >= 254.5) full += 1;
  }
  return seen === 0 ? 'none' : full === width * height ? 'all' : 'some';
}
