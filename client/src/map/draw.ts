import type { Map as GlMap } from 'maplibre-gl';
import { TerraDraw, TerraDrawCircleMode, TerraDrawLineStringMode, TerraDrawPolygonMode, ValidateNotSelfIntersecting } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { DrawKind, OnDraw } from './port.ts';

const NAMES: Record<DrawKind, string> = { polygon: 'polygon', circle: 'circle', line: 'linestring' };

const INK = '#0b5f52';
const AREA = { fillColor: INK, fillOpacity: 0.12, outlineColor: INK, outlineWidth: 2.5 } as const;

/** Draws one shape; a polygon that crosses itself cannot be closed. The function returned takes the drawing away. */
export const startDrawing = (map: GlMap, kind: DrawKind, listen: OnDraw): (() => void) => {
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [
      new TerraDrawPolygonMode({ pointerDistance: 10, styles: { ...AREA, closingPointColor: INK, closingPointOutlineColor: '#ffffff' }, validation: (feature, { updateType }) => (updateType === 'finish' || updateType === 'commit' ? ValidateNotSelfIntersecting(feature) : { valid: true }) }),
      new TerraDrawCircleMode({ styles: AREA }), new TerraDrawLineStringMode({ pointerDistance: 10, styles: { lineStringColor: INK, lineStringWidth: 3, closingPointColor: INK } }),
    ],
  });
  const tell = (done: boolean) => {
    const shape = draw.getSnapshot().map((f) => f.geometry).find((g) => g.type === (kind === 'line' ? 'LineString' : 'Polygon'));
    if (shape?.type === 'Polygon') listen({ type: 'Polygon', coordinates: (shape.coordinates[0] ?? []) as [number, number][] }, done);
    else if (shape?.type === 'LineString') listen({ type: 'LineString', coordinates: shape.coordinates as [number, number][] }, done);
  };
  draw.start();
  draw.setMode(NAMES[kind]);
  draw.on('change', () => tell(false));
  draw.on('finish', () => tell(true));
  return () => { if (draw.enabled) draw.stop(); };
};
