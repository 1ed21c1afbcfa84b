import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import { PALETTES, type ThemeName } from '@sommier/domain/style';
import type { Fault } from './faults.ts';
import { geometryOf, type Ring, type Shape } from './shape.ts';

export const INK = '#0b5f52';
const REFUSED = '#b3261e';
const SOURCES = ['edit/near', 'edit/theirs', 'edit/ground', 'edit/fault'] as const;
type Geo = { type: 'MultiPolygon' | 'MultiLineString' | 'MultiPoint'; coordinates: unknown };
const collection = (g: Geo | null): GeoJSON.FeatureCollection => ({ type: 'FeatureCollection', features: g ? [{ type: 'Feature', properties: {}, geometry: g as unknown as GeoJSON.Geometry }] : [] });

export interface Paint {
  ground: (shape: Shape) => void;
  near: (rings: readonly Ring[]) => void;
  /** Somebody else's outline, dashed, beside one's own. */
  theirs: (shape: Shape | null) => void;
  faults: (faults: readonly Fault[]) => void;
  clear: () => void;
}

/** What lies under the handles of a drawing: the ground with its holes, the outlines one leans on, the places where it is wrong. */
export const paintOn = (map: GlMap, theme: ThemeName): Paint => {
  for (const id of SOURCES) map.addSource(id, { type: 'geojson', data: collection(null) });
  const line = (id: string, source: string, colour: string, width: number, dash?: number[]) => {
    map.addLayer({ id, type: 'line', source, layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width, ...(dash ? { 'line-dasharray': dash } : {}) } });
  };
  line('edit/near', 'edit/near', PALETTES[theme].label, 1, [2, 2]);
  map.addLayer({ id: 'edit/ground', type: 'fill', source: 'edit/ground', paint: { 'fill-color': INK, 'fill-opacity': 0.22 } });
  line('edit/casing', 'edit/ground', PALETTES[theme].halo, 5);
  line('edit/edge', 'edit/ground', INK, 2.5);
  line('edit/theirs', 'edit/theirs', REFUSED, 2.5, [3, 2]);
  map.addLayer({ id: 'edit/fault', type: 'circle', source: 'edit/fault', paint: { 'circle-radius': 9, 'circle-opacity': 0, 'circle-stroke-color': REFUSED, 'circle-stroke-width': 3 } });
  const put = (id: (typeof SOURCES)[number], g: Geo | null): void => { void map.getSource<GeoJSONSource>(id)?.setData(collection(g)); };
  return {
    ground: (shape) => put('edit/ground', geometryOf(shape)),
    near: (rings) => put('edit/near', { type: 'MultiLineString', coordinates: rings }),
    theirs: (shape) => put('edit/theirs', shape && geometryOf(shape)),
    faults: (faults) => put('edit/fault', { type: 'MultiPoint', coordinates: faults.map((f) => f.at) }),
    clear: () => {
      for (const id of ['edit/fault', 'edit/theirs', 'edit/edge', 'edit/casing', 'edit/ground', 'edit/near']) if (map.getLayer(id)) map.removeLayer(id);
      for (const id of SOURCES) if (map.getSource(id)) map.removeSource(id);
    },
  };
};
