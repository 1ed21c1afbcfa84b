import { useEffect, useMemo, useRef, useState } from 'react';
import { titlesOf } from '@sommier/domain/layers';
import { styleOf } from '@sommier/domain/style';
import { loadMap, pictureOf, tileSources, type MapPort, type Scene } from '../../map/index.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Note } from '../../platform/ui/index.ts';
import { zoomAt } from './zoom.ts';
import type { Composer } from './use-composer.ts';

/** The map in its frame: by day's colours and in the sheet's language, as paper has it, at the sheet's scale. Moving it moves the sheet. */
export const SheetMap = ({ composer, north }: { composer: Composer; north: number }) => {
  const t = useT();
  const { commune, entries, layers, place, sheet, basemap, setPlace } = composer;
  const box = useRef<HTMLDivElement>(null);
  const [port, setPort] = useState<MapPort | null>(null);
  const [broken, setBroken] = useState(false);
  const latitude = Math.round((place?.center[1] ?? 0) * 100) / 100;
  const scene = useMemo((): Scene => {
    const drawn = layers.flatMap((name) => entries.find((e) => e.name === name) ?? []);
    const pictures = drawn.flatMap((e) => pictureOf(e, commune, location.origin, 1) ?? []);
    const sources = tileSources(drawn.filter((e) => !e.raster).map((e) => ({ name: e.name, count: e.count, version: e.version, bounds: e.bounds, query: {} })), commune, location.origin);
    return {
      theme: 'light', language: sheet.language, latitude, selection: null, disc: null, zone: null, answer: [], pictures, basemap: basemap ? { kind: basemap, url: new URL('/basemap.pmtiles', location.href).href } : null,
      layers: drawn.flatMap((e) => { const source = sources.get(e.name); return source ? [{ name: e.name, style: styleOf(e.name, titlesOf(e), e.look), ...source, opacity: 1 }] : []; }),
    };
  }, [layers, entries, commune, sheet.language, latitude, basemap]);
  const held = useRef({ scene, place, setPlace });
  held.current = { scene, place, setPlace };
  const zoom = place ? zoomAt(place.scale, place.center[1]) : 0;
  const moved = useRef('');
  useEffect(() => {
    const element = box.current, start = held.current.place;
    if (!element || !start) return undefined;
    let gone = false, off = (): void => {};
    void loadMap().then(({ createMap }) => {
      if (gone) return;
      const made = createMap(element, { scene: held.current.scene, at: { lon: start.center[0], lat: start.center[1], zoom: zoomAt(start.scale, start.center[1]) }, label: t('prints.map') });
      const stop = made.onMove(({ lon, lat, zoom: z }) => {
        const now = held.current.place;
        if (!now) return;
        const ratio = 2 ** (zoomAt(now.scale, lat) - z);
        const next = { center: [lon, lat] as [number, number], scale: Math.abs(ratio - 1) < 0.01 ? now.scale : Math.max(100, Math.round(now.scale * ratio / 10) * 10) };
        moved.current = `${lon.toFixed(6)},${lat.toFixed(6)},${next.scale}`;
        if (Math.abs(now.center[0] - lon) > 1e-6 || Math.abs(now.center[1] - lat) > 1e-6 || next.scale !== now.scale) held.current.setPlace(next);
      });
      setPort(made);
      off = () => { stop(); setPort(null); made.destroy(); };
    }).catch(() => setBroken(true));
    return () => { gone = true; off(); };
    // The map is made once for a frame; what it shows changes through the scene and the place.
  }, [t]);
  useEffect(() => { port?.show(scene); }, [port, scene]);
  const at = place ? `${place.center[0].toFixed(6)},${place.center[1].toFixed(6)},${place.scale}` : '';
  useEffect(() => { if (port && place && moved.current !== at) port.jump(place.center[0], place.center[1], zoom); }, [port, at]);
  useEffect(() => { port?.turn((place?.rotation ?? 0) - north); }, [port, place?.rotation, north]);
  const keys: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-40, 0], ArrowRight: [40, 0], ArrowUp: [0, -40], ArrowDown: [0, 40] };
  return (
    <div className="sheetmap" tabIndex={0} role="application" aria-label={t('prints.map.keys')} aria-details="sheet-layers" data-ready={port ? true : undefined}
      onKeyDown={(e) => { const step = keys[e.key]; if (step && port) { port.pan(step[0], step[1]); e.preventDefault(); } }}>
      <div className="canvas" ref={box} />
      {broken && <Note tone="warn">{t('map.nowebgl')}</Note>}
    </div>
  );
};
