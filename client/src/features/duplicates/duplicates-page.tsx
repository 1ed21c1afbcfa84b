import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { findTwins, listTwins } from '@sommier/domain/duplicates';
import { isEnded } from '@sommier/domain/jobs';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, Ref } from '../../platform/ui/index.ts';
import { Queue } from '../../platform/ui/queue.tsx';
import { JobLine, useJob } from '../jobs/index.ts';
import { PairView } from './pair-view.tsx';

const SIZE = 25;
const STATES = ['open', 'distinct', 'merged'] as const;

/** Properties that may be one, the likeliest first. A pair is merged or said to be two; J, K, C and R as in every queue. */
export const DuplicatesPage = () => {
  const t = useT();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [state, turn] = useState<(typeof STATES)[number]>('open');
  const [page, setPage] = useState(1);
  const [job, follow] = useState<string | null>(null);
  const list = useEndpoint(listTwins, { params: { commune }, query: { state, page, size: SIZE } }, { keep: true });
  const seek = useChange(findTwins, ['listJobs']);
  const run = useJob(commune, job).data;
  const ended = run !== undefined && isEnded(run.state);
  useEffect(() => { if (ended) void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] === listTwins.id }); }, [ended]);
  const rows = list.data?.rows ?? [];
  const n = (key: (typeof STATES)[number]) => t(`duplicates.state.${key}`, { n: list.data?.[key] ?? 0 });
  return (
    <Queue title={t('duplicates.title')} tab={state} onTab={(s) => { turn(s); setPage(1); }} tabs={STATES.map((s) => ({ key: s, label: n(s) }))} letters="cr"
      lines={rows.map((r) => ({ key: r.id, body: <><b>{r.score} · <bdi>{r.low.name}</bdi></b><span><Ref>{r.low.code}</Ref> · <Ref>{r.high.code}</Ref></span></> }))}
      head={<>{may && <p className="seek"><Button icon="search" refuse={(seek.isPending || (job !== null && !ended)) && t('shell.wait')} onClick={() => seek.mutate({ params: { commune } }, { onSuccess: (s) => follow(s.job) })}>{t('duplicates.search')}</Button></p>}
        {run && !ended && <JobLine commune={commune} job={run} label={t('duplicates.searching')} />}{seek.error && <Problem error={seek.error} />}{list.error && <Problem error={list.error} />}</>}
      page={list.data && { page, size: SIZE, total: list.data.total, onPage: setPage }} none={list.data?.total === 0 ? { title: t('duplicates.none'), why: t('duplicates.none.why') } : undefined}
      keys={<>{t('reviews.keys.move')} · <kbd>C</kbd> {t('duplicates.keys.merge')} · <kbd>R</kbd> {t('duplicates.keys.distinct')}</>}>
      {(i) => { const row = rows[i]; return row && (state === 'merged' ? <section className="card whole"><p>{t('duplicates.done', { kept: row.low.code, gone: row.high.code })}</p><p><Link to="/c/$commune/bin" params={{ commune }} search={{}}>{t('recycling.bin')}</Link></p></section> : <PairView key={row.id} id={row.id} onDone={() => undefined} />); }}
    </Queue>
  );
};
