import { useEffect, useState, type FormEvent } from 'react';
import { showCode, verifyPaper } from '@sommier/domain/papers';
import { useIntl, useLanguage, useT, type MessageKey } from '../../../platform/i18n/index.ts';
import { useChange } from '../../../platform/query.ts';
import { Button, Ledger, Note, Problem, Ref, TextField } from '../../../platform/ui/index.ts';

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('');
const NOTICES = ['notice', 'receipt', 'reminder', 'statement', 'revision'];

/** Open to whoever holds a paper: whether it is the one issued, by its code or by the file, which does not leave the reader's device. */
export const VerifyPage = () => {
  const t = useT();
  const intl = useIntl();
  const { language } = useLanguage();
  const check = useChange(verifyPaper);
  const [code, setCode] = useState('');
  const [hash, setHash] = useState('');
  useEffect(() => { document.title = `${t('verify.title')} · Sommier`; }, [t]);
  const submit = (e: FormEvent) => { e.preventDefault(); check.mutate({ body: hash ? { sha256: hash.trim() } : { code } }); };
  const take = async (file: File | undefined) => { if (file) setHash(hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))); };
  const day = (text: string): string => intl.formatDate(text.length === 10 ? `${text}T12:00:00Z` : text, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const p = check.data?.paper;
  return (
    <main id="main" className="page">
      <h1>{t('verify.title')}</h1>
      <p>{t('verify.why')}</p>
      <form className="stack narrow" onSubmit={submit}>
        <TextField label={t('verify.code')} value={code} dir="ltr" autoComplete="off" onChange={(e) => { setCode(e.target.value); setHash(''); }} />
        {globalThis.crypto?.subtle ? <TextField label={t('verify.file')} type="file" onChange={(e) => void take(e.target.files?.[0])} /> : <Note>{t('verify.nohash')}</Note>}
        <TextField label={t('verify.hash')} value={hash} dir="ltr" maxLength={64} autoComplete="off" onChange={(e) => setHash(e.target.value)} />
        <div><Button kind="main" type="submit" refuse={code.trim() === '' && hash.trim() === '' && t('verify.code')}>{t('verify.go')}</Button></div>
      </form>
      {check.error && <Problem error={check.error} />}
      {check.data?.found === false && <Note tone="bad">{t('verify.no')}</Note>}
      {p && <Note tone="ok"><p><b>{t('verify.yes')}</b></p>
        <Ledger lines={[[t('verify.commune'), <bdi key="c">{language === 'ar' ? p.communeAr ?? p.commune : p.commune}</bdi>], [t('verify.kind'), t(NOTICES.includes(p.kind) ? `verify.kind.${p.kind}` as MessageKey : `st.${p.kind}` as MessageKey)], p.number !== null && [t('st.number'), <Ref key="n">{p.number}</Ref>],
          [t('st.day'), <Ref key="d">{day(p.day)}</Ref>], [t('st.when'), <Ref key="w">{day(p.issuedAt)}</Ref>], p.rows !== null && [t(p.kind === 'reconciliation' ? 'verify.differences' : 'verify.rows'), String(p.rows)], p.pages !== null && [t('verify.pages'), String(p.pages)], [t('verify.hash'), <Ref key="h">{showCode(p.sha256)}</Ref>]]} />
        {!hash && <p className="small">{t('verify.copy')}</p>}</Note>}
    </main>
  );
};
