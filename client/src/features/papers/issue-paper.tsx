import { useState } from 'react';
import { issuedFile, issueStatement, STATEMENT_FORMATS, type IssuedKind, type StatementFormat } from '@sommier/domain/papers';
import { urlOf } from '../../platform/call.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT, type Language } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, SelectField } from '../../platform/ui/index.ts';
import { FileJob } from '../exports/index.ts';

/** Issues a paper: its language and form, then the file as it is made. Nothing for whom may not export. `onStart` tells that one is being made. */
export const IssuePaper = ({ kind, day, onStart }: { kind: IssuedKind; day?: string; onStart?: () => void }) => {
  const t = useT();
  const can = useCan();
  const { language: spoken } = useLanguage();
  const { code: commune } = useCommune();
  const [language, setLanguage] = useState<Language>(spoken);
  const [format, setFormat] = useState<StatementFormat>('pdf');
  const start = useChange(issueStatement, ['papers.statements.list', 'listJobs']);
  if (!can('export.run')) return null;
  return (
    <>
      <SelectField label={t('st.language')} value={language} onChange={(e) => setLanguage(e.target.value as Language)}>{LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{LANGUAGE_NAMES[l]}</option>)}</SelectField>
      <SelectField label={t('st.format')} value={format} onChange={(e) => setFormat(e.target.value as StatementFormat)}>{STATEMENT_FORMATS.map((x) => <option key={x} value={x}>{x.toUpperCase()}</option>)}</SelectField>
      <Button kind="main" icon="print" refuse={start.isPending && t('shell.wait')} onClick={() => start.mutate({ params: { commune }, body: { kind, language, format, ...(day ? { day } : {}) } }, { ...(onStart ? { onSuccess: onStart } : {}) })}>{t(kind === 'reconciliation' ? 'st.issue.reconciliation' : 'st.issue')}</Button>
      {(start.error ?? start.data) && <div className="outcome">{start.error && <Problem error={start.error} />}
        {start.data && <FileJob key={start.data.job} id={start.data.job} hrefOf={() => urlOf(issuedFile, { params: { commune, id: start.data.paper } })} />}</div>}
    </>
  );
};
