import { useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { cancelIssued, checkRun, dropRun, getRun, issueRun, listArticles, listLines, reviewRun, type AssessmentArticle, type AssessmentLine, type AssessmentRun } from '@sommier/domain/assessments';
import { isEnded } from '@sommier/domain/jobs';
import { wordOf } from '@sommier/domain/rules';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Chip, Dialog, Empty, Ledger, Note, Pager, Problem, Ref, Table, Tabs, Tag, TextField } from '../../platform/ui/index.ts';
import { ConfirmZone } from './confirm-zone.tsx';
import { JobLine, useJob } from '../jobs/index.ts';
import { TONE } from './runs-page.tsx';

const TOUCHED = ['getRun', 'listRuns', 'listArticles', 'listLines'];

/** The trace of a line: which version of which rule, on what basis, step by step. */
const Trace = ({ run, line, onClose }: { run: AssessmentRun; line: AssessmentLine; onClose: () => void }) => {
  const t = useT();
  const may = useCan()('assess.run');
  const f = useFormat();
  const word = useCodeText();
  return (
    <Dialog wide title={t('assess.trace')} onClose={onClose}>
      <Ledger lines={[[t('assess.party'), <bdi key="p">{line.party ?? '–'}</bdi>], [t('assess.place'), <bdi key="u">{line.unit ?? '–'}</bdi>], [t('assess.period'), <Ref key="d">{`${f.day(line.from)} – ${f.day(line.to)}`}</Ref>], line.zone !== null && [t('assess.zone'), <span key="z"><bdi>{line.zone}</bdi> {word('assess.certainty.', line.certainty)}</span>], [t('assess.fact'), <Ref key="f">{`${line.factId} · v${line.factVersion}`}</Ref>]]} />
      {line.reasonText && <Note tone="warn">{line.reasonText}</Note>}
      {line.reason === 'zone_uncertain' && line.unitId !== null && may && <ConfirmZone run={run} line={line} unit={line.unitId} />}
      {line.lines.length > 0 && <div className="scroll" tabIndex={0} role="region" aria-label={t('assess.trace')}><table className="tbl"><caption className="vh">{t('assess.trace')}</caption><thead><tr><th scope="col">{t('assess.step')}</th><th scope="col">{t('assess.rule')}</th><th scope="col">{t('assess.formula')}</th><th scope="col" className="num">{t('assess.amount')}</th></tr></thead>
        <tbody>{line.lines.map((l, i) => <tr key={i}><td>{word('assess.line.', l.kind)} <Ref>{l.code}</Ref></td><td className="wrap"><Ref>{l.rule}{l.version === undefined ? '' : ` v${l.version}`}</Ref><br /><small>{l.legalRef}</small></td><td className="wrap"><Ref>{l.formula}</Ref>{l.notes.map((n) => <small key={n}><br />{word('assess.note.', n)}</small>)}</td><td className="num">{f.money(l.amount)}</td></tr>)}</tbody>
        <tfoot><tr><td colSpan={3}>{t('assess.total')}</td><td className="num">{f.money(line.amount)}</td></tr></tfoot></table></div>}
    </Dialog>
  );
};
const Lines = ({ run, reason, onReason }: { run: AssessmentRun; reason: string | null; onReason: (r: string | null) => void }) => {
  const t = useT();
  const f = useFormat();
  const word = useCodeText();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1), [open, setOpen] = useState<AssessmentLine | null>(null);
  const list = useEndpoint(listLines, { params: { commune, id: run.id }, query: { page, size: 25, ...(reason === null ? {} : { reason }) } }, { keep: true });
  return (
    <section className="block">
      {reason !== null && <div><Chip label={t('assess.reason.all')} onRemove={() => onReason(null)}>{word('assess.why.', reason)}</Chip></div>}
      {list.error && <Problem error={list.error} />}
      {list.data?.total === 0 ? <Empty title={t('assess.lines.none')} why={t('assess.lines.none.why')} /> : list.data && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('assess.lines')}><Table<AssessmentLine> label={t('assess.lines')} rows={list.data.rows} keyOf={(l) => l.factId} onSelect={setOpen} selected={open?.factId ?? null} columns={[
          { key: 'fact', head: t('assess.fact'), cell: (l) => <Ref>{l.factId}</Ref> }, { key: 'party', head: t('assess.party'), className: 'sample', cell: (l) => <bdi>{l.party ?? '–'}</bdi> }, { key: 'unit', head: t('assess.place'), className: 'sample', cell: (l) => <bdi>{l.unit ?? l.platform ?? '–'}</bdi> },
          { key: 'class', head: t('assess.class'), cell: (l) => (l.class === null ? '–' : wordOf(l.class, language)) }, { key: 'days', head: t('assess.period'), cell: (l) => <Ref>{`${f.day(l.from)} – ${f.day(l.to)}`}</Ref> },
          { key: 'how', head: t('assess.formula'), className: 'sample', cell: (l) => (l.reason === null ? <Ref>{l.lines.map((x) => x.formula).join(' + ')}</Ref> : <Tag tone="warn">{word('assess.why.', l.reason)}</Tag>) }, { key: 'amount', head: t('assess.amount'), num: true, cell: (l) => f.money(l.amount) },
        ]} /></div>
        <Pager page={page} size={25} total={list.data.total} onPage={setPage} /></>}
      {open && <Trace run={run} line={open} onClose={() => setOpen(null)} />}
    </section>
  );
};
const Articles = ({ run }: { run: AssessmentRun }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1);
  const list = useEndpoint(listArticles, { params: { commune, id: run.id }, query: { page, size: 25 } }, { keep: true });
  if (list.error) return <Problem error={list.error} />;
  if (!list.data) return null;
  if (list.data.total === 0) return <Empty title={t('assess.articles.none')} why={t('assess.articles.none.why')} />;
  return <><div className="scroll" tabIndex={0} role="region" aria-label={t('assess.articles')}><Table<AssessmentArticle> label={t('assess.articles')} rows={list.data.rows} keyOf={(a) => String(a.no)} columns={[
    { key: 'no', head: t('assess.no'), cell: (a) => f.whole(a.no) }, { key: 'party', head: t('assess.party'), cell: (a) => <bdi>{a.party ?? '–'}</bdi> }, { key: 'n', head: t('assess.lines'), num: true, cell: (a) => f.whole(a.lines) }, { key: 'amount', head: t('assess.amount'), num: true, cell: (a) => f.money(a.amount) }, { key: 'due', head: t('assess.due'), cell: (a) => <Ref>{a.dueId ?? '–'}</Ref> },
  ]} /></div><Pager page={page} size={25} total={list.data.total} onPage={setPage} /></>;
};

type Asked = 'drop' | 'cancel' | 'issue' | null;
const Decide = ({ run, asked, onClose }: { run: AssessmentRun; asked: Exclude<Asked, null>; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [text, setText] = useState('');
  const params = { commune, id: run.id };
  const drop = useChange(dropRun, TOUCHED), cancel = useChange(cancelIssued, TOUCHED), issue = useChange(issueRun, TOUCHED);
  const error = drop.error ?? cancel.error ?? issue.error;
  const go = (): void => {
    if (asked === 'issue') issue.mutate({ params, body: text === '' ? {} : { dueOn: text } }, { onSuccess: onClose });
    else (asked === 'drop' ? drop : cancel).mutate({ params, body: { reason: text } }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t(`assess.${asked}`)} onClose={onClose} foot={<Button kind="main" refuse={asked !== 'issue' && text.trim().length < 3 && t('assess.reason.needed')} onClick={go}>{t(`assess.${asked}`)}</Button>}>
      <div className="stack"><p>{t(`assess.${asked}.why`)}</p>{asked === 'issue' ? <TextField type="date" label={t('assess.due_on')} hint={t('assess.due_on.hint')} value={text} onChange={(e) => setText(e.currentTarget.value)} /> : <TextField label={t('assess.reason')} value={text} onChange={(e) => setText(e.currentTarget.value)} />}{error && <Problem error={error} />}</div>
    </Dialog>
  );
};

const Running = ({ run }: { run: AssessmentRun }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const job = useJob(commune, run.job);
  if (job.data && isEnded(job.data.state)) void queryClient.invalidateQueries({ queryKey: ['getRun'] });
  return job.data && !isEnded(job.data.state) ? <JobLine commune={commune} job={job.data} label={t('assess.computing')} /> : null;
};

/** One run: its figures, why lines wait, each line with its trace, the articles, and the steps that two persons share. */
export const RunPage = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const word = useCodeText();
  const { code: commune, currency } = useCommune();
  const { id } = useParams({ strict: false }) as { id: string };
  const [tab, setTab] = useState<'lines' | 'articles' | 'proof'>('lines'), [reason, setReason] = useState<string | null>(null), [asked, ask] = useState<Asked>(null);
  const read = useEndpoint(getRun, { params: { commune, id } }, { every: 2000 });
  const review = useChange(reviewRun, TOUCHED), check = useChange(checkRun, TOUCHED);
  const run = read.data;
  if (read.error) return <main id="main" className="page"><Problem error={read.error} onRetry={() => void read.refetch()} /></main>;
  if (!run) return <main id="main" className="page" />;
  const params = { commune, id }, g = run.figures;
  return (
    <main id="main" className="page assess">
      <div className="row"><div className="grow"><p><Link to="/c/$commune/assessments" params={{ commune }}>{t('assess.title')}</Link></p><h1><Ref>{run.tax}</Ref> <Ref>{`${f.day(run.from)} – ${f.day(run.to)}`}</Ref></h1></div>
        <Tag tone={TONE[run.state]}>{t(`assess.is.${run.state}`)}</Tag>
        {(run.state === 'draft' || run.state === 'reviewed') && can('assess.run') && <Button kind="flat" onClick={() => ask('drop')}>{t('assess.drop')}</Button>}
        {g && run.state !== 'dropped' && <Button onClick={() => check.mutate({ params, body: {} })}>{t('assess.check')}</Button>}
        {run.state === 'draft' && can('assess.run') && <Button kind="main" onClick={() => review.mutate({ params, body: {} })}>{t('assess.review')}</Button>}
        {run.state === 'reviewed' && can('assess.issue') && <Button kind="main" onClick={() => ask('issue')}>{t('assess.issue')}</Button>}
        {run.state === 'issued' && can('assess.run') && <Button kind="flat" onClick={() => ask('cancel')}>{t('assess.cancel')}</Button>}</div>
      {(review.error ?? check.error) && <Problem error={(review.error ?? check.error)!} />}
      {run.state === 'computing' && <Running run={run} />}{run.state === 'dropped' && <Note tone="warn">{t('assess.dropped')}</Note>}
      {run.check && (run.check.ok ? <Note tone="ok">{t('assess.checked', { cases: run.check.cases, changed: run.check.changed })}</Note> : <Note tone="bad">{t('assess.alarm')} <Ref>{run.check.faults.map((x) => x.what).join(', ')}</Ref></Note>)}
      {g && run.state !== 'dropped' && <>
        <dl className="sum"><div><dd>{f.whole(g.facts)}</dd><dt>{t('assess.facts')}</dt></div><div className="eq"><dd>{f.whole(g.assessed)}</dd><dt>{t('assess.assessed')}</dt></div><div className="pl"><dd>{f.whole(g.waiting)}</dd><dt>{t('assess.waiting')}</dt></div><div><dd>{f.money(g.total)}</dd><dt>{t('assess.lines.total', { currency })}</dt></div><div><dd>{f.money(g.articlesTotal)}</dd><dt>{t('assess.articles.of', { n: g.articles, currency })}</dt></div></dl>
        {Object.keys(g.reasons).length > 0 && <div className="row assess-why">{Object.entries(g.reasons).sort((a, b) => b[1] - a[1]).map(([r, n]) => <button key={r} type="button" className="btn flat" aria-pressed={reason === r} onClick={() => { setReason(reason === r ? null : r); setTab('lines'); }}>{t('assess.reason.n', { n, why: word('assess.why.', r) })}</button>)}</div>}
        <Tabs label={t('assess.title')} value={tab} onChange={setTab} panel="assess-panel" tabs={[{ key: 'lines', label: t('assess.lines') }, { key: 'articles', label: t('assess.articles') }, { key: 'proof', label: t('assess.proof') }]} />
        <div id="assess-panel" role="tabpanel" aria-label={t(`assess.${tab}`)} className="col">
          {tab === 'lines' && <Lines key={reason ?? ''} run={run} reason={reason} onReason={setReason} />}{tab === 'articles' && <Articles run={run} />}
          {tab === 'proof' && <section className="card"><Ledger lines={[[t('assess.kind'), t(`assess.kind.${run.kind}`)], [t('assess.computed_on'), f.day(run.day)], [t('assess.created'), <bdi key="c">{run.created.name}</bdi>], [t('assess.reviewed_by'), <bdi key="r">{run.reviewed?.name ?? '–'}</bdi>], [t('assess.issued_by'), <bdi key="i">{run.issued?.name ?? '–'}</bdi>], run.dueOn !== null && [t('assess.due_on'), f.day(run.dueOn)], run.zoneSet !== null && [t('assess.zone_set'), <bdi key="z">{run.zoneSet}</bdi>],
            [t('assess.cases'), f.whole(g.cases)], [t('assess.model'), <Ref key="m">{run.model}</Ref>], [t('assess.hash.rules'), <span key="h" className="hash"><Ref>{run.rulesHash}</Ref></span>], [t('assess.hash.inputs'), <span key="hi" className="hash"><Ref>{run.inputsHash}</Ref></span>], [t('assess.hash.result'), <span key="hr" className="hash"><Ref>{run.resultHash}</Ref></span>], run.note !== null && [t('assess.note'), run.note]]} /></section>}
        </div></>}
      {asked && <Decide run={run} asked={asked} onClose={() => ask(null)} />}
    </main>
  );
};
