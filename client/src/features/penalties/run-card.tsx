import { useEffect, useState } from 'react';
import { isEnded } from '@sommier/domain/jobs';
import { chargeCommune, PenaltyRun } from '@sommier/domain/penalties';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, TextField } from '../../platform/ui/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';
import { MONEY_TOUCHED } from '../ledger/index.ts';

/** The whole commune in one run: counted first, then charged. What was charged before is never charged again. */
export const RunCard = ({ ruled }: { ruled: boolean }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const [day, setDay] = useState('');
  const [job, setJob] = useState<string | null>(null);
  const charge = useChange(chargeCommune, ['listJobs']);
  const state = useJob(commune, job);
  const done = state.data?.state === 'done';
  const result = PenaltyRun.safeParse(state.data?.result).data;
  useEffect(() => { if (done) void queryClient.invalidateQueries({ predicate: (q) => MONEY_TOUCHED.some((x) => String(q.queryKey[0]).startsWith(x)) }); }, [done]);
  const busy = charge.isPending || (state.data !== undefined && !isEnded(state.data.state));
  const go = (dry: boolean): void => charge.mutate({ params: { commune }, body: { dry, ...(day === '' ? {} : { day }) } }, { onSuccess: (r) => setJob(r.job) });
  const refuse = (!ruled && t('penalties.rules.none')) || (busy && t('ledger.saving'));
  return (
    <section className="card"><h2>{t('penalties.run')}</h2>
      <p className="small">{t('penalties.run.why')}</p>
      <div className="find-row"><TextField label={t('penalties.run.day')} type="date" value={day} onChange={(e) => { setDay(e.currentTarget.value); setJob(null); }} /><Button refuse={refuse} onClick={() => go(true)}>{t('penalties.run.count')}</Button>
        <Button kind="main" refuse={refuse || ((result?.dry !== true) && t('penalties.run.first'))} onClick={() => go(false)}>{t('penalties.run.go')}</Button></div>
      {charge.error && <Problem error={charge.error} />}
      {state.data && !isEnded(state.data.state) && <JobLine commune={commune} job={state.data} label={t('penalties.run')} />}
      {done && result && <Note tone={result.dry ? 'info' : 'ok'}>{t(result.dry ? 'penalties.run.would' : 'penalties.run.done', { dues: result.dues, accounts: result.accounts, amount: `${f.money(result.raised)} ${currency}` })}{result.lowered !== '0' && <> {t('penalties.run.lowered', { amount: f.money(result.lowered) })}</>}</Note>}
      {state.data && isEnded(state.data.state) && !done && <Note tone="bad">{t('ledger.call.failed')} {state.data.error?.message}</Note>}
    </section>
  );
};
