import { useState } from 'react';
import { listRuns } from '@sommier/domain/assessments';
import { noticeBatch, noticeBatchFile } from '@sommier/domain/collection';
import { isEnded } from '@sommier/domain/jobs';
import { LANGUAGES } from '@sommier/domain/shared';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, SelectField } from '../../platform/ui/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';
import { TOUCHED } from './tones.ts';

const Made = ({ id }: { id: string }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const job = useJob(commune, id);
  if (!job.data) return null;
  if (!isEnded(job.data.state)) return <JobLine commune={commune} job={job.data} label={t('collect.batch.running')} />;
  for (const key of TOUCHED) void queryClient.invalidateQueries({ queryKey: [key] });
  if (job.data.state !== 'done') return <Note tone="warn">{job.data.error?.message ?? t('collect.batch.stopped')}</Note>;
  return <Note tone="ok"><p>{t('collect.batch.done', { n: (job.data.result as { notices: number }).notices })}</p><p><a className="btn main" href={urlOf(noticeBatchFile, { params: { commune, id } })} download>{t('collect.batch.file')}</a></p></Note>;
};

/** Notices of every article of an issued run, in one file; what was noticed before is left out. */
export const BatchDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const runs = useEndpoint(listRuns, { params: { commune }, query: { state: 'issued', size: 50 } });
  const [run, setRun] = useState(''), [wanted, setWanted] = useState<(typeof LANGUAGES)[number]>(language);
  const start = useChange(noticeBatch, TOUCHED);
  const chosen = run || (runs.data?.rows[0]?.id ?? '');
  return (
    <Dialog title={t('collect.batch')} onClose={onClose} foot={<Button kind="main" refuse={(chosen === '' && t('collect.batch.no_run')) || (start.isPending && t('collect.wait'))} onClick={() => start.mutate({ params: { commune }, body: { run: chosen, language: wanted } })}>{t('collect.batch.go')}</Button>}>
      <div className="stack">
        <p>{t('collect.batch.why')}</p>
        {runs.data?.rows.length === 0 && <Note tone="warn">{t('collect.batch.no_run')}</Note>}
        <SelectField label={t('collect.run')} value={chosen} onChange={(e) => setRun(e.currentTarget.value)}>{runs.data?.rows.map((r) => <option key={r.id} value={r.id}>{`R${r.id} · ${r.tax} · ${f.day(r.from)}`}</option>)}</SelectField>
        <SelectField label={t('collect.language')} value={wanted} onChange={(e) => setWanted(e.currentTarget.value as typeof wanted)}>{LANGUAGES.map((l) => <option key={l} value={l}>{t(`collect.in.${l}`)}</option>)}</SelectField>
        {start.error && <Problem error={start.error} />}
        {start.data && <Made id={start.data.job} />}
      </div>
    </Dialog>
  );
};
