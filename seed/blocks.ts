import type { Chance } from './prng.ts';
import { area, centre, contains, inset, shrink, split, turn, type Ring, type Spot } from './plane.ts';

export const FABRICS = ['medina', 'new-town', 'suburb', 'coast', 'outskirts'] as const;
export type Fabric = (typeof FABRICS)[number];
/** A piece of ground; `holes` are pieces of it that belong to somebody else (or to nobody). */
export interface Plot { fabric: Fabric; block: number; ring: Ring; holes: Ring[] }
/** A street between two rows of blocks: its middle line and width in metres. */
export interface Street { fabric: Fabric; line: Spot[]; width: number }

interface Quarter {
  fabric: Fabric; at: Spot; cells: readonly [number, number]; size: readonly [number, number]; turned: number; jitter: number;
  street: number; plot: readonly [number, number]; open?: number; inside?: (spot: Spot) => boolean;
}
const QUARTERS: readonly Quarter[] = [
  { fabric: 'medina', at: [-400, -320], cells: [17, 13], size: [47, 49], turned: 0, jitter: 7, street: 3, plot: [240, 540], inside: ([x, y]) => (x / 385) ** 2 + (y / 305) ** 2 < 1 },
  { fabric: 'new-town', at: [-1440, -560], cells: [10, 15], size: [96, 74], turned: 4, jitter: 0, street: 12, plot: [780, 1450], open: 0.05 },
  { fabric: 'suburb', at: [-460, 500], cells: [9, 5], size: [98, 88], turned: -5, jitter: 9, street: 8, plot: [660, 1250], open: 0.03 },
  { fabric: 'coast', at: [525, -700], cells: [2, 12], size: [150, 112], turned: 3, jitter: 4, street: 14, plot: [1600, 5200], open: 0.06 },
  { fabric: 'outskirts', at: [-1350, -1310], cells: [9, 4], size: [190, 165], turned: 2, jitter: 16, street: 9, plot: [3200, 9000] },
];

/** Cuts a convex ring across its longest side until each part is at most `limit` square metres. */
const subdivide = (ring: Ring, limit: readonly [number, number], luck: Chance): Ring[] => {
  if (area(ring) <= luck.between(limit[0], limit[1]) * 1.25) return [ring];
  const sides = ring.map((a, i): [number, Spot, Spot] => {
    const b = ring[(i + 1) % ring.length]!;
    return [Math.hypot(b[0] - a[0], b[1] - a[1]), a, b];
  });
  const [, a, b] = sides.reduce((longest, side) => (side[0] > longest[0] ? side : longest));
  const t = luck.between(0.42, 0.58);
  const parts = split(ring, [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], [-(b[1] - a[1]), b[0] - a[0]]);
  return parts.filter((part) => part.length >= 3).flatMap((part) => subdivide(part, limit, luck));
};

/** Blocks, streets and plots of the whole town. Open blocks (squares, gardens) stay one plot. */
export const layOut = (luck: Chance): { plots: Plot[]; streets: Street[] } => {
  const plots: Plot[] = [];
  const streets: Street[] = [];
  let block = 0;
  for (const q of QUARTERS) {
    const corner = Array.from({ length: q.cells[1] + 1 }, (_r, j) => Array.from({ length: q.cells[0] + 1 }, (_c, i): Spot => {
      const [dx, dy] = turn([i * q.size[0], j * q.size[1]], q.turned);
      return [q.at[0] + dx + luck.between(-q.jitter, q.jitter), q.at[1] + dy + luck.between(-q.jitter, q.jitter)];
    }));
    const inside = q.inside ?? ((): boolean => true);
    for (let j = 0; j <= q.cells[1]; j += 1) streets.push({ fabric: q.fabric, width: q.street, line: corner[j]!.filter(inside) });
    for (let i = 0; i <= q.cells[0]; i += 1) streets.push({ fabric: q.fabric, width: q.street, line: corner.map((row) => row[i]!).filter(inside) });
    for (let j = 0; j < q.cells[1]; j += 1) for (let i = 0; i < q.cells[0]; i += 1) {
      const cell: Ring = [corner[j]![i]!, corner[j]![i + 1]!, corner[j + 1]![i + 1]!, corner[j + 1]![i]!];
      if (!inside(centre(cell))) continue;
      block += 1;
      const ring = inset(cell, q.street / 2);
      const parts = luck.odds(q.open ?? 0) ? [ring] : subdivide(ring, q.plot, luck);
      for (const part of parts) plots.push({ fabric: q.fabric, block, ring: part, holes: [] });
    }
  }
  // Now and then a plot lies in another one (a shrine, a well), or round a court that is nobody's.
  for (const plot of luck.shuffle(plots.filter((p) => area(p.ring) > 420)).slice(0, 36)) {
    const hole = shrink(plot.ring, luck.between(0.2, 0.34));
    plot.holes.push(hole);
    if (luck.odds(0.6)) plots.push({ fabric: plot.fabric, block: plot.block, ring: hole, holes: [] });
  }
  return { plots, streets: streets.filter((s) => s.line.length > 2) };
};

/** A spot inside a ring, drawn evenly enough. */
export const spotIn = (ring: Ring, luck: Chance): Spot => {
  const [cx, cy] = centre(ring);
  for (let tries = 0; tries < 20; tries += 1) {
    const [x, y] = luck.pick(ring);
    const t = Math.sqrt(luck.next()) * 0.9;
    const spot: Spot = [cx + (x - cx) * t + luck.between(-2, 2), cy + (y - cy) * t + luck.between(-2, 2)];
    if (contains(ring, spot)) return spot;
  }
  return [cx, cy];
};
