import { useEffect } from 'react';
import type { Hit } from '../../map/index.ts';
import type { Chosen } from '../../platform/map-view.ts';
import { usePlace } from './use-place.ts';
import { useWorkspace } from './workspace.tsx';

const KINDS: Record<string, 'asset' | 'listing' | 'parcel' | 'zone' | 'conflict'> = { assets: 'asset', listings: 'listing', parcels: 'parcel', zones: 'zone', conflicts: 'conflict' };
/** What a hit on the map chooses. */
export const chosenOf = (hit: Hit): Chosen => {
  const kind = KINDS[hit.layer];
  return kind ? { kind, id: hit.id } : { kind: 'feature', layer: hit.layer, id: hit.id };
};

/** A click places what waits for a place, else chooses what is under it; a count of many brings the map closer. */
export const useMapClicks = (): void => {
  const { port, placing, choose } = useWorkspace();
  const place = usePlace();
  useEffect(() => port?.onClick(({ lon, lat, hit }) => {
    if (placing) place({ by: 'click', lon, lat });
    else if (hit?.many) { const p = port.position(); port.jump(lon, lat, p.zoom + 2); } else choose(hit && hit.id ? chosenOf(hit) : null);
  }), [port, placing, place, choose]);
};
