import { useState } from 'react';
import { changeDeclaration, correctDeclaration, declarationForms, declarationReceipt, dropDeclaration, getDeclaration } from '@sommier/domain/declarations';
import { download } from '../../platform/download.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, TextField } from '../../platform/ui/index.ts';
import { TOUCHES } from './entry-dialog.tsx';
import { ReturnForm } from './return-form.tsx';
import { ReturnView } from './return-view.tsx';

/** One return: read, its receipt, corrected by a new version; a draft written anew, filed or thrown away. */
export const SheetDialog = ({ id, onClose, onOther }: { id: string; onClose: () => void; onOther: (id: string) => void }) => {
  const t = useT();
  const { language } = useLanguage();
  const may = useCan()('activity.write');
  const { code: commune } = useCommune();
  const [fixing, fix] = useState(false), [reason, setReason] = useState('');
  const one = useEndpoint(getDeclaration, { params: { commune, id } }), d = one.data;
  const forms = useEndpoint(declarationForms, { params: { commune }, query: d === undefined ? {} : { party: d.partyId } }, { keep: true });
  const correct = useChange(correctDeclaration, TOUCHES), change = useChange(changeDeclaration, TOUCHES), drop = useChange(dropDeclaration, TOUCHES);
  if (d === undefined) return <Dialog title={t('declare.one')} onClose={onClose}>{one.error && <Problem error={one.error} />}</Dialog>;
  const draft = d.state === 'draft', version = { headers: { 'If-Match': `"v${String(d.revision)}"` } };
  const write = (said: { tax: string; from: string; to: string; zero: boolean; lines: typeof d.lines; note: string | null }, kept: boolean) => change.mutate({ params: { commune, id }, body: { ...said, partyId: d.partyId, draft: kept }, options: version });
  return (
    <Dialog wide title={d.number === null ? t('declare.is.draft') : `${d.number} v${String(d.version)}`} onClose={onClose} foot={!draft && !fixing && <><Button onClick={() => void download(declarationReceipt, { params: { commune, id }, query: { language } })}>{t('declare.receipt')}</Button>
      {d.replacedById !== null && <Button onClick={() => onOther(d.replacedById ?? id)}>{t('declare.newer')}</Button>}{may && d.state === 'filed' && <Button kind="main" onClick={() => fix(true)}>{t('declare.correct')}</Button>}</>}>
      <div className="stack">
        <p><b><bdi>{d.party ?? '–'}</bdi></b></p>
        {!draft && !fixing && <ReturnView d={d} forms={forms.data?.forms} />}
        {draft && may && forms.data && <ReturnForm key={d.revision} {...forms.data} busy={change.isPending} error={change.error ?? drop.error} start={{ ...d, fixed: false }} sendLabel={t('declare.send')} send={(said) => write(said, false)}
          more={(said) => <><Button onClick={() => drop.mutate({ params: { commune, id } }, { onSuccess: onClose })}>{t('declare.throw')}</Button><Button onClick={() => write(said(), true)}>{t('declare.draft')}</Button></>} />}
        {fixing && forms.data && <><p>{t('declare.correct.why')}</p><ReturnForm {...forms.data} busy={correct.isPending} error={correct.error} start={{ ...d, fixed: true }} sendLabel={t('declare.correct')} refuse={reason.trim().length < 3 && t('declare.reason.need')}
          send={({ zero, lines, note }) => correct.mutate({ params: { commune, id }, body: { zero, lines, note, reason } }, { onSuccess: (made) => { fix(false); onOther(made.id); } })}><TextField label={t('declare.reason')} required minLength={3} maxLength={1000} value={reason} onChange={(e) => setReason(e.currentTarget.value)} /></ReturnForm></>}
      </div>
    </Dialog>
  );
};
