import { useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import { isEnded } from '@sommier/domain/jobs';
import { queryClient } from '../../platform/query.ts';
import { outcomeOf, refusedFileOf } from '../../platform/results.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Button, Note, Problem } from '../../platform/ui/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';
import { Counts } from './counts.tsx';
import { ImportNotes } from './import-notes.tsx';
import { RefusalsTable, RefusedFileNote } from './refusals-table.tsx';
import { UndoBatch } from './undo-batch.tsx';

/** The job's progress, then the line of figures that add up. The page may be closed meanwhile: the job goes on. */
export const StepRun = ({ commune, job: id, onRestart }: { commune: string; job: string; onRestart: () => void }) => {
  const t = useT();
  const job = useJob(commune, id);
  const state = job.data?.state;
  useEffect(() => { if (state && isEnded(state)) void queryClient.invalidateQueries(); }, [state]);
  if (job.error) return <Problem error={job.error} />;
  if (!job.data) return null;
  if (!isEnded(job.data.state)) return <JobLine commune={commune} job={job.data} label={t('imports.running')} />;
  const counts = outcomeOf(job.data.result);
  const refused = refusedFileOf(job.data.result);
  const again = <Button onClick={onRestart}>{t('imports.another')}</Button>;
  if (job.data.state === 'cancelled') return <><Note tone="warn">{t('imports.cancelled')}</Note>{again}</>;
  if (refused) return <><RefusedFileNote refused={refused} />{again}</>;
  if (!counts) return <><Note tone="bad">{t('imports.failed')} {job.data.error?.message}</Note>{again}</>;
  return (
    <>
      <Counts counts={counts} done />
      <Note tone="ok">{t('imports.finished')}. {counts.inserted + counts.updated + counts.returned === 0 ? t('imports.nothingnew') : ''}</Note>
      <ImportNotes {...counts} />
      <div className="row start">
        <Link className="btn main" to="/c/$commune/map" params={{ commune }} search={{}}>{t('imports.map')}</Link>
        {again}
        {counts.batch && <UndoBatch commune={commune} batch={counts.batch} />}
      </div>
      <RefusalsTable commune={commune} refusals={counts.refusals} total={counts.refused} batch={counts.batch} />
    </>
  );
};
