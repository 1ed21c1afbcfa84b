import { getLayerFeature } from '@sommier/domain/layers';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ledger, Loading, said, ShowOnMap, SourceColumns, Title } from './sheet-parts.tsx';

/** A feature of a layer somebody loaded: its columns as they came. */
export const FeatureSheet = ({ layer, id }: { layer: string; id: string }) => {
  const t = useT();
  const { data: f, error, refetch } = useEndpoint(getLayerFeature, { params: { commune: useCommune().code, name: layer, id } });
  if (!f) return <Loading error={error} retry={() => void refetch()} />;
  return (
    <>
      <Title code={layer} name={f.sourceKey} />
      <div className="body" tabIndex={0} role="region" aria-label={t('map.sheet.summary')}>
        <Ledger lines={[said(t('map.source.batch'), f.batchId)]} />
        <SourceColumns attributes={f.attributes} />
      </div>
      <div className="acts"><ShowOnMap bounds={f.bounds} lon={f.lon} lat={f.lat} /></div>
    </>
  );
};
