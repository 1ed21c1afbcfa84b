import { useState } from 'react';
import { findLayerFeatures, listLayerFeatures, type LayerEntry, type LayerFeature } from '@sommier/domain/layers';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Button, Empty, Pager, Problem, Table, TextField } from '../../platform/ui/index.ts';
import { FeatureDialog, useSaid, useTitles } from './feature-dialog.tsx';
import { UndoEdits } from './undo-edits.tsx';

const SIZE = 25;
/** What a layer holds, by page; where it has a form, features are added and changed here. */
export const Features = ({ layer }: { layer: LayerEntry }) => {
  const t = useT();
  const titleOf = useTitles(layer);
  const may = useCan()('layers.write');
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1);
  const [q, setQ] = useState('');
  const [shown, show] = useState<LayerFeature | 'new' | null>(null);
  const words = useSettled(q.trim()), params = { commune, name: layer.name }, paged = { page, size: SIZE };
  // Words may be somebody's name: they travel in a body.
  const open = useEndpoint(listLayerFeatures, { params, query: paged }, { keep: true, enabled: words === '' });
  const closed = useEndpoint(findLayerFeatures, { params, query: paged, body: { q: words } }, { keep: true, enabled: words !== '' });
  const { data, error, refetch } = words === '' ? open : closed;
  const said = useSaid();
  return (
    <div className="stack">
      <div className="row"><TextField label={t('layers.search')} type="search" value={q} onChange={(e) => { setQ(e.currentTarget.value.slice(0, 200)); setPage(1); }} />
        {layer.kind === 'own' && may && <UndoEdits layer={layer.name} />}
        {layer.form && may && <Button icon="plus" onClick={() => show('new')}>{t('layers.feature.add')}</Button>}</div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && <Empty title={t('layers.feature.none')} why={t('layers.feature.none.why')} />}
      {data && data.total > 0 && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('layers.part.features')}>
          <Table<LayerFeature> label={t('layers.part.features')} rows={data.rows} keyOf={(f) => f.id} onSelect={show}
            columns={layer.fields.slice(0, 7).map((f) => ({ key: f.name, head: <bdi>{titleOf(f.name)}</bdi>, num: f.type === 'number', cell: (row: LayerFeature) => <bdi>{said(row.attributes[f.name])}</bdi> }))} />
        </div>
        <Pager page={page} size={SIZE} total={data.total} onPage={setPage} />
      </>}
      {shown && <FeatureDialog layer={layer} id={shown === 'new' ? null : shown.id} onClose={() => show(null)} />}
    </div>
  );
};
