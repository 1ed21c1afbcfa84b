import { useMemo } from 'react';
import { nearGeometries } from '@sommier/domain/geometries';
import type { Geometry } from '@sommier/domain/shared';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';

type P = [number, number];
const W = 400, H = 300, MARGIN = 0.25;
const lines = (g: Geometry | null): P[][] => {
  const c = g?.['coordinates'];
  switch (g?.type) {
    case 'Polygon': case 'MultiLineString': return c as P[][];
    case 'MultiPolygon': return (c as P[][][]).flat();
    case 'LineString': return [c as P[]];
    default: return [];
  }
};
/** Metres a degree is worth, near enough for a picture. */
const LAT_M = 111_000;

/** The ground among its neighbours, north up, as a drawing of a few elements: no map library on the page of a property. */
export const MiniMap = ({ geometry, id, name, marks = [] }: { geometry: Geometry; id: string; name: string; marks?: readonly P[] }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const frame = useMemo(() => {
    const all = geometry.type === 'Point' ? [geometry['coordinates'] as P] : lines(geometry).flat();
    const xs = all.map((p) => p[0]), ys = all.map((p) => p[1]);
    const [w, s, e, n] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const lonM = LAT_M * Math.cos(((s + n) / 2) * (Math.PI / 180));
    // The whole of it with a quarter of room, sixty metres wide at least; held to what the server answers.
    const metres = Math.min(4000, Math.max(60, (e - w) * lonM * (1 + 2 * MARGIN), (n - s) * LAT_M * (1 + 2 * MARGIN) * (W / H)));
    const [cx, cy] = [(w + e) / 2, (s + n) / 2];
    const scale = W / metres;
    const at = ([x, y]: P): P => [W / 2 + (x - cx) * lonM * scale, H / 2 - (y - cy) * LAT_M * scale];
    const bbox = [cx - metres / 2 / lonM, cy - (metres * H) / W / 2 / LAT_M, cx + metres / 2 / lonM, cy + (metres * H) / W / 2 / LAT_M].map((v) => v.toFixed(6)).join(',');
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].filter((m) => m * scale <= 110).pop() ?? 1;
    return { at, bbox, step, bar: step * scale };
  }, [geometry]);
  const near = useEndpoint(nearGeometries, { params: { commune }, query: { bbox: frame.bbox, except: id } });
  const path = (g: Geometry): string => lines(g).map((ring) => `M${ring.map((p) => frame.at(p).map((v) => v.toFixed(1)).join(' ')).join('L')}`).join('');
  const point = geometry.type === 'Point' ? frame.at(geometry['coordinates'] as P) : null;
  return (
    <svg className="minimap" viewBox={`0 0 ${W} ${H}`} role="img" aria-label={t('drawing.minimap', { name })}>
      {near.data && <path className="near" d={near.data.parcels.map((p) => path(p.geometry)).join('')} />}
      {near.data && <path className="other" d={near.data.assets.map((a) => path(a.geometry)).join('')} />}
      {point ? <circle className="own" cx={point[0]} cy={point[1]} r="7" /> : <path className="own" fillRule="evenodd" d={path(geometry)} />}
      {marks.map((m, i) => { const [x, y] = frame.at(m); return <circle key={i} className="fault" cx={x} cy={y} r="8" />; })}
      <path d={`M12 ${H - 12}v-5M12 ${H - 12}h${frame.bar.toFixed(1)}v-5`} fill="none" stroke="currentColor" strokeWidth="1.5" /><text x="16" y={H - 17}>{`${frame.step} m`}</text>
    </svg>
  );
};
