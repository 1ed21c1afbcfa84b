import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { answerStyle, holds, PALETTES, toMapLibre, type MapLayer } from '@sommier/domain/style';
import type { Geometry } from '@sommier/domain/shared';
import { discRing } from './area.ts';
import { basemapLayers, ownGround } from './basemap.ts';
import type { Scene, SceneLayer, SceneShapes } from './port.ts';

type Expression = ExpressionSpecification | boolean;
/** The reader's own fonts draw the letters: the style has no glyphs to fetch. */
const FONTS = ['system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", Tahoma, sans-serif'];
const DIM = 0.42;

const data = (geometry: Geometry | null): GeoJSONSourceSpecification => ({
  type: 'geojson', data: { type: 'FeatureCollection', features: geometry ? [{ type: 'Feature', properties: {}, geometry: geometry as unknown as GeoJSON.Geometry }] : [] },
});

const collection = (s: SceneShapes): GeoJSONSourceSpecification => ({
  type: 'geojson', data: { type: 'FeatureCollection', features: s.features.map((f) => ({ type: 'Feature', properties: { ...f.properties, id: f.id }, geometry: f.geometry as unknown as GeoJSON.Geometry })) },
});

const OPACITIES = ['fill-opacity', 'line-opacity', 'circle-opacity', 'circle-stroke-opacity', 'icon-opacity', 'text-opacity'] as const;
/** Leaves what the filter keeps as it is and pales the rest. */
const dimmed = (layer: MapLayer, spec: SceneLayer): MapLayer => {
  if (!spec.keep) return layer;
  const kept = spec.style.rules.filter((r) => spec.keep?.rules.includes(r.id)).map(holds);
  const factor = ['case', ['any', ...kept], 1, DIM];
  const paint: Record<string, unknown> = { ...layer.paint };
  for (const key of OPACITIES) if (key in paint) paint[key] = ['*', paint[key], factor];
  return { ...layer, paint: paint as MapLayer['paint'] };
};

const withFont = (layer: MapLayer): LayerSpecification =>
  ('text-field' in layer.layout ? { ...layer, layout: { ...layer.layout, 'text-font': FONTS } } : layer) as unknown as LayerSpecification;

const compiled = (scene: Scene, spec: SceneLayer): LayerSpecification[] =>
  toMapLibre(spec.style, { theme: scene.theme, language: scene.language, latitude: scene.latitude, opacity: spec.opacity, source: spec.source }).map((l) => withFont(dimmed(l, spec)));

const overlays = (scene: Scene): { sources: Record<string, SourceSpecification>; layers: LayerSpecification[] } => {
  const c = PALETTES[scene.theme];
  const point: Expression = ['==', ['geometry-type'], 'Point'];
  const disc: Geometry | null = scene.disc ? { type: 'Polygon', coordinates: [discRing(scene.disc.lon, scene.disc.lat, scene.disc.radius)] } : null;
  const answer: GeoJSONSourceSpecification = {
    type: 'geojson', data: { type: 'FeatureCollection', features: scene.answer.map((a) => ({ type: 'Feature', id: Number(a.id), properties: { id: a.id, probability: a.share >= 0.999 ? 1 : a.share }, geometry: { type: 'Point', coordinates: [a.lon, a.lat] } })) },
  };
  const line = (id: string, source: string, colour: string, width: number, dash?: number[]): LayerSpecification => ({
    id, type: 'line', source, layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width, ...(dash ? { 'line-dasharray': dash } : {}) },
  });
  return {
    sources: { zone: data(scene.zone), disc: data(disc), selection: data(scene.selection), answer },
    layers: [
      { id: 'zone/band', type: 'line', source: 'zone', paint: { 'line-color': c.zone, 'line-opacity': 0.13, 'line-width': 14, 'line-offset': 7 } },
      line('zone/edge', 'zone', c.zone, 2, [4.5, 1.5, 1, 1.5]),
      { id: 'disc/fill', type: 'fill', source: 'disc', paint: { 'fill-color': c.listing, 'fill-opacity': 0.1 } },
      line('disc/edge', 'disc', c.listing, 1.5, [3.3, 2.6]),
      ...toMapLibre(answerStyle, { theme: scene.theme, language: scene.language, latitude: scene.latitude, source: 'answer', geojson: true }).map(withFont),
      line('selection/casing', 'selection', c.halo, 7), line('selection/edge', 'selection', c.select, 3),
      { id: 'selection/point', type: 'circle', source: 'selection', filter: point, paint: { 'circle-radius': 8, 'circle-opacity': 0, 'circle-stroke-color': c.select, 'circle-stroke-width': 3 } },
    ],
  };
};

/**
 * Discs add up to a density that must not drown what it lies under: paler the closer one looks, and gone where a single
 * disc fills the window (drawing hundreds of them there stops a machine without a graphics card). The chosen listing's disc is always drawn.
 */
const DENSITY: readonly [zoom: number, factor: number][] = [[13, 0.6], [15, 0.45]];
const DENSITY_ENDS = 15;
const faded = (layer: LayerSpecification): LayerSpecification => {
  if (layer.type !== 'circle' || !layer.id.endsWith('/disc')) return layer;
  const opacity = layer.paint?.['circle-opacity'];
  const steps = DENSITY.flatMap(([zoom, factor]) => [zoom, ['*', opacity, factor]]);
  return { ...layer, maxzoom: DENSITY_ENDS, paint: { ...layer.paint, 'circle-opacity': ['interpolate', ['linear'], ['zoom'], ...steps] as never } };
};
/** Dots shrink as the scale does, so that a whole city shows its density rather than a crust of dots. */
const shrunk = (layer: LayerSpecification): LayerSpecification => {
  if (layer.type !== 'circle' || !layer.id.endsWith('/mark')) return layer;
  const paint: Record<string, unknown> = { ...layer.paint };
  for (const key of ['circle-radius', 'circle-stroke-width']) if (key in paint) paint[key] = ['interpolate', ['linear'], ['zoom'], 12, ['*', paint[key], 0.3], 15.5, paint[key]];
  return { ...layer, paint: paint as never };
};
/** Densities lie under every layer and names over them, as on paper. */
const plane = (layer: LayerSpecification): number => (layer.id.endsWith('/disc') ? 0 : layer.id.endsWith('/label') ? 2 : 1);

/** The scene as the library's style: ground, basemap if the operator gave one or the commune's own streets and quarters, pictures, layers from the bottom, then what is chosen and asked. */
export const styleOf = (scene: Scene): StyleSpecification => {
  const base = scene.basemap ? basemapLayers(scene.basemap, scene.theme, scene.language) : ownGround(scene.ground ?? [], scene.theme, scene.language);
  const over = overlays(scene);
  const sources: Record<string, SourceSpecification> = { ...base.sources };
  for (const l of scene.layers) sources[l.source] = { type: 'vector', tiles: [l.tiles], minzoom: 6, maxzoom: l.maxzoom, ...(l.bounds ? { bounds: l.bounds } : {}) };
  for (const s of scene.shapes ?? []) sources[s.name] = collection(s);
  const pictures = [...scene.pictures ?? []].reverse();
  for (const p of pictures) sources[`picture/${p.name}`] = { type: 'raster', tiles: [p.tiles], tileSize: p.size, minzoom: p.minzoom, maxzoom: p.maxzoom, bounds: p.bounds };
  const whole = (scene.shapes ?? []).flatMap((s) => toMapLibre(s.style, { theme: scene.theme, language: scene.language, latitude: scene.latitude, source: s.name, geojson: true }).map(withFont)).map(shrunk);
  const drawn = [...scene.layers].reverse().flatMap((l) => compiled(scene, l)).map(faded).map(shrunk);
  return {
    version: 8, sources: { ...sources, ...over.sources },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': PALETTES[scene.theme].land } },
      ...base.layers, ...pictures.map((p): LayerSpecification => ({ id: `picture/${p.name}`, type: 'raster', source: `picture/${p.name}`, paint: { 'raster-opacity': p.opacity, 'raster-fade-duration': 0 } })), ...[0, 1, 2].flatMap((p) => drawn.filter((l) => plane(l) === p)), ...whole, ...over.layers,
    ],
  };
};
