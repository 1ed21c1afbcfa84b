import { useState } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { CLAIM_STATES, findClaims, openClaim, type ClaimRow } from '@sommier/domain/collection';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, SelectField, Table, Tabs, Tag, TextField } from '../../platform/ui/index.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { DelaysTab } from './delays-tab.tsx';
import { RollTab } from './roll-tab.tsx';
import { STEP_TONE, TOUCHED } from './tones.ts';

const SIZE = 25;
const Claims = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const word = useCodeText();
  const go = useNavigate();
  const { code: commune, currency } = useCommune();
  const [q, setQ] = useState(''), [state, setState] = useState<(typeof CLAIM_STATES)[number]>('all'), [page, setPage] = useState(1);
  const list = useEndpoint(findClaims, { params: { commune }, body: { q, state, page, size: SIZE } }, { keep: true });
  const open = useChange(openClaim, TOUCHED);
  const show = (c: ClaimRow): void => {
    const to = (id: string): void => { void go({ to: '/c/$commune/collection/$id', params: { commune, id } }); };
    if (c.fileId !== null) to(c.fileId);
    else if (can('collect.write')) open.mutate({ params: { commune, id: c.dueId }, body: {} }, { onSuccess: (file) => to(file.id) });
  };
  return (
    <section className="block">
      <div className="asked">
        <TextField label={t('collect.find')} value={q} onChange={(e) => { setQ(e.currentTarget.value); setPage(1); }} />
        <SelectField label={t('collect.state')} value={state} onChange={(e) => { setState(e.currentTarget.value as typeof state); setPage(1); }}>{CLAIM_STATES.map((s) => <option key={s} value={s}>{t(`collect.state.${s}`)}</option>)}</SelectField>
        {list.data && <p>{t('collect.open.sum', { n: list.data.total, amount: f.money(list.data.open), currency })}</p>}
      </div>
      {(list.error ?? open.error) && <Problem error={(list.error ?? open.error)!} />}
      {list.data?.total === 0 ? <Empty title={t('collect.none')} why={t('collect.none.why')} /> : list.data && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('collect.claims')}><Table<ClaimRow> label={t('collect.claims')} rows={list.data.rows} keyOf={(c) => c.dueId} onSelect={show} selected={null} columns={[
          { key: 'no', head: t('collect.number'), cell: (c) => <Ref>{c.number ?? '–'}</Ref> },
          { key: 'party', head: t('collect.taxpayer'), className: 'sample', cell: (c) => <Link to="/c/$commune/taxpayers/$id" params={{ commune, id: c.partyId }} onClick={(e) => e.stopPropagation()}><bdi>{c.party ?? '–'}</bdi></Link> },
          { key: 'tax', head: t('collect.tax'), cell: (c) => <><Ref>{c.tax}</Ref> <small>{f.day(c.from)}</small></> }, { key: 'due', head: t('collect.due_on'), cell: (c) => f.day(c.dueOn) },
          { key: 'assessed', head: t('collect.assessed'), num: true, cell: (c) => f.money(c.assessed) }, { key: 'paid', head: t('collect.paid'), num: true, cell: (c) => f.money(c.paid) }, { key: 'open', head: t('collect.open'), num: true, cell: (c) => <b>{f.money(c.open)}</b> },
          { key: 'state', head: t('collect.stage'), cell: (c) => <><Tag tone={STEP_TONE[c.state]}>{word('collect.step.', c.state)}</Tag>{c.suspended && <> <Tag tone="warn">{t('collect.suspended')}</Tag></>}</> },
        ]} /></div>
        <Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} /></>}
    </section>
  );
};

const TABS = ['claims', 'roll', 'delays'] as const;
/** Collection of taxes: claims with where they stand, notices of a run in one batch, the roll for the treasury, the dated delays. */
export const ClaimsPage = () => {
  const t = useT();
  const can = useCan();
  const [tab, setTab] = useState<(typeof TABS)[number]>('claims'), [batch, setBatch] = useState(false);
  return (
    <main id="main" className="page collect">
      <div className="row"><h1 className="grow">{t('collect.title')}</h1>{can('collect.write') && <Button kind="main" onClick={() => setBatch(true)}>{t('collect.batch')}</Button>}</div>
      <Tabs label={t('collect.title')} value={tab} onChange={setTab} panel="collect-panel" tabs={TABS.map((key) => ({ key, label: t(`collect.${key}`) }))} />
      <div id="collect-panel" role="tabpanel" aria-label={t(`collect.${tab}`)} className="col">{tab === 'claims' ? <Claims /> : tab === 'roll' ? <RollTab /> : <DelaysTab />}</div>
      {batch && <BatchDialog onClose={() => setBatch(false)} />}
    </main>
  );
};
