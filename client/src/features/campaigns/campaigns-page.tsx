import './campaigns.css';
import { useEffect } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { listCampaigns } from '@sommier/domain/campaigns';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { useFormat } from '../../platform/format.ts';

/** Every campaign with how far it is. */
export const CampaignsPage = () => {
  const t = useT();
  const can = useCan();
  const format = useFormat();
  const navigate = useNavigate();
  const { code: commune } = useCommune();
  const { data, error, refetch } = useEndpoint(listCampaigns, { params: { commune } });
  useEffect(() => { document.title = `${t('campaigns.title')} · Sommier`; }, [t]);
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('campaigns.title')}</h1>
        {can('campaign.survey') && <a className="btn i i-here" href={`/c/${commune}/field`}>{t('campaigns.field')}</a>}
        {can('campaign.manage') && <Link className="btn main i i-plus" to="/c/$commune/campaigns/new" params={{ commune }}>{t('campaigns.new')}</Link>}</div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('campaigns.none')} why={t('campaigns.none.why')} />}
      {data && data.rows.length > 0 && (
        <Table label={t('campaigns.title')} rows={data.rows} keyOf={(r) => r.id} onSelect={(r) => void navigate({ to: '/c/$commune/campaigns/$id', params: { commune, id: r.id } })} columns={[
          { key: 'name', head: t('campaigns.name'), cell: (r) => <b><bdi>{r.name}</bdi></b> },
          { key: 'state', head: t('campaigns.state'), cell: (r) => <Tag tone={r.state === 'open' ? 'ok' : 'mute'}>{t(`campaigns.state.${r.state}`)}</Tag> },
          { key: 'total', head: t('campaigns.sheets'), num: true, cell: (r) => format.whole(r.counts.total) },
          { key: 'back', head: t('campaigns.back'), num: true, cell: (r) => t('campaigns.of', { n: r.counts.returned + r.counts.accepted + r.counts.refused, total: r.counts.total }) },
          { key: 'waiting', head: t('campaigns.waiting'), num: true, cell: (r) => format.whole(r.counts.returned) },
          { key: 'accepted', head: t('campaigns.accepted'), num: true, cell: (r) => t('campaigns.of', { n: r.counts.accepted, total: r.counts.total }) },
          { key: 'found', head: t('campaigns.found'), num: true, cell: (r) => format.whole(r.counts.found) },
        ]} />
      )}
    </main>
  );
};
