import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { listVacantPotential, type VacantPotential } from '@sommier/domain/leads';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, Ref, Table } from '../../platform/ui/index.ts';

const SIZE = 25;

/** The other way of the cross: what vacant premises might bring, from the lodgings let round them. An order of magnitude, with its range; no rent. */
export const VacantTab = () => {
  const t = useT();
  const f = useFormat();
  const { language } = useLanguage();
  const { code: commune, currency } = useCommune();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useEndpoint(listVacantPotential, { params: { commune }, query: { page, size: SIZE } }, { keep: true });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{t('shell.loading')}</p>;
  if (data.total === 0) return <Empty title={t('activity.vacant.none')} why={t('activity.vacant.none.why')} />;
  const name = ({ asset: a }: VacantPotential): string => { const [own, site] = language === 'ar' ? [a.nameAr ?? a.name, a.siteNameAr ?? a.siteName] : [a.name, a.siteName]; return site === null || site === own ? own : `${own}${language === 'ar' ? '، ' : ', '}${site}`; };
  const [first] = data.rows;
  return (
    <section className="card">
      <div className="scroll" tabIndex={0} role="region" aria-label={t('activity.tab.vacant')}>
        <Table<VacantPotential> label={t('activity.tab.vacant')} rows={data.rows} keyOf={(r) => r.asset.id} columns={[
          { key: 'code', head: t('activity.vacant.code'), cell: (r) => <Link to="/c/$commune/assets/$id" params={{ commune, id: r.asset.id }}><Ref>{r.asset.code}</Ref></Link> }, { key: 'name', head: t('activity.vacant.premises'), cell: (r) => <bdi>{name(r)}</bdi> },
          { key: 'use', head: t('activity.vacant.use'), cell: (r) => <bdi>{r.asset.useLabel ?? '–'}</bdi> }, { key: 'area', head: t('activity.vacant.area'), num: true, cell: (r) => f.whole(r.asset.areaM2) }, { key: 'n', head: t('activity.vacant.compared'), num: true, cell: (r) => f.whole(r.compared) },
          { key: 'price', head: t('activity.vacant.price'), num: true, cell: (r) => f.money(r.figures?.priceMinor) }, { key: 'nights', head: t('activity.nights'), num: true, cell: (r) => (r.figures ? `≈ ${f.whole(r.figures.nights)}` : '–') },
          { key: 'year', head: t('activity.vacant.year', { currency }), num: true, cell: (r) => (r.figures ? `≈ ${f.money(r.figures.middleMinor)}` : t('activity.vacant.few')) }, { key: 'range', head: t('activity.range'), num: true, cell: (r) => (r.figures ? <bdi dir="ltr">{f.money(r.figures.lowMinor)}–{f.money(r.figures.highMinor)}</bdi> : '–') },
        ]} />
      </div>
      <Pager page={page} size={SIZE} total={data.total} onPage={setPage} />
      {first && <p className="small">{t('activity.vacant.how', { radius: first.radiusM, model: first.model.name, version: first.model.version })}</p>}
    </section>
  );
};
