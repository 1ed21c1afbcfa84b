import { useRef, useState } from 'react';
import { auditHead, checkHead, type HeadReport, type SignedHead as Signed } from '@sommier/domain/audit';
import { call, ProblemError } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note } from '../../platform/ui/index.ts';

/** A day's name for a file, as the reader's clock has it. */
const save = (head: Signed): void => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(head, null, 1)], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: `${head.commune}-${head.at.slice(0, 10)}-${head.seq}.json` }).click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 10_000);
};

/** The head to keep elsewhere, and whether one that was kept still stands. */
export const SignedHead = () => {
  const t = useT();
  const { code: commune } = useCommune();
  const input = useRef<HTMLInputElement>(null);
  const [told, tell] = useState<HeadReport | 'unread' | ProblemError | null>(null);
  const get = () => { void call(auditHead, { params: { commune } }).then(save, (cause: unknown) => { if (!(cause instanceof ProblemError)) throw cause; tell(cause); }); };
  const check = async (file: File | undefined) => {
    if (!file) return;
    try { tell(await call(checkHead, { params: { commune }, body: JSON.parse(await file.text()) as Signed })); } catch (cause) { tell(cause instanceof ProblemError && cause.status !== 400 ? cause : 'unread'); }
    if (input.current) input.current.value = '';
  };
  return (
    <section className="block" aria-labelledby="signed-head">
      <h2 id="signed-head">{t('trail.head')}</h2>
      <p className="small">{t('trail.head.why')}</p>
      <div className="row">
        <Button icon="dl" onClick={get}>{t('trail.head.get')}</Button>
        <Button onClick={() => input.current?.click()}>{t('trail.head.check')}</Button>
        <input ref={input} type="file" accept="application/json,.json" hidden aria-label={t('trail.head.check')} onChange={(e) => void check(e.currentTarget.files?.[0])} />
      </div>
      {told === 'unread' ? <Note tone="bad">{t('trail.head.unread')}</Note> : told instanceof ProblemError ? <Note tone="bad">{told.message}</Note>
        : told && <Note tone={told.ok ? 'ok' : 'bad'}>{told.fault === null ? t('trail.head.ok', { seq: told.seq }) : t(`trail.head.${told.fault}`)}</Note>}
    </section>
  );
};
