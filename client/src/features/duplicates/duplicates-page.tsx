import '../../platform/ui/queue.css';
import '../../platform/ui/difference.css';
import { useEffect, useRef, useState } from 'react';
import { findTwins, listTwins } from '@sommier/domain/duplicates';
import { isEnded } from '@sommier/domain/jobs';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, Tabs } from '../../platform/ui/index.ts';
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
  const [at, go] = useState(0);
  const [job, follow] = useState<string | null>(null);
  const pane = useRef<HTMLElement>(null);
  const list = useEndpoint(listTwins, { params: { commune }, query: { state, page, size: SIZE } }, { keep: true });
  const seek = useChange(findTwins, ['listJobs']);
  const run = useJob(commune, job).data;
  const ended = run !== undefined && isEnded(run.state);
  useEffect(() => { document.title = `${t('duplicates.title')} · Sommier`; }, [t]);
  useEffect(() => { if (ended) void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] === listTwins.id }); }, [ended]);
  const rows = list.data?.rows ?? [];
  const here = Math.min(at, Math.max(0, rows.length - 1));
  const row = rows[here];
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const target = e.target as HTMLElement;
      if (e.ctrlKey || e.metaKey || e.altKey || (target.tagName === 'INPUT' && (target as HTMLInputElement).type === 'text') || ['TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('dialog')) return;
      const key = e.key.toLowerCase();
      if (key === 'j') go((n) => Math.min(n + 1, rows.length - 1));
      else if (key === 'k') go((n) => Math.max(n - 1, 0));
      else if (key === 'c' || key === 'r') pane.current?.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)?.click();
      else return;
      e.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [rows.length]);
  const n = (key: (typeof STATES)[number]) => t(`duplicates.state.${key}`, { n: list.data?.[key] ?? 0 });
  return (
    <main id="main" className="queue">
      <aside className="lines">
        <div><h1>{t('duplicates.title')}</h1>{may && <p className="seek"><Button icon="search" refuse={(seek.isPending || (job !== null && !ended)) && t('shell.wait')} onClick={() => seek.mutate({ params: { commune } }, { onSuccess: (s) => follow(s.job) })}>{t('duplicates.search')}</Button></p>}
          {run && !ended && <JobLine commune={commune} job={run} label={t('duplicates.searching')} />}{seek.error && <Problem error={seek.error} />}{list.error && <Problem error={list.error} />}</div>
        <Tabs label={t('duplicates.title')} panel="queue-pane" value={state} onChange={(s) => { turn(s); setPage(1); go(0); }} tabs={STATES.map((s) => ({ key: s, label: n(s) }))} />
        <ol>{rows.map((r, i) => <li key={r.id}><button type="button" aria-current={i === here ? true : undefined} onClick={() => go(i)}><b>{r.score} · <bdi>{r.low.name}</bdi></b><span><Ref>{r.low.code}</Ref> · <Ref>{r.high.code}</Ref></span></button></li>)}</ol>
        {list.data && list.data.total > SIZE ? <Pager page={page} size={SIZE} total={list.data.total} onPage={(p) => { setPage(p); go(0); }} /> : <span />}
        <p className="keys"><kbd>J</kbd> <kbd>K</kbd> {t('reviews.keys.move')} · <kbd>C</kbd> {t('duplicates.keys.merge')} · <kbd>R</kbd> {t('duplicates.keys.distinct')}</p>
      </aside>
      <section className="pane" id="queue-pane" role="tabpanel" aria-label={t('duplicates.title')} tabIndex={0} ref={pane}>
        {list.data?.total === 0 && <Empty title={t('duplicates.none')} why={t('duplicates.none.why')} />}
        {row && state !== 'merged' && <PairView key={row.id} id={row.id} onDone={() => undefined} />}
        {row && state === 'merged' && <p>{t('duplicates.done', { kept: row.low.code, gone: row.high.code })}</p>}
      </section>
    </main>
  );
};
