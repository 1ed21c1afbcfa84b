import './map.css';
import { lazy, Suspense, useEffect } from 'react';
import { scaleOf } from '../../platform/geo.ts';
import { useT } from '../../platform/i18n/index.ts';
import type { MapWindow } from '../../platform/map-view.ts';
import { useStatus } from '../../platform/status.tsx';
import { Editing } from './editing.tsx';
import { FiltersBar } from './filters-bar.tsx';
import { keptBy } from './kept.ts';
import { LayersDrawer } from './layers-drawer.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { Sheet } from './sheet.tsx';
import { TableDrawer } from './table-drawer.tsx';
import { useLayers } from './use-data.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useWorkspace, WorkspaceProvider } from './workspace.tsx';

const ExportDialog = lazy(async () => ({ default: (await import('../exports/index.ts')).ExportDialog }));
const MapPalette = lazy(async () => ({ default: (await import('./palette.tsx')).MapPalette }));
const FilterDialog = lazy(async () => ({ default: (await import('./filter-dialog.tsx')).FilterDialog }));
const HelpDialog = lazy(async () => ({ default: (await import('./help-dialog.tsx')).HelpDialog }));

/** The dialogs of the workspace: each is fetched when it first opens. */
const Dialogs = () => {
  const { open, setOpen, port, position, view: search, words } = useWorkspace();
  const layers = useLayers();
  const close = () => setOpen(null);
  const kept = keptBy(search, words);
  const view: MapWindow | null = position && {
    layers: layers.filter((l) => l.shown).map((l) => l.name), bbox: position.bounds, center: [position.lon, position.lat], scale: Math.max(100, Math.round(scaleOf(position.lat, position.zoom))), ...(kept ? { kept } : {}),
  };
  return (
    <Suspense>
      {open === 'palette' && <MapPalette onClose={close} />}
      {open === 'filter' && <FilterDialog onClose={close} />}
      {open === 'help' && <HelpDialog onClose={close} />}
      {open === 'export' && view && port && <ExportDialog view={view} picture={() => port.picture()} onClose={close} />}
    </Suspense>
  );
};

const Workspace = () => {
  const t = useT();
  const { position, chosen, view } = useWorkspace();
  useShortcuts();
  useEffect(() => { document.title = `${t('map.title')} · Sommier`; }, [t]);
  useStatus(() => position && <span dir="ltr">{`${position.lat.toFixed(5)}, ${position.lon.toFixed(5)} · ${t('map.status.scale', { scale: Math.round(scaleOf(position.lat, position.zoom)) })}`}</span>, [position, t]);
  return (
    <div className="ws">
      <LayersDrawer />
      <main id="main">{!chosen && <h1 className="vh">{t('map.title')}</h1>}<FiltersBar /><MapCanvas /><TableDrawer /></main>
      {view.edit ? <Editing /> : <Sheet />}
      <Dialogs />
    </div>
  );
};

/** The map workspace: layers, map over table, sheet; one selection for the three. */
export const MapPage = () => <WorkspaceProvider><Workspace /></WorkspaceProvider>;
