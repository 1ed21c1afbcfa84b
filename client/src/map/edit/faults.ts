import type { Pt, Ring, Shape } from './shape.ts';

/** Why an outline cannot stand, and where: two edges cross, or it holds no ground. */
export interface Fault { kind: 'crossing' | 'flat'; at: Pt }
const LIMIT = 20;

/** Where two edges meet in their inner part; null when they do not. */
const meeting = (a: Pt, b: Pt, c: Pt, d: Pt): Pt | null => {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const det = ux * vy - uy * vx;
  if (Math.abs(det) < 1e-24) return null;
  const s = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / det, t = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / det;
  const inner = (k: number): boolean => k > 1e-9 && k < 1 - 1e-9;
  return inner(s) && inner(t) ? [a[0] + s * ux, a[1] + s * uy] : null;
};

interface Edge { a: Pt; b: Pt; w: number; e: number }
const edgesOf = (ring: Ring): Edge[] => ring.slice(1).map((b, i) => { const a = ring[i] as Pt; return { a, b, w: Math.min(a[0], b[0]), e: Math.max(a[0], b[0]) }; });

/** Crossings within and between the rings of each part, and parts that overlap; rings without ground. A sweep from west to east, so that thousands of edges stay quick. */
export const faultsOf = (shape: Shape): Fault[] => {
  const faults: Fault[] = [];
  for (const part of shape) {
    const outline = part[0] ?? [];
    if (new Set(outline.map((p) => p.join())).size < 3) faults.push({ kind: 'flat', at: outline[0] ?? [0, 0] });
  }
  const edges = shape.flatMap((part) => part.flatMap(edgesOf)).sort((p, q) => p.w - q.w);
  let open: Edge[] = [];
  for (const edge of edges) {
    open = open.filter((o) => o.e >= edge.w);
    for (const o of open) {
      const at = meeting(edge.a, edge.b, o.a, o.b);
      if (at) faults.push({ kind: 'crossing', at });
      if (faults.length >= LIMIT) return faults;
    }
    open.push(edge);
  }
  return faults;
};
