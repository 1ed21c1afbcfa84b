import { useCallback } from 'react';
import { placeAsset } from '@sommier/domain/assets';
import { placeListing } from '@sommier/domain/listings';
import { call, ProblemError } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useToast } from '../../platform/ui/index.ts';
import { useWorkspace } from './workspace.tsx';

export type Where = { by: 'click'; lon: number; lat: number } | { by: 'parcel'; reference: string };

/** Gives what waits its place, then shows it; a refusal stays with the banner. */
export const usePlace = () => {
  const t = useT();
  const say = useToast();
  const commune = useCommune().code;
  const { placing, setPlacing, choose, setPlaceError } = useWorkspace();
  return useCallback((where: Where) => {
    if (!placing) return;
    const params = { commune, id: placing.id };
    const sent = placing.kind === 'asset'
      ? call(placeAsset, { params, body: where }, { headers: { 'if-match': `"v${placing.version}"` } })
      : call(placeListing, { params, body: where });
    setPlaceError(null);
    void sent.then(() => {
      say(t('map.place.done', { name: placing.name }));
      choose({ kind: placing.kind, id: placing.id });
      setPlacing(null);
      return queryClient.invalidateQueries();
    }).catch((cause: unknown) => setPlaceError(cause instanceof ProblemError ? cause : new ProblemError(0, 'offline', '')));
  }, [placing, commune, say, t, choose, setPlacing, setPlaceError]);
};
