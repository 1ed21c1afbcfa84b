import { useState } from 'react';
import { addDue } from '@sommier/domain/ledger';
import { addDays, addMonths, currencyExponent } from '@sommier/domain/shared';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { readAmount, writeAmount } from './amount.ts';
import { TOUCHED } from './collect-form.tsx';

const KINDS = ['rent', 'charges', 'fee', 'deposit', 'penalty'] as const;
type Kind = (typeof KINDS)[number];

/** A due no schedule holds: a fee, a deposit, a right never recorded, with what it is for. */
export const DueDialog = ({ occupation, today, kind: first = 'fee', amount: agreed, onClose }: { occupation: string; today: string; kind?: Kind; amount?: string | null; onClose: () => void }) => {
  const t = useT();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const [kind, setKind] = useState<Kind>(first);
  const [amount, setAmount] = useState(agreed && agreed !== '0' ? writeAmount(agreed, exponent) : '');
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [last, setLast] = useState(addDays(addMonths(`${today.slice(0, 7)}-01`, 1), -1));
  const [dueOn, setDueOn] = useState(today);
  const [note, setNote] = useState('');
  const add = useChange(addDue, TOUCHED);
  const minor = readAmount(amount, exponent);
  const go = (): void => { if (minor !== null) add.mutate({ params: { commune }, body: { occupationId: occupation, kind, from, to: addDays(last, 1), dueOn, amount: minor, note: note.trim() }, options: { headers: { 'idempotency-key': crypto.randomUUID() } } }, { onSuccess: onClose }); };
  const refuse = minor === null ? t('ledger.amount.wrong', { currency, n: exponent }) : note.trim() === '' ? t('ledger.due.note') : last < from ? t('ledger.due.days') : add.isPending && t('ledger.saving');
  return (
    <Dialog title={t('ledger.due.add')} onClose={onClose} foot={<Button kind="main" refuse={refuse} onClick={go}>{t('ledger.due.add')}</Button>}>
      <p>{t('ledger.due.why')}</p>
      <div className="pair">
        <SelectField label={t('ledger.what')} value={kind} onChange={(e) => setKind(e.currentTarget.value as Kind)}>{KINDS.map((k) => <option key={k} value={k}>{word('ledger.kind.', k)}</option>)}</SelectField>
        <TextField label={t('ledger.amount.in', { currency })} inputMode="decimal" value={amount} onChange={(e) => setAmount(e.currentTarget.value)} />
        <TextField label={t('ledger.due.from')} type="date" value={from} onChange={(e) => setFrom(e.currentTarget.value)} />
        <TextField label={t('ledger.due.last')} type="date" value={last} onChange={(e) => setLast(e.currentTarget.value)} />
        <TextField label={t('ledger.due_on')} type="date" value={dueOn} onChange={(e) => setDueOn(e.currentTarget.value)} />
        <TextField label={t('ledger.due.note')} value={note} maxLength={300} onChange={(e) => setNote(e.currentTarget.value)} />
      </div>
      {add.error && <Problem error={add.error} />}
    </Dialog>
  );
};
