import { useState } from 'react';
import { issuePaper, type PaperRequest } from '@sommier/domain/notices';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { ProblemError } from '../../platform/call.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Problem } from '../../platform/ui/index.ts';
import { download } from './download.ts';

type Wanted = PaperRequest extends infer P ? (P extends { language: string } ? Omit<P, 'language'> : never) : never;

/** A paper in French or in Arabic: two buttons, so that the payer's language is chosen where the paper is asked for. */
export const PaperButtons = ({ paper, label }: { paper: Wanted; label: string }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const { language } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ProblemError | null>(null);
  const go = (wanted: 'fr' | 'ar' | 'en'): void => {
    setBusy(true); setError(null);
    download(issuePaper, { params: { commune }, body: { ...paper, language: wanted } as PaperRequest }).catch((e: unknown) => { if (e instanceof ProblemError) setError(e); else throw e; }).finally(() => { setBusy(false); });
  };
  const languages = language === 'ar' ? (['ar', 'fr'] as const) : (['fr', 'ar'] as const);
  return (
    <>
      <span className="seg" role="group" aria-label={label}>{languages.map((l, i) => <Button key={l} {...(i === 0 ? { icon: 'print' as const } : {})} aria-label={`${label}, ${t(`ledger.in.${l}`)}`} refuse={busy && t('ledger.saving')} onClick={() => go(l)}>{i === 0 ? label : t(`ledger.in.${l}`)}</Button>)}</span>
      {error && <Problem error={error} />}
    </>
  );
};
