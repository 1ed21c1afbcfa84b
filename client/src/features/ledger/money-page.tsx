import { useDeferredValue, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { findAccounts, ledgerSummary, type AccountRow, type LedgerSummary, type PaymentRow } from '@sommier/domain/ledger';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Chip, Empty, Note, Pager, Problem, Ref, Table, TextField } from '../../platform/ui/index.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { CallDialog } from './call-dialog.tsx';
import { JournalDialog } from './journal-dialog.tsx';
import { CollectForm } from './collect-form.tsx';
import { PaperButtons } from './paper-button.tsx';
import './ledger.css';

type Sort = 'pastDue' | 'name' | 'oldest' | 'balance';
type State = 'all' | 'past_due' | 'advance' | 'ended_past_due' | 'd0_30' | 'd31_90' | 'd91_365' | 'over365';
const SIZE = 25;

const Figures = ({ s, filter }: { s: LedgerSummary; filter: (state: State) => void }) => {
  const t = useT();
  const f = useFormat();
  const { currency } = useCommune();
  const part = (a: string, b: string) => (BigInt(b) > 0n ? f.percent(Number(a) / Number(b)) : '–');
  return (
    <dl className="fig">
      <div><dt>{t('ledger.sum.month')}</dt><dd>{f.money(s.month.due)} <small>{t('ledger.sum.collected', { amount: f.money(s.month.collected), rate: part(s.month.collected, s.month.due) })}</small></dd></div>
      <div><dt>{t('ledger.sum.year')}</dt><dd>{part(s.year.collected, s.year.due)} <small>{t('ledger.sum.of', { part: f.money(s.year.collected), all: f.money(s.year.due), currency })}</small></dd></div>
      <div><dt>{t('ledger.sum.received')}</dt><dd>{f.money(s.received)} <small>{t('ledger.sum.received.why')}</small></dd></div>
      <div><dt>{t('ledger.sum.past')}</dt><dd className={BigInt(s.pastDue) > 0n ? 'late' : undefined}>{f.money(s.pastDue)} <small>{t('ledger.sum.accounts', { n: s.pastDueAccounts, all: s.accounts })}</small></dd></div>
      <div><dt>{t('ledger.sum.ended')}</dt><dd>{f.money(s.endedPastDue)} <small><button type="button" className="btn flat" onClick={() => filter('ended_past_due')}>{t('ledger.sum.see')}</button></small></dd></div>
    </dl>
  );
};

const Ages = ({ s, state, filter }: { s: LedgerSummary; state: State; filter: (state: State) => void }) => {
  const t = useT();
  const f = useFormat();
  const most = Math.max(1, ...s.ageing.map((a) => Number(a.amount)));
  return (
    <section className="card"><h2>{t('ledger.ageing')} <small>{t('ledger.ageing.why', { day: f.day(s.day) })}</small></h2>
      <div className="bar-age">{s.ageing.map((a) => (
        <div className="age" key={a.bucket}><button type="button" aria-pressed={state === a.bucket} onClick={() => filter(state === a.bucket ? 'past_due' : a.bucket)}>{t(`ledger.age.${a.bucket}`)}</button>
          <meter min={0} max={most} value={Math.max(0, Number(a.amount))} aria-label={t(`ledger.age.${a.bucket}`)} /><span>{f.money(a.amount)} <small>{t('ledger.age.accounts', { n: a.accounts })}</small></span></div>))}</div>
    </section>
  );
};

/** The money desk: what the month calls and brings, who is late and since when, and a payment entered without leaving the keyboard. */
export const MoneyPage = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const { code: commune, currency } = useCommune();
  const [q, setQ] = useState('');
  const words = useDeferredValue(q);
  const [state, setState] = useState<State>('past_due');
  const [sort, setSort] = useState<Sort>('pastDue');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<AccountRow | null>(null);
  const [last, setLast] = useState<PaymentRow | null>(null);
  const [open, setOpen] = useState<'call' | 'batch' | 'journal' | null>(null);
  const summary = useEndpoint(ledgerSummary, { params: { commune }, query: {} });
  const list = useEndpoint(findAccounts, { params: { commune }, body: { q: words.trim().length > 1 ? words : '', state, sort, page, size: SIZE } }, { keep: true });
  const filter = (next: State): void => { setState(next); setPage(1); };
  const nameOf = (a: AccountRow) => (language === 'ar' ? a.payerAr ?? a.payer : a.payer) ?? t('ledger.nobody');
  const s = summary.data;
  const today = s?.day ?? '';
  return (
    <main id="main" className="page money">
      <div className="top"><div><h1>{t('ledger.title')}</h1></div>
        {s && <Button icon="dl" onClick={() => setOpen('journal')}>{t('ledger.journal')}</Button>}
        {can('money.write') && s && <><Button icon="print" onClick={() => setOpen('batch')}>{t('ledger.batch')}</Button><Button kind="main" onClick={() => setOpen('call')}>{t('ledger.call')}</Button></>}
      </div>
      {summary.error && <Problem error={summary.error} onRetry={() => void summary.refetch()} />}
      {s && <Figures s={s} filter={filter} />}
      {s && s.toCall > 0 && <Note tone="warn">{t('ledger.to_call', { n: s.toCall })}</Note>}
      <div className="two">
        <section className="card"><h2>{t('ledger.accounts')} {list.data && <small>{t('ledger.accounts.sum', { n: list.data.total, amount: f.money(list.data.sums.pastDue), currency })}</small>}</h2>
          <div className="find-row"><TextField label={t('ledger.find')} type="search" value={q} onChange={(e) => { setQ(e.currentTarget.value); setPage(1); }} />
            {state !== 'all' && <Chip label={t('map.filters.remove', { what: t(`ledger.state.${state}`) })} onRemove={() => filter('all')}>{t(`ledger.state.${state}`)}</Chip>}
            {state === 'all' && <Button kind="flat" onClick={() => filter('past_due')}>{t('ledger.state.past_due')}</Button>}
            {state !== 'advance' && <Button kind="flat" onClick={() => filter('advance')}>{t('ledger.state.advance')}</Button>}</div>
          {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
          {list.data?.total === 0 ? <Empty title={t('ledger.none')} why={t('ledger.none.why')} /> : list.data && <>
            <div className="scroll" tabIndex={0} role="region" aria-label={t('ledger.accounts')}>
              <Table<AccountRow, Sort> label={t('ledger.accounts')} rows={list.data.rows} keyOf={(a) => a.id} selected={chosen?.id ?? null} onSelect={(a) => { choose(a); setLast(null); }} sort={{ by: sort, down: sort !== 'name' }} onSort={(next) => { setSort(next.by); setPage(1); }} columns={[
                { key: 'payer', head: t('ledger.payer'), sort: 'name', cell: (a) => <bdi>{nameOf(a)}</bdi> }, { key: 'occ', head: t('ledger.occupation'), cell: (a) => <Ref>{a.occupation ?? '–'}</Ref> },
                { key: 'asset', head: t('ledger.property'), className: 'sample', cell: (a) => <Ref>{a.asset ?? '–'}</Ref> }, { key: 'oldest', head: t('ledger.oldest'), sort: 'oldest', cell: (a) => f.day(a.oldestDue) },
                { key: 'past', head: t('ledger.past'), num: true, sort: 'pastDue', cell: (a) => <span className={BigInt(a.pastDue) > 0n ? 'late' : undefined}>{f.money(a.pastDue)}</span> },
                { key: 'paid', head: t('ledger.last_paid'), cell: (a) => f.day(a.lastPaid) },
              ]} />
            </div>
            <Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} /></>}
        </section>
        <div className="col">
          {chosen && <section className="card"><h2><bdi>{nameOf(chosen)}</bdi> <small><Ref>{chosen.occupation ?? chosen.id}</Ref></small></h2>
            {last && <Note tone="ok"><p>{t('ledger.collected', { receipt: last.receipt, amount: f.money(last.amount) })}</p><PaperButtons label={t('ledger.paper.receipt')} paper={{ kind: 'receipt', paymentId: last.id }} /></Note>}
            {can('money.write') && <CollectForm key={`${chosen.id}-${last?.id ?? ''}`} account={chosen.id} owed={last ? '0' : chosen.pastDue} today={today} onDone={setLast} />}
            <div className="row"><Button onClick={() => void navigate({ to: '/c/$commune/money/$id', params: { commune, id: chosen.id } })}>{t('ledger.account.open')}</Button></div>
          </section>}
          {!chosen && <Empty title={t('ledger.choose')} why={t('ledger.choose.why')} />}
          {s && <Ages s={s} state={state} filter={filter} />}
        </div>
      </div>
      {open === 'call' && <CallDialog today={today} onClose={() => setOpen(null)} />}
      {open === 'journal' && <JournalDialog today={today} onClose={() => setOpen(null)} />}
      {open === 'batch' && <BatchDialog today={today} onClose={() => setOpen(null)} />}
    </main>
  );
};
