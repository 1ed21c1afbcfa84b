import { listAudit } from '@sommier/domain/audit';
import type { OccupationSheet } from '@sommier/domain/occupations';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Ledger, Table } from '../../platform/ui/index.ts';

/** When it was entered and last changed; who may read the audit sees each line of it. */
export const HistorySection = ({ o }: { o: OccupationSheet }) => {
  const t = useT();
  const format = useFormat();
  const can = useCan();
  const { code: commune } = useCommune();
  const audit = useEndpoint(listAudit, { params: { commune }, query: { subject: `occupation:${o.id}`, size: 50 } }, { enabled: can('audit.read') });
  return (
    <section className="card whole"><h2>{t('occ.tab.history')}</h2>
      <Ledger lines={[[t('occ.created'), format.day(o.createdAt)], [t('occ.changed'), format.day(o.updatedAt)], [t('occ.version'), String(o.version)], o.batchId !== null && [t('occ.batch'), t('imports.batch', { id: o.batchId })]]} />
      {audit.data && <Table label={t('occ.tab.history')} rows={audit.data.entries} keyOf={(r) => String(r.seq)} columns={[
        { key: 'at', head: t('imports.when'), cell: (r) => format.day(r.at) }, { key: 'what', head: t('occ.what'), cell: (r) => <bdi dir="ltr">{r.action}</bdi> },
        { key: 'detail', head: t('occ.detail'), className: 'sample', cell: (r) => <bdi dir="ltr">{JSON.stringify(r.detail)}</bdi> },
      ]} />}
    </section>
  );
};
