import '../../platform/ui/queue.css';
import '../../platform/ui/difference.css';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { countReviews, listProposals, listReviews } from '@sommier/domain/reviews';
import { useNameOf } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, Ref, Tabs, Tag } from '../../platform/ui/index.ts';
import { ProposalView } from './proposal-view.tsx';
import { SubmissionView } from './submission-view.tsx';

const SIZE = 25;
const TABS = ['submitted', 'proposals', 'decided'] as const;
type TabKey = (typeof TABS)[number];

/** What waits for a second person: properties handed in, then proposals. J and K go through the list, C confirms, R gives back. */
export const QueuePage = () => {
  const t = useT();
  const intl = useIntl();
  const nameOf = useNameOf();
  const navigate = useNavigate();
  const { code: commune } = useCommune();
  const { tab: wanted } = useSearch({ from: '/c/$commune/reviews' });
  const tab: TabKey = TABS.find((x) => x === wanted) ?? 'submitted';
  const [page, setPage] = useState(1);
  const [at, go] = useState(0);
  const pane = useRef<HTMLElement>(null);
  const params = { commune };
  const counts = useEndpoint(countReviews, { params }, { keep: true }).data;
  const queue = useEndpoint(listReviews, { params, query: { page, size: SIZE } }, { keep: true, enabled: tab === 'submitted' });
  const wishes = useEndpoint(listProposals, { params, query: { page, size: SIZE, ...(tab === 'proposals' ? { state: 'open' as const } : {}) } }, { keep: true, enabled: tab !== 'submitted' });
  useEffect(() => { document.title = `${t('reviews.title')} · Sommier`; }, [t]);
  const submitted = tab === 'submitted' ? queue.data?.rows ?? [] : [];
  const proposals = tab === 'submitted' ? [] : (wishes.data?.rows ?? []).filter((p) => tab === 'proposals' || p.state !== 'open');
  const lines = tab === 'submitted' ? submitted.map((r) => ({ key: r.asset.id, asset: r.asset, who: r.submittedBy?.name, when: r.submittedAt, own: r.own, mark: null }))
    : proposals.map((p) => ({ key: p.id, asset: p.asset, who: p.requestedBy?.name, when: p.requestedAt, own: p.own, mark: p.state === 'open' ? (p.outdated ? t('reviews.changed') : null) : t(`reviews.proposal.${p.state}`) }));
  const here = Math.min(at, Math.max(0, lines.length - 1));
  const total = tab === 'submitted' ? queue.data?.total : wishes.data?.total;
  const error = queue.error ?? wishes.error;
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const target = e.target as HTMLElement;
      if (e.ctrlKey || e.metaKey || e.altKey || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('dialog')) return;
      const key = e.key.toLowerCase();
      if (key === 'j') go((n) => Math.min(n + 1, lines.length - 1));
      else if (key === 'k') go((n) => Math.max(n - 1, 0));
      else if (key === 'c' || key === 'r') pane.current?.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)?.click();
      else return;
      e.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [lines.length]);
  const turn = (key: TabKey) => { setPage(1); go(0); void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, tab: key }) as never, replace: true }); };
  const n = (x: number | undefined) => (x === undefined ? '' : intl.formatNumber(x));
  const row = submitted[here], wish = proposals[here];
  return (
    <main id="main" className="queue">
      <aside className="lines">
        <h1>{t('reviews.title')}</h1>
        <Tabs label={t('reviews.title')} panel="queue-pane" value={tab} onChange={turn} tabs={[{ key: 'submitted', label: t('reviews.tab.submitted', { n: n(counts?.submitted) }) }, { key: 'proposals', label: t('reviews.tab.proposals', { n: n(counts?.proposals) }) }, { key: 'decided', label: t('reviews.tab.decided') }]} />
        {error && <Problem error={error} onRetry={() => { void queue.refetch(); void wishes.refetch(); }} />}
        <ol>{lines.map((l, i) => (
          <li key={l.key}><button type="button" aria-current={i === here ? true : undefined} onClick={() => go(i)}>
            <b><bdi>{nameOf(l.asset)}</bdi></b><span><Ref>{l.asset.code}</Ref> · <bdi>{l.who ?? '–'}</bdi> · {intl.formatDate(l.when, { dateStyle: 'short' })}</span>
            {(l.own || l.mark) && <span>{l.own && <Tag>{t('reviews.mine')}</Tag>}{l.mark && <Tag tone="warn">{l.mark}</Tag>}</span>}
          </button></li>
        ))}</ol>
        {total !== undefined && total > SIZE && <Pager page={page} size={SIZE} total={total} onPage={(p) => { setPage(p); go(0); }} />}
        <p className="keys"><kbd>J</kbd> <kbd>K</kbd> {t('reviews.keys.move')} · <kbd>C</kbd> {t('reviews.keys.confirm')} · <kbd>R</kbd> {t('reviews.keys.return')}</p>
      </aside>
      <section className="pane" id="queue-pane" role="tabpanel" aria-label={t('reviews.title')} tabIndex={0} ref={pane}>
        {lines.length === 0 && (queue.data ?? wishes.data) && <Empty title={t(tab === 'submitted' ? 'reviews.none' : tab === 'proposals' ? 'reviews.proposals.none' : 'reviews.decided.none')} why={t('reviews.none.why')} />}
        {row && <SubmissionView key={row.asset.id} row={row} onDone={() => undefined} />}
        {wish && <ProposalView key={wish.id} id={wish.id} onDone={() => void wishes.refetch()} />}
      </section>
    </main>
  );
};
