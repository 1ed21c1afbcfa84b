import { useState } from 'react';
import { cancelDue, reversePayment, type DueRow, type PaymentRow } from '@sommier/domain/ledger';
import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, TextField } from '../../platform/ui/index.ts';
import { readAmount } from './amount.ts';
import { TOUCHED } from './collect-form.tsx';

/** A payment taken back, with its reason: nothing is erased, a counter-entry is written. */
export const ReverseDialog = ({ payment, onClose }: { payment: PaymentRow; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const [reason, setReason] = useState('');
  const reverse = useChange(reversePayment, TOUCHED);
  const go = (): void => reverse.mutate({ params: { commune, id: payment.id }, body: { reason: reason.trim() } }, { onSuccess: onClose });
  return (
    <Dialog title={t('ledger.reverse.title', { receipt: payment.receipt })} onClose={onClose} foot={<Button kind="bad" refuse={(reason.trim() === '' && t('ledger.reason.needed')) || (reverse.isPending && t('ledger.saving'))} onClick={go}>{t('ledger.reverse.go')}</Button>}>
      <p>{t('ledger.reverse.why', { amount: f.money(payment.amount), day: f.day(payment.paidOn) })}</p>
      <TextField label={t('ledger.reason')} value={reason} maxLength={300} onChange={(e) => setReason(e.currentTarget.value)} />
      {reverse.error && <Problem error={reverse.error} />}
    </Dialog>
  );
};

/** A due taken back, wholly or in part. */
export const CancelDialog = ({ due, onClose }: { due: DueRow; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const [reason, setReason] = useState('');
  const [part, setPart] = useState('');
  const cancel = useChange(cancelDue, TOUCHED);
  const amount = part === '' ? undefined : readAmount(part, currencyExponent(currency)) ?? undefined;
  const go = (): void => cancel.mutate({ params: { commune, id: due.id }, body: { reason: reason.trim(), ...(amount === undefined ? {} : { amount }) } }, { onSuccess: onClose });
  return (
    <Dialog title={t('ledger.cancel.title')} onClose={onClose} foot={<Button kind="bad" refuse={(reason.trim() === '' && t('ledger.reason.needed')) || (cancel.isPending && t('ledger.saving'))} onClick={go}>{t('ledger.cancel.go')}</Button>}>
      <p>{t('ledger.cancel.why', { amount: f.money(due.amount), day: f.day(due.dueOn) })}</p>
      <TextField label={t('ledger.cancel.part', { currency })} value={part} inputMode="decimal" onChange={(e) => setPart(e.currentTarget.value)} />
      <TextField label={t('ledger.reason')} value={reason} maxLength={300} onChange={(e) => setReason(e.currentTarget.value)} />
      {cancel.error && <Problem error={cancel.error} />}
    </Dialog>
  );
};
