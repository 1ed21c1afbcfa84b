import { useState } from 'react';
import { APPEAL_OUTCOMES, closeFile, decideAppeal, fileAppeal, OUTCOMES, proposeOffice, reopenFile, SERVED_BY, serveStep, signOffice, type CollectionStep, type FileSheet } from '@sommier/domain/collection';
import { currencyExponent } from '@sommier/domain/shared';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { MONEY_TOUCHED, readAmount } from '../ledger/index.ts';
import { emptyStay, OfficeFields, readStay } from './office-fields.tsx';
import { TOUCHED } from './tones.ts';

export type Asked = { kind: 'served'; step: CollectionStep } | { kind: 'appeal' | 'appeal_decision' | 'office_proposal' | 'office_assessment' | 'closed' | 'reopened' };
const ALL = [...TOUCHED, ...MONEY_TOUCHED];

/** What a step asks of who takes it: a day, a ground, an outcome, the stays an office assessment rests on. */
export const StepDialog = ({ file, asked, onClose }: { file: FileSheet; asked: Asked; onClose: () => void }) => {
  const t = useT();
  const word = useCodeText();
  const { language } = useLanguage();
  const { code: commune, currency } = useCommune();
  const [day, setDay] = useState(file.day), [text, setText] = useState(''), [choice, setChoice] = useState(''), [amount, setAmount] = useState(''), [stay, setStay] = useState(() => emptyStay(file.from));
  const serve = useChange(serveStep, ALL), appeal = useChange(fileAppeal, ALL), decide = useChange(decideAppeal, ALL), propose = useChange(proposeOffice, ALL), sign = useChange(signOffice, ALL), close = useChange(closeFile, ALL), reopen = useChange(reopenFile, ALL);
  const params = { commune, id: file.id }, done = { onSuccess: onClose };
  const error = serve.error ?? appeal.error ?? decide.error ?? propose.error ?? sign.error ?? close.error ?? reopen.error;
  const outcome = APPEAL_OUTCOMES.find((o) => o === choice) ?? 'accepted', how = SERVED_BY.find((o) => o === choice) ?? 'registered_letter', end = OUTCOMES.find((o) => o === choice) ?? 'paid';
  const exponent = currencyExponent(currency), minor = readAmount(amount, exponent), stays = readStay(stay, exponent);
  const go = (): void => {
    if (asked.kind === 'served') serve.mutate({ params, body: { stepId: asked.step.id, on: day, how } }, done);
    else if (asked.kind === 'appeal') appeal.mutate({ params, body: { filedOn: day, ground: text, ...(minor === null || amount === '' ? {} : { contested: minor }) } }, done);
    else if (asked.kind === 'appeal_decision') decide.mutate({ params, body: { outcome, reason: text, language, ...(outcome === 'partly' && minor !== null ? { amount: minor } : {}) } }, done);
    else if (asked.kind === 'office_proposal') { if (stays !== null) propose.mutate({ params, body: { ...stays, reason: text, language } }, done); }
    else if (asked.kind === 'office_assessment') sign.mutate({ params, body: { language } }, done);
    else if (asked.kind === 'closed') close.mutate({ params, body: { outcome: end, note: text } }, done);
    else reopen.mutate({ params, body: { note: text } }, done);
  };
  const wordy = !['served', 'office_assessment'].includes(asked.kind);
  const refuse = (wordy && text.trim().length < 3 && t('collect.text.needed')) || (asked.kind === 'appeal_decision' && outcome === 'partly' && minor === null && t('collect.amount.needed', { currency })) || (asked.kind === 'office_proposal' && stays === null && t('collect.stay.needed')) || (asked.kind === 'appeal' && amount !== '' && minor === null && t('collect.amount.needed', { currency }));
  const pick = (list: readonly string[], head: 'collect.outcome.' | 'collect.how.' | 'collect.closed.', label: string) => <SelectField label={label} value={choice || (list[0] ?? '')} onChange={(e) => setChoice(e.currentTarget.value)}>{list.map((o) => <option key={o} value={o}>{word(head, o)}</option>)}</SelectField>;
  return (
    <Dialog title={word('collect.do.', asked.kind)} onClose={onClose} foot={<Button kind="main" refuse={refuse} onClick={go}>{word('collect.do.', asked.kind)}</Button>}>
      <div className="stack">
        <p>{word('collect.about.', asked.kind)}</p>
        {(asked.kind === 'served' || asked.kind === 'appeal') && <TextField type="date" label={t('collect.day')} max={file.day} value={day} onChange={(e) => setDay(e.currentTarget.value)} />}
        {asked.kind === 'served' && pick(SERVED_BY, 'collect.how.', t('collect.how'))}
        {asked.kind === 'appeal_decision' && pick(APPEAL_OUTCOMES, 'collect.outcome.', t('collect.decision'))}
        {asked.kind === 'appeal_decision' && outcome === 'partly' && <TextField label={t('collect.reduction', { currency })} inputMode="decimal" value={amount} onChange={(e) => setAmount(e.currentTarget.value)} />}
        {asked.kind === 'closed' && pick(OUTCOMES, 'collect.closed.', t('collect.close.how'))}
        {asked.kind === 'office_proposal' && <OfficeFields value={stay} onChange={setStay} currency={currency} />}
        {asked.kind === 'appeal' && <TextField label={t('collect.contested', { currency })} hint={t('collect.contested.hint')} inputMode="decimal" value={amount} onChange={(e) => setAmount(e.currentTarget.value)} />}
        {wordy && <TextField label={t(asked.kind === 'appeal' ? 'collect.ground' : 'collect.reason')} value={text} maxLength={2000} onChange={(e) => setText(e.currentTarget.value)} />}
        {error && <Problem error={error} />}
      </div>
    </Dialog>
  );
};
