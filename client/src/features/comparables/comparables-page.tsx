import { useMemo, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { COMPARABLE_KINDS, MARKET_USES, listComparables, mapComparables, type ComparableKind, type ComparableRow, type MarketUse } from '@sommier/domain/comparables';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Note, Pager, Problem, Ref, SelectField, Table, Tag } from '../../platform/ui/index.ts';
import { ComparableSheet } from './comparable-sheet.tsx';
import { MarketTable } from './market-table.tsx';
import { MarketMap } from './market-map.tsx';
import '../../platform/ui/report.css';

const NONE: readonly never[] = [];
type Sort = 'day' | 'price' | 'area';

/** Sales and rents seen on the market: where, when, at what price; and what they come to by use and zone. */
export const ComparablesPage = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const mayImport = useCan()('import.run');
  const [kind, setKind] = useState<ComparableKind | ''>('');
  const [use, setUse] = useState<MarketUse | ''>('');
  const [district, setDistrict] = useState('');
  const [sort, setSort] = useState<Sort>('day');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const filter = { ...(kind ? { kind } : {}), ...(use ? { use } : {}), ...(district ? { district } : {}) };
  const list = useEndpoint(listComparables, { params: { commune }, query: { ...filter, page, size: 25, sort } }, { keep: true });
  const map = useEndpoint(mapComparables, { params: { commune }, query: filter }, { keep: true });
  // What is chosen on the map may stand on another page of the list.
  const one = useEndpoint(listComparables, { params: { commune }, query: { id: chosen ?? '0', page: 1, size: 1, sort: 'day' } }, { enabled: chosen !== null && list.data?.rows.every((r) => r.id !== chosen) === true });
  const row = [...list.data?.rows ?? [], ...one.data?.rows ?? []].find((r) => r.id === chosen);
  const points = map.data?.points ?? NONE;
  const open = useMemo(() => new Set(chosen === null ? [] : [chosen]), [chosen]);
  const first = <T,>(set: (v: T) => void) => (v: T) => { set(v); setPage(1); };
  return (
    <main id="main" className="page report">
      <div className="top"><h1>{t('comparables.title')}</h1>{mayImport && <Link className="btn main i i-plus" to="/c/$commune/imports/new" params={{ commune }} search={{}}>{t('comparables.import')}</Link>}</div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      <div className="filters">
        <SelectField label={t('comparables.kind')} value={kind} onChange={(e) => first(setKind)(e.target.value as ComparableKind | '')}><option value="">{t('comparables.all')}</option>{COMPARABLE_KINDS.map((k) => <option key={k} value={k}>{t(`comparables.kind.${k}`)}</option>)}</SelectField>
        <SelectField label={t('comparables.use')} value={use} onChange={(e) => first(setUse)(e.target.value as MarketUse | '')}><option value="">{t('comparables.all')}</option>{MARKET_USES.map((u) => <option key={u} value={u}>{t(`comparables.use.${u}`)}</option>)}</SelectField>
        <SelectField label={t('comparables.district')} value={district} onChange={(e) => first(setDistrict)(e.target.value)}><option value="">{t('comparables.all')}</option>{list.data?.districts.map((d) => <option key={d} value={d}>{d}</option>)}</SelectField>
      </div>
      {list.data?.total === 0 ? <Empty title={t('comparables.none')} why={t('comparables.none.why')} /> : list.data && <>
        <div className="half">
          <section className="panel"><h2>{t('comparables.map', { n: map.data?.points.length ?? 0 })}</h2><MarketMap table="deals" points={points} label={t('comparables.map', { n: points.length })} taken={open} onChoose={choose} />
            {list.data.unlocated > 0 && <Note tone="warn">{t('comparables.unlocated.n', { n: list.data.unlocated })}</Note>}</section>
          <MarketTable kind={kind || 'sale'} />
        </div>
        <section className="panel"><h2>{t('comparables.list')} <small>{f.whole(list.data.total)}</small></h2>
          <div id="deals" className="scroll" tabIndex={0} role="region" aria-label={t('comparables.list')}>
            <Table<ComparableRow, Sort> label={t('comparables.list')} rows={list.data.rows} keyOf={(r) => r.id} selected={chosen} onSelect={(r) => choose(r.id)} sort={{ by: sort, down: true }} onSort={(s) => { setSort(s.by); setPage(1); }} columns={[
              { key: 'on', head: t('comparables.on'), sort: 'day', cell: (r) => <Ref>{f.day(r.tradedOn)}</Ref> }, { key: 'kind', head: t('comparables.kind'), cell: (r) => <Tag tone={r.aside ? 'mute' : r.kind === 'sale' ? 'info' : 'ok'}>{t(`comparables.kind.${r.kind}`)}</Tag> }, { key: 'use', head: t('comparables.use'), cell: (r) => t(`comparables.use.${r.use}`) },
              { key: 'area', head: t('comparables.area'), num: true, sort: 'area', cell: (r) => f.area(r.areaM2) }, { key: 'price', head: `${t('comparables.price')} (${currency})`, num: true, cell: (r) => f.money(r.price) }, { key: 'm2', head: t('comparables.per_m2', { currency }), num: true, sort: 'price', cell: (r) => f.money(r.perM2) },
              { key: 'place', head: t('comparables.place'), className: 'sample', cell: (r) => (r.lon === null ? <Tag tone="warn">{t('comparables.unlocated')}</Tag> : <bdi>{r.assetCode ?? r.address ?? r.district ?? '–'}</bdi>) }, { key: 'source', head: t('comparables.source'), className: 'sample', cell: (r) => <bdi>{r.source}</bdi> },
            ]} /></div>
          <Pager page={page} size={25} total={list.data.total} onPage={setPage} /></section></>}
      {row && <ComparableSheet row={row} onClose={() => choose(null)} />}
    </main>
  );
};
