import { useEffect, useState } from 'react';
import { identifyListings, listLeadFiles, listLeads } from '@sommier/domain/leads';
import { isEnded } from '@sommier/domain/jobs';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { usePlaceOf } from './place-of.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, Ref, Tag } from '../../platform/ui/index.ts';
import { Queue } from '../../platform/ui/queue.tsx';
import { JobLine, useJob } from '../jobs/index.ts';
import { FileView } from './file-view.tsx';
import { LeadView } from './lead-view.tsx';

const SIZE = 25;
const TABS = ['open', 'later', 'confirmed', 'rejected', 'files'] as const;
type TabKey = (typeof TABS)[number];

/** Listings that may stand on municipal property, the likeliest first, and the files that confirmed ones opened. */
export const LeadsPage = () => {
  const t = useT();
  const code = useCodeText();
  const placeOf = usePlaceOf();
  const may = useCan()('activity.write');
  const { code: commune } = useCommune();
  const [tab, turn] = useState<TabKey>('open');
  const [page, setPage] = useState(1);
  const [job, follow] = useState<string | null>(null);
  const list = useEndpoint(listLeads, { params: { commune }, query: { state: tab === 'files' ? 'open' : tab, page: tab === 'files' ? 1 : page, size: SIZE } }, { keep: true });
  const files = useEndpoint(listLeadFiles, { params: { commune }, query: { state: 'open', page: tab === 'files' ? page : 1, size: SIZE } }, { keep: true });
  const seek = useChange(identifyListings, ['listJobs']);
  const run = useJob(commune, job).data;
  const ended = run !== undefined && isEnded(run.state);
  useEffect(() => { if (ended) void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] === listLeads.id }); }, [ended]);
  const leads = tab === 'files' ? [] : list.data?.rows ?? [], open = tab === 'files' ? files.data?.rows ?? [] : [];
  const total = tab === 'files' ? files.data?.total : list.data?.total;
  const n = (k: TabKey): number => (k === 'files' ? files.data?.total : list.data?.[k]) ?? 0;
  return (
    <Queue title={t('leads.title')} tab={tab} onTab={(k) => { turn(k); setPage(1); }} tabs={TABS.map((k) => ({ key: k, label: t(`leads.tab.${k}`, { n: n(k) }) }))} letters="crpo"
      lines={tab === 'files' ? open.map((f) => ({ key: f.id, body: <><b><bdi>{placeOf(f.lead.asset)}</bdi></b><span><Ref>{f.lead.asset.code}</Ref> <Tag>{code('leads.side.', f.side)}</Tag></span></> }))
        : leads.map((l) => ({ key: l.id, body: <span className="scored"><span className="score">{l.score}</span><b><bdi>{placeOf(l.asset)}</bdi></b><span><Ref>{l.asset.code}</Ref> · {code('leads.kind.', l.kind)}</span></span> }))}
      head={<>{may && <p className="seek"><Button icon="search" refuse={(seek.isPending || (job !== null && !ended)) && t('shell.wait')} onClick={() => seek.mutate({ params: { commune } }, { onSuccess: (s) => follow(s.job) })}>{t('leads.search')}</Button></p>}
        {run && !ended && <JobLine commune={commune} job={run} label={t('leads.searching')} />}{seek.error && <Problem error={seek.error} />}{list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}</>}
      page={total === undefined ? undefined : { page, size: SIZE, total, onPage: setPage }} none={total === 0 ? { title: t('leads.none'), why: t('leads.none.why') } : undefined}
      keys={<>{t('reviews.keys.move')} · <kbd>C</kbd> {t('leads.keys.confirm')} · <kbd>R</kbd> {t('leads.keys.reject')} · <kbd>P</kbd> {t('pairs.keys.later')}</>}>
      {(i) => { const lead = leads[i], file = open[i]; return lead ? <LeadView key={lead.id} id={lead.id} /> : file ? <FileView key={file.id} file={file} /> : null; }}
    </Queue>
  );
};
