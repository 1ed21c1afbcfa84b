import { cancelJob, type Job } from '@sommier/domain/jobs';
import { useCodeText, useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { Button } from '../../platform/ui/index.ts';

/** Name, stage, rows done of how many, and a true cancel. */
export const JobLine = ({ commune, job, label }: { commune: string; job: Job; label: string }) => {
  const t = useT();
  const intl = useIntl();
  const word = useCodeText();
  const cancel = useChange(cancelJob, ['listJobs', 'getJob']);
  const count = job.total ? t('jobs.count', { done: intl.formatNumber(job.done), total: intl.formatNumber(job.total) }) : job.done ? intl.formatNumber(job.done) : '';
  return (
    <div className="jobline" role="group" aria-label={label}>
      <span>{label}{job.stage ? ` · ${word('jobs.stage.', job.stage)}` : ''} {count && <bdi>{count}</bdi>}</span>
      <Button kind="flat" onClick={() => cancel.mutate({ params: { commune, id: job.id } })} refuse={job.cancelRequested && t('jobs.cancelling')}>
        {job.cancelRequested ? t('jobs.cancelling') : t('jobs.cancel')}
      </Button>
      {job.total ? <progress max={job.total} value={job.done} aria-label={label} /> : <progress aria-label={label} />}
    </div>
  );
};
