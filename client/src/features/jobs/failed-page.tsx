import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { dismissJob, listFailedJobs, replayJob, type FailedJob } from '@sommier/domain/jobs';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Table, useToast } from '../../platform/ui/index.ts';
import { useKindText } from './kind-text.ts';

const LISTS = ['listFailedJobs', 'listJobs', 'getJob'];

/** Jobs that failed for good: begun again with the same input where it still stands, or put aside. */
export const FailedJobsPage = () => {
  const t = useT();
  const intl = useIntl();
  const kind = useKindText();
  const say = useToast();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1);
  const list = useEndpoint(listFailedJobs, { params: { commune }, query: { page } }, { keep: true });
  const replay = useChange(replayJob, LISTS), dismiss = useChange(dismissJob, LISTS);
  const refused = replay.error ?? dismiss.error, busy = replay.isPending || dismiss.isPending;
  const act = (change: typeof replay, key: 'failed.replayed' | 'failed.dismissed', id: string) => {
    replay.reset();
    dismiss.reset();
    change.mutate({ params: { commune, id } }, { onSuccess: () => say(t(key, { id })) });
  };
  const button = (change: typeof replay, key: 'replay' | 'dismiss', j: FailedJob) => (
    <Button kind="flat" label={`${t(`failed.${key}`)} ${j.id}`} refuse={busy && t('shell.wait')} onClick={() => act(change, key === 'replay' ? 'failed.replayed' : 'failed.dismissed', j.id)}>{t(`failed.${key}`)}</Button>
  );
  return (
    <main id="main" className="page">
      <h1>{t('failed.title')}</h1>
      <p className="small">{t('failed.why')}</p>
      <p className="small"><Link to="/c/$commune/jobs" params={{ commune }} search={{}}>{t('failed.all')}</Link></p>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {refused && <Problem error={refused} />}
      {list.data?.total === 0 && <Empty title={t('failed.none')} why={t('failed.none.why')} />}
      {list.data && list.data.total > 0 && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('failed.title')}>
          <Table<FailedJob> label={t('failed.title')} rows={list.data.jobs} keyOf={(j) => j.id} columns={[
            { key: 'id', head: t('jobs.number'), cell: (j) => j.id },
            { key: 'kind', head: t('jobs.kind'), cell: (j) => kind(j.kind) },
            { key: 'when', head: t('failed.when'), cell: (j) => (j.finishedAt ? intl.formatDate(j.finishedAt, { dateStyle: 'short', timeStyle: 'medium' }) : '–') },
            { key: 'tries', head: t('failed.tries'), num: true, cell: (j) => intl.formatNumber(j.tries) },
            { key: 'reason', head: t('failed.reason'), className: 'wrap', cell: (j) => j.error?.message ?? t('failed.interrupted') },
            { key: 'asker', head: t('failed.asker'), cell: (j) => <bdi>{j.askedBy?.name ?? t('failed.system')}</bdi> },
            { key: 'do', head: t('failed.do'), cell: (j) => <span className="row">{button(replay, 'replay', j)}{button(dismiss, 'dismiss', j)}</span> },
          ]} />
        </div>
        <Pager page={page} size={25} total={list.data.total} onPage={setPage} />
      </>}
    </main>
  );
};
