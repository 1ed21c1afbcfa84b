import { lazy, Suspense } from 'react';
import { getLayerFeature } from '@sommier/domain/layers';
import { useT, withWords } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ledger, Loading, said, ShowOnMap, SourceColumns, Title } from './sheet-parts.tsx';

const Documents = lazy(withWords('legal', async () => ({ default: (await import('../documents/index.ts')).DocumentsSection })));

/** A feature of a layer somebody loaded: its columns as they came, its photos. */
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
        <Suspense><Documents subjectKind="feature" subjectId={f.id} /></Suspense>
      </div>
      <div className="acts"><ShowOnMap bounds={f.bounds} lon={f.lon} lat={f.lat} /></div>
    </>
  );
};
