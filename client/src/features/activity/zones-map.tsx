import { useMemo, useState } from 'react';
import type { Geometry } from '@sommier/domain/shared';
import { densityStyle, type LayerStyle } from '@sommier/domain/style';
import { useDrawing, type MapPort } from '../../map/index.ts';
import { SmallMap, type SmallScene } from '../../map/small-map.tsx';
import type { Bounds } from '../../platform/geo.ts';
import { useT } from '../../platform/i18n/index.ts';

export interface Shaded { id: string; shade: number; /** Of a zone; a hexagon has none. */ name?: string; geometry: Geometry }
/** A zone is called by its name, as in the table. */
const STYLE: LayerStyle = { ...densityStyle, label: { field: { fr: 'name' }, colour: 'ink', size: 11, fromScale: 400_000 } };
interface Props { shapes: readonly Shaded[]; bounds: Bounds; drawn: Geometry | null; drawing: boolean; onDrawn: (g: Geometry) => void; onChoose: (id: string) => void }

/** Zones or hexagons in five shades; a click chooses a zone, and a zone is drawn on it by hand. The table beside says the same. */
export const ZonesMap = ({ shapes, bounds, drawn, drawing, onDrawn, onChoose }: Props) => {
  const t = useT();
  const [port, setPort] = useState<MapPort | null>(null);
  const scene = useMemo((): SmallScene => ({
    zone: drawn,
    shapes: [{ name: 'density', style: STYLE, features: shapes.map((s) => ({ id: s.id, properties: { shade: s.shade, ...(s.name ? { name: s.name } : {}) }, geometry: s.geometry })) }],
  }), [drawn, shapes]);
  const ready = useDrawing(port, drawing ? 'polygon' : null, (shape, done) => { if (done && shape.type === 'Polygon') onDrawn({ type: 'Polygon', coordinates: [shape.coordinates] }); });
  return (
    <SmallMap table="activity-zones" className="zonesmap" scene={scene} bounds={bounds} maxZoom={16} label={t('activity.map')} follow onPort={setPort} onClick={({ hit }) => { if (hit?.layer === 'density') onChoose(hit.id); }}>
      {drawing && <p className="measure" role="status" aria-busy={!ready}>{t(ready ? 'activity.drawing' : 'map.draw.preparing')}</p>}
    </SmallMap>
  );
};
