import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { findTaxpayers, type TaxpayerRow } from '@sommier/domain/taxpayers';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Check, Empty, Pager, Problem, Table, TextField } from '../../platform/ui/index.ts';

const SIZE = 25;
/** Taxpayers with what they owe of all taxes and rents, the largest unpaid first. */
export const TaxpayersPage = () => {
  const t = useT();
  const f = useFormat();
  const go = useNavigate();
  const { code: commune, currency } = useCommune();
  const [q, setQ] = useState(''), [owing, setOwing] = useState(false), [page, setPage] = useState(1);
  const list = useEndpoint(findTaxpayers, { params: { commune }, body: { q, owing, page, size: SIZE } }, { keep: true });
  const d = list.data;
  return (
    <main id="main" className="page collect">
      <h1>{t('collect.taxpayers')}</h1>
      <div className="asked"><TextField label={t('collect.find')} value={q} onChange={(e) => { setQ(e.currentTarget.value); setPage(1); }} /><Check checked={owing} onChange={(e) => { setOwing(e.currentTarget.checked); setPage(1); }}>{t('collect.owing')}</Check></div>
      {list.error && <Problem error={list.error} />}
      {d && <dl className="sum"><div><dt>{t('collect.taxpayers')}</dt><dd>{f.whole(d.total)}</dd></div><div><dt>{t('collect.open')}</dt><dd>{f.money(d.sums.open)} <small>{currency}</small></dd></div><div><dt>{t('collect.past')}</dt><dd>{f.money(d.sums.pastDue)} <small>{currency}</small></dd></div><div><dt>{t('collect.advance')}</dt><dd>{f.money(d.sums.advance)} <small>{currency}</small></dd></div></dl>}
      {d?.total === 0 ? <Empty title={t('collect.taxpayers.none')} why={t('collect.taxpayers.none.why')} /> : d && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('collect.taxpayers')}><Table<TaxpayerRow> label={t('collect.taxpayers')} rows={d.rows} keyOf={(r) => r.id} selected={null} onSelect={(r) => void go({ to: '/c/$commune/taxpayers/$id', params: { commune, id: r.id } })} columns={[
          { key: 'name', head: t('collect.taxpayer'), className: 'sample', cell: (r) => <bdi>{r.name ?? '–'}</bdi> }, { key: 'taxes', head: t('collect.taxes'), num: true, cell: (r) => f.money(r.taxes) }, { key: 'rents', head: t('collect.rents'), num: true, cell: (r) => f.money(r.rents) }, { key: 'penalties', head: t('collect.penalties'), num: true, cell: (r) => f.money(r.penalties) },
          { key: 'paid', head: t('collect.paid'), num: true, cell: (r) => f.money(r.paid) }, { key: 'open', head: t('collect.open'), num: true, cell: (r) => <b>{f.money(r.open)}</b> }, { key: 'past', head: t('collect.past'), num: true, cell: (r) => f.money(r.pastDue) }, { key: 'advance', head: t('collect.advance'), num: true, cell: (r) => f.money(r.advance) },
        ]} /></div>
        <Pager page={page} size={SIZE} total={d.total} onPage={setPage} /></>}
    </main>
  );
};
