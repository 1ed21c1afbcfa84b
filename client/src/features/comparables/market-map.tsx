import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { listLayers } from '@sommier/domain/layers';
import { assetsStyle, comparablesStyle, parcelsStyle, zonesStyle } from '@sommier/domain/style';
import { loadMap, type MapPort, type Scene } from '../../map/index.ts';
import type { Bounds } from '../../platform/geo.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useTheme } from '../../platform/theme.ts';
import { Button, Note } from '../../platform/ui/index.ts';

export interface Point { id: string; kind: 'sale' | 'rent'; lon: number; lat: number }
interface Props {
  points: readonly Point[];
  label: string;
  /** The property asked for, and how far around it is searched. */
  home?: { lon: number; lat: number; metres: number } | undefined;
  /** Those that stand out: the one whose sheet is open, or those taken as evidence. */
  taken: ReadonlySet<string>;
  onChoose?: (id: string) => void;
  /** A click on the ground gives a place. */
  onPlace?: (lon: number, lat: number) => void;
  at?: { lon: number; lat: number } | null | undefined;
}
const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
const UNDER = [{ name: 'assets', style: assetsStyle }, { name: 'zones', style: zonesStyle }, { name: 'parcels', style: parcelsStyle }] as const;
const METRES = 111_320;
const around = (points: readonly { lon: number; lat: number }[]): Bounds | null => (points.length === 0 ? null
  : [Math.min(...points.map((p) => p.lon)), Math.min(...points.map((p) => p.lat)), Math.max(...points.map((p) => p.lon)), Math.max(...points.map((p) => p.lat))]);
const ring = (h: { lon: number; lat: number; metres: number }): Bounds => { const y = h.metres / METRES, x = y / Math.cos((h.lat * Math.PI) / 180); return [h.lon - x, h.lat - y, h.lon + x, h.lat + y]; };

/** Deals where they were made, over the commune's property, zones and parcels. A click chooses a deal, or says where one lies; the table beside says the same. */
export const MarketMap = ({ points, label, home, taken, onChoose, onPlace, at }: Props) => {
  const t = useT();
  const theme = useTheme();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const layers = useEndpoint(listLayers, { params: { commune } }).data;
  const box = useRef<HTMLDivElement>(null);
  const [port, setPort] = useState<MapPort | null>(null);
  const [broken, setBroken] = useState(false);
  const bounds = useMemo(() => (home ? ring(home) : at ? ring({ ...at, metres: 300 }) : around(points) ?? layers?.layers.find((l) => l.bounds)?.bounds ?? null), [home?.lon, home?.lat, home?.metres, points, layers]);
  const latitude = bounds ? Math.round((bounds[1] + bounds[3]) * 5) / 10 : 36;
  const scene = useMemo((): Scene => ({
    theme, language, latitude, zone: null, answer: [], disc: home ? { lon: home.lon, lat: home.lat, radius: home.metres } : null,
    selection: at ? { type: 'Point', coordinates: [at.lon, at.lat] } : home ? { type: 'Point', coordinates: [home.lon, home.lat] } : null,
    basemap: layers?.basemap ? { kind: layers.basemap, url: new URL('/basemap.pmtiles', location.href).href } : null,
    layers: UNDER.flatMap(({ name, style }) => { const known = layers?.layers.find((l) => l.name === name && l.count > 0); return known ? [{ name, style, source: name, tiles: `${location.origin}/tiles/${name}/{z}/{x}/{y}.mvt?commune=${commune}#${known.version}`, maxzoom: 16, bounds: known.bounds, opacity: 0.55 }] : []; }),
    shapes: [{ name: 'comparables', style: comparablesStyle, features: points.map((p) => ({ id: p.id, properties: { kind: p.kind, taken: taken.has(p.id) ? 1 : 0 }, geometry: { type: 'Point', coordinates: [p.lon, p.lat] } })) }],
  }), [theme, language, latitude, home?.lon, home?.lat, home?.metres, at?.lon, at?.lat, layers, commune, points, taken]);
  const held = useRef({ scene, onChoose, onPlace });
  held.current = { scene, onChoose, onPlace };
  const ready = bounds !== null;
  useEffect(() => {
    if (!ready || !box.current || !bounds) return undefined;
    const element = box.current;
    let gone = false, off = () => {};
    void loadMap().then(({ createMap }) => {
      if (gone) return;
      const made = createMap(element, { scene: held.current.scene, at: { bounds, maxZoom: 17 }, label });
      const stop = made.onClick(({ lon, lat, hit }) => { if (held.current.onPlace) held.current.onPlace(lon, lat); else if (hit?.layer === 'comparables') held.current.onChoose?.(hit.id); });
      setPort(made);
      off = () => { stop(); setPort(null); made.destroy(); };
    }).catch(() => setBroken(true));
    return () => { gone = true; off(); };
    // The map is made once there is ground to show; what it shows changes through the scene.
  }, [ready]);
  useEffect(() => { port?.show(scene); }, [port, scene]);
  useEffect(() => { if (bounds) port?.fit(bounds, 17); }, [port, bounds]);
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget || !port) return;
    const step = STEPS[e.key];
    if (step) port.pan(step[0], step[1]); else if (e.key === '+') port.zoomBy(1); else if (e.key === '-') port.zoomBy(-1); else if (e.key === 'Enter') port.clickCentre(); else return;
    e.preventDefault();
  };
  if (!ready) return null;
  return (
    <figure className="marketmap">
      <section className="map" tabIndex={0} role="application" aria-label={label} data-ready={port ? true : undefined} onKeyDown={onKeyDown}>
        <div className="canvas" ref={box} />
        {broken && <Note tone="warn">{t('map.nowebgl')}</Note>}
        <div className="zoom"><Button icon="plus" label={t('map.zoomin')} onClick={() => port?.zoomBy(1)} /><Button icon="minus" label={t('map.zoomout')} onClick={() => port?.zoomBy(-1)} /></div>
      </section>
      <figcaption><span><i className="sale" aria-hidden="true" /> {t('comparables.kind.sale')}</span><span><i className="rent" aria-hidden="true" /> {t('comparables.kind.rent')}</span>{home && <span><i className="home" aria-hidden="true" /> {t('comparables.map.home')}</span>}</figcaption>
    </figure>
  );
};
