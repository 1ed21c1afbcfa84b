import type { FormEvent } from 'react';
import { erasePerson, type ErasurePlan } from '@sommier/domain/personal';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, TextField, useToast } from '../../platform/ui/index.ts';

/** Says what goes and what stays, asks who wants it, and erases the version that was looked at. */
export const EraseDialog = ({ name, plan, onClose, onDone }: { name: string; plan: ErasurePlan; onClose: () => void; onDone: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const erase = useChange(erasePerson, ['planErasure', 'searchParties', 'getParty', 'listReadings']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    erase.mutate({ params: { commune, id: plan.party }, body: { reason: String(new FormData(e.currentTarget).get('reason') ?? '').trim() }, options: { headers: { 'if-match': `"v${String(plan.version)}"` } } }, { onSuccess: () => { say(t('personal.erased')); onDone(); } });
  };
  return (
    <Dialog title={t('personal.erase')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {erase.error && <Problem error={erase.error} />}
        <p>{plan.whole ? t('personal.erase.whole', { name: `\u2068${name}\u2069` }) : t('personal.erase.sure', { name: `\u2068${name}\u2069`, pseudonym: `\u2068${plan.pseudonym}\u2069` })}</p>
        <TextField label={t('personal.reason')} hint={t('personal.reason.hint')} name="reason" required minLength={3} maxLength={500} autoComplete="off" />
        <div><Button kind="bad" type="submit" refuse={erase.isPending && t('shell.wait')}>{t('personal.erase')}</Button></div>
      </form>
    </Dialog>
  );
};
