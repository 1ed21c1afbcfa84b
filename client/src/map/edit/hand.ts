import type { Map as GlMap } from 'maplibre-gl';
import { TerraDraw, TerraDrawLineStringMode, TerraDrawModeUndoRedo, TerraDrawPolygonMode, TerraDrawSelectMode, type GeoJSONStoreFeatures, type SnapToCustom } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { INK } from './paint.ts';
import { closed, type Pt, type Ring, type Shape } from './shape.ts';
import { roughly, type Snapper } from './snap.ts';
import type { EditTool } from './types.ts';

const REACH = 10;
const CLEAR = { fillColor: INK, fillOpacity: 0, outlineColor: INK, outlineWidth: 1 } as const;
const GROWING = { fillColor: INK, fillOpacity: 0.12, outlineColor: INK, outlineWidth: 2.5, closingPointColor: INK, closingPointOutlineColor: '#ffffff' } as const;
const HANDLES = {
  selectedPolygonColor: INK, selectedPolygonFillOpacity: 0, selectedPolygonOutlineColor: INK, selectedPolygonOutlineWidth: 2.5,
  selectionPointColor: '#ffffff', selectionPointOutlineColor: INK, selectionPointOutlineWidth: 2.5, selectionPointWidth: 5, midPointColor: INK, midPointOutlineColor: '#ffffff', midPointWidth: 3.5, midPointOutlineWidth: 1,
} as const;
const MODES: Record<EditTool, string> = { reshape: 'reshape', move: 'move', part: 'polygon', cut: 'polygon', split: 'linestring', take: 'static' };

export type HandEvent =
  | { kind: 'growing'; points: Pt[] }
  | { kind: 'drawn'; points: Pt[] }
  | { kind: 'ring'; part: number; ring: number; points: Ring; how: 'vertex_moved' | 'vertex_added' | 'vertex_removed' | 'part_moved'; done: boolean }
  | { kind: 'chosen'; part: number; ring: number };

/**
 * The drawing library as a pair of hands. It knows polygons without holes, so each ring of the shape is a polygon of its own to it; what the
 * rings make together is reckoned outside.
 */
export const handOn = (map: GlMap, snap: Snapper, tell: (e: HandEvent) => void) => {
  const toCustom: SnapToCustom = (event, { currentCoordinate, getCurrentGeometrySnapshot, project }) => {
    // A corner does not snap to where it was.
    const own = getCurrentGeometrySnapshot();
    const line = own?.type === 'Polygon' ? own.coordinates[0] : undefined;
    const self = currentCoordinate === undefined ? undefined : line?.[currentCoordinate];
    const without = self ? new Set([`${(self[0] ?? 0).toFixed(9)} ${(self[1] ?? 0).toFixed(9)}`]) : undefined;
    return snap.near([event.lng, event.lat], { x: event.containerX, y: event.containerY }, ([x, y]) => project(x, y), without);
  };
  const corners = { draggable: true, deletable: true, midpoints: { draggable: true }, snappable: { toCustom } };
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    modes: [
      new TerraDrawPolygonMode({ pointerDistance: REACH, snapping: { toCustom }, styles: { ...CLEAR, ...GROWING } }),
      new TerraDrawLineStringMode({ pointerDistance: REACH, snapping: { toCustom }, styles: { lineStringColor: INK, lineStringWidth: 3, closingPointColor: INK } }),
      new TerraDrawSelectMode({ modeName: 'reshape', pointerDistance: 14, allowManualDeselection: false, keyEvents: { deselect: null, delete: null, rotate: null, scale: null }, styles: HANDLES, flags: { polygon: { feature: { selfIntersectable: true, coordinates: corners } } } }),
      new TerraDrawSelectMode({ modeName: 'move', pointerDistance: 14, keyEvents: { deselect: null, delete: null, rotate: null, scale: null }, styles: HANDLES, flags: { polygon: { feature: { draggable: true } } } }),
    ],
  });
  let tool: EditTool = 'reshape';
  let filling = false;
  const points = (f: GeoJSONStoreFeatures | undefined): Pt[] => {
    const raw = f?.geometry.type === 'Polygon' ? f.geometry.coordinates[0] : f?.geometry.type === 'LineString' ? f.geometry.coordinates : [];
    return (raw ?? []).map((p) => snap.exact([p[0] ?? 0, p[1] ?? 0]));
  };
  const place = (f: GeoJSONStoreFeatures | undefined): { part: number; ring: number } | null =>
    (typeof f?.properties['part'] === 'number' && typeof f.properties['ring'] === 'number' ? { part: f.properties['part'], ring: f.properties['ring'] } : null);
  const growing = (): GeoJSONStoreFeatures | undefined => draw.getSnapshot().find((f) => f.geometry.type !== 'Point' && !place(f));

  draw.start();
  draw.on('change', (ids, type) => {
    if (filling || (type !== 'update' && type !== 'create')) return;
    if (tool === 'reshape' || tool === 'move') {
      const f = ids.map((id) => (draw.hasFeature(id) ? draw.getSnapshotFeature(id) : undefined)).find((x) => place(x));
      const at = place(f);
      if (at && type === 'update') tell({ kind: 'ring', ...at, points: closed(points(f)), how: tool === 'move' ? 'part_moved' : 'vertex_moved', done: false });
    } else tell({ kind: 'growing', points: points(growing()) });
  });
  draw.on('finish', (id, { action }) => {
    const f = draw.getSnapshotFeature(id);
    const at = place(f);
    if (!at) { tell({ kind: 'drawn', points: points(f) }); return; }
    const how = action === 'dragFeature' ? 'part_moved' : action === 'insertMidpoint' ? 'vertex_added' : action === 'deleteCoordinate' ? 'vertex_removed' : 'vertex_moved';
    tell({ kind: 'ring', ...at, points: closed(points(f)), how, done: true });
  });
  draw.on('select', (id) => { const at = place(draw.getSnapshotFeature(id)); if (at && !filling) tell({ kind: 'chosen', ...at }); });

  return {
    /** Puts the rings of a shape under the hand, one of them with its corners shown. */
    hold(shape: Shape, chosen: { part: number; ring: number } | null, next: EditTool): void {
      filling = true;
      tool = next;
      draw.setMode('static');
      draw.clear();
      const drawing = next === 'part' || next === 'cut' || next === 'split' || next === 'take';
      if (!drawing) {
        const features = shape.flatMap((part, p) => part.map((ring, r) => {
          snap.remember(ring);
          return { id: draw.getFeatureId(), type: 'Feature' as const, properties: { mode: 'polygon', part: p, ring: r }, geometry: { type: 'Polygon' as const, coordinates: [ring.map(roughly)] } };
        }));
        draw.addFeatures(features);
        const wanted = features.find((f) => f.properties.part === chosen?.part && f.properties.ring === chosen.ring) ?? features[0];
        draw.setMode(MODES[next]);
        if (wanted && draw.hasFeature(wanted.id)) draw.selectFeature(wanted.id, MODES[next]);
        if (wanted) tell({ kind: 'chosen', part: wanted.properties.part, ring: wanted.properties.ring });
      } else draw.setMode(MODES[next]);
      filling = false;
    },
    canUndo: () => draw.getModeState() === 'drawing' && draw.canUndo(),
    canRedo: () => draw.canRedo(),
    undo: () => { draw.undo(); tell({ kind: 'growing', points: points(growing()) }); },
    redo: () => { draw.redo(); tell({ kind: 'growing', points: points(growing()) }); },
    stop: () => { if (draw.enabled) draw.stop(); },
  };
};
