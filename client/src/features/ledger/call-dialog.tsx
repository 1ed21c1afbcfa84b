import { useEffect, useState } from 'react';
import { callDues } from '@sommier/domain/ledger';
import { isEnded } from '@sommier/domain/jobs';
import { addDays, addMonths } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, TextField } from '../../platform/ui/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';
import { TOUCHED } from './collect-form.tsx';

interface Called { occupations: number; dues: number; amount: string; corrections: number; corrected: string; allocated: string; indexed: number; missing: string[] }
const isCalled = (x: unknown): x is Called => typeof x === 'object' && x !== null && 'dues' in x && 'amount' in x;

/** Calls the dues of everybody up to a day: the end of this month unless another is chosen. Ends in figures that can be checked. */
export const CallDialog = ({ today, onClose }: { today: string; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const [through, setThrough] = useState(addDays(addMonths(`${today.slice(0, 7)}-01`, 1), -1));
  const [job, setJob] = useState<string | null>(null);
  const call = useChange(callDues, ['listJobs']);
  const state = useJob(commune, job);
  const done = state.data?.state === 'done';
  useEffect(() => { if (done) void queryClient.invalidateQueries({ predicate: (q) => TOUCHED.some((x) => String(q.queryKey[0]).startsWith(x)) }); }, [done]);
  const result = state.data?.result;
  return (
    <Dialog title={t('ledger.call')} onClose={onClose} foot={job === null ? <Button kind="main" refuse={call.isPending && t('ledger.saving')} onClick={() => call.mutate({ params: { commune }, body: { through } }, { onSuccess: (r) => setJob(r.job) })}>{t('ledger.call.go')}</Button> : <Button onClick={onClose}>{t('shell.close')}</Button>}>
      {job === null && <><p>{t('ledger.call.why')}</p><TextField label={t('ledger.call.through')} type="date" value={through} onChange={(e) => setThrough(e.currentTarget.value)} /></>}
      {call.error && <Problem error={call.error} />}
      {state.data && !isEnded(state.data.state) && <JobLine commune={commune} job={state.data} label={t('ledger.call')} />}
      {done && isCalled(result) && <Note tone="ok">{t('ledger.call.done', { dues: result.dues, occupations: result.occupations, amount: `${f.money(result.amount)} ${currency}` })}{result.corrections > 0 && <> {t('ledger.call.corrected', { n: result.corrections, amount: f.money(result.corrected) })}</>}{result.indexed > 0 && <> {t('ledger.call.indexed', { n: result.indexed })}</>}</Note>}
      {done && isCalled(result) && result.missing.length > 0 && <Note tone="warn">{t('ledger.call.missing', { list: result.missing.join(', ') })}</Note>}
      {state.data && isEnded(state.data.state) && !done && <Note tone="bad">{t('ledger.call.failed')} {state.data.error?.message}</Note>}
    </Dialog>
  );
};
