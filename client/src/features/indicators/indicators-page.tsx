import './indicators.css';
import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { exportIndicators, getIndicators, INDICATOR_GROUPS, INDICATOR_KINDS, indicatorList, indicatorTrend, ratioOf, type IndicatorGroup, type IndicatorKey, type IndicatorReport } from '@sommier/domain/indicators';
import { urlOf } from '../../platform/call.ts';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useLanguage, useT, type MessageKey } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, Ref, SelectField, Table, TextField } from '../../platform/ui/index.ts';
import { Bars, Trend } from './charts.tsx';

type Value = IndicatorReport['total']['values'][number];

/** How numbers of an indicator are written: its parts with their unit, and the ratio, which may not be computable. */
const useWritten = () => {
  const t = useT();
  const f = useFormat();
  const part = (kind: 'count' | 'area' | 'money', text: string): string => (kind === 'money' ? f.money(text) : kind === 'area' ? f.ground(Number(text)) : f.whole(Number(text)));
  return {
    part, num: (v: Value): string => part(INDICATOR_KINDS[v.key].num, v.num), den: (v: Value): string => part(INDICATOR_KINDS[v.key].den, v.den),
    ratio: (v: Value): string => { const r = ratioOf(v.num, v.den); return r === null ? t('ind.na') : INDICATOR_KINDS[v.key].ratio === 'money' ? f.money(String(Math.round(r))) : f.percent(r); },
  };
};

/** The properties behind one number. */
const Behind = ({ day, by, name, at, group }: { day: string; by: IndicatorGroup; name: string; at: IndicatorKey; group: string | null }) => {
  const t = useT();
  const nameOf = useNameOf();
  const w = useWritten();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1);
  const list = useEndpoint(indicatorList, { params: { commune }, query: { key: at, by, day, page, size: 25, ...(group === null ? {} : { group }) } }, { keep: true });
  return (
    <section>
      <h2>{t('ind.list')} <small><bdi>{name}</bdi></small></h2>
      {list.error && <Problem error={list.error} />}
      {list.data?.total === 0 && <Empty title={t('ind.empty')} />}
      {list.data && list.data.total > 0 && <><Table label={t('ind.list')} rows={list.data.rows} keyOf={(r) => r.id} columns={[
        { key: 'code', head: t('assets.field.code'), cell: (r) => <Link to="/c/$commune/assets/$id" params={{ commune, id: r.id }}><Ref>{r.code}</Ref></Link> }, { key: 'name', head: t('assets.field.name'), cell: (r) => <bdi>{nameOf(r)}</bdi> },
        { key: 'adds', head: t('ind.adds'), num: true, cell: (r) => w.part(INDICATOR_KINDS[at].num, r.num) },
      ]} /><Pager page={page} size={25} total={list.data.total} onPage={setPage} /></>}
    </section>
  );
};

/** Indicators at a day, each with its denominator; one chosen opens its chart, its trend, its table by group, and the properties behind it. */
export const IndicatorsPage = () => {
  const t = useT();
  const f = useFormat();
  const w = useWritten();
  const can = useCan();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [day, setDay] = useState('');
  const [by, setBy] = useState<IndicatorGroup>('district');
  const [chosen, choose] = useState<IndicatorKey>('title_count');
  const [group, setGroup] = useState<string | null>(null);
  useEffect(() => { document.title = `${t('ind.title')} · Sommier`; }, [t]);
  const query = { by, ...(day ? { day } : {}) };
  const report = useEndpoint(getIndicators, { params: { commune }, query }, { keep: true });
  const trend = useEndpoint(indicatorTrend, { params: { commune }, query: { ...query, key: chosen } });
  const data = report.data;
  const nameOfGroup = (g: string): string => (g === '' ? t('ind.none') : by === 'domain' ? t(`ind.domain.${g}` as MessageKey) : g);
  const of = (row: IndicatorReport['total']): Value => row.values.find((v) => v.key === chosen) ?? { key: chosen, num: '0', den: '0' };
  const name = t(`ind.${chosen}`), rtl = language === 'ar';
  const top = [...(data?.rows ?? [])].sort((a, b) => (ratioOf(of(b).num, of(b).den) ?? -1) - (ratioOf(of(a).num, of(a).den) ?? -1)).slice(0, 12);
  return (
    <main id="main" className="page report">
      <div className="row"><h1>{t('ind.title')}</h1>{can('export.run') && <span>{(['csv', 'xlsx'] as const).map((format) => <a key={format} className="btn" href={urlOf(exportIndicators, { params: { commune }, query: { ...query, format } })} download>{t(`ind.${format}`)}</a>)}</span>}</div>
      <div className="filters">
        <TextField label={t('ind.day')} type="date" value={day || data?.day || ''} onChange={(e) => setDay(e.target.value)} />
        <SelectField label={t('ind.by')} value={by} onChange={(e) => { setBy(e.target.value as IndicatorGroup); setGroup(null); }}>{INDICATOR_GROUPS.map((g) => <option key={g} value={g}>{t(`ind.by.${g}`)}</option>)}</SelectField>
      </div>
      {report.error && <Problem error={report.error} />}
      {data && <>
        <div className="inds">{data.total.values.map((v) => <button key={v.key} type="button" aria-pressed={v.key === chosen} onClick={() => choose(v.key)}><span>{t(`ind.${v.key}`)}</span><b>{w.ratio(v)}</b><span>{t('ind.of', { num: `\u2068${w.num(v)}\u2069`, den: `\u2068${w.den(v)}\u2069` })}</span><small>{t(`ind.why.${v.key}`)}</small></button>)}</div>
        <p className="small">{t('ind.also')} <Link to="/c/$commune/revenue" params={{ commune }}>{t('ind.also.gap')}</Link> · <Link to="/c/$commune/revisions" params={{ commune }}>{t('ind.also.revisions')}</Link> · <Link to="/c/$commune/campaigns" params={{ commune }}>{t('ind.also.progress')}</Link></p>
        <div className="indcols">
          <section id="ind-trend"><h2>{t('ind.chart', { name })}</h2><Bars table="ind-groups" label={t('ind.chart', { name })} rtl={rtl} bars={top.map((r) => ({ key: r.group, label: nameOfGroup(r.group), value: ratioOf(of(r).num, of(r).den), text: w.ratio(of(r)) }))} />
            <h2>{t('ind.trend', { name })}</h2>{trend.data && <><Trend table="ind-trend" label={t('ind.trend', { name })} rtl={rtl} points={trend.data.points.map((p) => ({ day: f.day(p.day), value: ratioOf(p.num, p.den), text: w.ratio({ key: chosen, num: p.num, den: p.den }) }))} />
              <Table label={t('ind.trend', { name })} rows={trend.data.points} keyOf={(p) => p.day} columns={[{ key: 'day', head: t('ind.day'), cell: (p) => <Ref>{f.day(p.day)}</Ref> }, { key: 'num', head: t('ind.num'), num: true, cell: (p) => w.num({ key: chosen, ...p }) }, { key: 'den', head: t('ind.den'), num: true, cell: (p) => w.den({ key: chosen, ...p }) }, { key: 'ratio', head: t('ind.ratio'), num: true, cell: (p) => w.ratio({ key: chosen, ...p }) }]} /></>}
          </section>
          <section id="ind-groups"><h2>{name} <small>{t(`ind.why.${chosen}`)}</small></h2>
            <Table label={t('ind.chart', { name })} rows={data.rows} keyOf={(r) => r.group} selected={group} onSelect={(r) => setGroup(group === r.group ? null : r.group)} columns={[
              { key: 'g', head: t('ind.group'), cell: (r) => <bdi>{nameOfGroup(r.group)}</bdi> }, { key: 'n', head: t('ind.n'), num: true, cell: (r) => f.whole(r.properties) }, { key: 'num', head: t('ind.num'), num: true, cell: (r) => w.num(of(r)) }, { key: 'den', head: t('ind.den'), num: true, cell: (r) => w.den(of(r)) }, { key: 'ratio', head: t('ind.ratio'), num: true, cell: (r) => w.ratio(of(r)) },
            ]} foot={<tr><th scope="row">{t('ind.all')}</th><td className="num">{f.whole(data.total.properties)}</td><td className="num">{w.num(of(data.total))}</td><td className="num">{w.den(of(data.total))}</td><td className="num">{w.ratio(of(data.total))}</td></tr>} />
            {chosen === 'arrears' && data.ageing && <Table label={t('ind.ageing')} rows={(['d30', 'd90', 'd365', 'more'] as const).map((k) => ({ k, amount: data.ageing?.[k] ?? '0' }))} keyOf={(r) => r.k} columns={[{ key: 'k', head: t('ind.ageing'), cell: (r) => t(`ind.${r.k}`) }, { key: 'a', head: t('ind.num'), num: true, cell: (r) => f.money(r.amount) }]} />}
          </section>
        </div>
        <Behind key={`${chosen} ${by} ${group ?? '*'} ${data.day}`} day={data.day} by={by} at={chosen} group={group} name={group === null ? name : `${name}, ${nameOfGroup(group)}`} />
      </>}
    </main>
  );
};
