import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { callOccupation, changeBilling, occupationAccounts } from '@sommier/domain/ledger';
import { addDays, addMonths } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Empty, Problem, Ref, Table } from '../../platform/ui/index.ts';
import { TOUCHED } from './collect-form.tsx';
import { DueDialog } from './due-dialog.tsx';
import './ledger.css';

/** The money of an occupation: its accounts with what is due and late, and its next dues, called or not. */
export const AccountSection = ({ occupationId }: { occupationId: string }) => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const can = useCan();
  const { code: commune } = useCommune();
  const read = useEndpoint(occupationAccounts, { params: { commune, id: occupationId } }, { enabled: can('money.read') });
  const call = useChange(callOccupation, TOUCHED);
  const billing = useChange(changeBilling, TOUCHED);
  const [adding, add] = useState(false);
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  if (!can('money.read')) return null;
  if (read.error) return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  const data = read.data;
  if (!data) return <p role="status">{t('shell.loading')}</p>;
  return (
    <div className="money col">
      {data.accounts.map((a) => (
        <dl className="fig" key={a.id}>
          <div><dt>{a.payer ?? t('ledger.nobody')}</dt><dd><Link to="/c/$commune/money/$id" params={{ commune, id: a.id }}>{t('ledger.account.open')}</Link></dd></div>
          <div><dt>{t('ledger.fig.due', { day: f.day(today) })}</dt><dd>{f.money(a.due)}</dd></div>
          <div><dt>{t('ledger.fig.paid')}</dt><dd>{f.money(a.paid)}</dd></div>
          <div><dt>{t('ledger.fig.past')}</dt><dd className={BigInt(a.pastDue) > 0n ? 'late' : undefined}>{f.money(a.pastDue)}</dd></div>
        </dl>
      ))}
      {data.accounts.length === 0 && data.next.length === 0 && <Empty title={t('ledger.account.none')} why={t('ledger.account.none.why')} />}
      {data.next.length > 0 && <>
        <Table label={t('ledger.next')} rows={data.next.slice(0, 12)} keyOf={(d) => `${d.kind}${d.from}${d.dueOn}`} columns={[
          { key: 'due', head: t('ledger.due_on'), cell: (d) => f.day(d.dueOn) }, { key: 'kind', head: t('ledger.what'), cell: (d) => word('ledger.kind.', d.kind) },
          { key: 'period', head: t('ledger.period'), cell: (d) => <><Ref>{f.day(d.from)}</Ref> – <Ref>{f.day(addDays(d.to, -1))}</Ref></> },
          { key: 'amount', head: t('ledger.amount'), num: true, cell: (d) => f.money(d.amount) }, { key: 'called', head: t('ledger.called'), cell: (d) => (d.called ? t('ledger.yes') : t('ledger.no')) },
        ]} />
        {can('money.write') && <div className="row"><Button refuse={call.isPending && t('ledger.saving')} onClick={() => call.mutate({ params: { commune, id: occupationId }, body: { through: addDays(addMonths(`${today.slice(0, 7)}-01`, 1), -1) } })}>{t('ledger.call.month')}</Button></div>}
      </>}
      {can('money.rules') ? <Check checked={data.billing.afterEnd} disabled={billing.isPending} onChange={(e) => billing.mutate({ params: { commune, id: occupationId }, body: { afterEnd: e.currentTarget.checked } })}>{t('ledger.after_end')}</Check> : data.billing.afterEnd && <p>{t('ledger.after_end')}</p>}
      <p className="hint">{t('ledger.after_end.why')}</p>
      {can('money.write') && <div className="row"><Button onClick={() => add(true)}>{t('ledger.due.add')}</Button></div>}
      {adding && <DueDialog occupation={occupationId} today={today} onClose={() => add(false)} />}
      {call.error && <Problem error={call.error} />}{billing.error && <Problem error={billing.error} />}
    </div>
  );
};
