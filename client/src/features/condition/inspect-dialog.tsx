import { useState, type FormEvent } from 'react';
import { COMPONENTS, CONDITIONS, addInspection } from '@sommier/domain/condition';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Field, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';

type Class = (typeof CONDITIONS)[number];
export const TOUCHED = ['getAssetCondition', 'readCondition', 'listWorks', 'getPlan', 'getAsset'];

/** What was seen on a day: the whole, and each component that was looked at. What was not looked at is left out, not graded. */
export const InspectDialog = ({ asset, today, onClose }: { asset: string; today: string; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [on, setOn] = useState(today);
  const [whole, setWhole] = useState<Class>('good');
  const [seen, see] = useState<Partial<Record<(typeof COMPONENTS)[number], { class: Class | ''; note: string }>>>({});
  const [note, setNote] = useState('');
  const save = useChange(addInspection, TOUCHED);
  const send = (e: FormEvent) => {
    e.preventDefault();
    const components = COMPONENTS.flatMap((component) => { const s = seen[component]; return s === undefined || s.class === '' ? [] : [{ component, class: s.class, note: s.note.trim() || null }]; });
    save.mutate({ params: { commune, asset }, body: { on, class: whole, components, note: note.trim() || null } }, { onSuccess: (kept) => { say(t(kept.proposal === null ? 'condition.inspected' : 'condition.proposed')); onClose(); } });
  };
  const classes = CONDITIONS.map((c) => <option key={c} value={c}>{t(`condition.class.${c}`)}</option>);
  return (
    <Dialog wide title={t('condition.inspect')} onClose={onClose} foot={<Button kind="main" type="submit" form="inspection" disabled={save.isPending}>{t('condition.inspect.save')}</Button>}>
      <form id="inspection" className="stack" onSubmit={send}>
        <div className="filters"><TextField label={t('condition.on')} type="date" required max={today} value={on} onChange={(e) => setOn(e.target.value)} /><SelectField label={t('condition.whole')} value={whole} onChange={(e) => setWhole(e.target.value as Class)}>{classes}</SelectField></div>
        <table className="tbl"><caption className="vh">{t('condition.components')}</caption><thead><tr><th scope="col">{t('condition.component')}</th><th scope="col">{t('condition.class')}</th><th scope="col">{t('condition.note')}</th></tr></thead>
          <tbody>{COMPONENTS.map((c) => { const s = seen[c] ?? { class: '' as const, note: '' }; const name = t(`condition.component.${c}`); return (
            <tr key={c}><th scope="row">{name}</th><td><select aria-label={`${name}: ${t('condition.class')}`} value={s.class} onChange={(e) => see({ ...seen, [c]: { ...s, class: e.target.value as Class | '' } })}><option value="">{t('condition.unseen')}</option>{classes}</select></td>
              <td><input aria-label={`${name}: ${t('condition.note')}`} maxLength={500} value={s.note} onChange={(e) => see({ ...seen, [c]: { ...s, note: e.target.value } })} /></td></tr>); })}</tbody></table>
        <Field label={t('condition.note')}><textarea rows={2} maxLength={2000} value={note} onChange={(e) => setNote(e.target.value)} /></Field>
        {save.error && <Problem error={save.error} />}
      </form>
    </Dialog>
  );
};
