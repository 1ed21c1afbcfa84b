import './documents.css';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { DOCUMENT_KINDS, type Document, type DocumentKind } from '@sommier/domain/documents';
import { useT } from '../../platform/i18n/index.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Empty, Pager, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { DocumentList } from './document-list.tsx';
import { useDocuments } from './use-documents.ts';

const PAGE = 25;
const VIEWS = ['all', 'expired', 'expiring', 'bin'] as const;

/** Every document of the commune: what has expired first of all, and the bin. */
export const DocumentsPage = () => {
  const t = useT();
  const mayWrite = useCan()('register.write');
  const { code: commune } = useCommune();
  const [view, setView] = useState<(typeof VIEWS)[number]>('expired');
  const [kind, setKind] = useState<DocumentKind | ''>('');
  const [words, setWords] = useState('');
  const [page, setPage] = useState(1);
  const q = useSettled(words.trim());
  const { data, error, refetch } = useDocuments({ page, size: PAGE, ...(q ? { q } : {}), ...(kind ? { kind } : {}), ...(view === 'bin' ? { bin: 'yes' as const } : view === 'all' ? {} : { validity: view }) });
  const where = (d: Document) => (d.subjectKind === 'asset'
    ? <Link to="/c/$commune/assets/$id" params={{ commune, id: d.subjectId }} search={{ tab: 'documents' }}><bdi dir="ltr">{d.subjectLabel ?? d.subjectId}</bdi></Link> : <>{t(`documents.subject.${d.subjectKind}`)} <bdi dir="ltr">{d.subjectLabel ?? d.subjectId}</bdi></>);
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('documents.all')}</h1>
        <TextField label={t('documents.words')} value={words} onChange={(e) => { setWords(e.target.value); setPage(1); if (words === '' && view === 'expired') setView('all'); }} maxLength={200} dir="auto" />
        <SelectField label={t('documents.view')} value={view} onChange={(e) => { setView(e.target.value as typeof view); setPage(1); }}>{VIEWS.map((v) => <option key={v} value={v}>{t(`documents.view.${v}`)}</option>)}</SelectField>
        <SelectField label={t('documents.kind')} value={kind} onChange={(e) => { setKind(e.target.value as DocumentKind | ''); setPage(1); }}><option value="">{t('documents.kind.any')}</option>{DOCUMENT_KINDS.map((k) => <option key={k} value={k}>{t(`documents.kind.${k}`)}</option>)}</SelectField>
      </div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && <Empty title={t(`documents.empty.${view}`)} />}
      {data && data.total > 0 && <><DocumentList rows={data.rows} mayWrite={mayWrite} where={where} /><Pager page={page} size={PAGE} total={data.total} onPage={setPage} /></>}
    </main>
  );
};
