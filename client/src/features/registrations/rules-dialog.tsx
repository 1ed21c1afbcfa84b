import { useState } from 'react';
import { getRegistrationRules, setRegistrationRules, type RulesSheet } from '@sommier/domain/registrations';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Field, Problem, TextField, useToast } from '../../platform/ui/index.ts';

const lines = (text: string): string[] => text.split('\n').map((l) => l.trim()).filter((l) => l !== '');

const Form = ({ sheet, onClose }: { sheet: RulesSheet; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [masks, setMasks] = useState(sheet.rules.masks.join('\n'));
  const [exempt, setExempt] = useState(sheet.rules.exempt.join('\n'));
  const [cap, setCap] = useState(sheet.rules.nightCap === null ? '' : String(sheet.rules.nightCap));
  const set = useChange(setRegistrationRules, ['getRegistrationRules', 'listNightCaps']);
  const send = () => set.mutate({ params: { commune }, body: { version: sheet.version, rules: { ...sheet.rules, masks: lines(masks), exempt: lines(exempt), nightCap: cap.trim() === '' ? null : Number(cap) } } }, { onSuccess: () => { say(t('numbers.rules.done')); onClose(); } });
  return (
    <Dialog title={t('numbers.rules')} onClose={onClose} foot={<><Button onClick={onClose}>{t('shell.cancel')}</Button><Button kind="main" refuse={set.isPending && t('shell.wait')} onClick={send}>{t('numbers.rules.save')}</Button></>}>
      <Field label={t('numbers.rules.masks')}><textarea rows={3} dir="ltr" value={masks} onChange={(e) => setMasks(e.currentTarget.value)} /></Field>
      <Field label={t('numbers.rules.exempt')}><textarea rows={3} value={exempt} onChange={(e) => setExempt(e.currentTarget.value)} /></Field>
      <TextField type="number" min={1} max={366} label={t('numbers.rules.cap')} value={cap} onChange={(e) => setCap(e.currentTarget.value)} />
      {set.error && <Problem error={set.error} />}
    </Dialog>
  );
};

/** How numbers are written here, what is exempt, the night cap. */
export const RulesDialog = ({ onClose }: { onClose: () => void }) => {
  const { code: commune } = useCommune();
  const { data } = useEndpoint(getRegistrationRules, { params: { commune } });
  return data ? <Form sheet={data} onClose={onClose} /> : null;
};
