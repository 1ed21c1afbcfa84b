import { lazy, Suspense, useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { LayerEntry } from '@sommier/domain/layers';
import { styleOf } from '@sommier/domain/style';
import { useLanguage, useT, useIntl, withWords } from '../../platform/i18n/index.ts';
import { writeLayers, type LayerView } from '../../platform/map-view.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check } from '../../platform/ui/index.ts';
import { groundOf } from '../../map/index.ts';
import { useBasemap } from './use-basemap.ts';
import { useLayers, type ShownLayer } from './use-data.ts';
import { LegalMatrix } from './legal-matrix.tsx';
import { SwipeButton } from './swipe-button.tsx';
import { ListingKey } from './listing-key.tsx';
import { LookChoice, OccupancyKey } from './occupancy-key.tsx';
import { useWorkspace } from './workspace.tsx';

const LegendKey = lazy(withWords('layers', async () => ({ default: (await import('../layers/index.ts')).LegendKey })));
const PictureKey = lazy(withWords('layers', async () => ({ default: (await import('../layers/index.ts')).PictureKey })));
const Compositions = lazy(withWords('layers', async () => ({ default: (await import('../compositions/index.ts')).Compositions })));
const ConflictLayer = lazy(withWords('legal', async () => ({ default: (await import('../titles/index.ts')).ConflictLayer })));

/** The layer's title: the style's for the built-in ones, its maker's for the others. */
export const useLayerTitle = () => {
  const { language } = useLanguage();
  return (l: { name: string; entry: { title: string | null; titleAr: string | null; kind: string } }) => (l.entry.kind === 'built-in' ? styleOf(l.name).title[language] : (language === 'ar' && l.entry.titleAr) || (l.entry.title ?? l.name));
};

const ZoneSetChoice = ({ sets }: { sets: NonNullable<LayerEntry['sets']> }) => {
  const t = useT();
  const { view, change } = useWorkspace();
  if (sets.length < 2) return null;
  return (
    <select aria-label={t('map.layer.set')} value={view.set ?? sets[0]?.id ?? ''} onChange={(e) => change({ set: e.currentTarget.value })}>
      {sets.map((s) => <option key={s.id} value={s.id}>{s.name} ({s.count})</option>)}
      <option value="all">{t('map.layer.noset')}</option>
    </select>
  );
};

/** Order and opacity of one layer: by dragging its line, or by these buttons. */
const Settings = ({ layer, at, last, move, set }: { layer: ShownLayer; at: number; last: number; move: (to: number) => void; set: (patch: Partial<LayerView>) => void }) => {
  const t = useT();
  const name = useLayerTitle()(layer);
  return (
    <div className="settings">
      <Button kind="flat" icon="down" className="up" label={t('map.layer.up', { name })} refuse={at === 0 && t('map.layer.top')} onClick={() => move(at - 1)} />
      <Button kind="flat" icon="down" label={t('map.layer.down', { name })} refuse={at === last && t('map.layer.bottom')} onClick={() => move(at + 1)} />
      <input type="range" min="0" max="100" step="5" aria-label={t('map.layer.opacity', { name })} value={Math.round(layer.opacity * 100)} onChange={(e) => set({ opacity: Number(e.currentTarget.value) / 100 })} />
    </div>
  );
};

const LayerItem = ({ layer, at, last, settings, move, set }: { layer: ShownLayer; at: number; last: number; settings: boolean; move: (from: number, to: number) => void; set: (patch: Partial<LayerView>) => void }) => {
  const intl = useIntl();
  const { view, change } = useWorkspace();
  const name = useLayerTitle()(layer);
  return (
    <section className="layer" aria-label={name} draggable={settings}
      onDragStart={(e) => e.dataTransfer.setData('text/plain', String(at))} onDragOver={(e) => e.preventDefault()}
      onDrop={(e) => { e.preventDefault(); move(Number(e.dataTransfer.getData('text/plain')), at); }}>
      <label className="check" data-count={layer.entry.raster ? undefined : intl.formatNumber(layer.entry.count)}><input type="checkbox" checked={layer.shown} onChange={(e) => set({ shown: e.currentTarget.checked })} />{name}</label>
      {settings && <Settings layer={layer} at={at} last={last} move={(to) => move(at, to)} set={set} />}
      {layer.shown && layer.name === 'assets' && <><LookChoice />{view.look === 'occ' ? <OccupancyKey /> : <LegalMatrix />}</>}
      {layer.shown && layer.name === 'listings' && <ListingKey />}
      {layer.shown && layer.entry.look && <Suspense><LegendKey layer={layer.entry} keep={view.keep} onKeep={(keep) => change({ keep })} /></Suspense>}
      {layer.shown && layer.entry.raster && <Suspense><PictureKey layer={layer.entry} /></Suspense>}
      {layer.shown && layer.name === 'zones' && <ZoneSetChoice sets={layer.entry.sets ?? []} />}
    </section>
  );
};

/** Layers with their legend, open by default; narrow screens fold it into a strip that opens over the map. */
export const LayersDrawer = () => {
  const t = useT();
  const { code } = useCommune();
  const { view, change, setOverlay, port } = useWorkspace();
  const [kept, setKept] = useState(false);
  const layers = useLayers();
  const basemap = useBasemap();
  const [folded, fold] = useState(() => window.matchMedia('(max-width: 1180px)').matches);
  const [settings, setSettings] = useState(false);
  const write = (next: readonly LayerView[]) => change({ layers: writeLayers(next) });
  const move = (from: number, to: number) => {
    const next = [...layers];
    const [one] = next.splice(from, 1);
    if (!one || Number.isNaN(from)) return;
    next.splice(to, 0, one);
    write(next);
  };
  return (
    <aside className={folded ? 'layers folded' : 'layers'} aria-label={t('map.layers')} data-region tabIndex={-1}>
      <div className="head">
        {!folded && <h2>{t('map.layers')}</h2>}
        <Button kind="flat" icon="fold" flip label={t('map.layers.fold')} aria-expanded={!folded} onClick={() => fold(!folded)} />
      </div>
      {!folded && layers.map((layer, at) => (
        <LayerItem key={layer.name} layer={layer} at={at} last={layers.length - 1} settings={settings} move={move}
          set={(patch) => write(layers.map((l) => (l.name === layer.name ? { ...l, ...patch } : l)))} />
      ))}
      <div className={folded ? 'layer gone' : 'layer'}>
        {layers.some((l) => l.name === 'parcels' && l.entry.count > 0) && (
          <Check checked={view.conflicts === 'yes'} onChange={(e) => change({ conflicts: e.currentTarget.checked ? 'yes' : undefined })}>{t('map.conflicts')}</Check>
        )}
        {view.conflicts && <Suspense><ConflictLayer onShapes={setOverlay} /></Suspense>}
        <p className="base">{t('map.basemap', { what: t(basemap ? 'map.basemap.own' : groundOf(layers.map((l) => l.entry), new Map(), {}, code, '', styleOf).length > 0 ? 'map.basemap.commune' : 'map.basemap.none') })}</p>
        <Button kind="flat" aria-pressed={settings} onClick={() => setSettings(!settings)}>{t('map.layer.settings')}</Button>
        <Button kind="flat" icon="doc" onClick={() => setKept(true)}>{t('map.compositions')}</Button>
        <SwipeButton />
        {settings && <Link className="btn flat" to="/c/$commune/layers" params={{ commune: code }}>{t('map.layer.add')}</Link>}
        {(kept || view.comp) && <Suspense><Compositions onClose={() => setKept(false)} open={kept} view={view} change={change} port={port} /></Suspense>}
      </div>
    </aside>
  );
};
