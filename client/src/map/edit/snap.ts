import type { Pt, Ring } from './shape.ts';

/** Decimals of a degree the drawing library works with: a tenth of a millimetre. */
export const DECIMALS = 9;
const rounded = (v: number): number => Number(v.toFixed(DECIMALS));
export const roughly = ([x, y]: Pt): Pt => [rounded(x), rounded(y)];
const keyOf = ([x, y]: Pt): string => `${x.toFixed(DECIMALS)} ${y.toFixed(DECIMALS)}`;

export interface Pixel { x: number; y: number }
/** Outlines a drawing leans on: corners before edges, within so many pixels of the pointer. */
export interface Snapper {
  lean: (rings: readonly Ring[]) => void;
  /** The corner or the foot on an edge nearest to a pointer, as the library writes coordinates; undefined where nothing is near. */
  near: (at: Pt, pointer: Pixel, project: (p: Pt) => Pixel, without?: ReadonlySet<string>) => Pt | undefined;
  /** The corner as its owner has it, to the last bit: shared borders stay shared. */
  exact: (p: Pt) => Pt;
  /** Keeps corners so that `exact` gives them back. */
  remember: (points: Iterable<Pt>) => void;
}

const foot = (p: Pixel, a: Pixel, b: Pixel): { t: number; far: number } => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return { t, far: Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy) };
};

export const snapper = (pixels: number): Snapper => {
  let rings: readonly Ring[] = [];
  const corners = new Map<string, Pt>();
  const remember = (points: Iterable<Pt>): void => { for (const p of points) corners.set(keyOf(p), p); };
  return {
    remember,
    lean: (next) => { rings = next; next.forEach(remember); },
    exact: (p) => corners.get(keyOf(p)) ?? p,
    near: (at, pointer, project, without) => {
      // Degrees that the reach covers, from how far a hundred-thousandth of a degree is on the screen.
      const [o, e, n] = [project(at), project([at[0] + 1e-5, at[1]]), project([at[0], at[1] + 1e-5])];
      const rx = (pixels * 1e-5) / Math.max(1e-6, Math.abs(e.x - o.x)), ry = (pixels * 1e-5) / Math.max(1e-6, Math.abs(n.y - o.y));
      let corner: { p: Pt; far: number } | undefined;
      let edge: { p: Pt; far: number } | undefined;
      for (const ring of rings) {
        for (let i = 0; i + 1 < ring.length; i += 1) {
          const a = ring[i] as Pt, b = ring[i + 1] as Pt;
          if (Math.min(a[0], b[0]) > at[0] + rx || Math.max(a[0], b[0]) < at[0] - rx || Math.min(a[1], b[1]) > at[1] + ry || Math.max(a[1], b[1]) < at[1] - ry) continue;
          const [pa, pb] = [project(a), project(b)];
          const far = Math.hypot(pa.x - pointer.x, pa.y - pointer.y);
          if (far <= pixels && far < (corner?.far ?? Infinity) && !without?.has(keyOf(a))) corner = { p: a, far };
          const f = foot(pointer, pa, pb);
          if (f.far <= pixels && f.far < (edge?.far ?? Infinity)) edge = { p: [a[0] + f.t * (b[0] - a[0]), a[1] + f.t * (b[1] - a[1])], far: f.far };
        }
      }
      const found = corner ?? edge;
      return found && roughly(found.p);
    },
  };
};
