import { useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { countReviews, listProposals, listReviews } from '@sommier/domain/reviews';
import { useNameOf } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Problem, Ref, Tag } from '../../platform/ui/index.ts';
import { Queue } from '../../platform/ui/queue.tsx';
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
  const params = { commune };
  const counts = useEndpoint(countReviews, { params }, { keep: true }).data;
  const queue = useEndpoint(listReviews, { params, query: { page, size: SIZE } }, { keep: true, enabled: tab === 'submitted' });
  const wishes = useEndpoint(listProposals, { params, query: { page, size: SIZE, ...(tab === 'proposals' ? { state: 'open' as const } : {}) } }, { keep: true, enabled: tab !== 'submitted' });
  const submitted = tab === 'submitted' ? queue.data?.rows ?? [] : [];
  const proposals = tab === 'submitted' ? [] : (wishes.data?.rows ?? []).filter((p) => tab === 'proposals' || p.state !== 'open');
  const lines = tab === 'submitted' ? submitted.map((r) => ({ key: r.asset.id, asset: r.asset, who: r.submittedBy?.name, when: r.submittedAt, own: r.own, mark: null, calm: true }))
    : proposals.map((p) => ({ key: p.id, asset: p.asset, who: p.requestedBy?.name, when: p.requestedAt, own: p.own, mark: p.state === 'open' ? (p.outdated ? t('reviews.changed') : null) : t(`reviews.proposal.${p.state}`), calm: p.state !== 'open' }));
  const total = tab === 'submitted' ? queue.data?.total : wishes.data?.total;
  const error = queue.error ?? wishes.error;
  const turn = (key: TabKey) => { setPage(1); void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, tab: key }) as never, replace: true }); };
  const n = (x: number | undefined) => (x === undefined ? '' : intl.formatNumber(x));
  const empty = lines.length === 0 && (queue.data ?? wishes.data) !== undefined;
  return (
    <Queue title={t('reviews.title')} tab={tab} onTab={turn} letters="cr"
      tabs={[{ key: 'submitted', label: t('reviews.tab.submitted', { n: n(counts?.submitted) }) }, { key: 'proposals', label: t('reviews.tab.proposals', { n: n(counts?.proposals) }) }, { key: 'decided', label: t('reviews.tab.decided') }]}
      head={error && <Problem error={error} onRetry={() => { void queue.refetch(); void wishes.refetch(); }} />}
      lines={lines.map((l) => ({ key: l.key, body: <>
        <b><bdi>{nameOf(l.asset)}</bdi></b><span><Ref>{l.asset.code}</Ref> · {intl.formatDate(l.when, { dateStyle: 'short' })}</span><span><bdi>{l.who ?? '–'}</bdi></span>
        {(l.own || l.mark) && <span>{l.own && <Tag>{t('reviews.mine')}</Tag>}{l.mark && <Tag tone={l.calm ? 'mute' : 'warn'}>{l.mark}</Tag>}</span>}
      </> }))}
      page={total === undefined ? undefined : { page, size: SIZE, total, onPage: setPage }}
      none={empty ? { title: t(tab === 'submitted' ? 'reviews.none' : tab === 'proposals' ? 'reviews.proposals.none' : 'reviews.decided.none'), why: t('reviews.none.why') } : undefined}
      keys={<>{t('reviews.keys.move')} · <kbd>C</kbd> {t('reviews.keys.confirm')} · <kbd>R</kbd> {t('reviews.keys.return')}</>}>
      {(i) => { const row = submitted[i], wish = proposals[i]; return <>{row && <SubmissionView key={row.asset.id} row={row} onDone={() => undefined} />}{wish && <ProposalView key={wish.id} id={wish.id} onDone={() => void wishes.refetch()} />}</>; }}
    </Queue>
  );
};
