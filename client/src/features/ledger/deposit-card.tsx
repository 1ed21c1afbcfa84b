import { useState } from 'react';
import { getDeposit, METHODS, retainDeposit, returnDeposit, reverseRefund, type RefundRow } from '@sommier/domain/ledger';
import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Ledger, Problem, Ref, SelectField, Tag, TextField } from '../../platform/ui/index.ts';
import { readAmount, writeAmount } from './amount.ts';
import { TOUCHED } from './collect-form.tsx';
import { DueDialog } from './due-dialog.tsx';

interface Out { account: string; held: string; owed: string; today: string; onClose: () => void }
/** Money out of a deposit: kept for what is owed, or given back. */
const OutDialog = ({ account, held, owed, today, onClose, keep }: Out & { keep: boolean }) => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const [amount, setAmount] = useState(writeAmount(keep && BigInt(owed) < BigInt(held) ? owed : held, exponent));
  const [day, setDay] = useState(today);
  const [method, setMethod] = useState<(typeof METHODS)[number]>('transfer');
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const give = useChange(returnDeposit, TOUCHED), retain = useChange(retainDeposit, TOUCHED);
  const minor = readAmount(amount, exponent);
  const go = (): void => {
    if (minor === null) return;
    const sent = { params: { commune, id: account }, options: { headers: { 'idempotency-key': crypto.randomUUID() } } };
    if (keep) retain.mutate({ ...sent, body: { amount: minor, day, reason: reason.trim() } }, { onSuccess: onClose });
    else give.mutate({ ...sent, body: { amount: minor, day, method, reference: reference.trim() || null, reason: reason.trim() } }, { onSuccess: onClose });
  };
  const error = give.error ?? retain.error;
  const title = t(keep ? 'ledger.deposit.retain' : 'ledger.deposit.return');
  return (
    <Dialog title={title} onClose={onClose} foot={<Button kind="main" refuse={minor === null ? t('ledger.amount.wrong', { currency, n: exponent }) : reason.trim() === '' ? t('ledger.reason.needed') : (give.isPending || retain.isPending) && t('ledger.saving')} onClick={go}>{title}</Button>}>
      <p>{keep ? t('ledger.deposit.retain.why', { owed: f.money(owed), held: f.money(held) }) : t('ledger.deposit.return.why', { held: f.money(held) })} {!keep && BigInt(owed) > 0n && <b>{t('ledger.deposit.owed', { owed: f.money(owed) })}</b>}</p>
      <div className="pair">
        <TextField label={t('ledger.amount.in', { currency })} inputMode="decimal" value={amount} onChange={(e) => setAmount(e.currentTarget.value)} />
        <TextField label={t('ledger.day')} type="date" value={day} max={today} onChange={(e) => setDay(e.currentTarget.value)} />
        {!keep && <SelectField label={t('ledger.method')} value={method} onChange={(e) => setMethod(e.currentTarget.value as typeof method)}>{METHODS.map((m) => <option key={m} value={m}>{word('ledger.method.', m)}</option>)}</SelectField>}
        {!keep && <TextField label={t('ledger.reference')} value={reference} maxLength={200} onChange={(e) => setReference(e.currentTarget.value)} />}
        <TextField label={t('ledger.reason')} value={reason} maxLength={200} onChange={(e) => setReason(e.currentTarget.value)} />
      </div>
      {error && <Problem error={error} />}
    </Dialog>
  );
};

const BackDialog = ({ refund, onClose }: { refund: RefundRow; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [reason, setReason] = useState('');
  const back = useChange(reverseRefund, TOUCHED);
  return (
    <Dialog title={t('ledger.refund.reverse', { number: refund.number })} onClose={onClose} foot={<Button kind="bad" refuse={(reason.trim() === '' && t('ledger.reason.needed')) || (back.isPending && t('ledger.saving'))} onClick={() => back.mutate({ params: { commune, id: refund.id }, body: { reason: reason.trim() } }, { onSuccess: onClose })}>{t('ledger.reverse')}</Button>}>
      <TextField label={t('ledger.reason')} value={reason} maxLength={300} onChange={(e) => setReason(e.currentTarget.value)} />
      {back.error && <Problem error={back.error} />}
    </Dialog>
  );
};

/** The deposit of an account: what was asked, received, kept and given back, and what the commune still holds. */
export const DepositCard = ({ account, occupation, owed, today }: { account: string; occupation: string | null; owed: string; today: string }) => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { code: commune } = useCommune();
  const [open, setOpen] = useState<'ask' | 'retain' | 'return' | null>(null);
  const [backing, back] = useState<RefundRow | null>(null);
  const read = useEndpoint(getDeposit, { params: { commune, id: account } });
  const d = read.data;
  if (read.error) return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  if (!d || (d.agreed === null && d.asked === '0' && !can('money.write'))) return null;
  const held = BigInt(d.held) > 0n;
  const close = (): void => setOpen(null);
  return (
    <section className="card"><h2>{t('ledger.kind.deposit')} {held && <small>{t('ledger.deposit.held', { amount: f.money(d.held) })}</small>}</h2>
      {d.asked === '0' ? <p className="small">{d.agreed === null ? t('ledger.deposit.none') : t('ledger.deposit.agreed', { amount: f.money(d.agreed) })}</p> : <Ledger lines={[
        [t('ledger.deposit.asked'), f.money(d.asked)], [t('ledger.deposit.received'), f.money(d.received)], [t('ledger.deposit.retained'), f.money(d.retained)], [t('ledger.deposit.returned'), f.money(d.returned)], [<b key="h">{t('ledger.deposit.still')}</b>, <b key="a">{f.money(d.held)}</b>]]} />}
      {d.refunds.length > 0 && <ul className="flat-list">{d.refunds.map((r) => <li key={r.id}><span>{f.day(r.day)}</span><span><Ref>{r.number}</Ref> {r.reverses ? '' : '−'}{f.money(r.amount)} {r.reversedBy && <Tag tone="bad">{t('ledger.reversed')}</Tag>} <small><bdi>{r.reason}</bdi></small></span>
        {!r.reverses && !r.reversedBy && can('money.reverse') ? <Button kind="flat" onClick={() => back(r)}>{t('ledger.reverse')}</Button> : <span />}</li>)}</ul>}
      <div className="row">
        {can('money.write') && occupation && d.asked === '0' && <Button onClick={() => setOpen('ask')}>{t('ledger.deposit.ask')}</Button>}
        {held && can('money.reverse') && <><Button onClick={() => setOpen('retain')} refuse={BigInt(owed) === 0n && t('ledger.deposit.nothing')}>{t('ledger.deposit.retain')}</Button><Button onClick={() => setOpen('return')}>{t('ledger.deposit.return')}</Button></>}
      </div>
      {open === 'ask' && occupation && <DueDialog occupation={occupation} today={today} kind="deposit" amount={d.agreed} onClose={close} />}
      {(open === 'retain' || open === 'return') && <OutDialog keep={open === 'retain'} account={account} held={d.held} owed={owed} today={today} onClose={close} />}
      {backing && <BackDialog refund={backing} onClose={() => back(null)} />}
    </section>
  );
};
