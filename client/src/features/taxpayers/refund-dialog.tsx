import { useState } from 'react';
import { METHODS, refundAccount } from '@sommier/domain/ledger';
import { currencyExponent } from '@sommier/domain/shared';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { MONEY_TOUCHED, readAmount, writeAmount } from '../ledger/index.ts';

/** Gives back what an account has too much. */
export const RefundDialog = ({ account, free, today, onClose }: { account: string; free: string; today: string; onClose: () => void }) => {
  const t = useT();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const [amount, setAmount] = useState(writeAmount(free, exponent)), [day, setDay] = useState(today), [method, setMethod] = useState<(typeof METHODS)[number]>('transfer'), [reason, setReason] = useState('');
  const refund = useChange(refundAccount, [...MONEY_TOUCHED, 'getTaxpayer', 'findTaxpayers']);
  const minor = readAmount(amount, exponent);
  return (
    <Dialog title={t('collect.refund')} onClose={onClose} foot={<Button kind="main" refuse={(minor === null && t('collect.amount.needed', { currency })) || (reason.trim().length < 3 && t('collect.text.needed')) || (refund.isPending && t('collect.wait'))} onClick={() => { if (minor !== null) refund.mutate({ params: { commune, id: account }, body: { amount: minor, day, method, reason } }, { onSuccess: onClose }); }}>{t('collect.refund')}</Button>}>
      <div className="stack"><p>{t('collect.refund.why')}</p>
        <TextField label={t('collect.refund.amount', { currency })} inputMode="decimal" value={amount} onChange={(e) => setAmount(e.currentTarget.value)} />
        <div className="pair"><TextField type="date" label={t('collect.day')} max={today} value={day} onChange={(e) => setDay(e.currentTarget.value)} /><SelectField label={t('ledger.method')} value={method} onChange={(e) => setMethod(e.currentTarget.value as typeof method)}>{METHODS.map((m) => <option key={m} value={m}>{word('ledger.method.', m)}</option>)}</SelectField></div>
        <TextField label={t('collect.reason')} value={reason} maxLength={300} onChange={(e) => setReason(e.currentTarget.value)} />
        {refund.error && <Problem error={refund.error} />}
      </div>
    </Dialog>
  );
};
