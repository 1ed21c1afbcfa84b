import { useMemo } from 'react';
import type { ImportPreview } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';

type Feature = ImportPreview['features']['features'][number];
const WIDTH = 372;
const HEIGHT = 250;

/** Longitude and latitude to the drawing's pixels, true to shape at the middle latitude. */
const projection = ([w, s, e, n]: readonly number[]) => {
  const [west = 0, south = 0, east = 1, north = 1] = [w, s, e, n];
  const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = Math.min((WIDTH - 24) / Math.max((east - west) * squeeze, 1e-6), (HEIGHT - 24) / Math.max(north - south, 1e-6));
  const [cx, cy] = [(west + east) / 2, (south + north) / 2];
  return (p: readonly number[]): string => `${(WIDTH / 2 + ((p[0] ?? 0) - cx) * squeeze * scale).toFixed(1)} ${(HEIGHT / 2 - ((p[1] ?? 0) - cy) * scale).toFixed(1)}`;
};

/** Every ring or line of any geometry as one path; a point is a short stroke with round ends. */
const pathOf = (geometry: unknown, at: (p: readonly number[]) => string): string => {
  const walk = (c: unknown): string => {
    if (!Array.isArray(c) || c.length === 0) return '';
    if (typeof c[0] === 'number') return `M${at(c as number[])}h.01`;
    if (Array.isArray(c[0]) && typeof c[0][0] === 'number') return `M${(c as number[][]).map(at).join('L')}`;
    return c.map(walk).join('');
  };
  const g = geometry as { type: string; coordinates?: unknown; geometries?: unknown[] };
  if (g.type === 'GeometryCollection') return (g.geometries ?? []).map((x) => pathOf(x, at)).join('');
  if (g.type === 'MultiPoint') return (g.coordinates as number[][]).map((p) => `M${at(p)}h.01`).join('');
  return walk(g.coordinates);
};

/** Where the first rows would lie, drawn without the map library: the wizard stays light. */
export const PreviewMap = ({ preview }: { preview: ImportPreview }) => {
  const t = useT();
  const { features } = preview.features;
  const drawn = useMemo(() => {
    if (!preview.bounds) return { points: '', shapes: '' };
    const at = projection(preview.bounds);
    const isPoint = (f: Feature) => (f.geometry as { type: string }).type.endsWith('Point');
    return {
      points: features.filter(isPoint).map((f) => pathOf(f.geometry, at)).join(''),
      shapes: features.filter((f) => !isPoint(f)).map((f) => pathOf(f.geometry, at)).join(''),
    };
  }, [features, preview.bounds]);
  if (features.length === 0) return <p className="note">{t('imports.preview.nomap')}</p>;
  return (
    <svg className="mp preview" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('imports.preview.map', { n: features.length })}>
      <path className="shapes" d={drawn.shapes} /><path className="points" d={drawn.points} />
    </svg>
  );
};
