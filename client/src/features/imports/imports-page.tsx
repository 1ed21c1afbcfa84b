import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { listImports, type ImportBatch } from '@sommier/domain/imports';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { BatchPanel } from './batch-panel.tsx';
import './imports.css';

const TONE = { staged: 'info', committed: 'ok', undone: 'mute', refused: 'bad' } as const;

/** Every batch with its figures; the chosen one shows its refusals and its undo. */
export const ImportsPage = () => {
  const t = useT();
  const intl = useIntl();
  const { code: commune } = useCommune();
  const mayImport = useCan()('import.run');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const list = useEndpoint(listImports, { params: { commune }, query: { page } }, { keep: true });
  const start = mayImport ? <Link className="btn main i i-plus" to="/c/$commune/imports/new" params={{ commune }} search={{}}>{t('imports.new')}</Link> : null;
  const number = (n: number) => intl.formatNumber(n);
  return (
    <main id="main" className="page imports">
      <div className="row"><h1>{t('imports.title')}</h1>{start}</div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('imports.none')} why={t('imports.none.why')} />}
      {list.data && list.data.total > 0 && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('imports.title')}>
          <Table<ImportBatch> label={t('imports.title')} rows={list.data.rows} keyOf={(b) => b.id} selected={chosen} onSelect={(b) => choose(b.id)} columns={[
            { key: 'when', head: t('imports.when'), cell: (b) => intl.formatDate(b.createdAt, { dateStyle: 'short', timeStyle: 'short' }) },
            { key: 'file', head: t('imports.file'), className: 'sample', cell: (b) => <bdi dir="ltr">{b.sourceName}</bdi> },
            { key: 'format', head: t('imports.format'), cell: (b) => t(`imports.format.${b.format}`) },
            { key: 'rows', head: t('imports.count.rows'), num: true, cell: (b) => number(b.rows) },
            { key: 'inserted', head: t('imports.done.inserted'), num: true, cell: (b) => number(b.inserted) },
            { key: 'updated', head: t('imports.done.updated'), num: true, cell: (b) => number(b.updated) },
            { key: 'refused', head: t('imports.count.refused'), num: true, cell: (b) => number(b.refused) },
            { key: 'state', head: t('imports.state'), cell: (b) => <Tag tone={TONE[b.state]}>{t(`imports.state.${b.state}`)}</Tag> },
          ]} />
        </div>
        <Pager page={page} size={25} total={list.data.total} onPage={setPage} />
      </>}
      {chosen && <BatchPanel commune={commune} id={chosen} />}
    </main>
  );
};
