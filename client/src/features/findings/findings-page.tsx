import './findings.css';
import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { exportFindings, getFindingSummary, listFindings, type FindingCode, type FindingRow } from '@sommier/domain/findings';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, Ref, Table } from '../../platform/ui/index.ts';

const SIZE = 25;
/** The figures a finding stands on, in the reader's words. */
const useFacts = (): ((f: FindingRow['facts']) => string) => {
  const format = useFormat();
  const code = useCodeText();
  return (facts) => Object.entries(facts).filter(([k, v]) => v !== null && k !== 'currency').map(([k, v]) => {
    const value = typeof v === 'number' && k.endsWith('M2') ? format.squareMetres(v) : k.endsWith('Minor') ? format.money(String(v)) : typeof v === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(v) ? format.day(v)
      : k === 'activityKind' ? code('code.occ.activity.', String(v)) : k.toLowerCase().includes('class') ? code('code.domain.', String(v)) : k === 'type' ? code('code.occ.type.', String(v)) : typeof v === 'boolean' ? code('code.bool.', String(v)) : String(v);
    return `${code('code.fact.', k)} : ${value}`;
  }).join(' · ');
};

/** The auditors' report: each case with its source and its count, then one case at a time. */
export const FindingsPage = () => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const facts = useFacts();
  const can = useCan();
  const { code: commune } = useCommune();
  const [chosen, choose] = useState<FindingCode | null>(null);
  const [page, setPage] = useState(1);
  const head = useEndpoint(getFindingSummary, { params: { commune }, query: {} });
  const filter = chosen === null ? {} : { code: chosen };
  const list = useEndpoint(listFindings, { params: { commune }, query: { ...filter, page, size: SIZE } }, { keep: true });
  useEffect(() => { document.title = `${t('findings.title')} · Sommier`; }, [t]);
  return (
    <main id="main" className="page findings">
      <div className="row"><h1>{t('findings.title')}</h1>{can('export.run') && (['xlsx', 'csv'] as const).map((f) => <a key={f} className="btn i i-dl" download href={urlOf(exportFindings, { params: { commune }, query: { ...filter, format: f } })}>{f.toUpperCase()}</a>)}</div>
      {head.error && <Problem error={head.error} onRetry={() => void head.refetch()} />}
      {head.data && <>
        <p>{t('findings.why', { n: head.data.total, occupations: head.data.occupations, assets: head.data.assets, day: format.day(head.data.on) })}</p>
        <Table label={t('findings.cases')} rows={head.data.cases} keyOf={(c) => c.code} selected={chosen} onSelect={(c) => { choose(c.code === chosen ? null : c.code); setPage(1); }} columns={[
          { key: 'case', head: t('findings.case'), cell: (c) => c.text }, { key: 'n', head: t('findings.count'), num: true, cell: (c) => format.whole(c.count) },
          { key: 'said', head: t('findings.said'), className: 'wrap', cell: (c) => <bdi>{c.source.said}</bdi> }, { key: 'source', head: t('findings.source'), className: 'wrap', cell: (c) => <bdi>{c.source.report}</bdi> },
        ]} />
        <p className="small">{t('findings.rules', { tolerance: format.percent(head.data.rules['areaTolerance'] ?? 0), long: head.data.rules['longLeaseYears'] ?? 0, revision: head.data.rules['revisionYears'] ?? 0, part: format.percent(head.data.rules['derisoryPart'] ?? 0) })}</p>
      </>}
      <h2>{chosen === null ? t('findings.all') : head.data?.cases.find((c) => c.code === chosen)?.text}</h2>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('findings.none')} why={t('findings.none.why')} />}
      {list.data && list.data.total > 0 && <>
        <Table<FindingRow> label={t('findings.title')} rows={list.data.rows} keyOf={(r) => `${r.code}${r.assetId ?? ''}${r.occupationId ?? ''}`} columns={[
          ...(chosen === null ? [{ key: 'case', head: t('findings.case'), cell: (r: FindingRow) => head.data?.cases.find((c) => c.code === r.code)?.text ?? r.code }] : []),
          { key: 'asset', head: t('occ.units'), cell: (r) => (r.assetId === null ? '–' : <Link to="/c/$commune/assets/$id" params={{ commune, id: r.assetId }} search={{ tab: 'occupation' }}><Ref>{r.assetCode}</Ref></Link>) }, { key: 'name', head: t('map.col.name'), cell: (r) => <bdi>{r.assetName}</bdi> },
          { key: 'ref', head: t('occ.reference'), cell: (r) => (r.occupationId === null ? '–' : <Link to="/c/$commune/occupations/$id" params={{ commune, id: r.occupationId }} search={{}}><Ref>{r.reference}</Ref></Link>) },
          { key: 'type', head: t('occ.type'), cell: (r) => code('code.occ.type.', r.type) }, { key: 'facts', head: t('findings.facts'), className: 'sample', cell: (r) => <bdi>{facts(r.facts)}</bdi> },
        ]} />
        <Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} /></>}
    </main>
  );
};
