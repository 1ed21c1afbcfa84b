import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { findAccounts } from '@sommier/domain/ledger';
import { listPaymentLines, matchPaymentLine, setAsidePaymentLine, type PaymentLine } from '@sommier/domain/payments';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Note, Pager, Problem, Ref, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { MONEY_TOUCHED } from '../ledger/index.ts';

const TOUCHED = ['listPaymentLines', ...MONEY_TOUCHED] as const;

const AsideDialog = ({ line, onClose }: { line: PaymentLine; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [reason, setReason] = useState('');
  const aside = useChange(setAsidePaymentLine, TOUCHED);
  return (
    <Dialog title={t('payments.aside')} onClose={onClose} foot={<Button kind="main" refuse={reason.trim().length < 3 && t('payments.aside.reason')} onClick={() => aside.mutate({ params: { commune, id: line.id }, body: { reason: reason.trim() } }, { onSuccess: onClose })}>{t('payments.aside')}</Button>}>
      <TextField label={t('payments.aside.reason')} value={reason} maxLength={300} onChange={(e) => setReason(e.currentTarget.value)} />
      {aside.error && <Problem error={aside.error} />}
    </Dialog>
  );
};

const LineCard = ({ line, onAside }: { line: PaymentLine; onAside: () => void }) => {
  const t = useT();
  const f = useFormat();
  const say = useToast();
  const can = useCan();
  const { code: commune } = useCommune();
  const [q, setQ] = useState('');
  const match = useChange(matchPaymentLine, TOUCHED);
  const found = useEndpoint(findAccounts, { params: { commune }, body: { q: q.trim(), state: 'all', sort: 'name', page: 1, size: 5 } }, { enabled: q.trim().length > 2, keep: true });
  const go = (accountId: string): void => match.mutate({ params: { commune, id: line.id }, body: { accountId } }, { onSuccess: () => say(t('payments.done')) });
  return (
    <section className="card">
      <h2><span>{f.day(line.paidOn)} · <b>{f.money(line.amount)}</b></span> <small>{line.payer && <bdi>{line.payer}</bdi>} {line.label && <bdi>{line.label}</bdi>} {line.reference && <Ref>{line.reference}</Ref>}</small></h2>
      {line.reason && <Note tone="warn">{t('payments.reopened')} <bdi>{line.reason}</bdi></Note>}
      {can('money.write') && <>
        <ul className="flat-list">{line.candidates.map((c) => (
          <li key={c.accountId}><Tag tone="info">{t(`payments.by.${c.by}`)}</Tag><span><Ref>{c.occupation ?? c.accountId}</Ref> {c.payer && <bdi>{c.payer}</bdi>} · {t('payments.open', { amount: f.money(c.open) })}</span><Button refuse={match.isPending && t('ledger.saving')} onClick={() => go(c.accountId)}>{t('payments.match', { reference: c.occupation ?? c.accountId })}</Button></li>))}</ul>
        <div className="find-row"><TextField label={t('payments.other')} value={q} onChange={(e) => setQ(e.currentTarget.value)} />{q.trim().length > 2 && found.data?.rows.map((a) => <Button key={a.id} onClick={() => go(a.id)}>{t('payments.match', { reference: a.occupation ?? a.id })}</Button>)}<Button kind="flat" onClick={onAside}>{t('payments.aside')}</Button></div>
        {match.error && <Problem error={match.error} />}
      </>}
    </section>
  );
};

/** Lines of a bank's file that nothing surely tells: a person names the account, or sets the line aside with the reason. */
export const PaymentsPage = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const [page, setPage] = useState(1);
  const [aside, setAside] = useState<PaymentLine | null>(null);
  const list = useEndpoint(listPaymentLines, { params: { commune }, query: { page, size: 10 } }, { keep: true });
  return (
    <main id="main" className="page money">
      <div className="top"><div><p><Link to="/c/$commune/money" params={{ commune }}>{t('ledger.title')}</Link></p><h1>{t('payments.title')}</h1></div>{list.data && <span>{t('payments.count', { n: list.data.total, amount: f.money(list.data.sum), currency })}</span>}<Link className="btn i i-plus" to="/c/$commune/imports/new" params={{ commune }} search={{}}>{t('payments.import')}</Link></div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('payments.none')} why={t('payments.none.why')} />}
      {list.data?.rows.map((l) => <LineCard key={l.id} line={l} onAside={() => setAside(l)} />)}
      {list.data && list.data.total > 10 && <Pager page={page} size={10} total={list.data.total} onPage={setPage} />}
      {aside && <AsideDialog line={aside} onClose={() => setAside(null)} />}
    </main>
  );
};
