import { Link } from '@tanstack/react-router';
import { listAssetLeads } from '@sommier/domain/leads';
import type { AssetSheet } from '@sommier/domain/assets';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Note, Problem, Ref, Table } from '../../platform/ui/index.ts';

/** On a property's page: the listings that may stand on it or its parts, and what it might bring while it stands vacant. */
export const AssetLeads = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const { code: commune, currency } = useCommune();
  const may = useCan()('activity.read');
  const { data, error, refetch } = useEndpoint(listAssetLeads, { params: { commune, id: asset.id } }, { enabled: may });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data || (data.rows.length === 0 && data.potential === null)) return null;
  const p = data.potential;
  return (
    <section className="card whole">
      <div className="row"><h2>{t('leads.title')}</h2><Link to="/c/$commune/leads" params={{ commune }} search={{}}>{t('leads.all')}</Link></div>
      {data.rows.length > 0 && <><Table label={t('leads.title')} rows={data.rows} keyOf={(l) => l.id} columns={[
        { key: 'score', head: '%', num: true, cell: (l) => l.score }, { key: 'kind', head: t('leads.kind'), cell: (l) => code('leads.kind.', l.kind) }, { key: 'on', head: t('leads.asset'), cell: (l) => <Ref>{l.asset.code}</Ref> },
        { key: 'listing', head: t('leads.listing'), cell: (l) => <><Ref>{`${l.listing.platform} ${l.listing.externalId}`}</Ref> <bdi>{l.listing.title ?? ''}</bdi></> }, { key: 'state', head: t('leads.state'), cell: (l) => code('leads.state.', l.state) },
      ]} /><p className="small">{t('leads.lead')}</p></>}
      {p !== null && <><h3>{t('leads.potential')}</h3>{p.figures === null ? <p>{t('leads.potential.few', { n: p.compared, radius: p.radiusM })}</p> : <>
        <p><b>≈ {format.money(p.figures.middleMinor)} {currency}</b> {t('leads.potential.range', { low: format.money(p.figures.lowMinor), high: format.money(p.figures.highMinor), n: p.compared, radius: p.radiusM })}</p>
        <Note>{t('leads.potential.note', { price: format.money(p.figures.priceMinor), nights: format.whole(p.figures.nights), model: `${p.model.name} v${String(p.model.version)}` })}</Note></>}</>}
    </section>
  );
};
