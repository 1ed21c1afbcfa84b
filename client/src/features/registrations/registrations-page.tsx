import './registrations.css';
import { useEffect, useState } from 'react';
import { checkNumbers, listChecks, listNightCaps, VERDICTS, type CheckedListing, type Verdict } from '@sommier/domain/registrations';
import { isEnded } from '@sommier/domain/jobs';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';
import { PasteDialog } from './paste-dialog.tsx';
import { RulesDialog } from './rules-dialog.tsx';

const SIZE = 25;
type Shown = Verdict | 'several' | 'all';

/** What listings' numbers say, by finding; the commune's list and its rules; the night caps. */
export const RegistrationsPage = () => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const may = useCan()('activity.write');
  const { code: commune } = useCommune();
  const [shown, show] = useState<Shown>('all');
  const [page, setPage] = useState(1);
  const [job, follow] = useState<string | null>(null);
  const [open, ask] = useState<'paste' | 'rules' | null>(null);
  const list = useEndpoint(listChecks, { params: { commune }, query: { page, size: SIZE, ...(shown === 'several' ? { several: 'yes' as const } : shown === 'all' ? {} : { verdict: shown }) } }, { keep: true });
  const caps = useEndpoint(listNightCaps, { params: { commune }, query: { page: 1, size: SIZE } });
  const check = useChange(checkNumbers, ['listJobs']);
  const run = useJob(commune, job).data;
  const ended = run !== undefined && isEnded(run.state);
  useEffect(() => { document.title = `${t('numbers.title')} · Sommier`; }, [t]);
  useEffect(() => { if (ended) void queryClient.invalidateQueries({ predicate: (q) => [listChecks.id, listNightCaps.id].includes(String(q.queryKey[0]) as typeof listChecks.id) }); }, [ended]);
  const d = list.data;
  const count = (v: Verdict): number => d?.counts.find((c) => c.verdict === v)?.count ?? 0;
  const sum = d?.counts.reduce((n, c) => n + c.count, 0) ?? 0;
  // Without a list a number is well written, no more.
  const word = (v: Verdict): string => t(v === 'valid' && d?.registrations === 0 ? 'numbers.verdict.formed' : `numbers.verdict.${v}`);
  const pick = (v: Shown, label: string, n: number) => <button key={v} type="button" className="btn" aria-pressed={shown === v} onClick={() => { show(v); setPage(1); }}>{label} <b>{format.whole(n)}</b></button>;
  return (
    <main id="main" className="page numbers">
      <div className="row"><h1>{t('numbers.title')}</h1>{may && <span className="acts">
        <Button icon="search" refuse={(check.isPending || (job !== null && !ended)) && t('shell.wait')} onClick={() => check.mutate({ params: { commune } }, { onSuccess: (s) => follow(s.job) })}>{t('numbers.check')}</Button>
        <Button onClick={() => ask('rules')}>{t('numbers.rules')}</Button><Button kind="main" icon="plus" onClick={() => ask('paste')}>{t('numbers.paste')}</Button></span>}</div>
      {run && !ended && <JobLine commune={commune} job={run} label={t('numbers.checking')} />}
      {check.error && <Problem error={check.error} />}{list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {d && <p>{d.checkedAt === null ? t('numbers.never') : t('numbers.why', { n: sum, list: d.registrations })}</p>}
      {d && d.checkedAt !== null && <div className="verdicts" role="group" aria-label={t('numbers.verdict')}>{pick('all', t('numbers.all'), sum)}{VERDICTS.filter((v) => count(v) > 0).map((v) => pick(v, word(v), count(v)))}{d.several > 0 && pick('several', t('numbers.several'), d.several)}</div>}
      {d?.total === 0 && d.checkedAt !== null && <Empty title={t('numbers.none')} />}
      {d && d.total > 0 && <><Table<CheckedListing> label={t('numbers.title')} rows={d.rows} keyOf={(r) => r.listing.id} columns={[
        { key: 'number', head: t('numbers.number'), cell: (r) => <Ref>{r.listing.licence || '–'}</Ref> }, { key: 'verdict', head: t('numbers.verdict'), cell: (r) => <><Tag tone={r.verdict === 'valid' || r.verdict === 'exempt' ? 'ok' : 'warn'}>{word(r.verdict)}</Tag>{r.also.map((a) => <Tag key={a} tone="warn">{code('numbers.verdict.', a)}</Tag>)}</> },
        { key: 'listing', head: t('numbers.listing'), cell: (r) => <><Ref>{`${r.listing.platform} ${r.listing.externalId}`}</Ref> <bdi>{r.listing.title ?? ''}</bdi></> }, { key: 'room', head: t('map.col.room'), cell: (r) => code('code.room.', r.listing.roomType) },
        { key: 'places', head: t('numbers.places'), num: true, cell: (r) => (r.addresses > 1 ? <span title={t('numbers.several.of', { n: r.addresses })}>{`≥ ${String(r.addresses)}`}</span> : '–') }, { key: 'nights', head: t('numbers.estimated'), num: true, cell: (r) => `≈ ${format.whole(r.listing.estimatedNights)}` },
      ]} /><Pager page={page} size={SIZE} total={d.total} onPage={setPage} /></>}
      {caps.data && <><h2>{t('numbers.caps', { year: String(caps.data.year) })}</h2><p className="small">{t('numbers.caps.why')}</p>
        {caps.data.total === 0 ? <p>{t('numbers.caps.none')}</p> : <Table label={t('numbers.caps', { year: String(caps.data.year) })} rows={caps.data.rows} keyOf={(r) => r.number} columns={[
          { key: 'number', head: t('numbers.number'), cell: (r) => <Ref>{r.number}</Ref> }, { key: 'state', head: t('numbers.verdict'), cell: (r) => <Tag tone={r.state === 'over' ? 'bad' : 'warn'}>{code('numbers.cap.', r.state)}</Tag> }, { key: 'cap', head: t('numbers.cap'), num: true, cell: (r) => r.cap },
          { key: 'declared', head: t('numbers.declared'), num: true, cell: (r) => format.whole(r.declared) }, { key: 'reported', head: t('numbers.reported'), num: true, cell: (r) => format.whole(r.reported) }, { key: 'estimated', head: t('numbers.estimated'), num: true, cell: (r) => (r.estimated === null ? '–' : `≈ ${format.whole(r.estimated)}`) },
        ]} />}</>}
      {open === 'paste' && <PasteDialog onClose={() => ask(null)} />}{open === 'rules' && <RulesDialog onClose={() => ask(null)} />}
    </main>
  );
};
