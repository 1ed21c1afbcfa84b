import { useState } from 'react';
import { batchFile, countBatch, issueBatch } from '@sommier/domain/notices';
import { isEnded } from '@sommier/domain/jobs';
import { addDays } from '@sommier/domain/shared';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { fileOf } from '../../platform/results.ts';
import { weightText } from '../../platform/weight.ts';
import { JobLine, useJob } from '../jobs/index.ts';

/** Notices, reminders or receipts of many accounts in one file: how many first, then the job with its progress, then the link with its weight. */
export const BatchDialog = ({ today, onClose }: { today: string; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const intl = useIntl();
  const { language: mine } = useLanguage();
  const { code: commune, currency } = useCommune();
  const [kind, setKind] = useState<'reminder' | 'notice' | 'receipt'>('reminder');
  const [language, setLanguage] = useState<'fr' | 'ar' | 'en'>(mine);
  const [older, setOlder] = useState('31');
  const [until, setUntil] = useState(addDays(today, 31));
  const [paid, setPaid] = useState({ from: `${today.slice(0, 7)}-01`, until: today });
  const [job, setJob] = useState<string | null>(null);
  const body = { kind, language, ...(kind === 'reminder' ? { olderThan: Math.min(3650, Math.max(0, Number(older) || 0)) } : kind === 'receipt' ? paid : { until }) };
  const count = useEndpoint(countBatch, { params: { commune }, body }, { keep: true });
  const issue = useChange(issueBatch, ['listPapers', 'listJobs']);
  const state = useJob(commune, job);
  const file = fileOf(state.data?.result);
  const n = count.data?.papers ?? 0;
  return (
    <Dialog title={t('ledger.batch')} onClose={onClose} foot={job === null && <Button kind="main" icon="print" refuse={(n === 0 && t('ledger.batch.none')) || (issue.isPending && t('ledger.saving'))} onClick={() => issue.mutate({ params: { commune }, body }, { onSuccess: (r) => setJob(r.job) })}>{t('ledger.batch.go', { n })}</Button>}>
      {job === null ? <div className="stack">
        <SelectField label={t('ledger.batch.kind')} value={kind} onChange={(e) => setKind(e.currentTarget.value as typeof kind)}><option value="reminder">{t('ledger.paper.reminder')}</option><option value="notice">{t('ledger.paper.notice')}</option><option value="receipt">{t('ledger.paper.receipt')}</option></SelectField>
        {kind === 'reminder' ? <TextField label={t('ledger.batch.older')} type="number" min={0} max={3650} value={older} onChange={(e) => setOlder(e.currentTarget.value)} /> : kind === 'receipt' ? <div className="find-row"><TextField label={t('ledger.batch.from')} type="date" required value={paid.from} onChange={(e) => { if (e.currentTarget.value !== '') setPaid({ ...paid, from: e.currentTarget.value }); }} /><TextField label={t('ledger.batch.to')} type="date" required value={paid.until} onChange={(e) => { if (e.currentTarget.value !== '') setPaid({ ...paid, until: e.currentTarget.value }); }} /></div> : <TextField label={t('ledger.batch.until')} type="date" value={until} onChange={(e) => setUntil(e.currentTarget.value)} />}
        <SelectField label={t('ledger.batch.language')} value={language} onChange={(e) => setLanguage(e.currentTarget.value as typeof language)}><option value="fr">{t('ledger.in.fr')}</option><option value="ar">{t('ledger.in.ar')}</option></SelectField>
        {count.error ? <Problem error={count.error} /> : <p>{t(kind === 'receipt' ? 'ledger.batch.count.paid' : 'ledger.batch.count', { n, amount: `${f.money(count.data?.amount ?? '0')} ${currency}` })}</p>}
        {issue.error && <Problem error={issue.error} />}
      </div> : <div className="stack">
        {state.error && <Problem error={state.error} />}
        {state.data && !isEnded(state.data.state) && <JobLine commune={commune} job={state.data} label={t('ledger.batch.running')} />}
        {state.data?.state === 'done' && file && <Note tone="ok"><p><a href={urlOf(batchFile, { params: { commune, id: job } })} download={file.name}>{t('exports.ready', { name: `\u2068${file.name}\u2069`, weight: weightText(intl, file.bytes) })}</a></p><p className="small">{t('exports.keep')}</p></Note>}
        {state.data && isEnded(state.data.state) && state.data.state !== 'done' && <Note tone="bad">{t('exports.failed')} {state.data.error?.message}</Note>}
      </div>}
    </Dialog>
  );
};
