import { useState } from 'react';
import { accountPenalties, chargeAccount, type PenaltyRow } from '@sommier/domain/penalties';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, Table } from '../../platform/ui/index.ts';
import { TOUCHED } from './collect-form.tsx';

/** Each late due with the lines its penalty is made of. */
const Reckoning = ({ rows, day, onClose, account }: { rows: readonly PenaltyRow[]; day: string; account: string; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const can = useCan();
  const { code: commune, currency } = useCommune();
  const charge = useChange(chargeAccount, TOUCHED);
  const change = rows.reduce((n, r) => n + BigInt(r.change), 0n);
  return (
    <Dialog wide title={t('penalties.reckoning', { day: f.day(day) })} onClose={onClose} foot={can('money.write') && <Button kind="main" refuse={(rows.every((r) => r.change === '0') && t('penalties.nothing')) || (charge.isPending && t('ledger.saving'))} onClick={() => charge.mutate({ params: { commune, id: account }, body: {} }, { onSuccess: onClose })}>{t('penalties.charge', { amount: `${f.money(String(change))} ${currency}` })}</Button>}>
      <p>{t('penalties.reckoning.why')}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('penalties.title')}>
        <Table<PenaltyRow> label={t('penalties.title')} rows={rows} keyOf={(r) => r.dueId} columns={[
          { key: 'due', head: t('ledger.due_on'), cell: (r) => <>{f.day(r.dueOn)} <small>{word('ledger.kind.', r.kind)}</small></> }, { key: 'amount', head: t('ledger.amount'), num: true, cell: (r) => f.money(r.amount) },
          { key: 'lines', head: t('penalties.how'), className: 'wrap', cell: (r) => <><bdi>{r.rule}</bdi>{r.lines.map((l, i) => <small key={i} className="block">{l.kind === 'fixed' ? t('penalties.line.fixed', { amount: f.money(l.amount) }) : t(`penalties.line.${l.kind}`, { base: f.money(l.base), rate: f.percent((l.bp ?? 0) / 10_000, 2), n: l.months, amount: f.money(l.amount), from: f.day(l.from) })}</small>)}{r.ceiling !== null && BigInt(r.total) === BigInt(r.ceiling) && <small className="block">{t('penalties.line.ceiling', { amount: f.money(r.ceiling) })}</small>}</> },
          { key: 'total', head: t('penalties.total'), num: true, cell: (r) => f.money(r.total) }, { key: 'charged', head: t('penalties.charged'), num: true, cell: (r) => f.money(r.charged) }, { key: 'change', head: t('penalties.change'), num: true, cell: (r) => <b>{f.money(r.change)}</b> },
        ]} />
      </div>
      {charge.error && <Problem error={charge.error} />}
    </Dialog>
  );
};

/** What an account's late dues come to in penalties today; nothing is written before somebody charges it. */
export const PenaltyCard = ({ account }: { account: string }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const [open, setOpen] = useState(false);
  const read = useEndpoint(accountPenalties, { params: { commune, id: account } });
  if (read.error) return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data || read.data.rows.length === 0) return null;
  const { rows, total, change, day } = read.data;
  return (
    <section className="card"><h2>{t('penalties.title')} <small>{t('penalties.dues', { n: rows.length })}</small></h2>
      <p>{t('penalties.sum', { total: f.money(total), currency })} {change === '0' ? t('penalties.nothing') : t('penalties.to_charge', { change: f.money(change), currency })}</p>
      <div className="row"><Button onClick={() => setOpen(true)}>{t('penalties.see')}</Button></div>
      {open && <Reckoning rows={rows} day={day} account={account} onClose={() => setOpen(false)} />}
    </section>
  );
};
