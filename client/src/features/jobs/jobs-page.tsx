import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { isEnded, listJobs, type Job } from '@sommier/domain/jobs';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { useKindText } from './kind-text.ts';
import { JobLine } from './job-line.tsx';

const TONE = { queued: 'info', running: 'info', done: 'ok', failed: 'bad', cancelled: 'mute', interrupted: 'warn' } as const;

/** Long works of the commune: those going on with their progress, then the ended ones. */
export const JobsPage = () => {
  const t = useT();
  const intl = useIntl();
  const kind = useKindText();
  const can = useCan();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1);
  const list = useEndpoint(listJobs, { params: { commune }, query: { page } }, { keep: true, every: 2000 });
  const going = list.data?.jobs.filter((j) => !isEnded(j.state)) ?? [];
  const when = (at: string | null) => (at ? intl.formatDate(at, { dateStyle: 'short', timeStyle: 'medium' }) : '–');
  return (
    <main id="main" className="page">
      <h1>{t('jobs.title')}</h1>
      {can('jobs.settle') && <p className="small"><Link to="/c/$commune/jobs/failed" params={{ commune }} search={{}}>{t('failed.title')}</Link></p>}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('jobs.none')} why={t('jobs.none.why')} />}
      {going.map((j) => <JobLine key={j.id} commune={commune} job={j} label={kind(j.kind)} />)}
      {list.data && list.data.total > 0 && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('jobs.title')}>
          <Table<Job> label={t('jobs.title')} rows={list.data.jobs} keyOf={(j) => j.id} columns={[
            { key: 'id', head: t('jobs.number'), cell: (j) => j.id },
            { key: 'kind', head: t('jobs.kind'), cell: (j) => kind(j.kind) },
            { key: 'state', head: t('jobs.state'), cell: (j) => <Tag tone={TONE[j.state]}>{t(`jobs.state.${j.state}`)}</Tag> },
            { key: 'done', head: t('jobs.done'), num: true, cell: (j) => `${intl.formatNumber(j.done)}${j.total ? ` / ${intl.formatNumber(j.total)}` : ''}` },
            { key: 'from', head: t('jobs.from'), cell: (j) => when(j.startedAt) },
            { key: 'to', head: t('jobs.to'), cell: (j) => when(j.finishedAt) },
            { key: 'error', head: t('jobs.error'), className: 'wrap', cell: (j) => j.error?.message ?? '' },
          ]} />
        </div>
        <Pager page={page} size={25} total={list.data.total} onPage={setPage} />
      </>}
    </main>
  );
};
