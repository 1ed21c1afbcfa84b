import './leads.css';
import { useMemo } from 'react';

type P = readonly [number, number];
export interface Shape { key: string; geometry: unknown; kind: 'parcel' | 'asset' | 'own' | 'other'; mark?: string }
export interface DrawnDisc { lon: number; lat: number; metres: number; label?: string }
const W = 680, H = 330;
const runs = (c: unknown): P[][] => (!Array.isArray(c) || c.length === 0 ? [] : typeof c[0] === 'number' ? [[c as unknown as P]] : Array.isArray(c[0]) && typeof c[0][0] === 'number' ? [c as unknown as P[]] : c.flatMap(runs));
const runsOf = (g: unknown): P[][] => runs((g as { coordinates?: unknown } | null)?.coordinates);
/** Metres of a degree of latitude; enough for a drawing of three hundred metres. */
const DEGREE = 111_200;

/** The ground of one or two discs, north up, drawn without the map library: parcels, municipal properties, the one in question, the published points. What it says stands in the tables too. */
export const GroundMap = ({ discs, shapes = [], label, at }: { discs: readonly DrawnDisc[]; shapes?: readonly Shape[]; label: string; /** Where the property in question lies. */ at?: { lon: number; lat: number } | null }) => {
  const drawn = useMemo(() => {
    const [first] = discs;
    if (!first) return null;
    const squeeze = Math.cos((first.lat * Math.PI) / 180);
    const reach = Math.max(...discs.map((d) => d.metres + Math.hypot((d.lon - first.lon) * squeeze, d.lat - first.lat) * DEGREE)) * 1.12;
    const mid = { lon: discs.reduce((n, d) => n + d.lon, 0) / discs.length, lat: discs.reduce((n, d) => n + d.lat, 0) / discs.length };
    const scale = H / 2 / (discs.length > 1 ? reach * 0.85 : reach);
    const xy = (lon: number, lat: number): [number, number] => [W / 2 + (lon - mid.lon) * squeeze * DEGREE * scale, H / 2 - (lat - mid.lat) * DEGREE * scale];
    const path = (g: unknown): string => runsOf(g).map((run) => (run.length === 1 ? `M${xy(run[0]![0], run[0]![1]).map((v) => v.toFixed(1)).join(' ')}h.01` : `M${run.map((p) => xy(p[0], p[1]).map((v) => v.toFixed(1)).join(' ')).join('L')}`)).join('');
    const paths = shapes.map((s) => ({ ...s, d: path(s.geometry), point: runsOf(s.geometry).every((r) => r.length === 1) }));
    // One path for all of a kind: a page stays light however many parcels a disc meets.
    return { scale, xy, paths, all: (kind: Shape['kind'], point: boolean): string => paths.filter((s) => s.kind === kind && s.point === point).map((s) => s.d).join('') };
  }, [discs, shapes]);
  if (!drawn) return null;
  const link = at && discs[0] ? [drawn.xy(discs[0].lon, discs[0].lat), drawn.xy(at.lon, at.lat)] as const : null;
  return (
    <svg className="ground" viewBox={`0 0 ${String(W)} ${String(H)}`} role="img" aria-label={label} preserveAspectRatio="xMidYMid slice">
      <path className="parcel" d={drawn.all('parcel', false)} /><path className="asset" d={drawn.all('asset', false)} /><path className="asset point" d={drawn.all('asset', true)} />
      {discs.map((d, i) => { const [x, y] = drawn.xy(d.lon, d.lat); return <g key={String(i)} className={`disc n${String(i)}`}><circle cx={x} cy={y} r={Math.max(4, d.metres * drawn.scale)} /><circle className="dot" cx={x} cy={y} r="5" />{d.label && <text x={x + 9} y={y + 4}>{d.label}</text>}</g>; })}
      {drawn.paths.filter((s) => s.kind === 'other').map((s) => <path key={s.key} className={s.point ? 'other point' : 'other'} d={s.d} />)}
      {link && <circle className="target" cx={link[1][0]} cy={link[1][1]} r="9" />}
      {link && <path className="link" d={`M${link[0].join(' ')}L${link[1].join(' ')}`} />}
      {drawn.paths.filter((s) => s.kind === 'own').map((s) => <path key={s.key} className={s.point ? 'own point' : 'own'} d={s.d} />)}
    </svg>
  );
};
