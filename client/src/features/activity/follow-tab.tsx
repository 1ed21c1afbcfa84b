import { useState } from 'react';
import { activityFollowUp, beforeAfter, type FollowUp } from '@sommier/domain/activity';
import { listZones, listZoneSets } from '@sommier/domain/zones';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Empty, Problem, SelectField, Table, TextField } from '../../platform/ui/index.ts';

type Moment = FollowUp['timeline'][number];
const SIZES = ['one', 'few', 'many'] as const;

/** A capture as a bar: what was kept, what is new, and what is gone beside it; every bar to one measure. */
const Bar = ({ of, most }: { of: Moment; most: number }) => (
  <span className="moment" aria-hidden="true">{(['kept', 'new', 'gone'] as const).map((k) => <i key={k} className={k} style={{ inlineSize: `${String(most === 0 ? 0 : (of[k] / most) * 100)}%` }} />)}</span>
);

/** The comparison group of all other zones of the set; a question holds two hundred. */
const REST = 'rest', MOST = 200;
/** A rule's day, a zone it touches and one it does not, or all others of its set: growth of the one less growth of the other. */
const Effect = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const [day, setDay] = useState('');
  const [zone, setZone] = useState('');
  const [against, setAgainst] = useState('');
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const [chosen, choose] = useState('');
  const set = sets.data?.rows.find((s) => s.id === chosen) ?? sets.data?.rows[0];
  const zones = useEndpoint(listZones, { params: { commune, id: set?.id ?? '1' } }, { enabled: set !== undefined });
  const others = (zones.data?.rows ?? []).filter((z) => z.id !== zone).slice(0, MOST).map((z) => z.id);
  const asked = day !== '' && zone !== '' && against !== '' && zone !== against && (against !== REST || others.length > 0);
  const read = useEndpoint(beforeAfter, { params: { commune }, body: { day: day || '2000-01-01', zones: [zone || '1'], comparison: against === REST ? others : [against || '2'] } }, { enabled: asked });
  const options = zones.data?.rows.map((z) => <option key={z.id} value={z.id}>{z.label}</option>);
  const e = read.data;
  return (
    <section className="card"><h2>{t('activity.effect')}</h2>
      <div className="asked">
        <TextField label={t('activity.effect.day')} type="date" value={day} onChange={(x) => setDay(x.currentTarget.value)} />
        {(sets.data?.rows.length ?? 0) > 1 && <SelectField label={t('activity.set')} value={set?.id ?? ''} onChange={(x) => { choose(x.currentTarget.value); setZone(''); setAgainst(''); }}>{sets.data?.rows.map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}</SelectField>}
        <SelectField label={t('activity.effect.zone')} value={zone} onChange={(x) => setZone(x.currentTarget.value)}><option value="">–</option>{options}</SelectField>
        <SelectField label={t('activity.effect.against')} value={against} onChange={(x) => setAgainst(x.currentTarget.value)}><option value="">–</option><option value={REST}>{t('activity.effect.rest')}</option>{options}</SelectField>
      </div>
      {read.error && <Problem error={read.error} />}
      {asked && e && <Table label={t('activity.effect')} rows={(['listings', 'entireHomes', 'nights'] as const).map((k) => ({ k }))} keyOf={(r) => r.k} columns={[
        { key: 'k', head: '', cell: ({ k }) => t(k === 'listings' ? 'activity.listings' : k === 'nights' ? 'activity.nights' : 'activity.entire') },
        { key: 'b', head: t('activity.effect.before'), num: true, cell: ({ k }) => f.whole(e.zones.before[k]) }, { key: 'a', head: t('activity.effect.after'), num: true, cell: ({ k }) => f.whole(e.zones.after[k]) },
        { key: 'cb', head: `${t('activity.effect.against')} · ${t('activity.effect.before')}`, num: true, cell: ({ k }) => f.whole(e.comparison.before[k]) }, { key: 'ca', head: `${t('activity.effect.against')} · ${t('activity.effect.after')}`, num: true, cell: ({ k }) => f.whole(e.comparison.after[k]) },
        { key: 'x', head: t('activity.effect.points'), num: true, cell: ({ k }) => (e.effect[k] === null ? '–' : <bdi dir="ltr">{e.effect[k]}</bdi>) },
      ]} />}
      <p className="small">{t('activity.effect.why')}</p>
    </section>
  );
};

/** Captures in time, how listings stand with hosts, how many comply, and a rule's effect. */
export const FollowTab = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const read = useEndpoint(activityFollowUp, { params: { commune }, query: {} });
  const u = read.data;
  if (read.error) return <Problem error={read.error} />;
  if (!u) return null;
  if (u.timeline.length === 0) return <Empty title={t('activity.none')} why={t('activity.none.why')} />;
  const most = Math.max(...u.timeline.map((k) => k.listings + k.gone));
  const of = (n: number, all: number): string => t('activity.sums.of', { n, of: all });
  return (
    <>
      <section className="card"><h2>{t('activity.captures')}</h2><div className="scroll" tabIndex={0} role="region" aria-label={t('activity.captures')}>
        <Table<Moment> label={t('activity.captures')} rows={u.timeline} keyOf={(k) => `${k.platform} ${k.on} ${k.take}`} columns={[
          { key: 'c', head: t('activity.capture'), cell: (k) => <><bdi>{k.platform}</bdi> {f.day(k.on)}</> }, { key: 'n', head: t('activity.listings'), num: true, cell: (k) => f.whole(k.listings) }, { key: 'new', head: <><i className="moment-key new" aria-hidden="true" /> {t('activity.new')}</>, num: true, cell: (k) => f.whole(k.new) },
          { key: 'gone', head: <><i className="moment-key gone" aria-hidden="true" /> {t('activity.gone')}</>, num: true, cell: (k) => f.whole(k.gone) }, { key: 'kept', head: <><i className="moment-key kept" aria-hidden="true" /> {t('activity.kept')}</>, num: true, cell: (k) => f.whole(k.kept) },
          { key: 'bar', head: '', className: 'momentcell', cell: (k) => <Bar of={k} most={most} /> },
        ]} /></div></section>
      <section className="card"><h2>{t('activity.concentration')}</h2><dl className="sum">
        <div><dt>{t('activity.hostsn')}</dt><dd>{f.whole(u.concentration.hosts)}</dd></div><div><dt>{t('activity.topten')}</dt><dd>{f.percent(u.concentration.topTen / 100)}</dd></div><div><dt>{t('activity.entire')}</dt><dd>{of(u.concentration.entireHomes, u.concentration.listings)}</dd></div>
        {SIZES.flatMap((size) => u.concentration.bySize.find((s) => s.size === size) ?? []).map((s) => <div key={s.size}><dt>{t(`activity.hosts.${s.size}`)}</dt><dd>{of(s.listings, u.concentration.listings)}</dd></div>)}
      </dl></section>
      <section className="card"><h2>{t('activity.compliance')}</h2><dl className="sum">
        <div><dt>{t('activity.withnumber')}</dt><dd>{of(u.compliance.withNumber, u.compliance.active)}</dd></div><div><dt>{t('activity.exempt')}</dt><dd>{of(u.compliance.exempt, u.compliance.active)}</dd></div><div><dt>{t('activity.withdeclaration')}</dt><dd>{of(u.compliance.withDeclaration, u.compliance.active)}</dd></div>
      </dl></section>
      <Effect />
    </>
  );
};
