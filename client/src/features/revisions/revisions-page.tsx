import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { exportSimulation, listRevisionRules, proposeRevisions, simulateRevisions, type SimulationRow } from '@sommier/domain/revisions';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Chip, Empty, Note, Pager, Problem, Ref, Table, Tabs, Tag, TextField } from '../../platform/ui/index.ts';
import { currencyExponent } from '@sommier/domain/shared';
import { readAmount } from '../ledger/index.ts';
import { Proposals } from './proposals.tsx';
import { Rules } from './rules.tsx';

const TONE = { due: 'warn', not_yet: 'mute', no_rule: 'mute', missing_index: 'bad', open: 'info' } as const;
type State = keyof typeof TONE;

/** What may be revised on a day, and what it would bring; chosen leases become proposals at their ceiling. */
const Due = ({ onProposed }: { onProposed: () => void }) => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { code: commune, currency } = useCommune();
  const { language } = useLanguage();
  const [day, setDay] = useState('');
  const [state, setState] = useState<State | null>('due');
  const [page, setPage] = useState(1);
  const [on, setOn] = useState<ReadonlySet<string>>(new Set());
  const [amount, setAmount] = useState('');
  // A rule without a figure leaves it to an agreement: the amount agreed is then typed, lease by lease.
  const agreed = on.size === 1 ? readAmount(amount, currencyExponent(currency)) : null;
  const query = { page, size: 25, ...(day === '' ? {} : { day }), ...(state === null ? {} : { state }) };
  const read = useEndpoint(simulateRevisions, { params: { commune }, query }, { keep: true });
  const rules = useEndpoint(listRevisionRules, { params: { commune } });
  const propose = useChange(proposeRevisions, ['simulateRevisions', 'listRevisions']);
  const s = read.data;
  const rows = s?.rows ?? [];
  const title = (code: string | null) => rules.data?.rules.find((r) => r.rule.code === code)?.rule.title[language] ?? code ?? '–';
  const go = (): void => propose.mutate({ params: { commune }, body: { occupations: [...on], effectOn: s?.day ?? '', ...(agreed === null ? {} : { amount: agreed }) } }, { onSuccess: (r) => { if (r.refused.length === 0) { setOn(new Set()); onProposed(); } } });
  return (
    <>
      {read.error && <Problem error={read.error} onRetry={() => void read.refetch()} />}
      {s && <dl className="fig">
        <div><dt>{t('revisions.due.n', { day: f.day(s.day) })}</dt><dd>{f.whole(s.counts.due)} <small>{t('revisions.of', { n: Object.values(s.counts).reduce((a, b) => a + b, 0) })}</small></dd></div>
        <div><dt>{t('revisions.gain')}</dt><dd>{s.yearly === '0' && s.uncapped > 0 ? '–' : f.money(s.yearly)} <small>{s.uncapped > 0 && <>{t('revisions.uncapped', { n: s.uncapped })} · </>}{t('revisions.gain.why', { now: f.money(s.presentYearly), currency })}</small></dd></div>
        {(['not_yet', 'open', 'missing_index', 'no_rule'] as const).map((x) => <div key={x}><dt>{t(`revisions.state.${x}`)}</dt><dd>{f.whole(s.counts[x])} {s.counts[x] > 0 && <small><button type="button" className="btn flat" onClick={() => { setState(x); setPage(1); }}>{t('ledger.sum.see')}</button></small>}</dd></div>)}
      </dl>}
      {s && s.unconfirmed.length > 0 && <Note tone="warn">{t('revisions.unconfirmed', { rules: s.unconfirmed.map(title).join(' · ') })}</Note>}
      <section className="card">
        <div className="find-row"><TextField label={t('revisions.day')} type="date" value={day === '' ? s?.day ?? '' : day} onChange={(e) => { setDay(e.currentTarget.value); setPage(1); }} />
          {state !== null && <Chip label={t('map.filters.remove', { what: t(`revisions.state.${state}`) })} onRemove={() => { setState(null); setPage(1); }}>{t(`revisions.state.${state}`)}</Chip>}
          {s && <a className="btn i i-dl" href={urlOf(exportSimulation, { params: { commune }, query: { day: s.day, format: 'xlsx' } })} download>{t('revisions.file')}</a>}
          {can('money.write') && on.size === 1 && <TextField label={`${t('revisions.new')} (${currency})`} value={amount} inputMode="decimal" onChange={(e) => setAmount(e.currentTarget.value)} />}
          {can('money.write') && <Button kind="main" refuse={(on.size === 0 && t('revisions.choose')) || (propose.isPending && t('ledger.saving'))} onClick={go}>{t('revisions.propose', { n: on.size })}</Button>}</div>
        {propose.error && <Problem error={propose.error} />}
        {propose.data && propose.data.refused.length > 0 && <Note tone="warn">{t('revisions.some', { done: propose.data.proposed, refused: propose.data.refused.length })}</Note>}
        {s?.total === 0 ? <Empty title={t('revisions.none')} why={t('revisions.none.why')} /> : s && <>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('revisions.title')}>
            <Table<SimulationRow> label={t('revisions.title')} rows={rows} keyOf={(r) => r.occupationId} ticks={state === 'due' && can('money.write') ? {
              on, label: (r) => r.occupation, all: t('revisions.all'), toggle: (r) => setOn((old) => { const next = new Set(old); if (!next.delete(r.occupationId)) next.add(r.occupationId); return next; }),
              toggleAll: (all) => setOn((old) => { const next = new Set(old); for (const r of rows) if (all) next.add(r.occupationId); else next.delete(r.occupationId); return next; }),
            } : undefined} columns={[
              { key: 'occ', head: t('ledger.occupation'), cell: (r) => <Ref>{r.occupation}</Ref> }, { key: 'asset', head: t('ledger.property'), cell: (r) => <Ref>{r.asset ?? '–'}</Ref> },
              { key: 'state', head: t('revisions.state'), cell: (r) => <Tag tone={TONE[r.state]}>{t(`revisions.state.${r.state}`)}</Tag> }, { key: 'last', head: t('revisions.last'), cell: (r) => f.day(r.lastSetOn ?? r.contractOn) }, { key: 'earliest', head: t('revisions.earliest'), cell: (r) => f.day(r.earliest) },
              { key: 'amount', head: t('revisions.amount'), num: true, cell: (r) => f.money(r.amount) }, { key: 'ceiling', head: t('revisions.ceiling'), num: true, cell: (r) => f.money(r.ceiling) }, { key: 'yearly', head: t('revisions.yearly'), num: true, cell: (r) => (r.ceiling === null ? '–' : f.money(r.yearly)) },
              { key: 'missed', head: t('revisions.missed'), num: true, cell: (r) => (r.missedRevisions > 0 ? <>{f.money(r.missed)} <small>×{f.whole(r.missedRevisions)}</small></> : '–') },
            ]} />
          </div>
          <Pager page={page} size={25} total={s.total} onPage={setPage} /></>}
      </section>
    </>
  );
};

/** Revisions of rents: due and simulated, proposed and decided, under dated rules that somebody has confirmed. */
export const RevisionsPage = () => {
  const t = useT();
  const { code: commune } = useCommune();
  const [tab, setTab] = useState<'due' | 'proposals' | 'rules'>('due');
  return (
    <main id="main" className="page money">
      <div className="top"><div><p><Link to="/c/$commune/money" params={{ commune }}>{t('ledger.title')}</Link></p><h1>{t('revisions.title')}</h1></div></div>
      <Tabs label={t('revisions.title')} tabs={[{ key: 'due', label: t('revisions.tab.due') }, { key: 'proposals', label: t('revisions.tab.proposals') }, { key: 'rules', label: t('revisions.tab.rules') }]} value={tab} onChange={setTab} panel="revisions-panel" />
      <div id="revisions-panel" role="tabpanel" aria-label={t(`revisions.tab.${tab}`)} className="col">
        {tab === 'due' && <Due onProposed={() => setTab('proposals')} />}{tab === 'proposals' && <Proposals />}{tab === 'rules' && <Rules />}
      </div>
    </main>
  );
};
