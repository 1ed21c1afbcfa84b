import { useState } from 'react';
import { marketPrices, type ComparableKind, type MarketPrice } from '@sommier/domain/comparables';
import { listZoneSets } from '@sommier/domain/zones';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Problem, SelectField, Table } from '../../platform/ui/index.ts';

const MONTHS = 36;
/** What the market pays a square metre by use and zone, with how many deals say so. */
export const MarketTable = ({ kind }: { kind: ComparableKind }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const [zones, setZones] = useState('');
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const read = useEndpoint(marketPrices, { params: { commune }, query: { kind, months: MONTHS, ...(zones ? { zones } : {}) } }, { keep: true });
  const unit = t(kind === 'rent' ? 'comparables.per_m2.rent' : 'comparables.per_m2', { currency });
  return (
    <section className="panel"><h2>{t('comparables.market')} <small>{read.data && t('comparables.market.why', { months: MONTHS, day: f.day(read.data.day) })}</small></h2>
      <SelectField label={t('comparables.byzone')} value={zones} onChange={(e) => setZones(e.target.value)}><option value="">{t('comparables.bydistrict')}</option>{sets.data?.rows.map((s) => <option key={s.name} value={s.name}>{s.name}</option>)}</SelectField>
      {read.error && <Problem error={read.error} />}
      <div className="scroll low" tabIndex={0} role="region" aria-label={t('comparables.market')}>
        <Table<MarketPrice> label={t('comparables.market')} rows={read.data?.rows ?? []} keyOf={(r) => `${r.use} ${r.zone ?? ''}`} first={10} columns={[
          { key: 'use', head: t('comparables.use'), cell: (r) => t(`comparables.use.${r.use}`) }, { key: 'zone', head: t('comparables.zone'), cell: (r) => (r.zone === null ? <b>{t('comparables.everywhere')}</b> : <bdi>{r.zone}</bdi>) }, { key: 'n', head: t('comparables.count'), num: true, cell: (r) => f.whole(r.count) },
          { key: 'median', head: `${t('comparables.median')}, ${unit}`, num: true, cell: (r) => f.money(r.median) }, { key: 'middle', head: t('comparables.middle'), num: true, cell: (r) => <bdi dir="ltr">{f.money(r.firstQuarter)} – {f.money(r.thirdQuarter)}</bdi> },
        ]} /></div>
    </section>
  );
};
