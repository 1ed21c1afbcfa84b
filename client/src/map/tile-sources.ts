import { STREET_LAYERS, type LayerEntry } from '@sommier/domain/layers';
import type { styleOf } from '@sommier/domain/style';
import type { GroundLayer, SceneLayer, ScenePicture } from './port.ts';
import type { Bounds } from '../platform/geo.ts';

/** Layers up to this many features come whole in every tile, however far. */
const WHOLE = 5000;
/**
 * The finest tiles asked for, so that a view is few requests: a tile of zoom 12 places a point or a corner within 1 m, enough for a disc of 150 m and for a
 * zone; outlines, and the names that come from zoom 16, need their own.
 */
const finestOf = (name: string, count: number): number => (name === 'listings' ? (count <= WHOLE ? 12 : 15) : name === 'zones' ? 12 : 16);

interface Wanted { name: string; count: number; version: string; bounds: Bounds | null; query: Readonly<Record<string, string>> }
export type TileSource = Pick<SceneLayer, 'source' | 'tiles' | 'maxzoom' | 'bounds'>;

const around = (a: Bounds | null, b: Bounds | null): Bounds | null =>
  (a && b ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] : a ?? b);

/** Layers that need the same zooms come in the same tiles: one request for what lies on one another. Answers the source of each layer, by its name. */
export const tileSources = (layers: readonly Wanted[], commune: string, origin: string): Map<string, TileSource> => {
  const groups = new Map<number, Wanted[]>();
  for (const layer of layers) {
    const finest = finestOf(layer.name, layer.count);
    groups.set(finest, [...groups.get(finest) ?? [], layer]);
  }
  const sources = new Map<string, TileSource>();
  for (const [maxzoom, found] of groups) {
    // Their order on the map does not matter here: the same layers are the same address.
    const together = [...found].sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = together.map((l) => l.name).join(',');
    const query = new URLSearchParams(Object.assign({ commune }, ...together.map((l) => l.query)) as Record<string, string>);
    // A new version is a new address, so that what changed is drawn at once.
    const tiles = `${origin}/tiles/${names}/{z}/{x}/{y}.mvt?${query.toString()}#${together.map((l) => l.version).join('-')}`;
    const source = { source: names, tiles, maxzoom, bounds: together.reduce<Bounds | null>((all, l) => around(all, l.bounds), null) };
    for (const { name } of together) sources.set(name, source);
  }
  return sources;
};

/** A picture of the ground as the map draws it; null for a layer of features. A new picture is a new address. */
export const pictureOf = ({ name, raster, bounds }: Pick<LayerEntry, 'name' | 'raster' | 'bounds'>, commune: string, origin: string, opacity: number): ScenePicture | null => (raster && bounds
  ? { name, tiles: `${origin}/api/communes/${encodeURIComponent(commune)}/rasters/${name}/{z}/{x}/{y}#${raster.id}`, minzoom: raster.minZoom, maxzoom: raster.maxZoom, size: raster.tileSize, bounds, opacity } : null);

/**
 * What stands in for a base map: the commune's streets, where it brought a layer of them, over its quarters. What is drawn as a layer comes from the same
 * tiles; `asked` is what the shown layers ask theirs with. The looks are handed in: every screen has this file, the sign-in too, and only maps need them.
 */
export const groundOf = (entries: readonly LayerEntry[], shown: ReadonlyMap<string, TileSource>, asked: Readonly<Record<string, Readonly<Record<string, string>>>>, commune: string, origin: string, look: typeof styleOf): GroundLayer[] => {
  const wanted = entries.filter((e) => !e.raster && e.count > e.unlocated && (e.name === 'zones' || (STREET_LAYERS.includes(e.name) && e.geometryType !== 'point')));
  const others = tileSources(wanted.filter((e) => !shown.has(e.name)).map((e) => ({ name: e.name, count: e.count, version: e.version, bounds: e.bounds, query: asked[e.name] ?? {} })), commune, origin);
  return wanted.flatMap((e): GroundLayer[] => {
    const source = shown.get(e.name) ?? others.get(e.name);
    const label = e.name === 'zones' ? undefined : look(e.name, e.title ?? e.name, e.look).label?.field.fr;
    return source ? [{ ...source, name: e.name, kind: e.name === 'zones' ? 'quarters' : 'streets', shown: shown.has(e.name), ...(label ? { named: label } : {}) }] : [];
  });
};
