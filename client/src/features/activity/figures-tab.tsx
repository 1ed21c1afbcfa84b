import { useState } from 'react';
import { activityFigures, exportFigures, type FigureRow, type FIGURE_SORTS } from '@sommier/domain/activity';
import { useFormat } from '../../platform/format.ts';
import { FileLink } from '../../platform/file-link.tsx';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { OpenFiles } from '../controls/index.ts';
import { Empty, Pager, Problem, Table, TextField } from '../../platform/ui/index.ts';

type Sort = (typeof FIGURE_SORTS)[number];
const keyOf = (r: FigureRow): string => `${r.unitId ?? ''}/${r.listingId ?? ''}`;

/** Declared, reported and estimated of each lodging side by side; gaps first, by what they may stand for. */
export const FiguresTab = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { code: commune } = useCommune();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [gaps, setGaps] = useState(true);
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState<Sort>('expected');
  const period = { ...(from ? { from } : {}), ...(to ? { to } : {}), gaps: gaps ? 'yes' as const : 'no' as const };
  const read = useEndpoint(activityFigures, { params: { commune }, query: { ...period, sort, page, size: 25 } }, { keep: true });
  const g = read.data;
  const nights = (n: number | null): string => (n === null ? '–' : f.whole(n));
  const near = (n: number | null): string => (n === null ? '–' : `≈ ${f.whole(n)}`);
  return (
    <>
      <div className="asked">
        <TextField label={t('activity.from')} type="date" value={from || g?.from || ''} onChange={(e) => { setFrom(e.currentTarget.value); setPage(1); }} />
        <TextField label={t('activity.to')} type="date" value={to || g?.to || ''} onChange={(e) => { setTo(e.currentTarget.value); setPage(1); }} />
        <label className="check"><input type="checkbox" checked={gaps} onChange={(e) => { setGaps(e.currentTarget.checked); setPage(1); }} /> {t('activity.only')}</label>
        {can('export.run') && (['csv', 'xlsx'] as const).map((format) => <FileLink key={format} e={exportFigures} sent={{ params: { commune }, query: { ...period, format } }}>{t(`activity.${format}`)}</FileLink>)}
      </div>
      {read.error && <Problem error={read.error} />}
      {g && <dl className="sum">
        <div><dt>{t('activity.units')}</dt><dd>{f.whole(g.sums.units)}</dd></div>
        <div><dt>{t('activity.declared')}</dt><dd>{t('activity.sums.of', { n: g.sums.declared, of: g.sums.units })}</dd></div>
        <div><dt>{t('activity.reported')}</dt><dd>{t('activity.sums.of', { n: g.sums.reported, of: g.sums.units })}</dd></div>
        <div><dt>{t('activity.withgap')}</dt><dd>{t('activity.sums.of', { n: g.sums.withGap, of: g.sums.units })}</dd></div>
        <div><dt>{t('activity.expected')}</dt><dd>≈{'\u00a0'}{f.money(g.sums.expectedMinor)}</dd></div>
      </dl>}
      {g && g.total === 0 && <Empty title={t('activity.none')} why={t('activity.none.why')} />}
      {g && g.total > 0 && <section className="card">
        <div className="scroll" tabIndex={0} role="region" aria-label={t('activity.tab.figures')}>
          <Table<FigureRow, Sort> label={t('activity.tab.figures')} rows={g.rows} keyOf={keyOf} sort={{ by: sort, down: sort !== 'label' }} onSort={(s) => { setSort(s.by); setPage(1); }} columns={[
            { key: 'unit', head: t('activity.unit'), sort: 'label', className: 'sample', cell: (r) => <bdi>{r.label || r.registration || '–'}</bdi> }, { key: 'host', head: t('activity.host'), className: 'sample', cell: (r) => <bdi>{r.host ?? '–'}</bdi> },
            { key: 'd', head: t('activity.declared'), num: true, cell: (r) => nights(r.declaredNights) }, { key: 'r', head: t('activity.reported'), num: true, cell: (r) => nights(r.reportedNights) }, { key: 'e', head: t('activity.estimated'), num: true, cell: (r) => near(r.estimatedNights) },
            { key: 'range', head: t('activity.range'), num: true, cell: (r) => (r.estimatedLow === null || r.estimatedHigh === null ? '–' : <bdi dir="ltr">{f.whole(r.estimatedLow)}–{f.whole(r.estimatedHigh)}</bdi>) },
            { key: 'gap', head: t('activity.gap'), num: true, sort: 'gap', cell: (r) => <>{f.whole(r.gapNights)} <small>{t(`activity.gapfrom.${r.gapFrom}`)}</small></> }, { key: 'x', head: t('activity.expected'), num: true, sort: 'expected', cell: (r) => (r.expectedMinor === null ? '–' : <>≈ {f.money(r.expectedMinor)}</>) },
            ...(can('collect.write') ? [{ key: 'open', head: '', cell: (r: FigureRow) => (r.gapNights > 0 ? <OpenFiles from={g.from} to={g.to} label={t('collect.control.open.one')} gaps={[{ unitId: r.unitId, listingId: r.listingId }]} /> : '') }] : []),
          ]} />
        </div>
        <Pager page={page} size={25} total={g.total} onPage={setPage} />
        {can('collect.write') && <div className="row"><OpenFiles from={g.from} to={g.to} label={t('collect.control.open')} gaps={g.rows.filter((r) => r.gapNights > 0).map((r) => ({ unitId: r.unitId, listingId: r.listingId }))} /></div>}
        <p className="small">{t('activity.how', { model: g.model.name, version: g.model.version })}</p>
      </section>}
    </>
  );
};
