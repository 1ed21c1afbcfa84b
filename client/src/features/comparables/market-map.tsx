import { useMemo } from 'react';
import { listLayers } from '@sommier/domain/layers';
import { assetsStyle, comparablesStyle, parcelsStyle, zonesStyle } from '@sommier/domain/style';
import { SmallMap, type SmallScene } from '../../map/small-map.tsx';
import type { Bounds } from '../../platform/geo.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';

export interface Point { id: string; kind: 'sale' | 'rent'; lon: number; lat: number }
interface Props {
  points: readonly Point[];
  label: string;
  /** What says the same in words. */
  table: string;
  /** The property asked for, and how far around it is searched. */
  home?: { lon: number; lat: number; metres: number } | undefined;
  /** Those that stand out: the one whose sheet is open, or those taken as evidence. */
  taken: ReadonlySet<string>;
  onChoose?: (id: string) => void;
  /** A click on the ground gives a place. */
  onPlace?: (lon: number, lat: number) => void;
  at?: { lon: number; lat: number } | null | undefined;
}
const UNDER = [{ name: 'assets', style: assetsStyle }, { name: 'zones', style: zonesStyle }, { name: 'parcels', style: parcelsStyle }] as const;
const METRES = 111_320;
const around = (points: readonly { lon: number; lat: number }[]): Bounds | null => (points.length === 0 ? null
  : [Math.min(...points.map((p) => p.lon)), Math.min(...points.map((p) => p.lat)), Math.max(...points.map((p) => p.lon)), Math.max(...points.map((p) => p.lat))]);
const ring = (h: { lon: number; lat: number; metres: number }): Bounds => { const y = h.metres / METRES, x = y / Math.cos((h.lat * Math.PI) / 180); return [h.lon - x, h.lat - y, h.lon + x, h.lat + y]; };

/** Deals where they were made, over the commune's property, zones and parcels. A click chooses a deal, or says where one lies; the table beside says the same. */
export const MarketMap = ({ points, label, table, home, taken, onChoose, onPlace, at }: Props) => {
  const t = useT();
  const { code: commune } = useCommune();
  const layers = useEndpoint(listLayers, { params: { commune } }).data;
  const bounds = useMemo(() => (home ? ring(home) : at ? ring({ ...at, metres: 300 }) : around(points) ?? layers?.layers.find((l) => l.bounds)?.bounds ?? null), [home?.lon, home?.lat, home?.metres, points, layers]);
  const scene = useMemo((): SmallScene => ({
    disc: home ? { lon: home.lon, lat: home.lat, radius: home.metres } : null,
    selection: at ? { type: 'Point', coordinates: [at.lon, at.lat] } : home ? { type: 'Point', coordinates: [home.lon, home.lat] } : null,
    layers: UNDER.flatMap(({ name, style }) => { const known = layers?.layers.find((l) => l.name === name && l.count > 0); return known ? [{ name, style, source: name, tiles: `${location.origin}/tiles/${name}/{z}/{x}/{y}.mvt?commune=${commune}#${known.version}`, maxzoom: 16, bounds: known.bounds, opacity: 0.55 }] : []; }),
    shapes: [{ name: 'comparables', style: comparablesStyle, features: points.map((p) => ({ id: p.id, properties: { kind: p.kind, taken: taken.has(p.id) ? 1 : 0 }, geometry: { type: 'Point', coordinates: [p.lon, p.lat] } })) }],
  }), [home?.lon, home?.lat, home?.metres, at?.lon, at?.lat, layers, commune, points, taken]);
  if (bounds === null) return null;
  return (
    <figure className="marketmap">
      <SmallMap table={table} className="market" scene={scene} bounds={bounds} label={label} follow onClick={({ lon, lat, hit }) => { if (onPlace) onPlace(lon, lat); else if (hit?.layer === 'comparables') onChoose?.(hit.id); }} />
      <figcaption><span><i className="sale" aria-hidden="true" /> {t('comparables.kind.sale')}</span><span><i className="rent" aria-hidden="true" /> {t('comparables.kind.rent')}</span>{home && <span><i className="home" aria-hidden="true" /> {t('comparables.map.home')}</span>}</figcaption>
    </figure>
  );
};
