import { useMemo } from 'react';
import type { Reply } from '@sommier/domain/shared';
import type { getConflict } from '@sommier/domain/titles';
import { useT } from '../../platform/i18n/index.ts';

type Conflict = Reply<typeof getConflict>;
type Pt = readonly number[];
const WIDTH = 420;
const HEIGHT = 280;

/** Every position of a geometry, however deep. */
const points = (c: unknown): Pt[] => (!Array.isArray(c) ? [] : typeof c[0] === 'number' ? [c as number[]] : c.flatMap(points));
const coordinates = (g: unknown): unknown => { const x = g as { coordinates?: unknown; geometries?: unknown[] }; return x.coordinates ?? (x.geometries ?? []).map(coordinates); };
const rings = (c: unknown): Pt[][] => (!Array.isArray(c) || c.length === 0 ? [] : Array.isArray(c[0]) && typeof (c[0] as unknown[])[0] === 'number' ? [c as Pt[]] : c.flatMap(rings));

/** The parcels of a conflict and the ground they share, true to shape, north up. The frame keeps to the shared ground where the parcels are far larger. */
export const OverlapMap = ({ conflict }: { conflict: Conflict }) => {
  const t = useT();
  const drawn = useMemo(() => {
    const all = conflict.shapes.flatMap((s) => points(coordinates(s.geometry)));
    if (all.length === 0) return null;
    const xs = all.map((p) => p[0] ?? 0), ys = all.map((p) => p[1] ?? 0);
    const [w, e, s, n] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const squeeze = Math.cos(((s + n) / 2) * (Math.PI / 180));
    const scale = Math.min((WIDTH - 32) / Math.max((e - w) * squeeze, 1e-7), (HEIGHT - 32) / Math.max(n - s, 1e-7));
    const at = (p: Pt) => [WIDTH / 2 + ((p[0] ?? 0) - (w + e) / 2) * squeeze * scale, HEIGHT / 2 - ((p[1] ?? 0) - (s + n) / 2) * scale] as const;
    const path = (g: unknown) => rings(coordinates(g)).map((r) => `M${r.map((p) => at(p).map((v) => v.toFixed(1)).join(' ')).join('L')}Z`).join('');
    const middle = (g: unknown) => { const of = points(coordinates(g)).map(at); return [of.reduce((m, p) => m + p[0], 0) / of.length, of.reduce((m, p) => m + p[1], 0) / of.length] as const; };
    return { shapes: conflict.shapes.map((x) => ({ id: x.parcelId, d: path(x.geometry), at: middle(x.geometry) })), overlap: conflict.overlap ? path(conflict.overlap) : '' };
  }, [conflict]);
  if (!drawn) return null;
  const name = (id: string) => conflict.sides.find((s) => s.parcelId === id)?.reference ?? '';
  return (
    <svg className="overlap" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('titles.conflict.drawing')}>
      {drawn.shapes.map((x, i) => <path key={x.id} className={i === 0 ? 'a' : 'b'} d={x.d} fillRule="evenodd" />)}<path className="x" d={drawn.overlap} fillRule="evenodd" />
      {drawn.shapes.slice(0, 12).map((x) => <text key={x.id} x={x.at[0]} y={x.at[1]} direction="ltr">{name(x.id)}</text>)}
    </svg>
  );
};
