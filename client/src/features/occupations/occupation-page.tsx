import './occupations.css';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { getOccupation, type OccupationSheet } from '@sommier/domain/occupations';
import { useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, Ref, Tabs, Tag } from '../../platform/ui/index.ts';
import { ContractSection } from './contract-section.tsx';
import { OccupationForm } from './occupation-form.tsx';
import { StateMark, StatusTag } from './marks.tsx';
import { PartiesSection } from './parties-section.tsx';
import { HistorySection } from './history-section.tsx';
import { StatusActions } from './status-actions.tsx';

const AccountSection = lazy(async () => ({ default: (await import('../ledger/index.ts')).AccountSection }));
const DocumentsSection = lazy(async () => ({ default: (await import('../documents/index.ts')).DocumentsSection }));
const TABS = ['contract', 'parties', 'account', 'documents', 'history'] as const;
type Tab = (typeof TABS)[number];

const Head = ({ o, onEdit }: { o: OccupationSheet; onEdit: () => void }) => {
  const t = useT();
  const code = useCodeText();
  const can = useCan();
  const { code: commune } = useCommune();
  const nameOf = useNameOf();
  const unit = o.units[0];
  return (
    <div className="assethead">
      <div>
        <p><Link to="/c/$commune/occupations" params={{ commune }} search={{}}>{t('occ.title')}</Link> <Ref>{o.reference}</Ref> <StateMark state={o.state} /> <StatusTag status={o.status} />{!o.validated && <Tag tone="warn">{t('occ.unvalidated.one')}</Tag>}</p>
        <h1>{code('code.occ.type.', o.type)}{unit && <> · <bdi>{nameOf(unit)}</bdi></>}</h1>
      </div>
      {can('occupation.write') && <div className="acts"><StatusActions o={o} /><Button icon="pen" onClick={onEdit}>{t('occ.edit')}</Button></div>}
    </div>
  );
};

/** One right: its head and what can be done with it, then one tab at a time. */
export const OccupationPage = () => {
  const t = useT();
  const { commune, id } = useParams({ from: '/c/$commune/occupations/$id' });
  const { tab: wanted } = useSearch({ from: '/c/$commune/occupations/$id' });
  const navigate = useNavigate();
  const can = useCan();
  const [editing, edit] = useState(false);
  const { data: o, error, refetch } = useEndpoint(getOccupation, { params: { commune, id } });
  useEffect(() => { document.title = `${o?.reference ?? t('occ.title')} · Sommier`; }, [o?.reference, t]);
  if (!o) return <main id="main" className="page"><h1 className="vh">{t('occ.title')}</h1>{error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>}</main>;
  if (editing) return <main id="main" className="page"><h1>{t('occ.edit.title', { ref: o.reference })}</h1><OccupationForm of={o} onDone={() => edit(false)} onLeave={() => edit(false)} /></main>;
  const tabs = TABS.filter((x) => x !== 'account' || can('money.read'));
  const tab: Tab = tabs.find((x) => x === wanted) ?? 'contract';
  return (
    <main id="main" className="occpage">
      <Head o={o} onEdit={() => edit(true)} />
      <Tabs label={t('occ.tabs')} tabs={tabs.map((key) => ({ key, label: t(`occ.tab.${key}`) }))} value={tab} panel="occ-body" onChange={(key) => void navigate({ to: '.', search: { tab: key } as never, replace: true })} />
      <div className="body" id="occ-body" role="tabpanel" tabIndex={0} aria-label={t(`occ.tab.${tab}`)}>
        {o.conflicts > 0 && <Note tone="warn">{t('occ.conflicts.n', { n: o.conflicts })} <Link to="/c/$commune/conflicts" params={{ commune }} search={{ occupation: o.id }}>{t('occ.conflicts.see')}</Link></Note>}
        <Suspense fallback={<p role="status">{t('shell.loading')}</p>}>
          {tab === 'contract' && <ContractSection o={o} />}
          {tab === 'parties' && <PartiesSection o={o} />}
          {tab === 'account' && <AccountSection occupationId={o.id} />}
          {tab === 'documents' && <DocumentsSection subjectKind="occupation" subjectId={o.id} />}
          {tab === 'history' && <HistorySection o={o} />}
        </Suspense>
      </div>
    </main>
  );
};
