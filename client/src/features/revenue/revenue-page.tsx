import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { currencyExponent } from '@sommier/domain/shared';
import { exportRevenueGap, revenueGap, type GapBand, type GapReport, type GapRow } from '@sommier/domain/revenue';
import { urlOf } from '../../platform/call.ts';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Chip, Empty, Note, Pager, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import '../ledger/index.ts';
import { GapMap } from './gap-map.tsx';
import { MarketDialog } from './market-dialog.tsx';
import './revenue.css';

/** The sum of the legal gaps; nothing, rather than zero, where no rule gives a ceiling in figures. */
const legalOf = (f: ReturnType<typeof useFormat>, s: { legalGap: string; legalUnknown: number }): string => (s.legalGap === '0' && s.legalUnknown > 0 ? '–' : f.money(s.legalGap));
/** An estimate: whole units behind a ≈, so that it never looks like an account; nothing known is a dash. */
const useAbout = (): ((minor: string | null) => string) => {
  const f = useFormat();
  const { currency } = useCommune();
  return (minor) => (minor === null ? '–' : `${Number(minor) === 0 ? '' : '≈ '}${f.whole(Math.round(Number(minor) / 10 ** currencyExponent(currency)))}`);
};
type Sort = 'marketGap' | 'legalGap' | 'code';
const TONE = { let: 'mute', free: 'info', without_title: 'bad' } as const;

const Figures = ({ g }: { g: GapReport }) => {
  const t = useT();
  const f = useFormat();
  const about = useAbout();
  return (
    <dl className="fig">
      <div><dt>{t('revenue.contract')}</dt><dd>{f.money(g.contract)} <small>{t('revenue.properties', { n: g.properties })}</small></dd></div>
      <div><dt>{t('revenue.legal_gap')}</dt><dd>{legalOf(f, g)} <small>{t('revenue.legal_gap.why')}{g.legalUnknown > 0 && <> · {t('revenue.legal_gap.unknown', { n: g.legalUnknown })}</>}</small></dd></div>
      <div><dt>{t('revenue.market_gap')}</dt><dd>{about(g.marketGap)} <small>{t('revenue.market_gap.why', { n: g.unknown })}</small></dd></div>
      <div><dt>{t('revenue.without')}</dt><dd>{about(g.withoutTitleFee)} <small>{t('revenue.without.n', { n: g.withoutTitle })}</small></dd></div>
    </dl>
  );
};

/** What the commune's property brings beside what the law and the market would let it bring, a year: on a map, by district, by property. */
export const RevenuePage = () => {
  const t = useT();
  const f = useFormat();
  const about = useAbout();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const [band, setBand] = useState<GapBand | null>(null);
  // `null` is a district too: the properties that name none.
  const [district, setDistrict] = useState<string | null>();
  const districtName = district ?? t('revenue.district.none');
  const [sort, setSort] = useState<Sort>('marketGap');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const read = useEndpoint(revenueGap, { params: { commune }, query: { page, size: 25, sort, ...(band === null ? {} : { band }), ...(district === undefined ? {} : district === null ? { inDistrict: 'no' as const } : { district }) } }, { keep: true });
  const g = read.data;
  return (
    <main id="main" className="page money">
      <div className="top"><div><p><Link to="/c/$commune/money" params={{ commune }}>{t('ledger.title')}</Link></p><h1>{t('revenue.title')}</h1></div>
        <Button onClick={() => setOpen(true)}>{t('revenue.market')}</Button>
        <a className="btn i i-dl" href={urlOf(exportRevenueGap, { params: { commune }, query: { format: 'xlsx' } })} download>{t('revenue.file.xlsx')}</a><a className="btn flat" href={urlOf(exportRevenueGap, { params: { commune }, query: { format: 'csv' } })} download>{t('revenue.file.csv')}</a></div>
      {read.error && <Problem error={read.error} onRetry={() => void read.refetch()} />}
      {g && <Figures g={g} />}
      {g && g.properties > 0 && g.unknown === g.properties && <Note tone="warn">{t('revenue.market.none')}</Note>}
      {g?.properties === 0 ? <Empty title={t('revenue.none')} why={t('revenue.none.why')} /> : g && <>
        <div className="half">
          <section className="card"><h2>{t('revenue.map.title')} <small>{t('revenue.map.why')}</small></h2><GapMap day={g.day} properties={g.properties} band={band} onBand={(b) => { setBand(b); setPage(1); }} chosen={chosen} /></section>
          <section className="card"><h2>{t('revenue.by_district')}</h2>
            <div className="scroll" tabIndex={0} role="region" aria-label={t('revenue.by_district')}>
              <Table<GapReport['districts'][number]> label={t('revenue.by_district')} rows={g.districts.slice(0, 25)} keyOf={(d) => d.district ?? '-'} selected={district === undefined ? null : district ?? '-'} onSelect={(d) => { setDistrict(d.district); setPage(1); }} columns={[
                { key: 'd', head: t('revenue.district'), cell: (d) => (d.district === null ? t('revenue.district.none') : <bdi>{d.district}</bdi>) }, { key: 'n', head: t('revenue.n'), num: true, cell: (d) => f.whole(d.properties) }, { key: 'c', head: t('revenue.contract'), num: true, cell: (d) => f.money(d.contract) },
                { key: 'l', head: t('revenue.legal_gap'), num: true, cell: (d) => legalOf(f, d) }, { key: 'm', head: t('revenue.market_gap'), num: true, cell: (d) => about(d.marketGap) }, { key: 'w', head: t('revenue.without'), num: true, cell: (d) => about(d.withoutTitleFee) },
              ]} foot={<tr><th scope="row">{t('revenue.total')}</th><td className="num">{f.whole(g.properties)}</td><td className="num">{f.money(g.contract)}</td><td className="num">{legalOf(f, g)}</td><td className="num">{about(g.marketGap)}</td><td className="num">{about(g.withoutTitleFee)}</td></tr>} />
            </div></section>
        </div>
        <section className="card"><h2>{t('revenue.by_property')} <small>{t('revenue.year')}</small></h2>
          <div className="row">{band !== null && <Chip label={t('map.filters.remove', { what: t(`revenue.band.${band}`) })} onRemove={() => setBand(null)}>{t(`revenue.band.${band}`)}</Chip>}{district !== undefined && <Chip label={t('map.filters.remove', { what: districtName })} onRemove={() => { setDistrict(undefined); setPage(1); }}><bdi>{districtName}</bdi></Chip>}</div>
          <div id="gap-table" className="scroll" tabIndex={0} role="region" aria-label={t('revenue.by_property')}>
            <Table<GapRow, Sort> label={t('revenue.by_property')} rows={g.rows} keyOf={(r) => r.assetId} selected={chosen} onSelect={(r) => choose(r.assetId)} sort={{ by: sort, down: sort !== 'code' }} onSort={(s) => { setSort(s.by); setPage(1); }} columns={[
              { key: 'code', head: t('ledger.property'), sort: 'code', cell: (r) => <Link to="/c/$commune/assets/$id" params={{ commune, id: r.assetId }} search={{}}><Ref>{r.code}</Ref></Link> }, { key: 'name', head: t('revenue.name'), className: 'sample', cell: (r) => <bdi>{nameOf(r)}</bdi> },
              { key: 'kind', head: t('revenue.kind'), cell: (r) => <Tag tone={TONE[r.kind]}>{t(`revenue.kind.${r.kind}`)}</Tag> }, { key: 'area', head: t('revenue.area'), num: true, cell: (r) => f.area(r.areaM2) }, { key: 'c', head: t('revenue.contract'), num: true, cell: (r) => f.money(r.contract) },
              { key: 'l', head: t('revenue.legal'), num: true, sort: 'legalGap', cell: (r) => f.money(r.legal) }, { key: 'm', head: t('revenue.market_rent'), num: true, cell: (r) => <>{about(r.market)}{r.marketFrom === 'seen' && <small> {t('revenue.seen', { n: r.deals })}</small>}</> }, { key: 'g', head: t('revenue.market_gap'), num: true, sort: 'marketGap', cell: (r) => about(r.marketGap) },
              { key: 's', head: t('revenue.share'), num: true, cell: (r) => (r.share === null ? '–' : f.percent(r.share)) },
            ]} />
          </div>
          <Pager page={page} size={25} total={g.total} onPage={setPage} />
          <p className="small">{t('revenue.how')}</p></section></>}
      {open && g && <MarketDialog today={g.day} onClose={() => setOpen(false)} />}
    </main>
  );
};
