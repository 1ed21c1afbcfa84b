import { useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import type { ClaimRow } from '@sommier/domain/collection';
import type { PaymentRow } from '@sommier/domain/ledger';
import { getTaxpayer, type TaxpayerSheet } from '@sommier/domain/taxpayers';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { STEP_TONE } from '../collection/index.ts';
import { CollectForm } from '../ledger/index.ts';
import { RefundDialog } from './refund-dialog.tsx';

const FIGURES = ['taxes', 'rents', 'penalties', 'paid', 'refunded', 'open', 'pastDue', 'advance', 'suspended'] as const;
const LABEL = { taxes: 'collect.taxes', rents: 'collect.rents', penalties: 'collect.penalties', paid: 'collect.paid', refunded: 'collect.refunded', open: 'collect.open', pastDue: 'collect.past', advance: 'collect.advance', suspended: 'collect.held' } as const;
type Due = TaxpayerSheet['dues'][number];

const Accounts = ({ p }: { p: TaxpayerSheet }) => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { code: commune } = useCommune();
  const [last, setLast] = useState<PaymentRow | null>(null), [refund, setRefund] = useState<{ id: string; free: string } | null>(null);
  const paid = (row: PaymentRow): void => { setLast(row); for (const key of ['getTaxpayer', 'findTaxpayers', 'getCollectionFile', 'findClaims']) void queryClient.invalidateQueries({ queryKey: [key] }); };
  return <>{p.accounts.map((a) => {
    const dues = p.dues.filter((d) => d.accountId === a.id && BigInt(d.open) > 0n), owed = dues.reduce((n, d) => n + BigInt(d.open), 0n), free = p.payments.filter((x) => x.accountId === a.id).reduce((n, x) => n + BigInt(x.free), 0n);
    return (
      <section className="card" key={a.id}><h2>{a.occupationId === null ? t('collect.account.taxes') : t('collect.account.rents', { reference: a.occupation ?? '' })} <small><Link to="/c/$commune/money/$id" params={{ commune, id: a.id }}>{t('collect.account.open')}</Link></small></h2>
        {last?.accountId === a.id && <Note tone="ok">{t('collect.received', { receipt: last.receipt, amount: f.money(last.amount) })}</Note>}
        {can('money.write') && owed > 0n && <CollectForm key={`${String(owed)}-${last?.id ?? ''}`} account={a.id} owed={String(owed)} dues={dues} today={p.day} onDone={paid} />}
        {free > 0n && <p>{t('collect.free', { amount: f.money(String(free)) })} {can('money.reverse') && <Button onClick={() => setRefund({ id: a.id, free: String(free) })}>{t('collect.refund')}</Button>}</p>}
      </section>);
  })}{refund && <RefundDialog account={refund.id} free={refund.free} today={p.day} onClose={() => setRefund(null)} />}</>;
};

/** The account of a taxpayer: all taxes and rents with dues, payments, penalties, steps and papers. */
export const TaxpayerPage = () => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const { id } = useParams({ strict: false }) as { id: string };
  const read = useEndpoint(getTaxpayer, { params: { commune, id } });
  const p = read.data;
  if (!p) return <main id="main" className="page collect">{read.error ? <Problem error={read.error} onRetry={() => void read.refetch()} /> : <p role="status">{t('shell.loading')}</p>}</main>;
  return (
    <main id="main" className="page collect">
      <p><Link to="/c/$commune/taxpayers" params={{ commune }}>{t('collect.taxpayers')}</Link></p><h1><bdi>{p.name ?? '–'}</bdi></h1>
      <dl className="sum">{FIGURES.filter((k) => p[k] !== '0' || k === 'open' || k === 'paid').map((k) => <div key={k}><dt>{t(LABEL[k])}</dt><dd>{f.money(p[k])} <small>{currency}</small></dd></div>)}</dl>
      <div className="two">
        <div className="col">
          {p.claims.length > 0 && <section className="card"><h2>{t('collect.claims')}</h2><div className="scroll" tabIndex={0} role="region" aria-label={t('collect.claims')}><Table<ClaimRow> label={t('collect.claims')} rows={p.claims} keyOf={(c) => c.dueId} columns={[
            { key: 'no', head: t('collect.number'), cell: (c) => (c.fileId === null ? '–' : <Link to="/c/$commune/collection/$id" params={{ commune, id: c.fileId }}><Ref>{c.number}</Ref></Link>) }, { key: 'tax', head: t('collect.tax'), cell: (c) => <Ref>{c.tax}</Ref> }, { key: 'due', head: t('collect.due_on'), cell: (c) => f.day(c.dueOn) },
            { key: 'open', head: t('collect.open'), num: true, cell: (c) => f.money(c.open) }, { key: 'state', head: t('collect.stage'), cell: (c) => <Tag tone={STEP_TONE[c.state]}>{word('collect.step.', c.state)}</Tag> },
          ]} /></div></section>}
          <section className="card"><h2>{t('collect.dues')}</h2><div className="scroll" tabIndex={0} role="region" aria-label={t('collect.dues')}><Table<Due> label={t('collect.dues')} rows={p.dues} keyOf={(d) => d.id} columns={[
            { key: 'kind', head: t('collect.kind'), cell: (d) => <>{word('ledger.kind.', d.kind)}{d.held && <> <Tag tone="warn">{t('collect.suspended')}</Tag></>}</> }, { key: 'from', head: t('collect.period'), cell: (d) => f.day(d.from) }, { key: 'due', head: t('collect.due_on'), cell: (d) => f.day(d.dueOn) },
            { key: 'amount', head: t('collect.amount'), num: true, cell: (d) => f.money(d.amount) }, { key: 'paid', head: t('collect.paid'), num: true, cell: (d) => f.money(d.paid) }, { key: 'open', head: t('collect.open'), num: true, cell: (d) => <b>{f.money(d.open)}</b> }, { key: 'note', head: t('collect.note'), className: 'wrap', cell: (d) => <small><bdi>{d.note ?? ''}</bdi></small> },
          ]} /></div></section>
          {p.steps.length > 0 && <section className="card"><h2>{t('collect.steps')}</h2><ul className="flat-list">{p.steps.map((s) => <li key={s.id}><span>{f.day(s.on)}</span><span><Tag tone={STEP_TONE[s.kind]}>{word('collect.step.', s.kind)}</Tag> <Link to="/c/$commune/collection/$id" params={{ commune, id: s.fileId }}><Ref>{s.paper?.number ?? s.file}</Ref></Link> <small><bdi>{s.signedBy}</bdi></small></span><span /></li>)}</ul></section>}
        </div>
        <div className="col">
          <Accounts p={p} />
          {(p.payments.length > 0 || p.refunds.length > 0) && <section className="card"><h2>{t('collect.money')}</h2><ul className="flat-list">
            {p.payments.map((x) => <li key={x.id}><span>{f.day(x.paidOn)}</span><span><Ref>{x.receipt}</Ref> · {word('ledger.method.', x.method)} {x.reversedBy && <Tag tone="bad">{t('ledger.reversed')}</Tag>}</span><b>{x.reversal ? '−' : ''}{f.money(x.amount)}</b></li>)}
            {p.refunds.map((x) => <li key={`r${x.id}`}><span>{f.day(x.day)}</span><span><Ref>{x.number}</Ref> · {t('collect.refunded')} <small><bdi>{x.reason}</bdi></small></span><b>{x.reverses === null ? '−' : ''}{f.money(x.amount)}</b></li>)}
          </ul></section>}
          {p.controls.length > 0 && <section className="card"><h2>{t('collect.controls')}</h2><ul className="flat-list">{p.controls.map((c) => <li key={c.id}><span>{f.day(c.from)}</span><span><Link to="/c/$commune/collection/$id" params={{ commune, id: c.id }}><Ref>{c.number}</Ref></Link> <Ref>{c.tax}</Ref></span><span>{c.outcome && <Tag tone="ok">{t(`collect.closed.${c.outcome}`)}</Tag>}</span></li>)}</ul></section>}
        </div>
      </div>
    </main>
  );
};
