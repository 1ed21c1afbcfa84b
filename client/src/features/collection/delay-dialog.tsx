import { useState } from 'react';
import { changeDelay, createDelay, DELAY_FROM, FILE_KINDS, TIMED_STEPS, type DelayRule, type NewDelayRule } from '@sommier/domain/collection';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Problem, SelectField, TextField } from '../../platform/ui/index.ts';

const TOUCHED = ['listDelays', 'getCollectionFile'];
/** A delay as it is sent again: what the server adds is left out. */
export const asSent = ({ id: _i, status, confirmedBy: _b, confirmedOn: _o, version: _v, ...rule }: DelayRule): NewDelayRule => ({ ...rule, confirmed: status === 'confirmed' });
const fresh = (day: string): NewDelayRule => ({ fileKind: 'claim', step: 'reminder', after: 'notice', days: 30, suspends: false, office: null, officeAr: null, law: '', article: null, url: null, from: day, to: null, confirmed: false });

/** A dated delay of the procedure: written, corrected, or ended on a day so that another follows it. */
export const DelayDialog = ({ rule, onClose }: { rule: DelayRule | null; onClose: () => void }) => {
  const t = useT();
  const word = useCodeText();
  const { code: commune } = useCommune();
  const [d, set] = useState<NewDelayRule>(() => (rule === null ? fresh(`${String(new Date().getFullYear())}-01-01`) : asSent(rule))), [days, setDays] = useState(String(d.days));
  const create = useChange(createDelay, TOUCHED), change = useChange(changeDelay, TOUCHED);
  const put = (more: Partial<NewDelayRule>): void => set((old) => ({ ...old, ...more }));
  const text = (key: 'article' | 'url' | 'office' | 'officeAr', label: string) => <TextField label={label} value={d[key] ?? ''} onChange={(e) => put({ [key]: e.currentTarget.value.trim() === '' ? null : e.currentTarget.value })} />;
  const pick = <K extends 'fileKind' | 'step' | 'after'>(key: K, label: string, list: readonly NewDelayRule[K][], say: (v: string) => string) => <SelectField label={label} value={d[key]} onChange={(e) => put({ [key]: e.currentTarget.value } as Partial<NewDelayRule>)}>{list.map((v) => <option key={v} value={v}>{say(v)}</option>)}</SelectField>;
  const step = (v: string): string => word('collect.step.', v);
  const refuse = (!/^\d{1,4}$/.test(days) && t('collect.stay.needed')) || (d.law.trim() === '' && t('collect.delays.law_needed')) || (d.to !== null && d.to <= d.from && t('collect.delays.days_wrong'));
  const go = (): void => {
    const body = { ...d, days: Number(days) }, done = { onSuccess: onClose };
    if (rule === null) create.mutate({ params: { commune }, body }, done);
    else change.mutate({ params: { commune, id: rule.id }, body, options: { headers: { 'if-match': `"v${String(rule.version)}"` } } }, done);
  };
  const error = create.error ?? change.error, title = t(rule === null ? 'collect.delays.new' : 'collect.delays.edit');
  return (
    <Dialog title={title} onClose={onClose} foot={<Button kind="main" refuse={refuse} onClick={go}>{t('collect.save')}</Button>}>
      <div className="stack">
        <div className="pair">{pick('fileKind', t('collect.delays.file'), FILE_KINDS, (v) => word('collect.kind.', v))}{pick('step', t('collect.delays.step'), TIMED_STEPS, step)}</div>
        <div className="pair"><TextField label={t(d.step === 'appeal' ? 'collect.delays.days.within' : 'collect.delays.days.after')} inputMode="numeric" value={days} onChange={(e) => setDays(e.currentTarget.value)} />{pick('after', t('collect.delays.since'), DELAY_FROM, step)}</div>
        <div className="pair"><TextField type="date" label={t('collect.from')} value={d.from} onChange={(e) => put({ from: e.currentTarget.value })} /><TextField type="date" label={t('collect.delays.open')} value={d.to ?? ''} onChange={(e) => put({ to: e.currentTarget.value === '' ? null : e.currentTarget.value })} /></div>
        <TextField label={t('collect.law')} value={d.law} maxLength={300} onChange={(e) => put({ law: e.currentTarget.value })} />
        <div className="pair">{text('article', t('collect.delays.article'))}{text('url', t('collect.delays.url'))}</div>
        {d.step === 'appeal' && <><div className="pair">{text('office', t('collect.delays.office'))}{text('officeAr', t('collect.delays.office_ar'))}</div><Check checked={d.suspends} onChange={(e) => put({ suspends: e.currentTarget.checked })}>{t('collect.delays.suspends')}</Check></>}
        <Check checked={d.confirmed} onChange={(e) => put({ confirmed: e.currentTarget.checked })}>{t('collect.delays.read')}</Check>
        {error && <Problem error={error} />}
      </div>
    </Dialog>
  );
};
