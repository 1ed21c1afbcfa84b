import { downloadRefusals, type RefusedFile, type Refusal } from '@sommier/domain/imports';
import { urlOf } from '../../platform/call.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { Note, Table } from '../../platform/ui/index.ts';

interface Props { commune: string; refusals: readonly Refusal[]; total: number; batch: string | null }

/** Row, column, value as read, reason, mend. */
export const RefusalsTable = ({ commune, refusals, total, batch }: Props) => {
  const t = useT();
  const intl = useIntl();
  return (
    <section className="block">
      <div className="row">
        <h2>{t('imports.refusals', { n: total })}</h2>
        {batch && total > 0 && <a className="btn i i-dl" href={urlOf(downloadRefusals, { params: { commune, id: batch } })} download>{t('imports.refusals.csv')}</a>}
      </div>
      {refusals.length > 0 && (
        <Table
          label={t('imports.refusals', { n: total })} rows={refusals} keyOf={(r) => `${r.row}.${r.column ?? ''}.${r.code}`}
          columns={[
            { key: 'row', head: t('imports.refusal.row'), num: true, cell: (r) => intl.formatNumber(r.row) },
            { key: 'column', head: t('imports.refusal.column'), cell: (r) => <bdi>{r.column ?? '–'}</bdi> },
            { key: 'value', head: t('imports.refusal.value'), className: 'wrap', cell: (r) => <>{r.value !== null && <code><bdi>{r.value.slice(0, 80)}</bdi></code>} {r.message}</> },
            { key: 'remedy', head: t('imports.refusal.remedy'), className: 'wrap', cell: (r) => r.remedy },
          ]}
        />
      )}
      {total > refusals.length && refusals.length > 0 && <p className="small">{t('imports.refusals.first', { n: refusals.length })}</p>}
    </section>
  );
};

/** The file as a whole: why, where, and the mend. */
export const RefusedFileNote = ({ refused }: { refused: RefusedFile }) => {
  const t = useT();
  return (
    <Note tone="bad">
      <p><b>{t('imports.refusedfile')}</b></p>
      <p>{refused.row !== undefined && `${t('imports.row', { row: refused.row })} : `}{refused.message}</p>
      <p>{refused.remedy}</p>
    </Note>
  );
};
