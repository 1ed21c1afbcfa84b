import { useCallback, useMemo } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { readChosen, writeChosen, type Chosen, type MapSearch } from '../../platform/map-view.ts';

export type Patch = { [K in keyof MapSearch]?: MapSearch[K] | undefined };
/** Changes the address; an undefined part leaves it. `push` makes a step one can go back from. */
export type ChangeView = (patch: Patch, push?: boolean) => void;

const clean = (raw: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(raw).filter(([, v]) => v !== undefined && v !== ''));

/** The address of the map as a value, and the way to change it: the one store of what is shown and chosen. */
export const useView = () => {
  const view: MapSearch = useSearch({ from: '/c/$commune/map' });
  const navigate = useNavigate();
  const change = useCallback<ChangeView>((patch, push = false) => {
    void navigate({ to: '.', search: (before: Record<string, unknown>) => clean({ ...before, ...patch }) as MapSearch, replace: !push });
  }, [navigate]);
  const chosen = useMemo(() => readChosen(view.sel), [view.sel]);
  const choose = useCallback((c: Chosen | null) => change({ sel: c ? writeChosen(c) : undefined }, true), [change]);
  return { view, change, chosen, choose };
};

/** Lon, lat and zoom of the address. */
export const readAt = (at: string | undefined): { lon: number; lat: number; zoom: number } | null => {
  const [lon, lat, zoom] = (at ?? '').split(',').map(Number);
  return lon === undefined || lat === undefined || zoom === undefined || [lon, lat, zoom].some(Number.isNaN) ? null : { lon, lat, zoom };
};
export const writeAt = (p: { lon: number; lat: number; zoom: number }): string => `${p.lon.toFixed(5)},${p.lat.toFixed(5)},${p.zoom.toFixed(2)}`;
