import './documents.css';
import { useId, useState, type DragEvent } from 'react';
import type { SubjectKind } from '@sommier/domain/documents';
import { useT } from '../../platform/i18n/index.ts';
import { Button, Empty, Pager, Problem } from '../../platform/ui/index.ts';
import { DocumentList } from './document-list.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { useDocuments, useMayWrite } from './use-documents.ts';

const PAGE = 25;

/** The documents and photos of a property, an act, a title, an occupation, a party, a valuation or a campaign: see them, add by dropping, correct, bin. */
export const DocumentsSection = ({ subjectKind, subjectId, title }: { subjectKind: SubjectKind; subjectId: string; title?: string }) => {
  const t = useT();
  const id = useId();
  const [page, setPage] = useState(1);
  const [bin, seeBin] = useState(false);
  const [files, take] = useState<readonly File[] | null>(null);
  const [over, setOver] = useState(false);
  const mayWrite = useMayWrite(subjectKind);
  const { data, error, refetch } = useDocuments({ subjectKind, subjectId, page, size: PAGE, ...(bin ? { bin: 'yes' as const } : {}) });
  const drop = (e: DragEvent) => { e.preventDefault(); setOver(false); if (e.dataTransfer.files.length > 0) take([...e.dataTransfer.files]); };
  const zone = mayWrite && !bin ? { onDragOver: (e: DragEvent) => { e.preventDefault(); setOver(true); }, onDragLeave: () => setOver(false), onDrop: drop } : {};
  return (
    <section className={over ? 'card whole drop-over' : 'card whole'} aria-labelledby={id} {...zone}>
      <div className="row">
        <h2 id={id}>{title ?? t('documents.title')}{data ? ` (${data.total})` : ''}</h2>
        {mayWrite && <Button kind="flat" aria-pressed={bin} onClick={() => { seeBin(!bin); setPage(1); }}>{t('documents.bin')}</Button>}
        {mayWrite && !bin && <><input className="vh" id={`${id}f`} type="file" multiple onChange={(e) => { take([...(e.target.files ?? [])]); e.target.value = ''; }} /><label className="btn i i-plus" htmlFor={`${id}f`}>{t('documents.add')}</label></>}
      </div>
      <div className="stack">
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {data?.total === 0 && (bin ? <Empty title={t('documents.bin.none')} /> : <Empty title={t('documents.none')} why={mayWrite ? t('documents.none.why') : undefined} />)}
        {data && <DocumentList rows={data.rows} mayWrite={mayWrite} />}
        {data && data.total > PAGE && <Pager page={page} size={PAGE} total={data.total} onPage={setPage} />}
      </div>
      {files && files.length > 0 && <UploadDialog subjectKind={subjectKind} subjectId={subjectId} files={files} onClose={() => take(null)} />}
    </section>
  );
};
