import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { issuedFile, listIssued, showCode, STATEMENTS, summariseStatement, type StatementKind, type StatementSummary } from '@sommier/domain/papers';
import { urlOf } from '../../../platform/call.ts';
import { useFormat } from '../../../platform/format.ts';
import { LANGUAGE_NAMES, useT, type MessageKey } from '../../../platform/i18n/index.ts';
import { useEndpoint } from '../../../platform/query.ts';
import { useCan, useCommune } from '../../../platform/session.tsx';
import { Empty, Note, Pager, Problem, Ref, SelectField, Table, Tag, TextField } from '../../../platform/ui/index.ts';
import { IssuePaper } from '../issue-paper.tsx';
import { DurationsForm } from './durations-form.tsx';

const fieldKey = (field: string): MessageKey => (field === 'located' ? 'st.field.located' : `assets.field.${field}` as MessageKey);

/** What the paper chosen will say: parts with their sums, then what is missing, each count opening its list. */
const Summary = ({ s }: { s: StatementSummary }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const name = (key: string): string => (s.kind === 'sommier' ? t(`st.part.${key}` as MessageKey) : key === '' ? t('st.part.none') : key);
  const actif = s.kind === 'etat_actif';
  const left = s.left.reduce((n, l) => n + l.n, 0);
  return (
    <>
      <h2>{t('st.recap')} <small>{t('st.version', { version: s.version })}</small></h2>
      <p className="small">{t('st.account', { register: f.whole(s.register), listed: f.whole(s.listed), left: f.whole(left) })}</p>
      <Table label={t('st.recap')} rows={s.parts} keyOf={(p) => p.key} foot={<tr><th scope="row">{t('st.total')}</th><td className="num">{f.whole(s.total.n)}</td>{actif ? <><td className="num">{f.money(s.total.grossMinor)}</td><td className="num">{f.money(s.total.netMinor)}</td></> : <><td className="num">{f.area(s.total.registerAreaM2)}</td><td className="num">{f.area(s.total.builtAreaM2)}</td></>}<td className="num">{f.whole(s.total.valued)}</td></tr>}
        columns={[{ key: 'part', head: t('st.part'), cell: (p) => <bdi>{name(p.key)}</bdi> }, { key: 'n', head: t('st.n'), num: true, cell: (p) => f.whole(p.n) },
          ...(actif ? [{ key: 'gross', head: t('st.gross'), num: true, cell: (p: StatementSummary['parts'][number]) => f.money(p.grossMinor) }, { key: 'net', head: t('st.net'), num: true, cell: (p: StatementSummary['parts'][number]) => f.money(p.netMinor) }]
            : [{ key: 'area', head: t('st.area'), num: true, cell: (p: StatementSummary['parts'][number]) => f.area(p.registerAreaM2) }, { key: 'built', head: t('st.built'), num: true, cell: (p: StatementSummary['parts'][number]) => f.area(p.builtAreaM2) }]),
          { key: 'valued', head: t('st.valued'), num: true, cell: (p) => f.whole(p.valued) }]} />
      <h2>{t('st.complete', { filled: f.whole(s.filled), required: f.whole(s.required) })}</h2>
      <Table label={t('st.missing')} rows={[...s.missing]} keyOf={(m) => m.field} columns={[
        { key: 'field', head: t('st.field'), cell: (m) => <>{t(fieldKey(m.field))} {!m.mandatory && <small>{t('st.further')}</small>}</> },
        { key: 'n', head: t('st.missing'), num: true, cell: (m) => (m.mandatory && m.n > 0 ? <Link to="/c/$commune/register" params={{ commune }} search={{ missing: m.field }}>{f.whole(m.n)}</Link> : f.whole(m.n)) },
        { key: 'of', head: t('st.of'), num: true, cell: (m) => f.whole(m.of) }]} />
      {s.checks.length > 0 && <Table label={t('st.checks')} rows={[...s.checks]} keyOf={(c) => c.key} columns={[{ key: 'c', head: t('st.checks'), cell: (c) => t(`st.check.${c.key}`) }, { key: 'n', head: t('st.n'), num: true, cell: (c) => f.whole(c.n) }]} />}
    </>
  );
};

/** Statutory papers: choose one and its day, see what it will say, issue it; those issued, with their file and their code. */
export const StatementsPage = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { code: commune } = useCommune();
  const [kind, setKind] = useState<StatementKind>('sommier');
  const [day, setDay] = useState('');
  const [issuing, setIssuing] = useState(false);
  const [page, setPage] = useState(1);
  useEffect(() => { document.title = `${t('st.title')} · Sommier`; }, [t]);
  const summary = useEndpoint(summariseStatement, { params: { commune }, query: { kind, ...(day ? { day } : {}) } });
  const list = useEndpoint(listIssued, { params: { commune }, query: { page, size: 10 } }, { keep: true, every: issuing ? 3000 : false });
  return (
    <main id="main" className="page report">
      <div className="row"><h1>{t('st.title')}</h1><Link className="btn" to="/verify">{t('st.verify.link')}</Link></div>
      <div className="row filters">
        <SelectField label={t('st.kind')} value={kind} onChange={(e) => setKind(e.target.value as StatementKind)}>{STATEMENTS.map((k) => <option key={k} value={k}>{t(`st.${k}`)}</option>)}</SelectField>
        <TextField label={t('st.day')} type="date" value={day || summary.data?.day || ''} onChange={(e) => setDay(e.target.value)} />
        <IssuePaper key={kind} kind={kind} {...(day ? { day } : {})} onStart={() => setIssuing(true)} />
      </div>
      {summary.error && <Problem error={summary.error} />}
      {summary.data && <Summary s={summary.data} />}
      {kind === 'etat_actif' && <DurationsForm />}
      <h2>{t('st.issued')}</h2>
      {list.error && <Problem error={list.error} />}
      {list.data?.total === 0 && <Empty title={t('st.none')} why={t('st.none.why')} />}
      {list.data && list.data.total > 0 && <><Table label={t('st.issued')} rows={list.data.rows} keyOf={(p) => p.id} columns={[
        { key: 'number', head: t('st.number'), cell: (p) => (p.state === 'issued' && can('export.run') ? <a href={urlOf(issuedFile, { params: { commune, id: p.id } })} download={`${p.number}.${p.format}`} aria-label={t('st.get', { number: p.number })}><Ref>{p.number}</Ref></a> : <Ref>{p.number}</Ref>) },
        { key: 'kind', head: t('st.kind'), cell: (p) => <>{t(`st.${p.kind}`)} <small>{LANGUAGE_NAMES[p.language]}, {p.format.toUpperCase()}</small></> },
        { key: 'day', head: t('st.day'), cell: (p) => <Ref>{f.day(p.day)}</Ref> }, { key: 'n', head: t('st.lines'), num: true, cell: (p) => f.whole(p.rows) },
        { key: 'when', head: t('st.when'), cell: (p) => (p.state === 'issued' ? <Ref>{f.day(p.issuedAt)}</Ref> : <Tag tone={p.state === 'void' ? 'mute' : 'info'}>{t(`st.${p.state}`)}</Tag>) },
        { key: 'by', head: t('st.by'), cell: (p) => <bdi>{p.createdBy ?? t('st.command')}</bdi> },
        { key: 'code', head: t('st.code'), cell: (p) => (p.code === null ? '–' : <Ref>{showCode(p.code)}</Ref>) },
      ]} /><Pager page={page} size={10} total={list.data.total} onPage={setPage} /></>}
      {kind === 'sommier' && !can('export.run') && <Note>{t('st.none.why')}</Note>}
    </main>
  );
};
