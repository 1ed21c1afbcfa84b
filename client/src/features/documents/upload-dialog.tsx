import { useState, type FormEvent } from 'react';
import { DOCUMENT_KINDS, type DocumentKind, type SubjectKind } from '@sommier/domain/documents';
import { ProblemError } from '../../platform/call.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Progress, SelectField, TextField } from '../../platform/ui/index.ts';
import { weightText } from '../../platform/weight.ts';
import { useUpload } from './use-documents.ts';

interface Props { subjectKind: SubjectKind; subjectId: string; files: readonly File[]; onClose: () => void }
type Outcome = { state: 'sent' | 'known' } | { state: 'refused'; why: string };
const guess = (files: readonly File[]): DocumentKind => (files.every((f) => f.type.startsWith('image/')) ? 'photo' : 'other');

/** What is said of the files, once for all; then each goes, and each says how it went. A refused one stays named with its reason. */
export const UploadDialog = ({ subjectKind, subjectId, files, onClose }: Props) => {
  const t = useT();
  const intl = useIntl();
  const { code: commune } = useCommune();
  const upload = useUpload();
  const [done, setDone] = useState<Outcome[]>([]);
  const [busy, setBusy] = useState(false);
  const over = done.length === files.length;
  const submit = async (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    setBusy(true);
    for (const file of files) {
      const title = files.length === 1 ? field('title') : '';
      const body = {
        subjectKind, subjectId, kind: field('kind') as DocumentKind, ...(title ? { title } : {}), ...(field('author') ? { author: field('author') } : {}), ...(field('dated') ? { dated: field('dated') } : {}),
        ...(field('validUntil') ? { validUntil: field('validUntil') } : {}), ...(form.get('restricted') ? { restricted: 'true' as const } : {}),
      };
      const outcome = await upload.mutateAsync({ params: { commune }, body, options: { file } })
        .then((d): Outcome => ({ state: d.duplicate ? 'known' : 'sent' }), (error: unknown): Outcome => ({ state: 'refused', why: error instanceof ProblemError && error.status > 0 ? error.message : t('shell.offline') }));
      setDone((before) => [...before, outcome]);
    }
    setBusy(false);
  };
  return (
    <Dialog title={t('documents.add.title', { n: files.length })} onClose={onClose} wide={files.length > 1}>
      <form className="stack" onSubmit={(e) => void submit(e)}>
        <ul className="sent">{files.map((f, i) => {
          const outcome = done[i];
          return (
            <li key={`${f.name}${i}`}><bdi dir="ltr">{f.name}</bdi> <span className="small">{weightText(intl, f.size)}</span>
              {outcome && <span className={`tag ${outcome.state === 'refused' ? 'bad' : outcome.state === 'known' ? 'info' : 'ok'}`} role={outcome.state === 'refused' ? 'alert' : undefined}>{t(`documents.outcome.${outcome.state}`)}</span>}
              {outcome?.state === 'refused' && <span className="err">{outcome.why}</span>}</li>
          );
        })}</ul>
        {busy && <Progress label={t('documents.sending')} done={done.length} total={files.length} />}
        {!busy && !over && <>
          <div className="pair">
            <SelectField label={t('documents.kind')} name="kind" defaultValue={guess(files)}>{DOCUMENT_KINDS.map((k) => <option key={k} value={k}>{t(`documents.kind.${k}`)}</option>)}</SelectField>
            <TextField label={t('documents.dated')} name="dated" type="date" />
          </div>
          {files.length === 1 && <TextField label={t('documents.name')} name="title" maxLength={300} defaultValue={files[0]?.name.replace(/\.[^.]+$/, '') ?? ''} dir="auto" />}
          <div className="pair"><TextField label={t('documents.author')} name="author" maxLength={200} dir="auto" /><TextField label={t('documents.until')} name="validUntil" type="date" hint={t('documents.until.hint')} /></div>
          <Check name="restricted">{t('documents.restricted')}</Check>
          <Button kind="main" type="submit">{t('documents.add.go', { n: files.length })}</Button>
        </>}
        {over && <Button kind="main" onClick={onClose}>{t('shell.close')}</Button>}
      </form>
    </Dialog>
  );
};
