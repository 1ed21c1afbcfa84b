import { useEffect, useState } from 'react';
import { getComposition, type Composition } from '@sommier/domain/compositions';
import type { MapPort } from '../../map/index.ts';
import { useT } from '../../platform/i18n/index.ts';
import { COMPOSED, type MapSearch } from '../../platform/map-view.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Dialog, Note, Problem, Tabs } from '../../platform/ui/index.ts';
import { Kept } from './kept.tsx';
import { Places } from './places.tsx';
import './compositions.css';

export interface MapHere { view: MapSearch; change: (patch: { [K in keyof MapSearch]?: MapSearch[K] | undefined }, push?: boolean) => void; port: MapPort | null }
interface Props extends MapHere { open: boolean; onClose: () => void }

/** The state of the map that a composition brings: what it does not say is cleared. */
export const stateOf = (state: Composition['state']): MapSearch => Object.fromEntries(COMPOSED.map((key) => [key, state[key]]));
/** Moves the map there too: the address alone says where it opens. */
export const lookAt = (port: MapPort | null, at: string | undefined): void => {
  const [lon, lat, zoom] = (at ?? '').split(',').map(Number);
  if (lon !== undefined && lat !== undefined && zoom !== undefined) port?.jump(lon, lat, zoom);
};

/** Opens the composition the address names: its state takes the place of the map's, or the reader learns whom to ask. */
const Opened = ({ id, change, port, onClose }: Pick<MapHere, 'change' | 'port'> & { id: string; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const { data, error } = useEndpoint(getComposition, { params: { commune, id } });
  const [said, say] = useState(true);
  useEffect(() => {
    if (!data) return;
    lookAt(port, data.state.at);
    if (data.unread === 0) change({ ...stateOf(data.state), comp: undefined });
    else change(stateOf(data.state));
  }, [data, port, change]);
  const close = () => { say(false); change({ comp: undefined }); onClose(); };
  if (!said || (!error && !data?.unread)) return null;
  return <Dialog title={data?.name ?? t('layers.comp.closed')} onClose={close}>{error && <Problem error={error} />}{data && <Note tone="warn">{t('layers.comp.unread', { n: data.unread })}</Note>}</Dialog>;
};

/** Compositions and places: kept, opened, shared. */
export const Compositions = ({ open, onClose, view, change, port }: Props) => {
  const t = useT();
  const [tab, setTab] = useState<'maps' | 'places'>('maps');
  return (
    <>
      {view.comp && <Opened id={view.comp} change={change} port={port} onClose={onClose} />}
      {open && (
        <Dialog title={t('layers.comp.title')} onClose={onClose} wide>
          <Tabs label={t('layers.comp.title')} tabs={[{ key: 'maps', label: t('layers.comp.maps') }, { key: 'places', label: t('layers.comp.places') }]} value={tab} onChange={setTab} panel="comp-panel" />
          <div id="comp-panel" role="tabpanel" className="comps" aria-label={t(tab === 'maps' ? 'layers.comp.maps' : 'layers.comp.places')}>
            {tab === 'maps' ? <Kept view={view} change={change} port={port} onClose={onClose} /> : <Places port={port} onClose={onClose} />}
          </div>
        </Dialog>
      )}
    </>
  );
};
