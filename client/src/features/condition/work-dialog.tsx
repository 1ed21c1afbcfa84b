import { useState, type FormEvent } from 'react';
import { COMPONENTS, PRIORITIES, WORK_STATES, addWork, changeWork, type Work } from '@sommier/domain/condition';
import { currencyExponent } from '@sommier/domain/shared';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { readAmount, writeAmount } from '../ledger/index.ts';
import { TOUCHED } from './inspect-dialog.tsx';

/** Works a property needs: what, how pressing, at what cost, by which year; and how far they are. */
export const WorkDialog = ({ asset, work, onClose }: { asset: string; work: Work | null; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const [w, set] = useState({ component: work?.component ?? COMPONENTS[0], title: work?.title ?? '', cost: work?.cost ? writeAmount(work.cost, exponent) : '', priority: String(work?.priority ?? 3), wanted: work?.wanted ? String(work.wanted) : '', state: work?.state ?? 'open' });
  const add = useChange(addWork, TOUCHED), change = useChange(changeWork, TOUCHED);
  const cost = w.cost.trim() === '' ? null : readAmount(w.cost, exponent);
  const wrong = w.cost.trim() !== '' && cost === null;
  const done = { onSuccess: () => { say(t('condition.work.saved')); onClose(); } };
  const send = (e: FormEvent) => {
    e.preventDefault();
    if (wrong) return;
    const body = { title: w.title.trim(), cost, priority: Number(w.priority), wanted: w.wanted === '' ? null : Number(w.wanted) };
    if (work === null) add.mutate({ params: { commune, asset }, body: { ...body, component: w.component } }, done);
    else change.mutate({ params: { commune, id: work.id }, body: { ...body, state: w.state }, options: { headers: { 'if-match': `"v${work.version}"` } } }, done);
  };
  const put = (name: keyof typeof w) => (e: { target: { value: string } }) => set({ ...w, [name]: e.target.value });
  return (
    <Dialog title={work === null ? t('condition.work.new') : work.title} onClose={onClose} foot={<Button kind="main" type="submit" form="work" disabled={add.isPending || change.isPending}>{t('condition.work.save')}</Button>}>
      <form id="work" className="stack" onSubmit={send}>
        <TextField label={t('condition.work.title')} required maxLength={300} value={w.title} onChange={put('title')} />
        <div className="pairs">
          <SelectField label={t('condition.component')} value={w.component} disabled={work !== null} onChange={put('component')}>{COMPONENTS.map((c) => <option key={c} value={c}>{t(`condition.component.${c}`)}</option>)}</SelectField>
          <SelectField label={t('condition.priority')} value={w.priority} onChange={put('priority')}>{PRIORITIES.map((p) => <option key={p} value={p}>{t(`condition.priority.${p}`)}</option>)}</SelectField>
          <TextField label={`${t('condition.cost')} (${currency})`} inputMode="decimal" value={w.cost} onChange={put('cost')} error={wrong ? t('condition.cost.wrong') : undefined} />
          <TextField label={t('condition.wanted')} type="number" min={1900} max={2200} value={w.wanted} onChange={put('wanted')} />
          {work !== null && <SelectField label={t('condition.state')} value={w.state} onChange={put('state')}>{WORK_STATES.map((s) => <option key={s} value={s}>{t(`condition.state.${s}`)}</option>)}</SelectField>}
        </div>
        {(add.error ?? change.error) && <Problem error={(add.error ?? change.error)!} />}
      </form>
    </Dialog>
  );
};
