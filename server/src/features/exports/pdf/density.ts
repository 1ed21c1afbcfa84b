import type { Box } from '@sommier/domain/exports';

/** Side of a cell in points: 2 mm. */
const SIDE = 72 / 25.4 * 2;
const SHADES = 14;

/**
 * How many discs lie over each spot of the frame, as runs of cells of one shade (0..1, of the densest). Each disc weighs the same whatever its
 * size. Neighbours of one shade in a row are one rectangle.
 */
export function densityShades(discs: readonly { x: number; y: number; r: number }[], frame: Box): (Box & { shade: number })[] {
  const columns = Math.ceil(frame.width / SIDE);
  const rows = Math.ceil(frame.height / SIDE);
  const sums = new Float64Array(columns * rows);
  for (const { x, y, r } of discs) {
    if (r <= 0) continue;
    const weight = 1 / (r * r);
    const top = Math.max(0, Math.floor((y - r - frame.y) / SIDE));
    const bottom = Math.min(rows - 1, Math.floor((y + r - frame.y) / SIDE));
    for (let row = top; row <= bottom; row += 1) {
      const dy = frame.y + (row + 0.5) * SIDE - y;
      const half = Math.sqrt(Math.max(0, r * r - dy * dy));
      const from = Math.max(0, Math.ceil((x - half - frame.x) / SIDE - 0.5));
      const to = Math.min(columns - 1, Math.floor((x + half - frame.x) / SIDE - 0.5));
      for (let column = from; column <= to; column += 1) sums[row * columns + column] = (sums[row * columns + column] ?? 0) + weight;
    }
  }
  const most = sums.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return [];
  const shades: (Box & { shade: number })[] = [];
  for (let row = 0; row < rows; row += 1) {
    let from = 0;
    for (let column = 0; column <= columns; column += 1) {
      const shadeAt = (c: number): number => (c < columns ? Math.round((sums[row * columns + c] ?? 0) / most * SHADES) : -1);
      const level = shadeAt(from);
      if (shadeAt(column) === level) continue;
      if (level > 0) shades.push({ x: frame.x + from * SIDE, y: frame.y + row * SIDE, width: (column - from) * SIDE, height: SIDE, shade: level / SHADES });
      from = column;
    }
  }
  return shades;
}
