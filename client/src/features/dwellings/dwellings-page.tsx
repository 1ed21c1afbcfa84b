import { useEffect, useState } from 'react';
import { decidePairs, findPairs, listDwellings, listPairs, PAIR_CLASSES, type PairDecision } from '@sommier/domain/dwellings';
import { isEnded } from '@sommier/domain/jobs';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, Ref, Tag, useToast } from '../../platform/ui/index.ts';
import { Queue } from '../../platform/ui/queue.tsx';
import { JobLine, useJob } from '../jobs/index.ts';
import { DwellingView } from './dwelling-view.tsx';
import { PairView } from './pair-view.tsx';

const SIZE = 25;
const STATES = ['open', 'later', 'decided', 'dwellings'] as const;
type State = (typeof STATES)[number];
const TOUCHES = ['listPairs', 'listDwellings', 'getDwelling', 'getListingLinks'];

/** Listings that may be of one dwelling, the likeliest first: one key a decision, or many ticked at once; and the dwellings that decisions made. */
export const DwellingsPage = () => {
  const t = useT();
  const code = useCodeText();
  const say = useToast();
  const may = useCan()('activity.write');
  const { code: commune } = useCommune();
  const [state, turn] = useState<State>('open');
  const [page, setPage] = useState(1);
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const [left, leave] = useState<ReadonlySet<string>>(new Set());
  const [job, follow] = useState<string | null>(null);
  const list = useEndpoint(listPairs, { params: { commune }, query: { state: state === 'dwellings' ? 'open' : state, page: state === 'dwellings' ? 1 : page, size: SIZE } }, { keep: true });
  const groups = useEndpoint(listDwellings, { params: { commune }, query: { page, size: SIZE } }, { keep: true, enabled: state === 'dwellings' });
  const seek = useChange(findPairs, ['listJobs']);
  const decide = useChange(decidePairs, TOUCHES);
  const run = useJob(commune, job).data;
  const ended = run !== undefined && isEnded(run.state);
  useEffect(() => { if (ended) void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] === listPairs.id }); }, [ended]);
  const pairs = state === 'dwellings' ? [] : (list.data?.rows ?? []).filter((p) => !left.has(p.id)), dwellings = state === 'dwellings' ? groups.data?.rows ?? [] : [];
  const count = (s: State): number => (s === 'dwellings' ? list.data?.dwellings : list.data?.[s]) ?? 0;
  const show = (ids: readonly string[]) => leave((was) => new Set([...was].filter((id) => !ids.includes(id))));
  // A pair leaves as its key is pressed, so that the next can be decided at once; what the server refuses comes back.
  const send = (ids: readonly string[], verdict: PairDecision['verdict'], note: string) => {
    leave((was) => new Set([...was, ...ids]));
    tick(new Set());
    decide.mutateAsync({ params: { commune }, body: { ids: [...ids], verdict, ...(note.trim() ? { note: note.trim() } : {}) } }).then(({ decided }) => {
      if (verdict === 'open') show(ids);
      say(t('pairs.done', { n: decided, verdict: code('pairs.verdict.', verdict) }), verdict === 'open' ? undefined : { label: t('shell.cancel'), run: () => { void decide.mutateAsync({ params: { commune }, body: { ids: [...ids], verdict: 'open' } }).then(() => show(ids), () => undefined); } });
    }, () => show(ids));
  };
  const total = state === 'dwellings' ? groups.data?.total : list.data?.total;
  return (
    <Queue title={t('pairs.title')} tab={state} onTab={(s) => { turn(s); setPage(1); tick(new Set()); leave(new Set()); }} tabs={STATES.map((s) => ({ key: s, label: t(`pairs.tab.${s}`, { n: count(s) }) }))} letters="1234po"
      lines={state === 'dwellings'
        ? dwellings.map((d) => ({ key: d.id, body: <><b>{t('pairs.dwelling.listings', { n: d.listings.length })}</b><span><bdi>{d.listings[0]?.title ?? '–'}</bdi></span></> }))
        : pairs.map((p) => ({ key: p.id, ticked: ticked.has(p.id), body: <><b>{p.score} · {code('pairs.verdict.', p.verdict ?? p.class)}</b><span><bdi>{p.low.title ?? p.low.externalId}</bdi></span>{p.low.platform !== p.high.platform && <span><Tag>{t('pairs.across')}</Tag> <Ref>{`${p.low.platform} · ${p.high.platform}`}</Ref></span>}</> }))}
      {...(may && state !== 'dwellings' ? { onTick: (i: number) => { const id = pairs[i]?.id; if (id) tick((was) => { const next = new Set(was); if (!next.delete(id)) next.add(id); return next; }); }, tickLabel: t('pairs.tick') } : {})}
      head={<>{may && <p className="seek"><Button icon="search" refuse={(seek.isPending || (job !== null && !ended)) && t('shell.wait')} onClick={() => seek.mutate({ params: { commune } }, { onSuccess: (s) => follow(s.job) })}>{t('pairs.search')}</Button></p>}
        {run && !ended && <JobLine commune={commune} job={run} label={t('pairs.searching')} />}{seek.error && <Problem error={seek.error} />}{list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}</>}
      page={total === undefined ? undefined : { page, size: SIZE, total, onPage: setPage }}
      none={total === 0 ? { title: t('pairs.none'), why: t('pairs.none.why') } : undefined}
      keys={<>{t('reviews.keys.move')} · <kbd>X</kbd> {t('pairs.keys.tick')} · {PAIR_CLASSES.map((c, i) => <span key={c}><kbd>{i + 1}</kbd> {t(`pairs.key.${c}`)} </span>)} · <kbd>P</kbd> {t('pairs.keys.later')}</>}>
      {(i) => {
        const pair = pairs[i], dwelling = dwellings[i];
        if (dwelling) return <DwellingView key={`${dwelling.id}.${String(dwelling.version)}`} dwelling={dwelling} may={may} />;
        if (!pair) return null;
        const ids = ticked.size > 0 ? [...ticked] : [pair.id];
        return <PairView key={pair.id} pair={pair} may={may} many={ids.length} error={decide.error} onDecide={(verdict, note) => send(ids, verdict, note)} />;
      }}
    </Queue>
  );
};
