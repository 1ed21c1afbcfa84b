import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { exportCondition, readCondition, type ConditionReport, type ConditionRow } from '@sommier/domain/condition';
import { urlOf } from '../../platform/call.ts';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Chip, Empty, Pager, Problem, Ref, Table, Tabs } from '../../platform/ui/index.ts';
import { FciScale, ScaleDialog } from './fci-scale.tsx';
import { FciTag } from './fci-tag.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { WorksPanel } from './works-panel.tsx';
import '../../platform/ui/report.css';

type Band = ConditionReport['bands'][number]['band'];
type Sort = 'fci' | 'deferred' | 'code';

/** How many properties stand in each band, drawn to scale; the numbers beside are the same. */
const Bands = ({ report, band, onBand }: { report: ConditionReport; band: Band | null; onBand: (b: Band | null) => void }) => {
  const t = useT();
  const f = useFormat();
  const all = report.bands.reduce((n, b) => n + b.count, 0) || 1;
  const css = (b: Band, i: number) => (b === 'none' ? 'bn' : `b${Math.min(i, 4)}`);
  return (
    <div className="stack"><div className="stepbar" aria-hidden="true">{report.bands.map((b, i) => b.count > 0 && <span key={b.band} className={css(b.band, i)} style={{ inlineSize: `${(100 * b.count) / all}%` }} />)}</div>
      <Table<ConditionReport['bands'][number]> label={t('condition.bands')} rows={report.bands} keyOf={(b) => b.band} selected={band} onSelect={(b) => onBand(band === b.band ? null : b.band)} columns={[{ key: 'b', head: t('condition.band'), cell: (b) => (b.band === 'none' ? t('condition.none') : t(`condition.band.${b.band}`)) }, { key: 'n', head: t('condition.properties'), num: true, cell: (b) => f.whole(b.count) }]} /></div>
  );
};

const Overview = () => {
  const t = useT();
  const f = useFormat();
  const nameOf = useNameOf();
  const { code: commune, currency } = useCommune();
  const maySet = useCan()('register.rules');
  const [setting, setSetting] = useState(false);
  const [band, setBand] = useState<Band | null>(null);
  const [district, setDistrict] = useState<string | null>(null);
  const [sort, setSort] = useState<Sort>('fci');
  const [page, setPage] = useState(1);
  const read = useEndpoint(readCondition, { params: { commune }, query: { page, size: 25, sort, ...(band ? { band } : {}), ...(district ? { district } : {}) } }, { keep: true });
  const r = read.data;
  if (read.error) return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  if (!r) return null;
  if (r.computable + r.notComputable === 0) return <Empty title={t('condition.empty')} why={t('condition.empty.why')} />;
  return <>
    <dl className="fig">
      <div><dt>{t('condition.fci')}</dt><dd><FciTag fci={r.index} /><small>{t('condition.fci.of', { n: r.computable })}</small></dd></div>
      <div><dt>{t('condition.deferred')} ({currency})</dt><dd>{f.money(r.deferred)}<small>{t('condition.deferred.of')}</small></dd></div>
      <div><dt>{t('condition.replacement')} ({currency})</dt><dd>{f.money(r.replacement)}<small>{t('condition.replacement.hint')}</small></dd></div>
      <div><dt>{t('condition.outside')}</dt><dd>{f.whole(r.notComputable)}<small>{t('condition.outside.of', { money: `${f.money(r.deferredOutside)} ${currency}` })}</small></dd></div>
      <div><dt>{t('condition.seen')}</dt><dd>{f.whole(r.inspected)}<small>{t('condition.seen.of', { n: r.properties })}</small></dd></div>
    </dl>
    <div className="half">
      <section className="panel"><h2>{t('condition.bands')}{maySet && <Button onClick={() => setSetting(true)}>{t('condition.scale.change')}</Button>}</h2><FciScale scale={r.scale} band={r.index.kind === 'computed' ? r.index.band : null} /><Bands report={r} band={band} onBand={(b) => { setBand(b); setPage(1); }} /></section>
      <section className="panel"><h2>{t('condition.bydistrict')}</h2><div className="scroll low" tabIndex={0} role="region" aria-label={t('condition.bydistrict')}>
        <Table<ConditionReport['districts'][number]> label={t('condition.bydistrict')} rows={r.districts} keyOf={(d) => d.district ?? '-'} first={8} selected={district} onSelect={(d) => { setDistrict(d.district); setPage(1); }} columns={[
          { key: 'd', head: t('condition.district'), cell: (d) => <bdi>{d.district ?? '–'}</bdi> }, { key: 'n', head: t('condition.properties'), num: true, cell: (d) => f.whole(d.properties) }, { key: 'def', head: t('condition.deferred'), num: true, cell: (d) => f.money(d.deferred) }, { key: 'fci', head: t('condition.fci'), cell: (d) => <FciTag fci={d.index} /> },
        ]} /></div></section>
    </div>
    <section className="panel"><h2>{t('condition.byproperty')} <small>{f.whole(r.total)}</small></h2>
      <div className="row">{band && <Chip label={t('map.filters.remove', { what: band === 'none' ? t('condition.none') : t(`condition.band.${band}`) })} onRemove={() => setBand(null)}>{band === 'none' ? t('condition.none') : t(`condition.band.${band}`)}</Chip>}{district && <Chip label={t('map.filters.remove', { what: district })} onRemove={() => setDistrict(null)}>{district}</Chip>}</div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('condition.byproperty')}><Table<ConditionRow, Sort> label={t('condition.byproperty')} rows={r.rows} keyOf={(x) => x.id} sort={{ by: sort, down: sort !== 'code' }} onSort={(s) => { setSort(s.by); setPage(1); }} columns={[
        { key: 'code', head: t('condition.property'), sort: 'code', cell: (x) => <Link to="/c/$commune/assets/$id" params={{ commune, id: x.id }} search={{ tab: 'condition' }}><Ref>{x.code}</Ref></Link> }, { key: 'name', head: t('condition.name'), className: 'sample', cell: (x) => <bdi>{nameOf(x)}</bdi> },
        { key: 'class', head: t('condition.class'), cell: (x) => (x.class === null ? '–' : t(`condition.class.${x.class}`)) }, { key: 'on', head: t('condition.on'), cell: (x) => <Ref>{f.day(x.inspectedOn)}</Ref> }, { key: 'w', head: t('condition.works'), num: true, cell: (x) => f.whole(x.works) },
        { key: 'def', head: `${t('condition.deferred')} (${currency})`, num: true, sort: 'deferred', cell: (x) => f.money(x.deferred) }, { key: 'rep', head: `${t('condition.replacement')} (${currency})`, num: true, cell: (x) => f.money(x.replacement) }, { key: 'fci', head: t('condition.fci'), sort: 'fci', cell: (x) => <FciTag fci={x.fci} /> },
      ]} /></div>
      <Pager page={page} size={25} total={r.total} onPage={setPage} /></section>
    {setting && <ScaleDialog scale={r.scale} onClose={() => setSetting(false)} />}
  </>;
};

const TABS = ['overview', 'works', 'plan'] as const;
/** In what state the commune's property is, which works wait, and what a budget holds. */
export const ConditionPage = () => {
  const t = useT();
  const mayExport = useCan()('export.run');
  const { code: commune } = useCommune();
  const [tab, setTab] = useState<(typeof TABS)[number]>('overview');
  return (
    <main id="main" className="page report">
      <div className="top"><h1>{t('condition.page')}</h1>{mayExport && <a className="btn i i-dl" href={urlOf(exportCondition, { params: { commune }, query: { format: 'xlsx' } })} download>{t('condition.file')}</a>}</div>
      <Tabs label={t('condition.page')} tabs={TABS.map((key) => ({ key, label: t(`condition.tab.${key}`) }))} value={tab} onChange={setTab} panel="condition-panel" />
      <div id="condition-panel" role="tabpanel" className="report">{tab === 'overview' ? <Overview /> : tab === 'works' ? <WorksPanel /> : <PlanPanel />}</div>
    </main>
  );
};
