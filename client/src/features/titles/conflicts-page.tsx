import './titles.css';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { isEnded } from '@sommier/domain/jobs';
import { computeConflicts, CONFLICT_KINDS, CONFLICT_STATES, exportConflicts, listConflicts, type ConflictFilter, type ConflictRow } from '@sommier/domain/titles';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Pager, Problem, Ref, SelectField, Table, Tabs, Tag, type Sort } from '../../platform/ui/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';
import { ConflictSheet } from './conflict-sheet.tsx';

// The map library is fetched by who looks at the map.
const ConflictsMap = lazy(async () => ({ default: (await import('./conflicts-map.tsx')).ConflictsMap }));
const PAGE = 25;
type By = ConflictFilter['sort'];

const Running = ({ job, onDone }: { job: string; onDone: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const { data } = useJob(commune, job);
  const ended = data !== undefined && isEnded(data.state);
  useEffect(() => { if (ended) { void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] === 'listConflicts' || q.queryKey[0] === 'mapConflicts' || q.queryKey[0] === 'getConflict' }); onDone(); } }, [ended, onDone]);
  return data && !ended ? <JobLine commune={commune} job={data} label={t('titles.conflict.running')} /> : null;
};

/** Titles and applications over the same ground, and references borne by several parcels: found by computation, decided by people. */
export const ConflictsPage = () => {
  const t = useT();
  const format = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [kind, setKind] = useState<ConflictRow['kind'] | ''>('R-T');
  const [state, setState] = useState<ConflictRow['state'] | ''>('');
  const [present, setPresent] = useState<'yes' | 'no'>('yes');
  const [sort, setSort] = useState<Sort<By>>({ by: 'areaM2', down: true });
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const [view, setView] = useState<'list' | 'map'>('list');
  const [job, setJob] = useState<string | null>(null);
  const compute = useChange(computeConflicts);
  useEffect(() => { document.title = `${t('titles.conflicts')} · Sommier`; }, [t]);
  const filter = { ...(kind ? { kind } : {}), ...(state ? { state } : {}), present, sort: sort.by, dir: sort.down ? 'desc' as const : 'asc' as const };
  const { data, error, refetch } = useEndpoint(listConflicts, { params: { commune }, query: { ...filter, page, size: PAGE } }, { keep: true });
  const count = (k: string) => (data?.counts ?? []).filter((c) => c.kind === k).reduce((n, c) => n + c.count, 0);
  const turned = <T,>(set: (v: T) => void) => (v: T) => { set(v); setPage(1); };
  const run = () => compute.mutate({ params: { commune } }, { onSuccess: (started) => setJob(started.job) });
  return (
    <main id="main" className="twoside board conflicts">
      <div className="list">
        <div className="row"><Link to="/c/$commune/titles" params={{ commune }}>{t('titles.back')}</Link><h1>{t('titles.conflicts')}</h1>
          <a id="conflicts-file" className="btn i i-dl" href={urlOf(exportConflicts, { params: { commune }, query: filter })} download>{t('titles.conflict.csv')}</a>
          {may && <Button onClick={run} refuse={job !== null && t('shell.wait')}>{t('titles.conflict.compute')}</Button>}</div>
        <div className="row filters">
          <SelectField label={t('titles.conflict.kind')} value={kind} onChange={(e) => { setKind(e.target.value as typeof kind); setPage(1); }}><option value="">{t('titles.any')}</option>{CONFLICT_KINDS.map((k) => <option key={k} value={k}>{`${t(`titles.kind.${k}`)} (${format.whole(count(k))})`}</option>)}</SelectField>
          <SelectField label={t('titles.conflict.state')} value={state} onChange={(e) => { setState(e.target.value as typeof state); setPage(1); }}><option value="">{t('titles.any')}</option>{CONFLICT_STATES.map((s) => <option key={s} value={s}>{t(`titles.state.${s}`)}</option>)}</SelectField>
          <SelectField label={t('titles.conflict.present')} value={present} onChange={(e) => { setPresent(e.target.value as typeof present); setPage(1); }}><option value="yes">{t('titles.conflict.present.yes')}</option><option value="no">{t('titles.conflict.present.no')}</option></SelectField>
        </div>
        <Tabs label={t('titles.conflicts')} value={view} onChange={setView} panel="conflicts-panel" tabs={[{ key: 'list', label: t('titles.map.list') }, { key: 'map', label: t('titles.map.map') }]} />
        <div className="stack">{job && <Running job={job} onDone={() => setJob(null)} />}{compute.error && <Problem error={compute.error} />}
          {data && data.computedAt === null && !job && <Note>{t('titles.conflict.never')}</Note>}
          {data?.computedAt && data.version !== data.computedVersion && !job && <Note tone="warn">{t('titles.conflict.stale', { day: format.day(data.computedAt) })}</Note>}</div>
        {view === 'map' && data && <div id="conflicts-panel" role="tabpanel" aria-label={t('titles.map')} className="mappanel"><Suspense fallback={<p role="status">{t('shell.loading')}</p>}><ConflictsMap filter={{ kind: kind || undefined, state: state || undefined, present }} version={data.version} chosen={chosen} onChoose={choose} legend={{ counts: data.counts, kind, state, onKind: turned(setKind), onState: turned(setState) }} /></Suspense></div>}
        {view === 'list' && <div className="scroll" id="conflicts-panel" tabIndex={0} role="tabpanel" aria-label={t('titles.conflicts')}>
          {error && <Problem error={error} onRetry={() => void refetch()} />}
          {data?.total === 0 && <Empty title={t('titles.conflict.none')} why={data.computedAt === null ? t('titles.conflict.none.why') : undefined} />}
          {data && data.total > 0 && <Table<ConflictRow, By> label={t('titles.conflicts')} rows={data.rows} keyOf={(x) => x.id} selected={chosen} onSelect={(x) => choose(x.id)} sort={sort} onSort={(next) => { setSort(next); setPage(1); }} columns={[
            { key: 'kind', head: t('titles.conflict.kind'), sort: 'kind', cell: (x) => t(`titles.kind.${x.kind}`) },
            { key: 'sides', head: t('titles.conflict.sides'), cell: (x) => (x.kind === 'repeat' ? <><Ref>{x.sides[0]?.reference ?? '–'}</Ref> {t('titles.conflict.times', { n: x.sideCount })}</> : <Ref>{x.sides.map((s) => s.reference ?? '–').join(' / ')}</Ref>) },
            { key: 'area', head: t('titles.conflict.area'), num: true, sort: 'areaM2', cell: (x) => (x.areaM2 === null ? '–' : format.number(x.areaM2, 2)) },
            { key: 'share', head: t('titles.conflict.share'), num: true, sort: 'share', cell: (x) => (x.share === null ? '–' : format.percent(x.share)) },
            { key: 'state', head: t('titles.conflict.state'), sort: 'state', cell: (x) => <Tag tone={x.state === 'real' ? 'bad' : x.state === 'open' ? 'mute' : 'ok'}>{t(`titles.state.${x.state}`)}</Tag> },
          ]} />}
        </div>}
        {data && view === 'list' && <div className="foot"><span>{t('titles.conflict.total', { n: data.total })}</span><Pager page={page} size={PAGE} total={data.total} onPage={setPage} /></div>}
      </div>
      <aside className="side" aria-label={t('titles.conflict.kind')}>{chosen ? <ConflictSheet key={chosen} id={chosen} /> : <Empty title={t('titles.conflict.choose')} />}</aside>
    </main>
  );
};
