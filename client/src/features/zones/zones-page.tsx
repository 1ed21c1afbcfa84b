import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { listZoneSets, reportZones, type ZoneSet } from '@sommier/domain/zones';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Problem, SelectField, Table } from '../../platform/ui/index.ts';
import { AddZones } from './add-zones.tsx';

const Report = ({ commune, set }: { commune: string; set: ZoneSet }) => {
  const t = useT();
  const intl = useIntl();
  const report = useEndpoint(reportZones, { params: { commune }, query: { set: set.name } }, { keep: true });
  if (report.error) return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return null;
  const whole = (n: number) => intl.formatNumber(n);
  const part = (n: number) => intl.formatNumber(n, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const { totals, zones, outside, unlocated } = report.data;
  return (
    <section className="block" aria-label={set.name}>
      <dl className="sum">
        <div><dt>{t('zones.listings')}</dt><dd>{whole(totals.listings)}</dd></div>
        <div><dt>{t('zones.active')}</dt><dd>{whole(totals.active)}</dd></div>
        <div><dt>{t('zones.nights')}</dt><dd>≈ {whole(totals.estimated_nights)}</dd></div>
        <div><dt>{t('zones.ambiguous')}</dt><dd>{whole(totals.ambiguous)}</dd></div>
      </dl>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('zones.table')}>
        <Table label={t('zones.table')} rows={zones} keyOf={(z) => z.zone} columns={[
          { key: 'zone', head: t('zones.zone'), cell: (z) => <bdi>{z.zone}</bdi> },
          { key: 'certain', head: t('zones.certain'), num: true, cell: (z) => whole(z.certain) },
          { key: 'possible', head: t('zones.possible'), num: true, cell: (z) => whole(z.possible) },
          { key: 'expected', head: t('zones.expected'), num: true, cell: (z) => part(z.expected) },
          { key: 'nights', head: t('zones.nights'), num: true, cell: (z) => `≈ ${whole(z.estimated_nights)}` },
        ]} />
      </div>
      <p className="small">{t('zones.outside', { outside: part(outside), unlocated: whole(unlocated) })} {t('zones.estimate')}</p>
    </section>
  );
};

/** The sets of zones and what each zone holds, with the uncertainty said. */
export const ZonesPage = () => {
  const t = useT();
  const mayWrite = useCan()('zones.write');
  const { code: commune } = useCommune();
  const [adding, add] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const rows = sets.data?.rows ?? [];
  const set = rows.find((s) => s.id === chosen) ?? rows[0];
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('zones.title')}</h1>
        {set && <Link className="btn" to="/c/$commune/map" params={{ commune }} search={{ set: set.id }}>{t('imports.map')}</Link>}
        {mayWrite && <Button kind="main" icon="plus" onClick={() => add(true)}>{t('zones.add')}</Button>}
      </div>
      {sets.error && <Problem error={sets.error} />}
      {sets.data && rows.length === 0 && <Empty title={t('zones.none')} why={t('zones.none.why')} />}
      {set && (
        <div className="narrow"><SelectField label={t('zones.set')} value={set.id} onChange={(e) => choose(e.target.value)}>
          {rows.map((s) => <option key={s.id} value={s.id}>{s.name} ({s.zones})</option>)}
        </SelectField></div>
      )}
      {set && <Report commune={commune} set={set} />}
      {adding && <AddZones commune={commune} onClose={() => add(false)} />}
    </main>
  );
};
