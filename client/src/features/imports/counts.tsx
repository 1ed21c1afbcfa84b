import type { ImportCounts } from '@sommier/domain/imports';
import { useIntl, useT, type MessageKey } from '../../platform/i18n/index.ts';

/** Rows read = created + back again + changed + unchanged + refused: the sum stands written, so that it can be checked by eye. */
export const Counts = ({ counts, done = false }: { counts: ImportCounts; done?: boolean }) => {
  const t = useT();
  const intl = useIntl();
  const parts: [MessageKey, number, string][] = [
    [done ? 'imports.done.inserted' : 'imports.count.inserted', counts.inserted, 'eq'],
    ...(counts.returned ? [['imports.count.returned', counts.returned, 'pl'] as [MessageKey, number, string]] : []),
    [done ? 'imports.done.updated' : 'imports.count.updated', counts.updated, 'pl'],
    ['imports.count.unchanged', counts.unchanged, 'pl'],
    ['imports.count.refused', counts.refused, counts.refused ? 'pl bad' : 'pl'],
  ];
  return (
    <dl className="sum">
      <div><dt>{t('imports.count.rows')}</dt><dd>{intl.formatNumber(counts.rows)}</dd></div>
      {parts.map(([key, n, cls]) => <div key={key} className={cls}><dt>{t(key)}</dt><dd>{intl.formatNumber(n)}</dd></div>)}
    </dl>
  );
};
