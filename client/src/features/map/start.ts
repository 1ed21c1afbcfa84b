import { getAssetFacets, listAssets } from '@sommier/domain/assets';
import { listLayers } from '@sommier/domain/layers';
import { openWorkspace } from '@sommier/domain/workspace';
import { call } from '../../platform/call.ts';
import { readView } from '../../platform/map-view.ts';
import { queryClient } from '../../platform/query.ts';
import { SESSION_KEY } from '../../platform/session.tsx';
import { assetsQuery } from './use-data.ts';

/** Asks in one request for what the map's screen starts with, and lays each part where the screen will look for it. A refusal is left to the screen. */
export const openMap = async (commune: string, search: Record<string, unknown>): Promise<void> => {
  const query = assetsQuery(readView(search));
  const params = { commune };
  const all = await call(openWorkspace, { params, query }, { replay: false }).catch(() => undefined);
  if (!all) return;
  queryClient.setQueryData(SESSION_KEY, all.session);
  queryClient.setQueryData([listLayers.id, { params }], all.catalogue);
  queryClient.setQueryData([getAssetFacets.id, { params, query: {} }], all.facets);
  queryClient.setQueryData([listAssets.id, { params, query }], all.assets);
};
