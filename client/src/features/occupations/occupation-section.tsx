import './occupations.css';
import { Link } from '@tanstack/react-router';
import type { AssetSheet } from '@sommier/domain/assets';
import { listOccupations } from '@sommier/domain/occupations';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Problem, Ref, Table } from '../../platform/ui/index.ts';
import { PartyName } from '../parties/index.ts';
import { StateMark, StatusTag, useLastDay, useRent } from './marks.tsx';
import { Timeline } from './timeline.tsx';

/** Who occupies a property and its parts, now and over time. */
export const OccupationSection = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const code = useCodeText();
  const last = useLastDay();
  const rent = useRent();
  const can = useCan();
  const { code: commune } = useCommune();
  const { data, error, refetch } = useEndpoint(listOccupations, { params: { commune }, query: { asset: asset.id, under: 'yes', size: 50, sort: 'startsOn', dir: 'desc' } });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{t('shell.loading')}</p>;
  return (
    <div className="cards">
      <section className="card whole"><div className="row"><h2>{t('occ.here', { n: data.total })}</h2>{can('occupation.write') && <Link className="btn i i-plus" to="/c/$commune/occupations/new" params={{ commune }} search={{ asset: asset.id }}>{t('occ.add')}</Link>}</div>
        {data.total === 0 ? <Empty title={t('occ.nothing')} why={t('occ.nothing.why')} /> : <Table label={t('occ.title')} rows={data.rows} keyOf={(r) => r.id} columns={[
          { key: 'ref', head: t('occ.reference'), cell: (r) => <Link to="/c/$commune/occupations/$id" params={{ commune, id: r.id }} search={{}}><Ref>{r.reference}</Ref></Link> },
          { key: 'state', head: t('occ.state'), cell: (r) => <StateMark state={r.state} /> }, { key: 'type', head: t('occ.type'), cell: (r) => code('code.occ.type.', r.type) },
          { key: 'unit', head: t('occ.units'), cell: (r) => <Ref>{r.units.map((u) => u.code).slice(0, 3).join(', ')}</Ref> }, { key: 'party', head: t('occ.party'), cell: (r) => (r.parties[0] ? <PartyName party={r.parties[0]} /> : '–') },
          { key: 'to', head: t('occ.last'), cell: (r) => last(r.endedOn ?? r.endsOn, r.tacitRenewal) }, { key: 'rent', head: t('occ.rent'), num: true, cell: (r) => rent(r.rent, r.freeOfCharge) }, { key: 'status', head: t('occ.status'), cell: (r) => <StatusTag status={r.status} /> },
        ]} />}
        {data.total > data.rows.length && <Link to="/c/$commune/occupations" params={{ commune }} search={{ asset: asset.id }}>{t('occ.all', { n: data.total })}</Link>}
      </section>
      <Timeline assetId={asset.id} parts={asset.children.length > 0} day={data.on} />
    </div>
  );
};
