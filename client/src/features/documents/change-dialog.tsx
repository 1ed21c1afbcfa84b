import type { FormEvent } from 'react';
import { changeDocument, DOCUMENT_KINDS, type Document, type DocumentKind } from '@sommier/domain/documents';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useFormat } from '../../platform/format.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Ledger, Problem, Ref, said, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { weightText } from '../../platform/weight.ts';
import { TOUCHES } from './use-documents.ts';

/** What is said of a document, to be corrected; and what the file says of itself, which is not. */
export const ChangeDialog = ({ document: d, onClose }: { document: Document; onClose: () => void }) => {
  const t = useT();
  const intl = useIntl();
  const format = useFormat();
  const say = useToast();
  const { code: commune } = useCommune();
  const change = useChange(changeDocument, TOUCHES);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    change.mutate({
      params: { commune, id: d.id }, options: { headers: { 'if-match': `"v${d.version}"` } },
      body: { kind: String(form.get('kind')) as DocumentKind, title: text('title') ?? d.title, author: text('author'), dated: text('dated'), validFrom: text('validFrom'), validUntil: text('validUntil'), restricted: form.get('restricted') !== null, note: text('note') },
    }, { onSuccess: () => { say(t('documents.changed')); onClose(); } });
  };
  return (
    <Dialog title={t('documents.change')} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        {change.error && <Problem error={change.error} />}
        <div className="pair">
          <SelectField label={t('documents.kind')} name="kind" defaultValue={d.kind}>{DOCUMENT_KINDS.map((k) => <option key={k} value={k}>{t(`documents.kind.${k}`)}</option>)}</SelectField>
          <TextField label={t('documents.dated')} name="dated" type="date" defaultValue={d.dated ?? ''} />
        </div>
        <TextField label={t('documents.name')} name="title" required maxLength={300} defaultValue={d.title} dir="auto" />
        <div className="pair"><TextField label={t('documents.author')} name="author" maxLength={200} defaultValue={d.author ?? ''} dir="auto" />
          <TextField label={t('documents.from')} name="validFrom" type="date" defaultValue={d.validFrom ?? ''} /><TextField label={t('documents.until')} name="validUntil" type="date" defaultValue={d.validUntil ?? ''} /></div>
        <TextField label={t('documents.note')} name="note" maxLength={2000} defaultValue={d.note ?? ''} dir="auto" />
        <Check name="restricted" defaultChecked={d.restricted}>{t('documents.restricted')}</Check>
        <Ledger lines={[
          [t('documents.file'), <span key="f"><Ref>{d.name}</Ref>, {weightText(intl, d.bytes)}</span>], d.width !== null && [t('documents.pixels'), <Ref key="p">{`${d.width} × ${d.height ?? 0}`}</Ref>],
          d.pages !== null && [t('documents.pages'), d.pages], said(t('documents.taken'), d.takenAt, (v) => <Ref>{`${format.day(v)} ${v.slice(11, 16)}`}</Ref>),
          d.lat !== null && [t('documents.place'), <Ref key="g">{`${d.lat.toFixed(6)}, ${(d.lon ?? 0).toFixed(6)}`}</Ref>], [t('documents.sha'), <span key="s" className="hash" dir="ltr">{d.sha256}</span>],
          d.alsoOn.length > 0 && [t('documents.also'), t('documents.also.n', { n: d.alsoOn.length })],
        ]} />
        <Button kind="main" type="submit" refuse={change.isPending && t('shell.wait')}>{t('documents.save')}</Button>
      </form>
    </Dialog>
  );
};
