import { useMemo, useRef, useState, type PointerEvent } from 'react';
import type { FieldPack } from '@sommier/domain/campaigns';
import type { Geometry } from '@sommier/domain/shared';
import { useT } from '../../../platform/i18n/index.ts';
import { Button } from '../../../platform/ui/index.ts';
import type { Place } from './use-position.ts';

type P = [number, number];
const W = 375, H = 260, TAP = 6;
const rings = (g: Geometry): P[][] => { const c = g['coordinates']; return g.type === 'Polygon' ? c as P[][] : g.type === 'MultiPolygon' ? (c as P[][][]).flat() : []; };

/** The lines taken along, drawn by the device itself: zones, parcels, the sheets, and where one stands. One finger moves, the buttons scale. */
export const FieldMap = ({ pack, position, only, table, onPick }: { pack: FieldPack; position: Place | null; only?: string | undefined; /** What says the same in words. */ table: string; onPick: (asset: string) => void }) => {
  const t = useT();
  const shown = useMemo(() => pack.sheets.filter((s) => s.asset.lon !== null && s.asset.lat !== null && (only === undefined || s.asset.id === only)), [pack, only]);
  const home = useMemo(() => {
    const all: P[] = shown.length ? shown.map((s): P => [s.asset.lon ?? 0, s.asset.lat ?? 0]) : position ? [[position.lon, position.lat]] : pack.context.zones.flatMap((z) => rings(z.geometry).flat());
    const xs = all.map((p) => p[0]), ys = all.map((p) => p[1]);
    const [x, y] = all.length ? [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2] : [0, 0];
    const lonM = 111_000 * Math.cos((y * Math.PI) / 180);
    const span = all.length ? Math.max((Math.max(...xs) - Math.min(...xs)) * lonM, (Math.max(...ys) - Math.min(...ys)) * 111_000 * (W / H), 80) * 1.3 : 1000;
    return { x, y, lonM, span };
  }, [shown, pack, position]);
  const [moved, setMoved] = useState({ dx: 0, dy: 0, zoom: 1 });
  const hold = useRef<{ x: number; y: number; dx: number; dy: number } | null>(null);
  const scale = (W / home.span) * moved.zoom;
  const at = ([x, y]: P): P => [W / 2 + (x - home.x) * home.lonM * scale + moved.dx * moved.zoom, H / 2 - (y - home.y) * 111_000 * scale + moved.dy * moved.zoom];
  const path = (g: Geometry): string => rings(g).map((r) => `M${r.map((p) => at(p).map((v) => v.toFixed(1)).join(' ')).join('L')}Z`).join('');
  const onMove = (e: PointerEvent<SVGSVGElement>) => {
    const h = hold.current;
    if (!h) return;
    const k = W / e.currentTarget.clientWidth / moved.zoom;
    setMoved((m) => ({ ...m, dx: h.dx + (e.clientX - h.x) * k, dy: h.dy + (e.clientY - h.y) * k }));
  };
  const onUp = (e: PointerEvent<SVGSVGElement>) => {
    const h = hold.current;
    hold.current = null;
    if (!h || Math.hypot(e.clientX - h.x, e.clientY - h.y) > TAP) return;
    const box = e.currentTarget.getBoundingClientRect();
    const [x, y] = [((e.clientX - box.left) / box.width) * W, ((e.clientY - box.top) / box.height) * H];
    const near = shown.map((s) => { const [a, b] = at([s.asset.lon ?? 0, s.asset.lat ?? 0]); return { id: s.asset.id, far: Math.hypot(a - x, b - y) }; }).sort((a, b) => a.far - b.far)[0];
    if (near && near.far < 24) onPick(near.id);
  };
  return (
    <div className="fieldmap">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={t('field.map', { n: shown.length })} aria-details={table} onPointerDown={(e) => { e.currentTarget.setPointerCapture(e.pointerId); hold.current = { x: e.clientX, y: e.clientY, dx: moved.dx, dy: moved.dy }; }} onPointerMove={onMove} onPointerUp={onUp} onPointerCancel={() => { hold.current = null; }}>
        <path className="parcel" d={pack.context.parcels.map(path).join('')} /><path className="zone" d={pack.context.zones.map((z) => path(z.geometry)).join('')} />
        {shown.map((s) => { const [x, y] = at([s.asset.lon ?? 0, s.asset.lat ?? 0]); return <g key={s.id}>{s.asset.geometry && <path className="own" d={path(s.asset.geometry)} />}<circle className="own" cx={x} cy={y} r="7" /></g>; })}
        {position && (() => { const [x, y] = at([position.lon, position.lat]); return <><circle className="reach" cx={x} cy={y} r={Math.min(200, (position.accuracyM ?? 0) * scale)} /><circle className="me" cx={x} cy={y} r="6" /></>; })()}
      </svg>
      <div className="zoom"><Button large icon="plus" label={t('map.zoomin')} onClick={() => setMoved((m) => ({ ...m, zoom: m.zoom * 1.6 }))} /><Button large icon="minus" label={t('map.zoomout')} onClick={() => setMoved((m) => ({ ...m, zoom: m.zoom / 1.6 }))} /></div>
    </div>
  );
};
