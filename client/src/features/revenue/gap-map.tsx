import { useMemo } from 'react';
import type { Reply } from '@sommier/domain/shared';
import { GAP_BANDS, revenueGapMap, type GapBand } from '@sommier/domain/revenue';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Problem } from '../../platform/ui/index.ts';

const WIDTH = 560, HEIGHT = 380;
type GapFeature = Reply<typeof revenueGapMap>['features'][number];
type Shape = { type: string; coordinates?: unknown; geometries?: unknown[] };
const points = (c: unknown, out: [number, number][] = []): [number, number][] => {
  if (!Array.isArray(c)) return out;
  if (typeof c[0] === 'number') out.push([c[0], Number(c[1])]);
  else for (const x of c) points(x, out);
  return out;
};
type At = (p: readonly number[]) => readonly [number, number];
const DOT = 'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0';
const pathOf = (g: Shape, at: At): string => {
  const write = (p: readonly number[]): string => at(p).map((n) => n.toFixed(1)).join(' ');
  // A building is a speck at the scale of a town: it is drawn as a dot one can see and tell the colour of.
  const all = points(g.coordinates).map(at);
  const [left, right] = [Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))], [top, bottom] = [Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[1]))];
  if (all.length > 0 && right - left < 8 && bottom - top < 8) return `M${((left + right) / 2).toFixed(1)} ${((top + bottom) / 2).toFixed(1)}${DOT}`;
  const walk = (c: unknown): string => {
    if (!Array.isArray(c) || c.length === 0) return '';
    if (typeof c[0] === 'number') return `M${write(c as number[])}${DOT}`;
    if (Array.isArray(c[0]) && typeof c[0][0] === 'number') return `M${(c as number[][]).map(write).join('L')}Z`;
    return c.map(walk).join('');
  };
  return g.type === 'GeometryCollection' ? (g.geometries ?? []).map((x) => pathOf(x as Shape, at)).join('') : walk(g.coordinates);
};

/**
 * The properties where they stand, one path a band: darker is more of the market rent not asked, hatched is without title, empty is not known.
 * The legend counts and filters; a table says the same beside it. Drawn without the map library: a few nodes whatever the number of properties.
 */
export const GapMap = ({ day, properties, band, onBand, chosen }: { day: string; /** How many the report counts, placed or not. */ properties: number; band: GapBand | null; onBand: (b: GapBand | null) => void; chosen: string | null }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const read = useEndpoint(revenueGapMap, { params: { commune }, query: { day } }, { keep: true });
  const features: readonly GapFeature[] | undefined = read.data?.features;
  const drawn = useMemo(() => {
    const all = (features ?? []).flatMap((f) => points((f.geometry as Shape).coordinates));
    if (!features || all.length === 0) return null;
    const xs = all.map((p) => p[0]), ys = all.map((p) => p[1]);
    const [w, e, s, n] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b)), ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
    const squeeze = Math.cos((s + n) / 2 * (Math.PI / 180));
    const scale = Math.min((WIDTH - 24) / Math.max((e - w) * squeeze, 1e-4), (HEIGHT - 24) / Math.max(n - s, 1e-4));
    const at: At = (p) => [WIDTH / 2 + ((p[0] ?? 0) - (w + e) / 2) * squeeze * scale, HEIGHT / 2 - ((p[1] ?? 0) - (s + n) / 2) * scale];
    const path = (keep: (f: GapFeature) => boolean): string => features.filter(keep).map((f) => pathOf(f.geometry as Shape, at)).join('');
    return {
      bands: GAP_BANDS.map((b) => ({ band: b, n: features.filter((f) => f.properties.band === b).length, d: path((f) => f.properties.band === b) })),
      without: path((f) => f.properties.kind === 'without_title'), sel: path((f) => f.id === chosen),
    };
  }, [features, chosen]);
  if (read.error) return <Problem error={read.error} />;
  if (!drawn) return <p className="note">{t('revenue.map.none')}</p>;
  return (
    <figure className="gapmap">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('revenue.map', { n: features?.length ?? 0 })} aria-details="gap-table">
        <defs><pattern id="gap-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" className="hatch" /></pattern></defs>
        {drawn.bands.map((b) => <path key={b.band} className={`shade ${b.band}${band !== null && band !== b.band ? ' dim' : ''}`} d={b.d} />)}
        <path d={drawn.without} fill="url(#gap-hatch)" className="edge" /><path d={drawn.sel} className="chosen" />
      </svg>
      <figcaption className="gaplegend">{drawn.bands.map((b) => <button type="button" key={b.band} aria-pressed={band === b.band} onClick={() => onBand(band === b.band ? null : b.band)}><i className={`shade ${b.band}`} />{t(`revenue.band.${b.band}`)} <small>{b.n}</small></button>)}<span><i className="shade without" />{t('revenue.kind.without_title')}</span>{properties > (features?.length ?? 0) && <small>{t('revenue.map.unplaced', { n: properties - (features?.length ?? 0) })}</small>}</figcaption>
    </figure>
  );
};
