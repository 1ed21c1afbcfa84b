import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { getAsset } from '@sommier/domain/assets';
import { getListing } from '@sommier/domain/listings';
import { getParcel } from '@sommier/domain/parcels';
import type { Geometry } from '@sommier/domain/shared';
import { occupationStyle, styleOf } from '@sommier/domain/style';
import { listZones } from '@sommier/domain/zones';
import { groundOf, loadMap, pictureOf, tileSources, type Scene } from '../../map/index.ts';
import { keptOf } from '../../platform/kept-rules.ts';
import { useLanguage, useT, withWords } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune, useSession } from '../../platform/session.tsx';
import { useSober } from '../../platform/sober.ts';
import { useTheme } from '../../platform/theme.ts';
import { Note } from '../../platform/ui/index.ts';
import { keptRules, readLegal } from './legal.ts';
import { MapControls } from './map-controls.tsx';
import { useBasemap } from './use-basemap.ts';
import { useAnswer, useLayers, useZoneSets } from './use-data.ts';
import { useMapClicks } from './use-map-clicks.ts';
import { readSwipe, sideOf } from './swipe-sides.ts';
import { readAt, writeAt } from './use-view.ts';
import { useWorkspace } from './workspace.tsx';

const SoberMap = lazy(withWords('frugality', async () => ({ default: (await import('../frugality/index.ts')).SoberMap })));
const Swipe = lazy(withWords('layers', async () => ({ default: (await import('./swipe.tsx')).Swipe })));

/** What is chosen, as geometry: the sheet's answer serves here too (one request for both). */
const useChosenShape = () => {
  const { chosen: held, view, overlay } = useWorkspace();
  const chosen = view.edit ? null : held; // what is being drawn shows itself
  const commune = useCommune().code;
  const id = chosen?.id ?? '1';
  const is = (kind: string) => ({ enabled: chosen?.kind === kind });
  const asset = useEndpoint(getAsset, { params: { commune, id } }, is('asset')).data;
  const parcel = useEndpoint(getParcel, { params: { commune, id } }, is('parcel')).data;
  const listing = useEndpoint(getListing, { params: { commune, id } }, is('listing')).data;
  const point = listing && listing.lon !== null && listing.lat !== null ? { lon: listing.lon, lat: listing.lat, radius: listing.uncertaintyM } : null;
  if (chosen?.kind === 'asset' && asset) return { selection: asset.geometry, disc: null };
  if (chosen?.kind === 'parcel' && parcel) return { selection: parcel.geometry, disc: null };
  if (chosen?.kind === 'listing' && point) return { selection: { type: 'Point', coordinates: [point.lon, point.lat] } as Geometry, disc: point };
  if (chosen?.kind === 'conflict') return { selection: overlay.flatMap((s) => s.features).find((f) => f.id === chosen.id)?.geometry ?? null, disc: null };
  return { selection: null, disc: null };
};

const useZoneShape = (): Geometry | null => {
  const { view, drawn, chosen } = useWorkspace();
  const commune = useCommune().code;
  const wanted = view.zone ?? (chosen?.kind === 'zone' ? chosen.id : undefined);
  const sets = useZoneSets(wanted !== undefined).data?.rows ?? [];
  const set = sets.find((s) => s.id === view.set) ?? sets[0];
  const zones = useEndpoint(listZones, { params: { commune, id: set?.id ?? '1' }, query: { geometry: 'yes' } }, { enabled: wanted !== undefined && set !== undefined });
  return zones.data?.rows.find((z) => z.id === wanted)?.geometry ?? drawn?.polygon ?? null;
};

const useScene = (latitude: number): Scene => {
  const theme = useTheme();
  const { language } = useLanguage();
  const { view, overlay } = useWorkspace();
  const { code } = useCommune();
  const layers = useLayers();
  const sets = layers.find((l) => l.name === 'zones')?.entry.sets;
  const answer = useAnswer();
  const basemap = useBasemap();
  const { selection, disc } = useChosenShape();
  const zone = useZoneShape();
  return useMemo(() => {
    const set = view.set === 'all' ? undefined : (sets?.find((s) => s.id === view.set) ?? sets?.[0])?.name;
    const rules = keptRules(readLegal(view.legal));
    const queries: Record<string, Record<string, string>> = {
      zones: set ? { set } : {},
      listings: { ...(view.platform ? { platform: view.platform } : {}), ...(view.room ? { roomType: view.room } : {}), ...(view.gone === 'all' ? {} : { gone: view.gone ?? 'no' }) },
      assets: { ...(view.nature ? { nature: view.nature } : {}), ...(view.look === 'occ' ? { on: new Date().toISOString().slice(0, 10) } : {}) },
    };
    const keepOf = (name: string) => {
      const kept = name === 'assets' ? (view.look === 'occ' ? [] : rules) : keptOf(view.keep, name);
      return kept.length ? { keep: { rules: kept } } : {};
    };
    const drawn = layers.filter((l) => l.shown && l.entry.count > l.entry.unlocated);
    const pictures = layers.filter((l) => l.shown).flatMap(({ entry, opacity }) => pictureOf(entry, code, location.origin, opacity) ?? []);
    const sources = tileSources(drawn.map(({ name, entry }) => ({ name, count: entry.count, version: entry.version, bounds: entry.bounds, query: queries[name] ?? {} })), code, location.origin);
    const ground = basemap ? [] : groundOf(layers.map((l) => l.entry), sources, queries, code, location.origin, styleOf);
    return {
      theme, language, latitude, basemap, ground, selection, disc, zone, shapes: overlay, pictures,
      layers: drawn.flatMap((l) => {
        const source = sources.get(l.name);
        return source ? [{ name: l.name, style: l.name === 'assets' && view.look === 'occ' ? occupationStyle : styleOf(l.name, l.entry.title ?? l.name, l.entry.look), ...source, opacity: l.opacity, ...keepOf(l.name) }] : [];
      }),
      answer: (answer.data?.listings.rows ?? []).flatMap((r) => (r.lon === null || r.lat === null ? [] : [{ id: r.id, lon: r.lon, lat: r.lat, share: r.share }])),
    };
  }, [theme, language, latitude, basemap, selection, disc, zone, overlay, layers, answer.data, sets, view.set, view.legal, view.platform, view.room, view.gone, view.nature, view.look, view.keep, code]);
};

/** Of a commune that has drawn nothing yet. */
const ANYWHERE = { lon: 10.18, lat: 36.8, zoom: 13 };

/** Where the map opens: the address, else the ground the commune's layers cover. */
const useStart = () => {
  const { view } = useWorkspace();
  const layers = useLayers();
  const [first] = useState(() => readAt(view.at));
  const bounds = layers.find((l) => l.name === 'zones' && l.entry.bounds)?.entry.bounds ?? layers.find((l) => l.entry.bounds)?.entry.bounds ?? null;
  return { first, bounds, ready: layers.length > 0 };
};

export const MapCanvas = () => {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const { view, change, port, setPort, setPosition } = useWorkspace();
  const { first, bounds, ready } = useStart();
  const latitude = Math.round((first?.lat ?? (bounds ? (bounds[1] + bounds[3]) / 2 : 36.8)) * 10) / 10;
  const all = useScene(latitude);
  const scene = useMemo(() => (view.swipe ? sideOf(all, readSwipe(view.swipe), 'left') : all), [all, view.swipe]);
  const [broken, setBroken] = useState(false);
  const { person } = useSession();
  const { sober, chosen, set } = useSober(person.id);
  const [asked, ask] = useState(false);
  const asleep = sober && !asked;
  const held = useRef(scene);
  held.current = scene;
  const label = t('map.canvas.name');

  useEffect(() => {
    if (!ready || asleep || !box.current) return undefined;
    const element = box.current;
    let gone = false;
    let off = () => {};
    void loadMap().then(({ createMap }) => {
      if (gone) return;
      const made = createMap(element, { scene: held.current, at: first ?? (bounds ? { bounds, maxZoom: 16 } : ANYWHERE), label });
      const moved = made.onMove((p) => { setPosition(p); change({ at: writeAt(p) }); });
      setPosition(made.position());
      setPort(made);
      off = () => { moved(); setPort(null); made.destroy(); };
    }).catch(() => setBroken(true));
    return () => { gone = true; off(); };
    // The map is made once: its language, layers and place change through the scene and the port.
  }, [ready, asleep]);
  useEffect(() => { port?.show(scene); }, [port, scene]);
  useMapClicks();

  return (
    <section className="map" tabIndex={0} role="application" aria-label={t('map.canvas')} aria-details="map-table" data-region data-ready={port ? true : undefined} data-asleep={asleep || undefined}>
      <div className="canvas" ref={box} />
      {view.swipe && <Suspense><Swipe scene={all} compared={view.swipe} /></Suspense>}
      {broken && <Note tone="warn">{t('map.nowebgl')}</Note>}
      {asleep ? <Suspense><SoberMap chosen={chosen} onAsk={() => ask(true)} onAlways={() => set(false)} /></Suspense> : <MapControls />}
    </section>
  );
};
