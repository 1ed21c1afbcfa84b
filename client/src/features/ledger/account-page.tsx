import { useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { getLedgerAccount, type AccountLine, type AccountSheet, type DueRow, type PaymentRow } from '@sommier/domain/ledger';
import { addDays, daysBetween } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Note, Pager, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { CollectForm } from './collect-form.tsx';
import { DepositCard } from './deposit-card.tsx';
import { DueDialog } from './due-dialog.tsx';
import { PaperButtons } from './paper-button.tsx';
import { PenaltyCard } from './penalty-card.tsx';
import { CancelDialog, ReverseDialog } from './reverse-dialog.tsx';
import './ledger.css';

const SIZE = 25;
const Figures = ({ a }: { a: AccountSheet }) => {
  const t = useT();
  const f = useFormat();
  const { currency } = useCommune();
  const rate = BigInt(a.due) > 0n ? Number(BigInt(a.due) - BigInt(a.pastDue)) / Number(a.due) : null;
  return (
    <dl className="fig">
      <div><dt>{t('ledger.fig.due', { day: f.day(a.day) })}</dt><dd>{f.money(a.due)} <small>{currency}</small></dd></div>
      <div><dt>{t('ledger.fig.paid')}</dt><dd>{f.money(a.paid)}{rate !== null && <small>{t('ledger.fig.rate', { rate: f.percent(rate) })}</small>}</dd></div>
      <div><dt>{t('ledger.fig.past')}</dt><dd className={BigInt(a.pastDue) > 0n ? 'late' : undefined}>{f.money(a.pastDue)}{a.oldestDue && <small>{t('ledger.fig.since', { day: f.day(a.oldestDue) })}</small>}</dd></div>
      <div><dt>{t('ledger.fig.advance')}</dt><dd>{f.money(a.advance)}</dd></div>
      <div><dt>{t('ledger.fig.balance')}</dt><dd>{f.money(a.balance)}</dd></div>
    </dl>
  );
};

/** The account of a payer for an occupation: figures, open dues, payments with their receipts, every line with the balance after it. */
export const AccountPage = () => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const { language } = useLanguage();
  const can = useCan();
  const { code: commune, currency } = useCommune();
  const { id } = useParams({ from: '/c/$commune/money/$id' });
  const [page, setPage] = useState(1);
  const [reversing, reverse] = useState<PaymentRow | null>(null);
  const [cancelling, cancel] = useState<DueRow | null>(null);
  const [adding, add] = useState(false);
  const [last, setLast] = useState<PaymentRow | null>(null);
  const sheet = useEndpoint(getLedgerAccount, { params: { commune, id }, query: { page, size: SIZE } }, { keep: true });
  const a = sheet.data;
  if (!a) return <main id="main" className="page money">{sheet.error ? <Problem error={sheet.error} onRetry={() => void sheet.refetch()} /> : <p role="status">{t('shell.loading')}</p>}</main>;
  const name = (language === 'ar' ? a.payerAr ?? a.payer : a.payer) ?? t('ledger.nobody');
  const period = (from: string, to: string) => <><Ref>{f.day(from)}</Ref> – <Ref>{f.day(addDays(to, -1))}</Ref></>;
  const past = a.dues.filter((d) => d.dueOn <= a.day).reduce((n, d) => n + BigInt(d.open), 0n);
  return (
    <main id="main" className="page money">
      <div className="top">
        <div><p><Link to="/c/$commune/money" params={{ commune }}>{t('ledger.title')}</Link> · <Ref>{a.occupation ?? a.id}</Ref> {a.asset && <Ref>{a.asset}</Ref>} {a.occupationEnd && a.occupationEnd <= a.day && <Tag tone="warn">{t('ledger.ended', { day: f.day(a.occupationEnd) })}</Tag>}</p><h1>{name}</h1></div>
        {can('money.write') && <>
          <PaperButtons label={t('ledger.paper.statement')} paper={{ kind: 'statement', accountId: id }} />
          {past > 0n && <PaperButtons label={t('ledger.paper.reminder')} paper={{ kind: 'reminder', accountId: id }} />}
          {a.dues.length > 0 && <PaperButtons label={t('ledger.paper.notice')} paper={{ kind: 'notice', accountId: id }} />}
        </>}
      </div>
      <Figures a={a} />
      <div className="two">
        <div className="col">
          <section className="card"><h2>{t('ledger.lines', { currency })} <small>{t('ledger.lines.why')}</small></h2>
            <div className="scroll" tabIndex={0} role="region" aria-label={t('ledger.lines', { currency })}>
              <Table<AccountLine> label={t('ledger.lines', { currency })} rows={a.lines} keyOf={(l) => l.id} columns={[
                { key: 'day', head: t('ledger.day'), cell: (l) => f.day(l.day) },
                { key: 'piece', head: t('ledger.piece'), cell: (l) => (l.receipt ? <Ref>{l.receipt}</Ref> : '') },
                { key: 'what', head: t('ledger.what'), className: 'wrap', cell: (l) => <>{word('ledger.kind.', l.kind)} {l.from && l.to && period(l.from, l.to)} {l.note && <small>{l.note}</small>}</> },
                { key: 'debit', head: t('ledger.debit'), num: true, cell: (l) => (l.debit ? f.money(l.debit) : '') },
                { key: 'credit', head: t('ledger.credit'), num: true, cell: (l) => (l.credit ? f.money(l.credit) : '') },
                { key: 'balance', head: t('ledger.balance'), num: true, cell: (l) => f.money(l.balance) },
              ]} />
            </div>
            {a.linesTotal > SIZE && <Pager page={page} size={SIZE} total={a.linesTotal} onPage={setPage} />}
            <p className="small">{t('ledger.forever')}</p>
          </section>
          {a.payments.length > 0 && <section className="card"><h2>{t('ledger.payments')}</h2>
            <ul className="flat-list">{a.payments.slice(0, 12).map((p) => (
              <li key={p.id}><span>{f.day(p.paidOn)}</span>
                <span><Ref>{p.receipt}</Ref> · {word('ledger.method.', p.method)} · <b>{p.reversal ? '−' : ''}{f.money(p.amount)}</b> {p.reversedBy && <Tag tone="bad">{t('ledger.reversed')}</Tag>} {BigInt(p.free) > 0n && <Tag tone="info">{t('ledger.free', { amount: f.money(p.free) })}</Tag>} {p.reason && <small>{p.reason}</small>}</span>
                <span className="row">{!p.reversal && can('money.write') && <PaperButtons label={t('ledger.paper.receipt')} paper={{ kind: 'receipt', paymentId: p.id }} />}
                  {!p.reversal && !p.reversedBy && can('money.reverse') && <Button kind="flat" onClick={() => reverse(p)}>{t('ledger.reverse')}</Button>}</span>
              </li>))}</ul>
          </section>}
        </div>
        <div className="col">
          {can('money.write') && <section className="card"><h2>{t('ledger.collect')}</h2>
            {last && <Note tone="ok"><p>{t('ledger.collected', { receipt: last.receipt, amount: f.money(last.amount) })}</p><PaperButtons label={t('ledger.paper.receipt')} paper={{ kind: 'receipt', paymentId: last.id }} /></Note>}
            <CollectForm key={`${String(past)}-${last?.id ?? ''}`} account={id} owed={String(past)} dues={a.dues} today={a.day} onDone={setLast} />
          </section>}
          <section className="card"><h2>{t('ledger.dues.open')} <small>{t('ledger.dues.n', { n: a.dues.length })}</small></h2>
            {a.dues.length === 0 ? <p className="small">{t('ledger.dues.none')}</p> : <ul className="flat-list">{a.dues.slice(0, 24).map((d) => {
              const late = daysBetween(d.dueOn, a.day);
              return <li key={d.id}><span className={late > 0 ? 'late' : undefined}>{f.day(d.dueOn)}</span><span>{word('ledger.kind.', d.kind)} <small className="block">{period(d.from, d.to)}</small>{late > 0 && <small className="block late">{t('ledger.late', { n: late })}</small>}</span>
                <span className="row"><b>{f.money(d.open)}</b>{can('money.reverse') && <Button kind="flat" icon="x" label={t('ledger.cancel.of', { day: f.day(d.dueOn) })} onClick={() => cancel(d)} />}</span></li>;
            })}</ul>}
            {can('money.write') && a.occupationId && <div className="row"><Button onClick={() => add(true)}>{t('ledger.due.add')}</Button></div>}
          </section>
          {past > 0n && <PenaltyCard account={id} />}
          <DepositCard account={id} occupation={a.occupationId} owed={String(a.dues.filter((d) => d.kind !== 'deposit').reduce((n, d) => n + BigInt(d.open), 0n))} today={a.day} />
        </div>
      </div>
      {reversing && <ReverseDialog payment={reversing} onClose={() => reverse(null)} />}
      {adding && a.occupationId && <DueDialog occupation={a.occupationId} today={a.day} onClose={() => add(false)} />}
      {cancelling && <CancelDialog due={cancelling} onClose={() => cancel(null)} />}
    </main>
  );
};
