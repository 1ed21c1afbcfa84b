import './engine.css';
import { addProtocol, Map as GlMap, setWorkerUrl, type MapGeoJSONFeature, type MapMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { answerStyle, imagesOf, type MapImage, type ThemeName } from '@sommier/domain/style';
import type { Bounds } from '../platform/geo.ts';
import type { Hit, MapPort, Position, Scene } from './port.ts';
import { styleOf } from './scene.ts';

setWorkerUrl(workerUrl);

const REACH = 4; // pixels round a click, so that a dot or a thin line is found
const pictures = new Map<string, MapImage>();

const remember = (scene: Scene): void => {
  for (const theme of ['light', 'dark'] satisfies ThemeName[]) for (const image of imagesOf([...scene.layers, ...scene.shapes ?? []].map((l) => l.style).concat(answerStyle), theme)) pictures.set(image.id, image);
};

/** The archive's reader is fetched only where an operator gave an archive; until it is there the base map is left out, or the library would ask the network for it. */
let archive: 'none' | 'coming' | 'there' = 'none';
const readArchive = async (): Promise<void> => {
  archive = 'coming';
  const { Protocol } = await import('pmtiles');
  addProtocol('pmtiles', new Protocol().tile);
  archive = 'there';
};
const drawable = (scene: Scene): Scene => (archive === 'there' ? scene : { ...scene, basemap: null });

/** Where a map opens: at a place, or so that an extent fits (no tile is then asked for elsewhere first). */
export type Opening = { lon: number; lat: number; zoom: number } | { bounds: Bounds; maxZoom: number };
export interface Start { scene: Scene; at: Opening; label: string }

const FIT = { padding: 40, animate: false };
const openingOf = (at: Opening) => ('bounds' in at ? { bounds: at.bounds, fitBoundsOptions: { ...FIT, maxZoom: at.maxZoom } } : { center: [at.lon, at.lat] as [number, number], zoom: at.zoom });

/** A map in an element. It jumps, it does not fly; its reader neither turns nor tilts it. */
export const createMap = (container: HTMLElement, start: Start): MapPort => {
  remember(start.scene);
  const map = new GlMap({
    container, style: styleOf(drawable(start.scene)), ...openingOf(start.at), attributionControl: false, fadeDuration: 0,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 21, minZoom: 2, renderWorldCopies: false,
    // Closer than its finest tiles a source is drawn larger, not cut: the cut parts would each ask for the same tile.
    zoomLevelsToOverscale: 22,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // The section round the canvas is the one stop of the keyboard; it carries the name and the keys.
  map.getCanvas().tabIndex = -1;
  map.getCanvas().setAttribute('aria-label', start.label);
  map.setMissingStyleImageResolver((id) => {
    const p = pictures.get(id);
    if (p && !map.hasImage(id)) map.addImage(id, { width: p.width, height: p.height, data: p.data }, { pixelRatio: p.pixelRatio });
  });

  const position = (): Position => {
    const c = map.getCenter();
    const b = map.getBounds();
    return { lon: c.lng, lat: c.lat, zoom: map.getZoom(), bounds: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()] };
  };
  const named = (f: MapGeoJSONFeature): string | null => {
    if (f.source === 'answer') return 'listings';
    const layer = (f.layer.metadata as { layer?: string } | undefined)?.layer;
    return layer && f.layer.type !== 'symbol' ? layer : null;
  };
  const hitAt = ({ point: { x, y }, lngLat }: Pick<MapMouseEvent, 'point' | 'lngLat'>): Hit | null => {
    // Discs overlap everything near them: the dot is what one aims at. Zones lie under all, so they come last.
    const found = map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]]).filter((f) => named(f) && !f.layer.id.endsWith('/disc'));
    const f = found.find((g) => named(g) !== 'zones' && named(g) !== 'parcels') ?? found.find((g) => named(g) === 'parcels') ?? found[0];
    const id = f && (f.properties['id'] ?? f.id);
    const layer = f && named(f);
    if (!f || !layer) return null;
    return { layer, id: String(id ?? ''), lon: lngLat.lng, lat: lngLat.lat, many: 'n' in f.properties };
  };

  type Click = Parameters<Parameters<MapPort['onClick']>[0]>[0];
  const clicks = new Set<(at: Click) => void>();
  // Before its first style is read the map knows no difference and would load everything twice.
  let shown = start.scene;
  let wanted = start.scene;
  let styled = false;
  let editing = false; // a change of style would take the drawing's own layers away
  const draw = () => {
    if (!styled || editing || wanted === shown) return;
    shown = wanted;
    remember(wanted);
    map.setStyle(styleOf(drawable(wanted)), { diff: true });
    fetchReader();
  };
  let gone = false;
  const fetchReader = () => {
    if (!wanted.basemap || archive !== 'none') return;
    void readArchive().then(() => { if (gone) return; shown = { ...shown }; draw(); });
  };
  fetchReader();
  void map.once('style.load', () => { styled = true; draw(); });
  let busy = false; // while drawing, clicks belong to the drawing
  return {
    show: (scene) => { wanted = scene; draw(); },
    jump: (lon, lat, zoom) => { map.jumpTo({ center: [lon, lat], ...(zoom === undefined ? {} : { zoom }) }); },
    fit: ([w, s, e, n], maxZoom = 18) => { map.fitBounds([w, s, e, n], { ...FIT, maxZoom }); },
    zoomBy: (step) => { map.jumpTo({ zoom: map.getZoom() + step }); },
    turn: (degrees) => { map.setBearing(degrees); },
    pan: (dx, dy) => { map.panBy([dx, dy], { animate: false }); },
    clickCentre: () => {
      const lngLat = map.getCenter();
      const at = { lon: lngLat.lng, lat: lngLat.lat, hit: hitAt({ point: map.project(lngLat), lngLat }) };
      clicks.forEach((listen) => listen(at));
    },
    // The drawing buffer is readable only in the frame that filled it.
    picture: () => new Promise((done, fail) => {
      void map.once('render', () => map.getCanvas().toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'));
      map.triggerRepaint();
    }),
    position,
    onClick: (listen) => {
      const on = (e: MapMouseEvent) => { if (!busy) listen({ lon: e.lngLat.lng, lat: e.lngLat.lat, hit: hitAt(e) }); };
      map.on('click', on);
      clicks.add(listen);
      return () => { map.off('click', on); clicks.delete(listen); };
    },
    onMove: (listen) => {
      const on = () => listen(position());
      map.on('moveend', on);
      return () => { map.off('moveend', on); };
    },
    onMoving: (listen) => { map.on('move', listen); return () => { map.off('move', listen); }; },
    draw: async (kind, listen) => {
      const { startDrawing } = await import('./draw.ts');
      [busy, editing] = [true, true];
      const stop = startDrawing(map, kind, listen);
      return () => {
        stop();
        editing = false;
        draw();
        setTimeout(() => { busy = false; }, 0);
      };
    },
    edit: async (shape) => {
      const { openEditor } = await import('./edit/editor.ts');
      if (!map.isStyleLoaded()) await map.once('idle');
      [busy, editing] = [true, true];
      const editor = openEditor(map, shape, shown.theme);
      return {
        ...editor,
        stop: () => {
          if (!editing) return;
          editor.stop();
          editing = false;
          draw();
          setTimeout(() => { busy = false; }, 0);
        },
      };
    },
    idle: () => new Promise((done) => { if (map.loaded() && !map.isMoving()) done(); else void map.once('idle', () => done()); }),
    destroy: () => { gone = true; map.remove(); },
  };
};
