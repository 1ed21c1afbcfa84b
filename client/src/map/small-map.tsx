import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { listLayers } from '@sommier/domain/layers';
import type { Bounds } from '../platform/geo.ts';
import { useLanguage, useT } from '../platform/i18n/index.ts';
import { useEndpoint } from '../platform/query.ts';
import { useCommune } from '../platform/session.tsx';
import { useTheme } from '../platform/theme.ts';
import { Button, Note } from '../platform/ui/index.ts';
import { loadMap } from './index.ts';
import type { Hit, MapPort, Scene } from './port.ts';
import './small-map.css';

/** What such a map shows of its own; the reader's language, theme and base map are added here. */
export type SmallScene = Partial<Pick<Scene, 'selection' | 'disc' | 'zone' | 'layers' | 'shapes'>>;
interface Props {
  /** Kept between renderings while it stays the same. */
  scene: SmallScene;
  bounds: Bounds;
  label: string;
  /** The element that says in words what the map shows: a table, a list, or the tab that leads to one. */
  table: string;
  className: string;
  maxZoom?: number;
  /** The map moves when the bounds change; else it stays where the reader took it. */
  follow?: boolean;
  onClick: (click: { lon: number; lat: number; hit: Hit | null | undefined }) => void;
  onPort?: (port: MapPort | null) => void;
  /** Further buttons beside those of the zoom, given the map once it is there. */
  buttons?: (port: MapPort | null) => ReactNode;
  children?: ReactNode;
}
const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };

/** A map beside a table that says the same: moved, zoomed and clicked by mouse and by keyboard. */
export const SmallMap = ({ scene: shown, bounds, label, table, className, maxZoom = 17, follow = false, onClick, onPort, buttons, children }: Props) => {
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
    theme, language, latitude, selection: null, disc: null, zone: null, answer: [], layers: [], shapes: [], basemap: kind ? { kind, url: new URL('/basemap.pmtiles', location.href).href } : null, ...shown,
  }), [theme, language, latitude, kind, shown]);
  const held = useRef({ scene, onClick, onPort });
  held.current = { scene, onClick, onPort };
  useEffect(() => {
    if (!box.current) return undefined;
    const element = box.current;
    let gone = false, off = () => {};
    const tell = (made: MapPort | null) => { setPort(made); held.current.onPort?.(made); };
    void loadMap().then(({ createMap }) => {
      if (gone) return;
      const made = createMap(element, { scene: held.current.scene, at: { bounds, maxZoom }, label });
      const stop = made.onClick((click) => { held.current.onClick(click); });
      tell(made);
      off = () => { stop(); tell(null); made.destroy(); };
    }).catch(() => setBroken(true));
    return () => { gone = true; off(); };
    // The map is made once; what it shows changes through the scene.
  }, []);
  useEffect(() => { port?.show(scene); }, [port, scene]);
  useEffect(() => { if (follow) port?.fit(bounds, maxZoom); }, [port, bounds]);
  const onKeyDown = (e: KeyboardEvent) => {
    const step = STEPS[e.key];
    if (e.target !== e.currentTarget || !port) return;
    if (step) port.pan(step[0], step[1]); else if (e.key === '+') port.zoomBy(1); else if (e.key === '-') port.zoomBy(-1); else if (e.key === 'Enter') port.clickCentre(); else return;
    e.preventDefault();
  };
  return (
    <section className={`map smallmap ${className}`} tabIndex={0} role="application" aria-label={label} aria-details={table} data-ready={port ? true : undefined} onKeyDown={onKeyDown}>
      <div className="canvas" ref={box} />
      {broken && <Note tone="warn">{t('map.nowebgl')}</Note>}
      <div className="zoom"><Button icon="plus" label={t('map.zoomin')} onClick={() => port?.zoomBy(1)} /><Button icon="minus" label={t('map.zoomout')} onClick={() => port?.zoomBy(-1)} />{buttons?.(port)}</div>
      {children}
    </section>
  );
};
