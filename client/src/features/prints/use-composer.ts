import { useMemo, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PrintFormat, SheetParts } from '@sommier/domain/exports';
import { listLayers, type LayerEntry } from '@sommier/domain/layers';
import type { PrintTemplate } from '@sommier/domain/prints';
import { useLanguage } from '../../platform/i18n/index.ts';
import { readPlace, writePlace, type PrintPlace, type PrintSearch } from '../../platform/print-view.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';

/** From the top of the map to its bottom, where nobody said otherwise. */
const ORDER = ['zones', 'listings', 'assets', '', 'parcels'];
// Pictures of the ground lie under all others.
const rank = ({ name, raster }: LayerEntry): number => (raster ? ORDER.length : ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.indexOf(''));
/** The sheet a reader begins with. */
const firstSheet = (language: SheetParts['language']): SheetParts => ({
  paper: 'A4', orientation: 'landscape', language, grid: true, legend: true, figures: true, scaleBar: true, north: true, inset: false, table: false, photos: false,
});
/** Round scales a hand would choose. */
export const SCALES = [200, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000];
const startOf = (layers: readonly LayerEntry[]): PrintPlace | null => {
  const bounds = layers.find((l) => l.name === 'zones' && l.bounds)?.bounds ?? layers.find((l) => l.bounds)?.bounds;
  if (!bounds) return null;
  const height = (bounds[3] - bounds[1]) * 111_000;
  return { center: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2], scale: SCALES.find((s) => s * 0.14 >= height) ?? 100_000, rotation: 0 };
};
export interface Output { format: PrintFormat; dpi: number; attributes: boolean }

/** The sheet being composed. Its place and layers stand in the address; what is written on it, which may be words of the reader's, does not. */
export const useComposer = () => {
  const { code: commune } = useCommune();
  const { language } = useLanguage();
  const search: PrintSearch = useSearch({ from: '/c/$commune/print' });
  const navigate = useNavigate();
  const catalogue = useEndpoint(listLayers, { params: { commune } }, { keep: true });
  const entries = useMemo(() => (catalogue.data?.layers ?? []).filter((l) => l.raster ?? l.count > l.unlocated).toSorted((a, b) => rank(a) - rank(b)), [catalogue.data]);
  const [sheet, setSheet] = useState(() => firstSheet(language));
  const [template, setTemplate] = useState<string | undefined>();
  const [output, setOutput] = useState<Output>({ format: 'pdf', dpi: 150, attributes: false });
  const place = useMemo(() => readPlace(search.at) ?? startOf(entries), [search.at, entries]);
  const layers = useMemo(() => { const told = search.layers?.split(',').filter((name) => entries.some((e) => e.name === name)); return told ?? entries.map((e) => e.name); }, [search.layers, entries]);
  const change = (patch: PrintSearch): void => { void navigate({ to: '.', search: (before: PrintSearch) => ({ ...before, ...patch }), replace: true }); };
  return {
    /** Properties chosen in the register, for an atlas. */
    chosen: search.assets?.split(',') ?? [],
    commune, entries, place, layers, sheet, setSheet, template, setTemplate, output, setOutput, loading: catalogue.isLoading, error: catalogue.error, basemap: catalogue.data?.basemap ?? null,
    setPlace: (next: Partial<PrintPlace>): void => { if (place) change({ at: writePlace({ ...place, ...next }) }); },
    /** What a template fixes, in one step: two changes of the address at once would lose the first. */
    setFixed: ({ layers: kept, scale, rotation }: Pick<PrintTemplate, 'layers' | 'scale' | 'rotation'>): void => change({
      ...(kept ? { layers: kept.join(',') } : {}),
      ...(place && (scale !== undefined || rotation !== undefined) ? { at: writePlace({ ...place, scale: scale ?? place.scale, rotation: rotation ?? place.rotation }) } : {}),
    }),
    setLayers: (next: readonly string[]): void => change({ layers: next.join(',') }),
  };
};
export type Composer = ReturnType<typeof useComposer>;
