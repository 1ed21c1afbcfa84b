import { adoptRun, checkRun, dropRun, exportRun, getRun, type MassRunSheet } from '@sommier/domain/portfolio';
import { isEnded } from '@sommier/domain/jobs';
import { useEffect, useState } from 'react';
import { call, urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune, useSession } from '../../platform/session.tsx';
import { Button, Note, Problem, Ref, Table, Tag, useToast } from '../../platform/ui/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';
import { useEstimate } from './use-estimate.ts';
import { LinesPanel } from './lines-panel.tsx';

const PARTS = ['area', 'price', 'place', 'class', 'new', 'gone'] as const;
const RUNS = ['listMassRuns', 'getMassRun'];

/** What moved since the run before: parts that sum to the difference. */
const Change = ({ change }: { change: NonNullable<MassRunSheet['change']> }) => {
  const t = useT();
  const f = useFormat();
  const { currency } = useCommune();
  const about = useEstimate();
  const signed = (v: string) => <bdi dir="ltr">{BigInt(v) > 0n ? '+' : ''}{about(v)}</bdi>;
  return (
    <section className="panel"><h2>{t('portfolio.change')} <small>{t('portfolio.since', { day: f.day(change.day) })}</small></h2>
      <Table label={t('portfolio.change')} rows={[...PARTS]} keyOf={(p) => p} columns={[{ key: 'p', head: t('portfolio.why'), cell: (p) => <>{t(`portfolio.part.${p}`)}{p === 'new' || p === 'gone' ? ` (${f.whole(p === 'new' ? change.newCount : change.goneCount)})` : ''}</> }, { key: 'v', head: currency, num: true, cell: (p) => signed(change[p]) }]}
        foot={<tr><th scope="row">{t('portfolio.difference')}</th><td className="num">{signed(String(BigInt(change.after) - BigInt(change.before)))}</td></tr>} /></section>
  );
};

/** The job that computes a run; when it ends, the run is read again. */
const Computing = ({ job: id }: { job: string }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const job = useJob(commune, id);
  const state = job.data?.state;
  useEffect(() => { if (state && isEnded(state)) void queryClient.invalidateQueries({ predicate: (q) => RUNS.includes(String(q.queryKey[0])) }); }, [state]);
  return job.data && !isEnded(job.data.state) ? <JobLine commune={commune} job={job.data} label={t('portfolio.computing')} /> : null;
};

export const RunSheet = ({ id }: { id: string }) => {
  const t = useT();
  const f = useFormat();
  const say = useToast();
  const can = useCan();
  const me = useSession().person.id;
  const { code: commune, currency } = useCommune();
  const [checked, setChecked] = useState<boolean | null>(null);
  const read = useEndpoint(getRun, { params: { commune, id } });
  const adopt = useChange(adoptRun, RUNS), drop = useChange(dropRun, RUNS);
  const run = read.data;
  const about = useEstimate();
  if (read.error) return read.error.status === 404 ? <Note tone="warn">{t('portfolio.ended')}</Note> : <Problem error={read.error} onRetry={() => void read.refetch()} />;
  if (!run) return null;
  if (run.state === 'computing') return run.job === null ? null : <Computing job={run.job} />;
  const group = <K,>(label: string, rows: readonly K[], name: (k: K) => string, of: (k: K) => { count: number; value: string; area: number }) => (
    <section className="panel"><h2>{label}</h2><div className="scroll low" tabIndex={0} role="region" aria-label={label}><Table<K> label={label} rows={rows} keyOf={name} first={8} columns={[{ key: 'k', head: label, cell: (k) => <bdi>{name(k)}</bdi> }, { key: 'n', head: t('condition.properties'), num: true, cell: (k) => f.whole(of(k).count) }, { key: 'a', head: t('comparables.area'), num: true, cell: (k) => f.whole(Math.round(of(k).area)) }, { key: 'v', head: `${t('portfolio.value')} (${currency})`, num: true, cell: (k) => about(of(k).value) }]} /></div></section>
  );
  return <>
    <div className="row"><Tag tone={run.state === 'adopted' ? 'ok' : run.state === 'dropped' ? 'mute' : 'info'}>{t(`portfolio.run.${run.state}`)}</Tag> {run.adoptedBy && t('portfolio.adoptedby', { name: run.adoptedBy.name })}
      {can('export.run') && <a className="btn i i-dl" href={urlOf(exportRun, { params: { commune, id }, query: { format: 'xlsx' } })} download>{t('portfolio.file')}</a>}
      <Button onClick={() => void call(checkRun, { params: { commune, id } }).then((c) => setChecked(c.same))}>{t('portfolio.check')}</Button>
      {run.state === 'draft' && can('register.validate') && (run.author.id === me ? <span className="small">{t('portfolio.own')}</span> : <Button kind="main" refuse={run.held > 0 && t('portfolio.held.first', { n: run.held })} onClick={() => adopt.mutate({ params: { commune, id }, body: {} }, { onSuccess: () => say(t('portfolio.done')) })}>{t('portfolio.adopt')}</Button>)}
      {run.state === 'draft' && can('register.write') && <Button onClick={() => drop.mutate({ params: { commune, id }, body: {} })}>{t('portfolio.drop')}</Button>}</div>
    {checked !== null && <Note tone={checked ? 'ok' : 'bad'}>{t(checked ? 'portfolio.same' : 'portfolio.differs')}</Note>}
    {(adopt.error ?? drop.error) && <Problem error={(adopt.error ?? drop.error)!} />}
    <dl className="fig">
      <div><dt>{t('portfolio.total')} ({currency})</dt><dd>≈ {about(run.total)}<small>{t('portfolio.total.of', { n: run.valued })}</small></dd></div><div><dt>{t('portfolio.line.held')}</dt><dd>{f.whole(run.held)}<small>{t('portfolio.held.of')}</small></dd></div>
      <div><dt>{t('portfolio.line.none')}</dt><dd>{f.whole(run.notValued)}<small>{run.reasons.map((r) => `${t(`portfolio.none.${r.reason}`)}: ${f.whole(r.count)}`).join(' · ')}</small></dd></div><div><dt>{t('portfolio.hash')}</dt><dd><Ref>{run.hash?.slice(0, 12) ?? '–'}</Ref><small>{t('portfolio.hash.of')}</small></dd></div>
    </dl>
    <div className="half">
      <section className="panel"><h2>{t('portfolio.prices')} <small>{t('portfolio.prices.of', { day: f.day(run.day), months: run.params.months })}</small></h2><div className="scroll low" tabIndex={0} role="region" aria-label={t('portfolio.prices')}><Table<MassRunSheet['prices'][number]> label={t('portfolio.prices')} rows={run.prices} keyOf={(p) => `${p.use} ${p.zone ?? ''}`} first={8} columns={[
        { key: 'u', head: t('comparables.use'), cell: (p) => t(`comparables.use.${p.use}`) }, { key: 'z', head: t('comparables.zone'), cell: (p) => (p.zone === null ? <b>{t('comparables.everywhere')}</b> : <bdi>{p.zone}</bdi>) }, { key: 'n', head: t('comparables.count'), num: true, cell: (p) => <>{f.whole(p.count)}{!p.serves && <small> {t('portfolio.few')}</small>}</> }, { key: 'm', head: t('comparables.per_m2', { currency }), num: true, cell: (p) => f.money(p.perM2) },
      ]} /></div></section>
      {run.change && <Change change={run.change} />}{group(t('comparables.zone'), run.byZone, (z) => z.zone ?? '–', (z) => z)}
      {group(t('comparables.use'), run.byUse, (u) => t(`comparables.use.${u.use}`), (u) => u)}{group(t('condition.class'), run.byClass, (c) => t(c.class === 'unknown' ? 'portfolio.class.unknown' : `condition.class.${c.class}`), (c) => c)}
    </div>
    <LinesPanel key={run.held} run={run} />
  </>;
};
