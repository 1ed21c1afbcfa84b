import { useState } from 'react';
import { askActivity, HOST_SIZES, openActivity, policyBrief, type ActivityAnswerRow, type HostSize } from '@sommier/domain/activity';
import { listZoneSets } from '@sommier/domain/zones';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Problem, SelectField, Table, TextField } from '../../platform/ui/index.ts';

/** The zones of a set side by side, on a day, for a platform or a size of hosts; the brief and the open data of that day. */
export const ZonesTab = () => {
  const t = useT();
  const f = useFormat();
  const intl = useIntl();
  const can = useCan();
  const { code: commune } = useCommune();
  const [chosen, choose] = useState('');
  const [on, setOn] = useState('');
  const [platform, setPlatform] = useState('');
  const [hosts, setHosts] = useState<HostSize | ''>('');
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const set = sets.data?.rows.find((s) => s.id === chosen) ?? sets.data?.rows[0];
  const read = useEndpoint(askActivity, { params: { commune }, body: { place: { set: set?.id ?? '1' }, ...(on ? { on } : {}), ...(platform ? { platform } : {}), ...(hosts ? { hosts } : {}) } }, { keep: true, enabled: set !== undefined });
  const rows = read.data?.rows ?? [];
  const sum = (of: (r: ActivityAnswerRow) => number): number => rows.reduce((n, r) => n + of(r), 0);
  const part = (n: number): string => intl.formatNumber(n, { maximumFractionDigits: 1 });
  if (sets.data && !set) return <Empty title={t('zones.none')} why={t('zones.none.why')} />;
  return (
    <>
      <div className="asked">
        <SelectField label={t('activity.set')} value={set?.id ?? ''} onChange={(e) => choose(e.currentTarget.value)}>{sets.data?.rows.map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}</SelectField>
        <TextField label={t('activity.on')} type="date" value={on || read.data?.on || ''} onChange={(e) => setOn(e.currentTarget.value)} />
        <SelectField label={t('activity.platform')} value={platform} onChange={(e) => setPlatform(e.currentTarget.value)}><option value="">{t('activity.hosts.all')}</option>{[...new Set([...(platform ? [platform] : []), ...(read.data?.captures.map((c) => c.platform) ?? [])])].map((p) => <option key={p} value={p}>{p}</option>)}</SelectField>
        <SelectField label={t('activity.hosts')} value={hosts} onChange={(e) => setHosts(e.currentTarget.value as HostSize | '')}><option value="">{t('activity.hosts.all')}</option>{HOST_SIZES.map((s) => <option key={s} value={s}>{t(`activity.hosts.${s}`)}</option>)}</SelectField>
        {can('export.run') && set && <a className="btn" href={urlOf(policyBrief, { params: { commune }, query: { set: set.id, ...(on ? { on } : {}) } })} download>{t('activity.brief')}</a>}
        {can('export.run') && <a className="btn" href={urlOf(openActivity, { params: { commune }, query: on ? { on } : {} })} download>{t('activity.open')}</a>}
      </div>
      {read.error && <Problem error={read.error} />}
      {rows.length > 0 && <section className="card"><div className="scroll" tabIndex={0} role="region" aria-label={t('activity.tab.zones')}>
        <Table<ActivityAnswerRow> label={t('activity.tab.zones')} rows={rows} keyOf={(r) => r.zoneId ?? r.label} columns={[
          { key: 'z', head: t('activity.zone'), cell: (r) => <bdi>{r.label}</bdi> }, { key: 'c', head: t('activity.certain'), num: true, cell: (r) => f.whole(r.listings.certain) }, { key: 'p', head: t('activity.possible'), num: true, cell: (r) => f.whole(r.listings.possible) },
          { key: 'x', head: t('activity.expectedn'), num: true, cell: (r) => part(r.listings.expected) }, { key: 'n', head: t('activity.nights'), num: true, cell: (r) => `≈ ${f.whole(r.nights)}` }, { key: 'range', head: t('activity.range'), num: true, cell: (r) => <bdi dir="ltr">{f.whole(r.nightsLow)}–{f.whole(r.nightsHigh)}</bdi> },
          { key: 'd', head: t('activity.declared'), num: true, cell: (r) => f.whole(r.declaredNights) }, { key: 'r', head: t('activity.reported'), num: true, cell: (r) => f.whole(r.reportedNights) }, { key: 'v', head: t('activity.vehicles'), num: true, cell: (r) => f.whole(r.vehicles) }, { key: 'vs', head: t('activity.vehicles.stated'), num: true, cell: (r) => f.whole(r.declaredVehicles) },
          { key: 't', head: t('activity.trips'), num: true, cell: (r) => part(r.trips.expected) }, { key: 'ts', head: t('activity.trips.stated'), num: true, cell: (r) => f.whole(r.statedTrips) }, { key: 'l', head: t('activity.deliveries'), num: true, cell: (r) => f.whole(r.deliveries) },
        ]} foot={<tr><th scope="row">{t('activity.total')}</th><td className="num">–</td><td className="num">–</td><td className="num">{part(sum((r) => r.listings.expected))}</td><td className="num">≈ {f.whole(sum((r) => r.nights))}</td><td className="num">–</td><td className="num">{f.whole(sum((r) => r.declaredNights))}</td><td className="num">{f.whole(sum((r) => r.reportedNights))}</td><td className="num">{f.whole(sum((r) => r.vehicles))}</td><td className="num">{f.whole(sum((r) => r.declaredVehicles))}</td><td className="num">{part(sum((r) => r.trips.expected))}</td><td className="num">{f.whole(sum((r) => r.statedTrips))}</td><td className="num">{f.whole(sum((r) => r.deliveries))}</td></tr>} />
      </div></section>}
    </>
  );
};
