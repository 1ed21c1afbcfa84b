import { useState, type FormEvent } from 'react';
import { METHODS, recordPayment, type DueRow, type PaymentRow } from '@sommier/domain/ledger';
import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { readAmount, writeAmount } from './amount.ts';

export const TOUCHED = ['ledger', 'getDeposit', 'accountPenalties', 'readBook', 'findAccounts', 'getLedgerAccount', 'occupationAccounts', 'listPayments', 'revenue'] as const;

interface Props { account: string; owed: string; dues?: readonly DueRow[]; today: string; onDone: (payment: PaymentRow) => void }

/** Fast entry of a payment: amount, day, way; Enter records. Which dues it pays may be told, else the oldest. */
export const CollectForm = ({ account, owed, dues = [], today, onDone }: Props) => {
  const t = useT();
  const word = useCodeText();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const [amount, setAmount] = useState(BigInt(owed) > 0n ? writeAmount(owed, exponent) : '');
  const [paidOn, setPaidOn] = useState(today);
  const [method, setMethod] = useState<(typeof METHODS)[number]>('cash');
  const [reference, setReference] = useState('');
  const [telling, setTelling] = useState(false);
  const [told, setTold] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<string | undefined>();
  const pay = useChange(recordPayment, TOUCHED);
  const go = (e: FormEvent): void => {
    e.preventDefault();
    const minor = readAmount(amount, exponent);
    if (minor === null) { setWrong(t('ledger.amount.wrong', { currency, n: exponent })); return; }
    setWrong(undefined);
    const against = Object.entries(told).flatMap(([dueId, text]) => { const m = readAmount(text, exponent); return m === null ? [] : [{ dueId, amount: m }]; });
    // The account read again makes a fresh form of this one before the answer is told: a promise outlives it.
    pay.mutateAsync({
      params: { commune }, body: { accountId: account, amount: minor, paidOn, method, reference: reference.trim() || null, ...(telling ? { against } : {}) },
      options: { headers: { 'idempotency-key': crypto.randomUUID() } },
    }).then((p) => { setTold({}); setTelling(false); setReference(''); setAmount(''); onDone(p); }, () => undefined);
  };
  return (
    <form onSubmit={go} aria-label={t('ledger.collect')} noValidate>
      <TextField label={t('ledger.amount.in', { currency })} value={amount} inputMode="decimal" autoComplete="off" required error={wrong} onChange={(e) => setAmount(e.currentTarget.value)} onFocus={(e) => e.currentTarget.select()} />
      <div className="pair">
        <TextField label={t('ledger.paid_on')} type="date" value={paidOn} max={today} required onChange={(e) => setPaidOn(e.currentTarget.value)} />
        <SelectField label={t('ledger.method')} value={method} onChange={(e) => setMethod(e.currentTarget.value as typeof method)}>{METHODS.map((m) => <option key={m} value={m}>{word('ledger.method.', m)}</option>)}</SelectField>
      </div>
      <TextField label={t('ledger.reference')} value={reference} maxLength={200} onChange={(e) => setReference(e.currentTarget.value)} />
      {dues.length > 0 && <Check checked={telling} onChange={(e) => setTelling(e.currentTarget.checked)}>{t('ledger.tell')}</Check>}
      {telling && <div className="told" role="group" aria-label={t('ledger.tell')}>{dues.map((d) => <TellRow key={d.id} due={d} value={told[d.id] ?? ''} onChange={(v) => setTold((all) => ({ ...all, [d.id]: v }))} />)}</div>}
      {pay.error && <Problem error={pay.error} />}
      <div><Button kind="main" type="submit" refuse={pay.isPending && t('ledger.saving')}>{t('ledger.collect.go')}</Button></div>
      <p className="hint">{telling ? t('ledger.tell.why') : t('ledger.oldest.why', { owed: f.money(owed) })}</p>
    </form>
  );
};

const TellRow = ({ due, value, onChange }: { due: DueRow; value: string; onChange: (v: string) => void }) => {
  const word = useCodeText();
  const f = useFormat();
  const label = `${word('ledger.kind.', due.kind)} ${f.day(due.from)}, ${f.money(due.open)}`;
  return <><span>{label}</span><input aria-label={label} inputMode="decimal" value={value} onChange={(e) => onChange(e.currentTarget.value)} /></>;
};
