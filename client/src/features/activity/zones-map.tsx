import { useEffect, useMemo, useRef, useState } from 'react';
import { listLayers } from '@sommier/domain/layers';
import type { Geometry } from '@sommier/domain/shared';
import { densityStyle } from '@sommier/domain/style';
import { loadMap, type MapPort, type Scene } from '../../map/index.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useTheme } from '../../platform/theme.ts';
import { Button, Note } from '../../platform/ui/index.ts';

export interface Shaded { id: string; shade: number; geometry: Geometry }
interface Props { shapes: readonly Shaded[]; bounds: readonly [number, number, number, number]; drawn: Geometry | null; drawing: boolean; onDrawn: (g: Geometry) => void; onChoose: (id: string) => void }

/** Zones or hexagons in five shades; a click chooses a zone, and a zone is drawn on it by hand. The table beside says the same. */
export const ZonesMap = ({ shapes, bounds, drawn, drawing, onDrawn, onChoose }: Props) => {
  const t = useT();
  const theme = useTheme();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const kind = useEndpoint(listLayers, { params: { commune } }).data?.basemap;
  const box = useRef<HTMLDivElement>(null);
  const [port, setPort] = useState<MapPort | null>(null);
  const [broken, setBroken] = useState(false);
  const latitude = Math.round((bounds[1] + bounds[3]) * 5) / 10;
  const scene = useMemo((): Scene => ({
    theme, language, latitude, selection: null, disc: null, zone: drawn, answer: [], layers: [], basemap: kind ? { kind, url: new URL('/basemap.pmtiles', location.href).href } : null,
    shapes: [{ name: 'density', style: densityStyle, features: shapes.map((s) => ({ id: s.id, properties: { shade: s.shade }, geometry: s.geometry })) }],
  }), [theme, language, latitude, drawn, kind, shapes]);
  const held = useRef({ scene, onDrawn, onChoose });
  held.current = { scene, onDrawn, onChoose };
  useEffect(() => {
    if (!box.current) return undefined;
    const element = box.current;
    let gone = false, off = () => {};
    void loadMap().then(({ createMap }) => {
      if (gone) return;
      const made = createMap(element, { scene: held.current.scene, at: { bounds: [...bounds], maxZoom: 16 }, label: t('activity.map') });
      const stop = made.onClick(({ hit }) => { if (hit?.layer === 'density') held.current.onChoose(hit.id); });
      setPort(made);
      off = () => { stop(); setPort(null); made.destroy(); };
    }).catch(() => setBroken(true));
    return () => { gone = true; off(); };
    // The map is made once; another set moves it, what it shows changes through the scene.
  }, []);
  useEffect(() => { port?.show(scene); }, [port, scene]);
  useEffect(() => { port?.fit([...bounds], 16); }, [port, bounds]);
  useEffect(() => {
    if (!port || !drawing) return undefined;
    let stop: (() => void) | null = null, left = false;
    void port.draw('polygon', (shape, done) => { if (done && shape.type === 'Polygon') held.current.onDrawn({ type: 'Polygon', coordinates: [shape.coordinates] }); }).then((end) => { if (left) end(); else stop = end; });
    return () => { left = true; stop?.(); };
  }, [port, drawing]);
  return (
    <section className="map zonesmap" tabIndex={0} role="application" aria-label={t('activity.map')} data-ready={port ? true : undefined}
      onKeyDown={(e) => { const step = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[e.key]; if (e.target !== e.currentTarget) return; if (step) { e.preventDefault(); port?.pan(step[0]!, step[1]!); } else if (e.key === '+') port?.zoomBy(1); else if (e.key === '-') port?.zoomBy(-1); else if (e.key === 'Enter') port?.clickCentre(); }}>
      <div className="canvas" ref={box} />
      {broken && <Note tone="warn">{t('map.nowebgl')}</Note>}
      <div className="zoom"><Button icon="plus" label={t('map.zoomin')} onClick={() => port?.zoomBy(1)} /><Button icon="minus" label={t('map.zoomout')} onClick={() => port?.zoomBy(-1)} /></div>
      {drawing && <p className="measure" role="status">{t('activity.drawing')}</p>}
    </section>
  );
};
