import { useEffect, useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { listLayers, type LayerEntry } from '@sommier/domain/layers';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Problem, Ref, Tabs, Tag } from '../../platform/ui/index.ts';
import { AccessForm } from './access-form.tsx';
import { CardForm } from './card-form.tsx';
import { Features } from './features.tsx';
import { useTitleOf } from './layers-page.tsx';
import { LookForm } from './look-form.tsx';
import './layers.css';

const PARTS = ['card', 'look', 'access', 'features'] as const;
type Part = (typeof PARTS)[number];
/** The house's layers have their own style and their own lists. */
const partsOf = (l: LayerEntry, share: boolean): readonly Part[] => PARTS.filter((p) => (l.kind === 'own' || (p !== 'look' && p !== 'features')) && (p !== 'access' || share));
/** Where the house's layers are read as rows. */
const LISTS = { assets: '/c/$commune/register', zones: '/c/$commune/zones', parcels: '/c/$commune/titles', listings: '/c/$commune/map' } as const;
const listOf = (name: string): (typeof LISTS)[keyof typeof LISTS] | undefined => LISTS[name as keyof typeof LISTS];

/** One layer of the catalogue: what it is, how it is drawn, who reads it, what it holds. */
export const LayerPage = () => {
  const t = useT();
  const can = useCan();
  const { code: commune } = useCommune();
  const { name } = useParams({ strict: false }) as { name: string };
  const titleOf = useTitleOf();
  const [asked, setPart] = useState<Part>('card');
  const { data, error, refetch } = useEndpoint(listLayers, { params: { commune } }, { keep: true });
  const layer = data?.layers.find((l) => l.name === name);
  useEffect(() => { document.title = `${layer ? titleOf(layer) : t('layers.title')} · Sommier`; }, [layer, t]);
  const parts = layer ? partsOf(layer, can('layers.share')) : [];
  const part = parts.includes(asked) ? asked : 'card';
  const list = layer && listOf(layer.name);
  return (
    <main id="main" className="page">
      <p><Link to="/c/$commune/layers" params={{ commune }}>{t('layers.title')}</Link></p>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && !layer && <Empty title={t('layers.none')} why={t('layers.none.why')} />}
      {layer && <div className="layerpage">
        <h1><bdi>{titleOf(layer)}</bdi> <Ref>{layer.name}</Ref> {layer.isPublic && <Tag tone="ok">{t('layers.public')}</Tag>}</h1>
        {list && <p><Link id="layer-table" to={list} params={{ commune }} search={list === LISTS.listings ? { tab: 'listings' } : {}}>{t('layers.part.features')}</Link></p>}
        <Tabs label={titleOf(layer)} tabs={parts.map((key) => ({ key, label: t(`layers.part.${key}`) }))} value={part} onChange={setPart} panel="layer-body" />
        <div id="layer-body" role="tabpanel" tabIndex={0} aria-label={t(`layers.part.${part}`)} key={`${name}${String(layer.cardVersion)}`}>
          {part === 'card' && <CardForm layer={layer} />}
          {part === 'look' && <LookForm layer={layer} />}
          {part === 'access' && <AccessForm layer={layer} />}
          {part === 'features' && <Features layer={layer} />}
        </div>
      </div>}
    </main>
  );
};
