import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { listRuns, previewRun, startRun, type AssessmentRun } from '@sommier/domain/assessments';
import { listTaxes } from '@sommier/domain/rules';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Empty, Note, Pager, Problem, Ref, SelectField, Table, Tag, TextField } from '../../platform/ui/index.ts';
import { lastMonth } from './period.ts';

export const TONE = { computing: 'info', draft: 'warn', reviewed: 'info', issued: 'ok', dropped: 'mute' } as const;

const NewRunDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const go = useNavigate();
  const word = useCodeText();
  const { language } = useLanguage();
  const { code: commune, currency } = useCommune();
  const taxes = useEndpoint(listTaxes, { params: { commune } });
  const able = (taxes.data?.taxes ?? []).filter((x) => x.published > 0);
  const [tax, setTax] = useState(''), [days, setDays] = useState<{ from: string; to: string } | null>(null), [more, setMore] = useState(false), [population, setPopulation] = useState('');
  const period = days ?? lastMonth(taxes.data?.day ?? '2026-01-01');
  const body = { tax: tax || (able[0]?.tax ?? ''), ...period, supplementary: more, ...(/^[1-9]\d*$/.test(population) ? { population: Number(population) } : {}) };
  const preview = useChange(previewRun), start = useChange(startRun, ['listRuns']);
  const refuse = (able.length === 0 && t('assess.no_tax')) || (body.to <= body.from && t('assess.days.wrong'));
  return (
    <Dialog title={t('assess.new')} onClose={onClose} foot={<><Button refuse={refuse} onClick={() => preview.mutate({ params: { commune }, body })}>{t('assess.preview')}</Button>
      <Button kind="main" refuse={refuse} onClick={() => start.mutate({ params: { commune }, body }, { onSuccess: (r) => void go({ to: '/c/$commune/assessments/$id', params: { commune, id: r.run } }) })}>{t('assess.start')}</Button></>}>
      <div className="stack">
        {able.length === 0 && taxes.data && <Note tone="warn">{t('assess.no_tax')}</Note>}
        <SelectField label={t('assess.tax')} value={body.tax} onChange={(e) => setTax(e.currentTarget.value)}>{able.map((x) => <option key={x.tax} value={x.tax}>{x.label[language] ?? x.label.fr ?? x.tax}</option>)}</SelectField>
        <div className="pair"><TextField type="date" label={t('assess.from')} value={period.from} onChange={(e) => setDays({ ...period, from: e.currentTarget.value })} /><TextField type="date" label={t('assess.to')} value={period.to} onChange={(e) => setDays({ ...period, to: e.currentTarget.value })} /><TextField label={t('assess.population')} inputMode="numeric" value={population} onChange={(e) => setPopulation(e.currentTarget.value)} /></div>
        <Check checked={more} onChange={(e) => setMore(e.currentTarget.checked)}>{t('assess.supplementary')}</Check>
        {preview.data && <Note><p>{t('assess.previewed', { facts: preview.data.facts, assessed: preview.data.assessed, total: f.money(preview.data.total), currency })}</p>{Object.entries(preview.data.reasons).map(([r, n]) => <p key={r}>{t('assess.reason.n', { n, why: word('assess.why.', r) })}</p>)}</Note>}
        {(preview.error ?? start.error) && <Problem error={(preview.error ?? start.error)!} />}
      </div>
    </Dialog>
  );
};

/** The runs of the commune: what was assessed, for which days, and how far it is. */
export const RunsPage = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const go = useNavigate();
  const { code: commune, currency } = useCommune();
  const [page, setPage] = useState(1), [making, setMaking] = useState(false);
  const list = useEndpoint(listRuns, { params: { commune }, query: { page, size: 25 } }, { keep: true });
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('assess.title')}</h1>{can('assess.run') && <Button kind="main" onClick={() => setMaking(true)}>{t('assess.new')}</Button>}</div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 ? <Empty title={t('assess.none')} why={t('assess.none.why')} /> : list.data && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('assess.title')}><Table<AssessmentRun> label={t('assess.title')} rows={list.data.rows} keyOf={(r) => r.id} onSelect={(r) => void go({ to: '/c/$commune/assessments/$id', params: { commune, id: r.id } })} columns={[
          { key: 'id', head: t('assess.no'), cell: (r) => <Ref>{r.id}</Ref> }, { key: 'tax', head: t('assess.tax'), cell: (r) => <Ref>{r.tax}</Ref> }, { key: 'kind', head: t('assess.kind'), cell: (r) => t(`assess.kind.${r.kind}`) },
          { key: 'days', head: t('assess.period'), cell: (r) => <Ref>{`${f.day(r.from)} – ${f.day(r.to)}`}</Ref> }, { key: 'state', head: t('assess.state'), cell: (r) => <Tag tone={TONE[r.state]}>{t(`assess.is.${r.state}`)}</Tag> },
          { key: 'facts', head: t('assess.facts'), num: true, cell: (r) => f.whole(r.figures?.facts) }, { key: 'wait', head: t('assess.waiting'), num: true, cell: (r) => f.whole(r.figures?.waiting) }, { key: 'sum', head: `${t('assess.articles.total')} (${currency})`, num: true, cell: (r) => f.money(r.figures?.articlesTotal) },
          { key: 'by', head: t('assess.by'), cell: (r) => <bdi>{r.created.name}</bdi> },
        ]} /></div>
        <Pager page={page} size={25} total={list.data.total} onPage={setPage} /></>}
      {making && <NewRunDialog onClose={() => setMaking(false)} />}
    </main>
  );
};
