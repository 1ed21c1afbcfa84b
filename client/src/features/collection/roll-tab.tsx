import { useState } from 'react';
import { exportRoll, readRoll, ROLL_FORMATS, type RollRow } from '@sommier/domain/collection';
import { useFormat } from '../../platform/format.ts';
import { FileLink } from '../../platform/file-link.tsx';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Empty, Note, Pager, Problem, Ref, Table, TextField } from '../../platform/ui/index.ts';

const SUMS = ['assessed', 'corrected', 'penalties', 'paid', 'open'] as const;
/** The roll for the treasury: periods that begin in a year (or in any days), with its sums held to the ledger. */
export const RollTab = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const year = new Date().getFullYear();
  const [from, setFrom] = useState(`${String(year)}-01-01`), [to, setTo] = useState(`${String(year + 1)}-01-01`), [page, setPage] = useState(1);
  const read = useEndpoint(readRoll, { params: { commune }, query: { from, to, page, size: 25 } }, { keep: true, enabled: to > from });
  const roll = read.data;
  return (
    <section className="block">
      <div className="asked">
        <TextField type="date" label={t('collect.from')} value={from} onChange={(e) => { setFrom(e.currentTarget.value); setPage(1); }} /><TextField type="date" label={t('collect.to')} value={to} onChange={(e) => { setTo(e.currentTarget.value); setPage(1); }} />
        {roll && roll.total > 0 && ROLL_FORMATS.map((format) => <FileLink key={format} e={exportRoll} sent={{ params: { commune }, query: { from, to, format } }}>{format.toUpperCase()}</FileLink>)}
      </div>
      {read.error && <Problem error={read.error} />}
      {roll?.total === 0 && <Empty title={t('collect.roll.none')} why={t('collect.roll.none.why')} />}
      {roll && roll.total > 0 && <>
        <dl className="sum">{SUMS.map((k) => <div key={k}><dt>{t(`collect.${k}`)}</dt><dd>{f.money(roll.sums[k])} <small>{currency}</small></dd></div>)}</dl>
        {roll.balanced ? <Note tone="ok">{t('collect.roll.balanced', { day: f.day(roll.day) })}</Note> : <Note tone="bad">{t('collect.roll.unbalanced')}</Note>}
        <div className="scroll" tabIndex={0} role="region" aria-label={t('collect.roll')}><Table<RollRow> label={t('collect.roll')} rows={roll.rows} keyOf={(r) => r.dueId} columns={[
          { key: 'no', head: t('collect.number'), cell: (r) => <Ref>{r.article ?? String(r.no)}</Ref> }, { key: 'party', head: t('collect.taxpayer'), className: 'sample', cell: (r) => <bdi>{r.party ?? '–'}</bdi> }, { key: 'tax', head: t('collect.tax'), cell: (r) => <Ref>{r.tax}</Ref> }, { key: 'from', head: t('collect.period'), cell: (r) => f.day(r.from) },
          ...SUMS.map((k) => ({ key: k, head: t(`collect.${k}`), num: true, cell: (r: RollRow) => f.money(r[k]) })),
        ]} /></div>
        <Pager page={page} size={25} total={roll.total} onPage={setPage} /></>}
    </section>
  );
};
